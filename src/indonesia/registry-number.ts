import { z } from 'zod';
import type { IdentityWarning } from '../documents/identity.js';
import type { Issue } from '../internal/issue.js';
import { describeHidden, hiddenIssues, parseOrThrow } from '../internal/parse.js';
import type { LocalDate } from '../internal/time.js';
import type { RegionTable } from './region-table.js';

// Both numbers of the registry have one build: region (6), date DDMMYY (6), serial (4).

const CENTURIES = [1900, 2000] as const;

/** Builds the schema of a 16-digit number from what its day of the month may stand for. @internal */
export function registryNumber(dayOf: (digits: number) => number): z.ZodType<string> {
  return z
    .string('must be a text, since a number loses digits')
    .regex(/^\d{16}$/, 'must be 16 digits')
    .superRefine((number, context) => {
      if (!/^\d{16}$/.test(number)) return;
      if (datesOf(number, dayOf).length === 0) {
        context.addIssue({ code: 'custom', message: 'must hold a real date in digits 7 to 12' });
      }
      if (number.endsWith('0000')) {
        context.addIssue({ code: 'custom', message: 'must end in a serial from 0001' });
      }
    });
}

/** Lists the dates a number can mean, one a century, latest last. @internal */
export function datesOf(number: string, dayOf: (digits: number) => number): LocalDate[] {
  const day = String(dayOf(Number(number.slice(6, 8)))).padStart(2, '0');
  return CENTURIES.map((century) => {
    const year = century + Number(number.slice(10, 12));
    return `${year}-${number.slice(8, 10)}-${day}`;
  }).filter((date) => localDate.safeParse(date).success);
}

/** Holds what the two numbers have in common. @internal */
export interface RegistryParts {
  readonly region: string;
  readonly date: LocalDate;
  readonly serial: string;
  readonly ambiguous: boolean;
}

/** Takes a number apart; of the dates that fit, the latest counts. @internal */
export function parseRegistryNumber(
  value: unknown,
  schema: z.ZodType<string>,
  dayOf: (digits: number) => number,
  fits: { readonly test: (date: LocalDate) => boolean; readonly rule: string },
):
  | { readonly ok: true; readonly value: RegistryParts }
  | { readonly ok: false; readonly issues: readonly Issue[] } {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { ok: false, issues: hiddenIssues(parsed.error, value) };
  const number = parsed.data;
  const dates = datesOf(number, dayOf).filter(fits.test);
  const date = dates.at(-1);
  if (date === undefined) {
    return { ok: false, issues: [{ field: '(whole)', rule: fits.rule, value: describeHidden(number) }] };
  }
  const parts = { region: number.slice(0, 6), date, serial: number.slice(12), ambiguous: dates.length > 1 };
  return { ok: true, value: parts };
}

/** Warns of the first level at which a table covers the region's parent but lacks the region. @internal */
export function regionWarnings(number: string, regions: RegionTable): IdentityWarning[] {
  for (const length of [2, 4, 6]) {
    const code = number.slice(0, length);
    if (regions.covers(code.slice(0, -2)) && regions.nameOf(code) === undefined) {
      return [{ code: 'unknown-region', params: { region: code } }];
    }
  }
  return [];
}

/** Hides all but the region; of anything that is no such number, everything. @internal */
export function maskRegistryNumber(number: string): string {
  return /^\d{16}$/.test(number) ? `${number.slice(0, 6)}**********` : '*'.repeat(16);
}

const localDate = z.iso.date('must be a real day as YYYY-MM-DD');

const options = z.object({
  at: localDate,
  minAge: z
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(150, 'must be 150 or less')
    .optional(),
});

/** Checks the options of the parsers. @internal */
export function checkOptions(what: string, given: unknown): void {
  parseOrThrow(options, given, what, 'invalid-data');
}
