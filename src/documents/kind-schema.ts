import { z } from 'zod';
import { dayCountSchema } from '../internal/day-count.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import { count, countFromOne, idText } from '../internal/messages.js';
import type { DayCount } from '../internal/time.js';
import { type Dated, overlap } from './dated.js';
import type { DocumentKind } from './kind.js';
import { isNumberTemplate, numberTemplateRule } from './number-template.js';
import { datedShape, requirementSchema, titles, validitySchema } from './requirement.js';

const sameDay: DayCount = { days: 0, count: 'working' };

/** Accepts a document kind as a host writes it, and fills in the defaults. @internal */
export const kindSchema = lazy(() => {
  const days = dayCountSchema();
  return z.strictObject({
    id: idText,
    service: idText,
    medium: z.union([
      idText.transform((medium) => [{ medium }]),
      z.array(z.strictObject({ medium: idText, ...datedShape })).min(1, 'must name a medium'),
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
    issued: z.strictObject(datedShape).default({}),
    title: titles.default({}),
  });
});

/** Lists what is wrong between the fields of a kind whose fields are right. @internal */
export function crossCheckKind({ id, media, issued, requirements, temporary }: DocumentKind): Issue[] {
  const issues: Issue[] = [];
  const say = (field: string, rule: string, value: unknown) => issues.push({ field, rule, value });
  const inOrder = (field: string, { from, until }: Dated) => {
    if (from && until && from > until) say(`${field}.until`, 'must not lie before from', until);
  };
  const apart = (field: string, rule: string, spans: readonly Dated[]) => {
    const shared = overlap(spans);
    if (shared) say(field, rule, shared);
  };

  for (const medium of media) inOrder('medium', medium);
  apart('medium', 'media must not overlap in time', media);
  inOrder('issued', issued);
  const owners = new Map<string, string>();
  for (const [i, requirement] of requirements.entries()) {
    const field = `requirements[${i}]`;
    inOrder(field, requirement);
    const rules = requirements.slice(0, i + 1).filter((r) => r.id === requirement.id);
    apart(field, 'rules about one paper must not overlap in time', rules);
    const papers = [requirement, ...requirement.substitutes];
    for (const [j, paper] of papers.entries()) {
      if (j > 0) inOrder(`${field}.substitutes[${j - 1}]`, paper);
      const owner = owners.get(paper.id) ?? requirement.id;
      const repeated = papers.findIndex((p) => p.id === paper.id) < j;
      // One paper answers one requirement, or it would count twice.
      if (owner !== requirement.id || repeated) {
        say(j === 0 ? `${field}.id` : `${field}.substitutes[${j - 1}].id`, 'must be unique', paper.id);
      }
      owners.set(paper.id, owner);
    }
  }
  if (temporary?.kind === id) say('temporary.kind', 'must be another kind', id);
  return issues;
}
