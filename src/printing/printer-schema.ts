import { z } from 'zod';

const text = z.string().min(1, 'must not be empty');
const natural = z.int('must be a whole number').min(0, 'must be 0 or more');
const positive = z.int('must be a whole number').min(1, 'must be 1 or more');

/** Shapes what every driver is told of its printer. @internal */
export const printerShape = () => ({
  id: text,
  medium: text,
  blanks: natural,
  site: text.optional(),
  supplies: z.array(text).optional(),
  cardsPerDay: positive.optional(),
  thermal: z.strictObject({ cards: positive, coolMs: positive }).optional(),
});
