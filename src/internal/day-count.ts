import { z } from 'zod';
import { lazy } from './lazy.js';

/** Accepts a count of days as a configuration gives it. @internal */
export const dayCountSchema = lazy(() =>
  z.strictObject({
    days: z.int('must be a whole number').min(0, 'must be 0 or more').max(3650, 'must be 3650 or less'),
    count: z.enum(['working', 'calendar'], 'must be working or calendar'),
  }),
);
