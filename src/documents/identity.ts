import type { z } from 'zod';
import type { Issue } from '../internal/issue.js';
import { hiddenIssues } from '../internal/parse.js';

/** Notes something odd about an identity that is accepted all the same. */
export interface IdentityWarning {
  /** Stable code, as in `unknown-region`. */
  readonly code: string;
  /** What its words need; never the number itself. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Gives a parsed identity with warnings, or the rules it breaks, never the number itself. */
export type IdentityResult<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly IdentityWarning[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Describes a kind of identity number. */
export interface IdentitySchemeInput<T> {
  /** Unique id, as in `nik`. */
  readonly id: string;
  /** Accepts what is valid; its messages must not repeat the number. */
  readonly schema: z.ZodType<T>;
  /** Writes it so that it may be shown and logged. */
  readonly mask: (value: T) => string;
  /** Notes what is odd but no reason to refuse. Default: nothing. */
  readonly warn?: ((value: T) => readonly IdentityWarning[]) | undefined;
}

/** Checks and masks identity numbers of one kind. */
export interface IdentityScheme<T> {
  readonly id: string;
  /** Checks what was given; what is wrong with it is a value. */
  parse(input: unknown): IdentityResult<T>;
  /** Writes it so that it may be shown and logged. */
  mask(value: T): string;
}

/**
 * Defines a kind of identity number. What citizens mistype is a value, not an exception, and an issue
 * describes the refused input without repeating it, so that it may be logged.
 *
 * @example
 * ```ts
 * import { defineIdentityScheme } from 'loket';
 * import { z } from 'zod';
 *
 * const badge = defineIdentityScheme({
 *   id: 'badge',
 *   schema: z.string().regex(/^B\d{4}$/, 'must be B and 4 digits'),
 *   mask: (value) => `${value.slice(0, 1)}****`,
 * });
 * badge.parse('B1234'); //=> { ok: true, value: 'B1234', warnings: [] }
 * const refused = badge.parse('1234');
 * refused.ok ? [] : refused.issues.map((issue) => issue.value); //=> ['text of length 4']
 * badge.mask('B1234'); //=> 'B****'
 * ```
 */
export function defineIdentityScheme<T>(scheme: IdentitySchemeInput<T>): IdentityScheme<T> {
  return {
    id: scheme.id,
    mask: scheme.mask,
    parse(input) {
      const parsed = scheme.schema.safeParse(input);
      if (!parsed.success) return { ok: false, issues: hiddenIssues(parsed.error, input) };
      return { ok: true, value: parsed.data, warnings: scheme.warn?.(parsed.data) ?? [] };
    },
  };
}
