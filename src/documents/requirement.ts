import { z } from 'zod';
import { dayCountSchema } from '../internal/day-count.js';
import { lazy } from '../internal/lazy.js';
import { countFromOne, idText, localDate } from '../internal/messages.js';
import type { Dated } from './dated.js';
import type { Validity } from './validity.js';

/** Describes a paper that may be given in the place of the one that is asked for. */
export interface Substitute extends Dated {
  /** Unique within the kind, as in `sptjm-birth`. */
  readonly id: string;
  /** Names for people, by language code. */
  readonly title: Readonly<Record<string, string>>;
  /** How old it may be when it is given. Default: any age. */
  readonly validFor?: Validity | undefined;
  /** Law or decree that the rule comes from. */
  readonly source?: string | undefined;
}

/** Describes a paper that an applicant brings; days and tags say when it is asked for. */
export interface RequirementInput extends Dated {
  /** Unique within the kind, but for rules about one paper on different days. */
  readonly id: string;
  /** Names for people, by language code. */
  readonly title: Readonly<Record<string, string>>;
  /** Whether the original has to be shown; told to people, not checked. Default `false`. */
  readonly original?: boolean | undefined;
  /** How many copies are left at the office, 0 or more; told to people, not checked. Default 0. */
  readonly copies?: number | undefined;
  /** How many different such papers are needed, 1 or more, as of two witnesses. Default 1. */
  readonly papers?: number | undefined;
  /** What may be given instead. Default: nothing. */
  readonly substitutes?: readonly Substitute[] | undefined;
  /** How old it may be when it is given. Default: any age. */
  readonly validFor?: Validity | undefined;
  /** Tags that the officer gives to a request; asked for if any of these is given. Default: always asked for. */
  readonly when?: string | readonly string[] | undefined;
  /** Law or decree that the rule comes from. */
  readonly source?: string | undefined;
}

/** Holds a checked requirement with its defaults filled in. */
export interface Requirement extends Dated {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly original: boolean;
  readonly copies: number;
  readonly papers: number;
  readonly substitutes: readonly Substitute[];
  readonly validFor?: Validity | undefined;
  /** Tags of which any asks for it; empty: always asked for. */
  readonly when: readonly string[];
  readonly source?: string | undefined;
}

/** Names for people, by language code. @internal */
export const titles = z.record(z.string(), z.string());

/** Accepts something that holds for a span of days. @internal */
export function dated<S extends z.ZodRawShape>(shape: S) {
  const bounds = { from: localDate.optional(), until: localDate.optional(), source: idText.optional() };
  return z.strictObject({ ...shape, ...bounds }).refine((span) => inOrder(span as Dated), {
    path: ['until'],
    error: 'must not lie before from',
  });
}

const inOrder = ({ from, until }: Dated) => !from || !until || from <= until;

/** Accepts how long a paper is valid. @internal */
export const validitySchema = lazy(() =>
  z.union(
    [dayCountSchema(), z.strictObject({ months: countFromOne.max(1200) })],
    'must be days with a count, or 1 to 1200 months',
  ),
);

/** Accepts a requirement as a host writes it, and fills in the defaults. @internal */
export const requirementSchema = lazy(() => {
  const paper = { id: idText, title: titles, validFor: validitySchema().optional() };
  return dated({
    ...paper,
    original: z.boolean().default(false),
    copies: z.int().min(0).default(0),
    papers: countFromOne.default(1),
    substitutes: z.array(dated(paper)).default([]),
    when: z
      .union(
        [idText.transform((tag) => [tag]), z.array(idText).min(1, 'must name a tag')],
        'must be a tag or a list of tags',
      )
      .default([]),
  });
});
