import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.js';
import { issuesError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { idText, localDate } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import type { LocalDate } from '../internal/time.js';
import { isWithin } from './dated.js';
import type { DocumentKind } from './kind.js';
import type { Requirement, Substitute } from './requirement.js';
import { validUntil } from './validity.js';

/** Names one paper that an applicant gave. */
export interface GivenPaper {
  /** Id of a requirement or of a substitute. */
  readonly requirement: string;
  /** Day on which it was issued; without it nobody can tell whether a paper with a validity still counts. */
  readonly issuedOn?: LocalDate | undefined;
}

/** Says on which day and for which request papers are asked for. */
export interface RequirementQuery {
  readonly day: LocalDate;
  /** Tags that the officer gives to the request, as in `lost`. Default: none. */
  readonly tags?: readonly string[] | undefined;
}

/** Says on which day and for which request papers are checked. */
export interface RequirementCheckOptions extends RequirementQuery {
  /** Counts working days; needed only where a validity is given in them. */
  readonly calendar?: Calendar | undefined;
}

/** Lists what can be said of a requirement. */
export type RequirementCode =
  | 'requirement.missing'
  | 'requirement.expired'
  | 'requirement.undated'
  | 'requirement.calendar-year-unknown'
  | 'requirement.substituted';

/** Says one thing of a requirement, with what its words need. */
export interface RequirementNote {
  readonly code: RequirementCode;
  /** Id of the requirement. */
  readonly requirement: string;
  /** Id of the paper that was given, or of the requirement where none was. */
  readonly paper: string;
  /**
   * `needed` and `given` papers if missing, `validUntil` if expired, `year` if the holidays of that year are needed.
   */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Tells whether all papers are there; each requirement that is not met is in one of three lists. */
export interface RequirementCheck {
  readonly complete: boolean;
  /** Of which too few papers were given. */
  readonly missing: readonly RequirementNote[];
  /** Of which papers were given, but too old ones. */
  readonly expired: readonly RequirementNote[];
  /** Of which papers were given, and nobody can tell yet whether they are too old. */
  readonly unclear: readonly RequirementNote[];
  /** One note for each substitute that met a requirement. */
  readonly substituted: readonly RequirementNote[];
}

const givenSchema = /* @__PURE__ */ lazy(() =>
  z.array(z.strictObject({ requirement: idText, issuedOn: localDate.optional() })),
);
const querySchema = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    day: localDate,
    tags: z.array(idText).default([]),
    calendar: z.custom<Calendar>().optional(),
  }),
);

/**
 * Lists what an applicant has to bring on a day; each has only the substitutes that are accepted on that day.
 *
 * @throws {@link LoketError} with code `invalid-data` when the day is none, no rule of the kind has a tag, or not
 * exactly one of the kind's cases is given
 *
 * @example
 * ```ts
 * import { defineDocumentKind, requirementsOn } from 'loket/documents';
 *
 * const card = defineDocumentKind({
 *   id: 'card',
 *   service: 'cards',
 *   medium: 'card',
 *   requirements: [
 *     { id: 'family-card', title: { en: 'Family card' } },
 *     { id: 'police-letter', title: { en: 'Letter of the police' }, when: 'lost' },
 *   ],
 * });
 * requirementsOn(card, { day: '2019-07-17' }).map(({ id }) => id); //=> ['family-card']
 * const lost = requirementsOn(card, { day: '2019-07-17', tags: ['lost'] });
 * lost.map(({ id }) => id); //=> ['family-card', 'police-letter']
 * ```
 */
export function requirementsOn(kind: DocumentKind, on: RequirementQuery): readonly Requirement[] {
  const { day, tags } = parseOrThrow(querySchema(), on, 'requirement query', 'invalid-data');
  const known = new Set([...kind.cases, ...kind.requirements.flatMap(({ when }) => when)]);
  // A misspelt tag would quietly ask for less.
  for (const [i, tag] of tags.entries()) refuseUnknown(kind, known, `tags[${i}]`, tag);
  const cases = kind.cases.filter((tag) => tags.includes(tag));
  if (kind.cases.length > 0 && cases.length !== 1) {
    refuse(kind, 'tags', `must hold one of ${kind.cases.join(', ')}`, tags);
  }
  return kind.requirements
    .filter((r) => isWithin(r, day) && (r.when.length === 0 || r.when.some((tag) => tags.includes(tag))))
    .map((r) => ({ ...r, substitutes: r.substitutes.filter((s) => isWithin(s, day)) }));
}

/**
 * Checks the papers that an applicant gave against what the kind asks for on a day. A paper is valid up to and
 * including its last day. It counts for one requirement; papers that are not asked for are left aside.
 *
 * It believes what the officer typed: whether a paper is genuine, and which it is, is seen at the counter.
 *
 * @throws {@link LoketError} with code `invalid-data` when a day is none or a paper was issued later than `day`, the
 * kind knows no such paper or tag, not exactly one of its cases is given, or a validity in working days meets no
 * calendar
 *
 * @example
 * ```ts
 * import { checkRequirements, defineDocumentKind } from 'loket/documents';
 *
 * const birth = defineDocumentKind({
 *   id: 'birth',
 *   service: 'civil-acts',
 *   medium: 'paper',
 *   requirements: [
 *     {
 *       id: 'hospital-letter',
 *       title: { en: 'Birth letter of the hospital' },
 *       substitutes: [{ id: 'statement', title: { en: 'Statement of the parents' } }],
 *     },
 *     { id: 'letter', title: { en: 'Letter of the village' }, validFor: { days: 14, count: 'calendar' } },
 *   ],
 * });
 * const given = [{ requirement: 'statement' }, { requirement: 'letter', issuedOn: '2019-07-02' }];
 * const check = checkRequirements(birth, given, { day: '2019-07-17' });
 * check.complete; //=> false
 * check.substituted.map(({ requirement, paper }) => `${paper} for ${requirement}`); //=> [
 * //   'statement for hospital-letter',
 * // ]
 * check.expired[0]?.params; //=> { validUntil: '2019-07-16' }
 * checkRequirements(birth, given, { day: '2019-07-16' }).complete; //=> true
 * ```
 */
export function checkRequirements(
  kind: DocumentKind,
  given: readonly GivenPaper[],
  on: RequirementCheckOptions,
): RequirementCheck {
  const papers = parseOrThrow(givenSchema(), given, 'given papers', 'invalid-data');
  const asked = requirementsOn(kind, on);
  const known = new Set(kind.requirements.flatMap((r) => [r.id, ...r.substitutes.map((s) => s.id)]));
  for (const [i, { requirement, issuedOn }] of papers.entries()) {
    refuseUnknown(kind, known, `given[${i}].requirement`, requirement);
    if (issuedOn !== undefined && issuedOn > on.day) {
      refuse(kind, `given[${i}].issuedOn`, `must not lie after ${on.day}`, issuedOn);
    }
  }

  const missing: RequirementNote[] = [];
  const expired: RequirementNote[] = [];
  const unclear: RequirementNote[] = [];
  const substituted: RequirementNote[] = [];
  for (const requirement of asked) {
    const judged = [requirement, ...requirement.substitutes].flatMap((paper) =>
      papers
        .filter((p) => p.requirement === paper.id)
        .map((p) => judge(requirement.id, paper, p.issuedOn, on)),
    );
    // What was asked for comes before what replaces it, so that no substitute is noted without need.
    const valid = judged.filter((j) => j.valid).slice(0, requirement.papers);
    if (valid.length === requirement.papers) {
      substituted.push(...valid.flatMap((j) => (j.paper === requirement.id ? [] : [j.note])));
      continue;
    }
    const doubtful = judged.filter((j) => !j.valid);
    const dated = doubtful.filter((j) => j.note.code === 'requirement.expired');
    if (valid.length + doubtful.length < requirement.papers) {
      const params = { needed: requirement.papers, given: valid.length };
      missing.push({
        code: 'requirement.missing',
        requirement: requirement.id,
        paper: requirement.id,
        params,
      });
    } else if (valid.length + doubtful.length - dated.length < requirement.papers) {
      expired.push(...dated.map((j) => j.note));
    } else {
      unclear.push(...doubtful.filter((j) => !dated.includes(j)).map((j) => j.note));
    }
  }
  const complete = missing.length + expired.length + unclear.length === 0;
  return { complete, missing, expired, unclear, substituted };
}

interface Judged {
  readonly valid: boolean;
  readonly paper: string;
  /** Why it does not count, or that it replaces another. */
  readonly note: RequirementNote;
}

function judge(
  requirement: string,
  { id: paper, validFor }: Pick<Substitute, 'id' | 'validFor'>,
  issuedOn: LocalDate | undefined,
  { day, calendar }: RequirementCheckOptions,
): Judged {
  const say = (valid: boolean, code: RequirementCode, params: RequirementNote['params'] = {}): Judged => ({
    valid,
    paper,
    note: { code, requirement, paper, params },
  });
  if (validFor === undefined) return say(true, 'requirement.substituted');
  if (issuedOn === undefined) return say(false, 'requirement.undated');
  const end = validUntil(issuedOn, validFor, calendar);
  if (!end.ok) return say(false, 'requirement.calendar-year-unknown', { year: end.year });
  return end.day < day
    ? say(false, 'requirement.expired', { validUntil: end.day })
    : say(true, 'requirement.substituted');
}

function refuseUnknown(kind: DocumentKind, known: ReadonlySet<string>, field: string, value: string): void {
  if (!known.has(value)) refuse(kind, field, `must be one of ${[...known].join(', ') || '(none)'}`, value);
}

function refuse(kind: DocumentKind, field: string, rule: string, value: unknown): never {
  throw issuesError('invalid-data', `papers for '${kind.id}'`, [{ field, rule, value }]);
}
