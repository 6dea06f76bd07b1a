import { z } from 'zod';
import { issuesError } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import { localDate } from '../internal/messages.js';
import { describeHidden, parseOrThrow } from '../internal/parse.js';
import type { LocalDate } from '../internal/time.js';
import { isNumberTemplate, numberTemplateRule, placeholder } from './number-template.js';

/** Holds what a document's number is made of. */
export interface NumberParts {
  /** Digits, with dots between them if wanted, as in `35.07` or `3507`; needed where the template has `{region}`. */
  readonly region?: string | undefined;
  /** Capital letters, 1 to 10, as in `LU`; needed where the template has `{code}`. */
  readonly code?: string | undefined;
  /** Day of issue; needed where the template has `{yyyy}`. */
  readonly day?: LocalDate | undefined;
  /** 1 or more, with no more digits than the template gives it. */
  readonly serial: number;
}

/** Holds what a number says; of a day only as much as the template has: `2019`, `2019-07` or `2019-07-17`. */
export interface ParsedNumber {
  readonly region?: string;
  readonly code?: string;
  readonly day?: string;
  readonly serial: number;
}

/** Gives what a number says, or the rules it breaks, never the number itself. */
export type NumberResult =
  | { readonly ok: true; readonly value: ParsedNumber }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const partsSchema = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    region: z
      .string()
      .regex(/^\d+(\.\d+)*$/, 'must be digits, with dots between them')
      .optional(),
    code: z
      .string()
      .regex(/^[A-Z]{1,10}$/, 'must be 1 to 10 capital letters')
      .optional(),
    day: localDate.optional(),
    serial: z.int('must be a whole number').min(1, 'must be 1 or more'),
  }),
);

/**
 * Writes the number of a document by its kind's template. A template is text with placeholders: `{region}`, `{code}`,
 * `{yyyy}`, `{mm}`, `{dd}` and `{serial:n}`, a serial of n digits. What {@link parseNumber} reads is what was written.
 *
 * It counts nothing: the next serial is the host's to give, from a place where no two are given twice.
 *
 * @throws {@link LoketError} with code `invalid-data` when the template is none, a part that it needs is left out or
 * breaks a rule, or the serial has more digits than its place
 *
 * @example
 * ```ts
 * import { formatNumber } from 'loket/documents';
 *
 * const template = '{region}-{code}-{dd}{mm}{yyyy}-{serial:4}';
 * const parts = { region: '3507', code: 'LU', day: '2019-07-17', serial: 42 };
 * formatNumber(template, parts); //=> '3507-LU-17072019-0042'
 * ```
 */
export function formatNumber(template: string, parts: NumberParts): string {
  checkTemplate(template);
  const { region, code, day, serial } = parseOrThrow(partsSchema(), parts, 'document number', 'invalid-data');
  const [yyyy, mm, dd] = day?.split('-') ?? [];
  const texts: Readonly<Record<string, string | undefined>> = { region, code, yyyy, mm, dd };
  return template.replace(placeholder, (_all, name: string) => {
    if (!name.startsWith('serial:')) {
      const field = name === 'region' || name === 'code' ? name : 'day';
      return texts[name] ?? refuse(field, `must be given for '${template}'`, undefined);
    }
    const width = Number(name.slice(7));
    const text = String(serial).padStart(width, '0');
    return text.length === width ? text : refuse('serial', `must have ${width} digits or fewer`, serial);
  });
}

/**
 * Reads the number of a document by its kind's template. What somebody mistypes is a value, and the issue does not
 * repeat the number.
 *
 * @throws {@link LoketError} with code `invalid-data` when the template is none
 *
 * @example
 * ```ts
 * import { parseNumber } from 'loket/documents';
 *
 * const read = parseNumber('{region}/{serial:4}/{yyyy}', '35.07/0042/2019');
 * read; //=> { ok: true, value: { region: '35.07', day: '2019', serial: 42 } }
 * const typo = parseNumber('{region}/{serial:4}/{yyyy}', '35.07/42/2019');
 * typo.ok ? [] : typo.issues[0]?.rule; //=> 'must be written as {region}/{serial:4}/{yyyy}'
 * ```
 */
export function parseNumber(template: string, text: string): NumberResult {
  checkTemplate(template);
  const found = typeof text === 'string' ? patternOf(template).exec(text)?.groups : undefined;
  const { region, code, yyyy, mm, dd, serial } = found ?? {};
  const day = yyyy && [yyyy, mm, dd].filter((part) => part !== undefined).join('-');
  // A year or a month alone is as real as its first day.
  const real = day === undefined || localDate.safeParse(`${day}-01-01`.slice(0, 10)).success;
  if (!found || !real || Number(serial) === 0) {
    const rule = `must be written as ${template}${found ? ', with a real date and a serial from 1' : ''}`;
    return { ok: false, issues: [{ field: '(whole)', rule, value: describeHidden(text) }] };
  }
  return {
    ok: true,
    value: {
      ...(region === undefined ? {} : { region }),
      ...(code === undefined ? {} : { code }),
      ...(day === undefined ? {} : { day }),
      serial: Number(serial),
    },
  };
}

const shapes: Readonly<Record<string, string>> = {
  region: '\\d+(?:\\.\\d+)*',
  code: '[A-Z]{1,10}',
  yyyy: '\\d{4}',
  mm: '\\d{2}',
  dd: '\\d{2}',
};

// Only a region and a code have no fixed width, and no character fits both: a number reads in one way.
function patternOf(template: string): RegExp {
  const pieces = template.split(placeholder).map((piece, i) => {
    if (i % 2 === 0) return piece.replace(/[.*+?^$()|[\]\\/-]/g, '\\$&');
    const [name = '', width] = piece.split(':');
    return `(?<${name}>${shapes[name] ?? `\\d{${width}}`})`;
  });
  return new RegExp(`^${pieces.join('')}$`);
}

function checkTemplate(template: string): void {
  if (!isNumberTemplate(template)) refuse('template', numberTemplateRule, template);
}

function refuse(field: string, rule: string, value: unknown): never {
  throw issuesError('invalid-data', 'document number', [{ field, rule, value }]);
}
