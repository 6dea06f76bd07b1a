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

/** Tells what the number of a family card says; the number itself is left out, so it cannot leak. */
export interface ParsedKk {
  /** Six digits of the region that issued it. */
  readonly region: string;
  /** Name of that sub-district, where the table has it. */
  readonly regionName?: string;
  /** Day on which the family was recorded. */
  readonly recordedOn: LocalDate;
  /** Four digits, from `0001`. */
  readonly serial: string;
  /** Whether the other century would fit too; `recordedOn` is then the later one. */
  readonly ambiguous: boolean;
}

/** Sets what the number of a family card is read against. */
export interface KkOptions {
  /** Day on which it is read: nothing was recorded after it. */
  readonly at: LocalDate;
  /** Known regions. Default: {@link knownRegions}. */
  readonly regions?: RegionTable | undefined;
}

// The Republic, and with it its registry, is no older.
const FIRST_DAY = '1945-08-17';
const recordingDay = (digits: number): number => digits;

/** Accepts the number of a family card (KK): a text of 16 digits with a real date and a serial from 0001. */
export const kkSchema: z.ZodType<string> = registryNumber(recordingDay);

/**
 * Reads the number of a family card. A region that the table does not know is a warning, never a refusal.
 *
 * @throws {@link LoketError} with code `invalid-data` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { parseKk } from 'loket/indonesia';
 *
 * const kk = parseKk('3507131507109901', { at: '2019-07-17' });
 * kk.ok && kk.value.recordedOn; //=> '2010-07-15'
 * parseKk('3507135507109901', { at: '2019-07-17' }).ok; //=> false
 * ```
 */
export function parseKk(value: unknown, options: KkOptions): IdentityResult<ParsedKk> {
  checkOptions('parseKk options', options);
  const { at, regions = knownRegions } = options;
  const parsed = parseRegistryNumber(value, kkSchema, recordingDay, {
    test: (date) => FIRST_DAY <= date && date <= at,
    rule: `must be recorded from ${FIRST_DAY} to ${at}`,
  });
  if (!parsed.ok) return parsed;
  const { region, date, serial, ambiguous } = parsed.value;
  const name = regions.nameOf(region);
  const kk: ParsedKk = {
    region,
    ...(name === undefined ? {} : { regionName: name }),
    recordedOn: date,
    serial,
    ambiguous,
  };
  return { ok: true, value: kk, warnings: regionWarnings(region, regions) };
}

/**
 * Masks the number of a family card: the region stays, the rest is hidden; a text that is none is hidden whole.
 *
 * @example
 * ```ts
 * import { maskKk } from 'loket/indonesia';
 *
 * maskKk('3507131507109901'); //=> '350713**********'
 * ```
 */
export function maskKk(kk: string): string {
  return maskRegistryNumber(kk);
}

/** Checks and masks numbers of family cards (KK), warning of regions that are not known. */
export const kkScheme: IdentityScheme<string> = defineIdentityScheme({
  id: 'kk',
  schema: kkSchema,
  mask: maskKk,
  warn: (kk) => regionWarnings(kk, knownRegions),
});
