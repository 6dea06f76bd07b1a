import { z } from 'zod';
import { dayCountSchema } from '../internal/day-count.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import { count, countFromOne, idText } from '../internal/messages.js';
import type { DayCount } from '../internal/time.js';
import { type Dated, overlap } from './dated.js';
import type { DocumentKind } from './kind.js';
import { isNumberTemplate, numberTemplateRule } from './number-template.js';
import { dated, requirementSchema, titles, validitySchema } from './requirement.js';

const sameDay: DayCount = { days: 0, count: 'working' };

/** Accepts a document kind as a host writes it, and fills in the defaults. @internal */
export const kindSchema = lazy(() => {
  const days = dayCountSchema();
  return z.strictObject({
    id: idText,
    service: idText,
    medium: z.union([
      idText.transform((medium) => [{ medium }]),
      z.array(dated({ medium: idText })).min(1, 'must name a medium'),
    ]),
    signature: z
      .union([
        z.literal(false).transform(() => null),
        z.strictObject({
          by: idText,
          wetStage: z.enum(['after-print', 'before-print']).default('after-print'),
        }),
      ])
      .default(null),
    needsRecord: z.boolean().default(false),
    inspect: z.boolean().nullable().default(null),
    checkBack: z.boolean().default(false),
    serviceStandard: z
      .strictObject({
        electronic: days.default(sameDay),
        wet: days.default({ days: 5, count: 'working' }),
        none: days.default(sameDay),
      })
      .prefault({}),
    claim: days.default({ days: 90, count: 'calendar' }),
    retention: days.nullable().default({ days: 365, count: 'calendar' }),
    handover: z
      .strictObject({
        code: z.enum(['none', 'proxy', 'always'], 'must be none, proxy or always').default('none'),
        maxTries: countFromOne.default(5),
      })
      .prefault({}),
    cases: z.array(idText).default([]),
    requirements: z.array(requirementSchema()).default([]),
    numberTemplate: z.string().refine(isNumberTemplate, numberTemplateRule).nullable().default(null),
    temporary: z
      .strictObject({ kind: idText, validFor: validitySchema(), renewals: count.nullable().default(null) })
      .nullable()
      .default(null),
    issued: dated({}).default({}),
    title: titles.default({}),
  });
});

/** Lists what is wrong between the fields of a kind whose fields are right. @internal */
export function crossCheckKind({ id, media, requirements, temporary }: DocumentKind): Issue[] {
  const issues: Issue[] = [];
  const say = (field: string, rule: string, value: unknown) => issues.push({ field, rule, value });
  const apart = (field: string, rule: string, spans: readonly Dated[]) => {
    const shared = overlap(spans);
    if (shared) say(field, `${rule} must not overlap in time`, shared);
  };
  apart('medium', 'media', media);
  const owners = new Map<string, string>();
  for (const [i, { id: owner, substitutes }] of requirements.entries()) {
    const rules = requirements.slice(0, i + 1).filter((r) => r.id === owner);
    apart(`requirements[${i}]`, 'rules about one paper', rules);
    const papers = [owner, ...substitutes.map((s) => s.id)];
    for (const [j, paper] of papers.entries()) {
      // One paper answers one requirement, or it would count twice.
      if ((owners.get(paper) ?? owner) !== owner || papers.indexOf(paper) < j) {
        say(`requirements[${i}]${j > 0 ? `.substitutes[${j - 1}]` : ''}.id`, 'must be unique', paper);
      }
      owners.set(paper, owner);
    }
  }
  if (temporary?.kind === id) say('temporary.kind', 'must be another kind', id);
  return issues;
}
