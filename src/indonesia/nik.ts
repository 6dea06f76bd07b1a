import type { z } from 'zod';
import { defineIdentityScheme, type IdentityResult, type IdentityScheme } from '../documents/identity.js';
import type { LocalDate } from '../internal/time.js';
import type { RegionTable } from './region-table.js';
import { knownRegions } from './regions.js';
import {
  checkOptions,
  maskRegistryNumber,
  parseRegistryNumber,
  regionWarnings,
  registryNumber,
} from './registry-number.js';

/** Tells what an identity number says of its holder; the number itself is left out, so it cannot leak. */
export interface ParsedNik {
  /** Six digits of the region where the holder was first registered, perhaps long renamed. */
  readonly region: string;
  /** Name of that sub-district, where the table has it. */
  readonly regionName?: string;
  readonly birthDate: LocalDate;
  readonly sex: 'female' | 'male';
  /** Four digits, from `0001`. */
  readonly serial: string;
  /** Whether the other century would fit too; `birthDate` is then the later one. */
  readonly ambiguous: boolean;
}

/** Sets what an identity number is read against. */
export interface NikOptions {
  /** Day on which it is read: nobody is born after it. */
  readonly at: LocalDate;
  /** Known regions. Default: {@link knownRegions}. */
  readonly regions?: RegionTable | undefined;
  /** Least age of the holder in whole years, 0 to 150, as 17 for an identity card. Default 0. */
  readonly minAge?: number | undefined;
}

const birthDay = (digits: number): number => (digits > 40 ? digits - 40 : digits);

/**
 * Accepts an identity number (NIK): a text of 16 digits with a real date of birth, 40 added to a woman's day,
 * and a serial from 0001. It has no check digit. Never a number: those from Papua exceed the safe integers.
 */
export const nikSchema: z.ZodType<string> = registryNumber(birthDay);

/**
 * Reads an identity number. A region that the table does not know is a warning, never a refusal, for numbers
 * keep the codes of regions that are gone. Births before 1900 are not considered.
 *
 * @throws {@link LoketError} with code `invalid-data` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { parseNik } from 'loket/indonesia';
 *
 * const nik = parseNik('3507135502109901', { at: '2019-07-17', minAge: 17 });
 * nik.ok && nik.value.birthDate; //=> '1910-02-15'
 * nik.ok && nik.value.sex; //=> 'female'
 * nik.ok && nik.value.regionName; //=> 'Kepanjen'
 * parseNik('3507133102909901', { at: '2019-07-17' }).ok; //=> false
 * ```
 */
export function parseNik(value: unknown, options: NikOptions): IdentityResult<ParsedNik> {
  checkOptions('parseNik options', options);
  const { at, regions = knownRegions, minAge = 0 } = options;
  const parsed = parseRegistryNumber(value, nikSchema, birthDay, {
    test: (date) => birthday(date, minAge) <= at,
    rule:
      minAge > 0
        ? `must be of somebody of at least ${minAge} years on ${at}`
        : `must be of somebody born by ${at}`,
  });
  if (!parsed.ok) return parsed;
  const { region, date, serial, ambiguous } = parsed.value;
  const name = regions.nameOf(region);
  const nik: ParsedNik = {
    region,
    ...(name === undefined ? {} : { regionName: name }),
    birthDate: date,
    sex: Number(String(value).slice(6, 8)) > 40 ? 'female' : 'male',
    serial,
    ambiguous,
  };
  return { ok: true, value: nik, warnings: regionWarnings(region, regions) };
}

/**
 * Masks an identity number: the region stays, the rest is hidden; a text that is none is hidden whole.
 *
 * @example
 * ```ts
 * import { maskNik } from 'loket/indonesia';
 *
 * maskNik('3507135502109901'); //=> '350713**********'
 * maskNik('not a number'); //=> '****************'
 * ```
 */
export function maskNik(nik: string): string {
  return maskRegistryNumber(nik);
}

/** Checks and masks identity numbers (NIK), warning of regions that are not known. */
export const nikScheme: IdentityScheme<string> = defineIdentityScheme({
  id: 'nik',
  schema: nikSchema,
  mask: maskNik,
  warn: (nik) => regionWarnings(nik, knownRegions),
});

// As texts: who was born on 29 February comes of age, by this order, on 1 March.
function birthday(birthDate: LocalDate, age: number): LocalDate {
  return `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`;
}
