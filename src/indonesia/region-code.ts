import { z } from 'zod';
import { provinceNames } from './provinces.js';

/** Writes a region's code as digits only. @internal */
export function plainCode(code: string): string {
  return code.replaceAll('.', '');
}

/** Accepts the code of a province or a regency in a known province, and writes it with dots. @internal */
export const regionCode: z.ZodType<string> = z
  .string()
  .regex(/^\d{2}(\.?\d{2})?$/, 'must be a code as 35 or 35.07')
  .refine((code) => Object.hasOwn(provinceNames, code.slice(0, 2)), 'must begin with the code of a province')
  .transform((code) => code.replace(/^(\d{2})(\d{2})$/, '$1.$2'));

/** Accepts the code of a regency only. @internal */
export const regencyCode: z.ZodType<string> = regionCode.refine(
  (code) => /^\d{2}\.?\d{2}$/.test(code) && !code.endsWith('00'),
  'must name a regency as 35.07',
);
