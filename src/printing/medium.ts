import { z } from 'zod';

/** Describes what a document is printed on. */
export interface Medium {
  /** Unique id, as in `security-blank`. */
  readonly id: string;
  /** Cards are inspected after printing by default, paper is not. */
  readonly form: 'card' | 'paper';
  /** Whether each blank carries a serial number that the print report must name. Default `false`. */
  readonly serialNumbers?: boolean | undefined;
}

/** Accepts a medium, as `createOffice` does. */
export const mediumSchema: z.ZodType<Medium> = z.strictObject({
  id: z.string().min(1, 'must not be empty'),
  form: z.enum(['card', 'paper'], 'must be card or paper'),
  serialNumbers: z.boolean().optional(),
});
