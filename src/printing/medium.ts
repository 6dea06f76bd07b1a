import { z } from 'zod';

/** Describes what a document is printed on, or what printing uses up. */
export interface Medium {
  /** Unique id, as in `security-blank`. */
  readonly id: string;
  /** Cards are inspected after printing by default, paper is not. A supply, such as a ribbon, is no blank. */
  readonly form: 'card' | 'paper' | 'supply';
  /** Whether each blank carries a serial number that the print report must name. Default `false`. */
  readonly serialNumbers?: boolean | undefined;
  /**
   * Whether a serial number must lie in a range that was delivered; deliveries must name theirs then, and the stock at
   * opening is 0. Default `false`.
   */
  readonly knownSerials?: boolean | undefined;
  /** Prints that one piece of a supply is good for, 1 or more. */
  readonly prints?: number | undefined;
  /** Free blanks, of all sites together, at which the office is told that they run low. Left out, it is not told. */
  readonly lowAt?: number | undefined;
}

/** Accepts a medium, as `createOffice` does. */
export const mediumSchema: z.ZodType<Medium> = z
  .strictObject({
    id: z.string().min(1, 'must not be empty'),
    form: z.enum(['card', 'paper', 'supply'], 'must be card, paper or supply'),
    serialNumbers: z.boolean().optional(),
    knownSerials: z.boolean().optional(),
    prints: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
    lowAt: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
  })
  .refine(({ form, prints }) => (form === 'supply') === (prints !== undefined), {
    path: ['prints'],
    message: 'must be given for a supply, and for nothing else',
  })
  .refine(({ serialNumbers, knownSerials }) => knownSerials !== true || serialNumbers === true, {
    path: ['knownSerials'],
    message: 'must not be true without serialNumbers',
  });
