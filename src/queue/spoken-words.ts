import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';

/** The largest number that is spoken as one number; larger ones are read digit by digit. @internal */
export const largestSpoken = 999_999;

/**
 * Names the ways to read the figures of a number aloud: `digits` one by one with every zero, `cardinal` as the number
 * they are, `pairs` two by two from the right, as 1024 is ten twenty-four.
 */
export type NumberForm = 'digits' | 'cardinal' | 'pairs';

/** Tells how numbers are put together from `from` up to the next rule. */
export interface NumberRule {
  /** Smallest number that it is for, 2 to 999,999. */
  readonly from: number;
  /** What the number is divided by, 2 to `from`. Default: the largest power of ten that is not above `from`. */
  readonly each?: number | undefined;
  /**
   * How it is said. `{times}` stands for the quotient and `{rest}` for the remainder, each in words; what is in square
   * brackets falls away when nothing remains.
   */
  readonly text: string;
}

/** Describes how a language speaks numbers from 0 to 999,999, as data: the way of CLDR's rule-based number format. */
export interface SpokenWords {
  /** Words of 0, 1, 2 and on: of the ten digits at least, and of every number below the first rule. */
  readonly words: readonly string[];
  /** Rules from the smallest `from` to the largest. */
  readonly rules: readonly NumberRule[];
  /** Words of single numbers that follow no rule. Default: none. */
  readonly exceptions?: Readonly<Record<number, string>> | undefined;
  /** Words of single numbers where more of the number follows, as German `ein` for `eins`. Default: none. */
  readonly linked?: Readonly<Record<number, string>> | undefined;
  /** Words of the digits 0 to 9 where they are read one by one. Default: the first ten words. */
  readonly digits?: readonly string[] | undefined;
  /** Names of capital letters, for a voice that does not know them. Default: each letter itself. */
  readonly letters?: Readonly<Record<string, string>> | undefined;
  /** What stands between letters and figures: a space, or a comma for a voice to pause at. */
  readonly between: string;
  /** How a ticket's figures are read. */
  readonly ticket: NumberForm;
  /** How a counter's figures are read. */
  readonly counter: NumberForm;
}

/** What of a rule's text is said of a remainder only. @internal */
export const brackets = /\[([^[\]]*)\]/g;

/** The divisor of a rule. @internal */
export const eachOf = ({ from, each }: NumberRule): number => each ?? 10 ** (String(from).length - 1);

const schema = lazy(() => {
  const word = z.string().regex(/\S/, 'must hold a word');
  const number = z.string().regex(/^(0|[1-9]\d{0,5})$/, 'must be a number from 0 to 999999');
  const form = z.enum(['digits', 'cardinal', 'pairs']);
  const rule = z
    .strictObject({
      from: z.int().min(2).max(largestSpoken),
      each: z.int().optional(),
      text: z.string().regex(/\[[^[\]]*\{rest\}[^[\]]*\]/, 'must hold {rest} in square brackets'),
    })
    .refine((one) => eachOf(one) >= 2 && eachOf(one) <= one.from, {
      path: ['each'],
      error: 'must be 2 to from; without it, from must be 10 or more',
    });
  return z
    .strictObject({
      words: z.array(word),
      rules: z.array(rule).min(1, 'must hold a rule'),
      exceptions: z.record(number, word).optional(),
      linked: z.record(number, word).optional(),
      digits: z.array(word).length(10, 'must be the ten digits').optional(),
      letters: z.record(z.string(), word).optional(),
      between: z.string().min(1, 'must separate'),
      ticket: form,
      counter: form,
    })
    .superRefine((language, context) => {
      const wrong = (message: string, ...path: (string | number)[]) =>
        context.addIssue({ code: 'custom', path, message });
      const { words, rules } = language;
      const least = Math.max(10, rules[0]?.from ?? 0);
      if (words.length < least)
        wrong(`must hold the ten digits and all below the first rule: ${least}`, 'words');
      rules.forEach((one, at) => {
        const last = (rules[at + 1]?.from ?? largestSpoken + 1) - 1;
        if (last < one.from) wrong('must be above the rule before', 'rules', at + 1, 'from');
        const times = (n: number) => Math.floor(n / eachOf(one));
        if (times(one.from) < times(last) && !one.text.includes('{times}'))
          wrong(`must hold {times}, for ${one.from} to ${last} have several`, 'rules', at, 'text');
        const silent = firstSilent(one, last, language);
        if (silent !== undefined) wrong(`must leave a word for ${silent}`, 'rules', at, 'text');
      });
    });
});

/** The first number up to `last` of which a rule says nothing, for no remainder brings its brackets out. */
function firstSilent(rule: NumberRule, last: number, { words, exceptions }: SpokenWords): number | undefined {
  if (/\S/.test(rule.text.replace(brackets, ''))) return undefined;
  const each = eachOf(rule);
  for (let n = Math.ceil(rule.from / each) * each; n <= last; n += each)
    if (exceptions?.[n] === undefined && words[n] === undefined) return n;
  return undefined;
}

/**
 * Checks a language's number words, so that every number from 0 to 999,999 can be spoken and none loses a part.
 *
 * @throws {@link LoketError} with code `invalid-config` when a word is missing, a rule drops a part of its numbers, or
 * the rules are not in order
 *
 * @example
 * ```ts
 * import { cardinal, defineSpokenWords } from 'loket/queue';
 *
 * const german = defineSpokenWords({
 *   words: ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'],
 *   linked: { 1: 'ein' },
 *   exceptions: { 16: 'sechzehn', 17: 'siebzehn' },
 *   rules: [
 *     { from: 13, text: '[{rest}zehn]' },
 *     { from: 20, text: '[{rest}und]zwanzig' },
 *     { from: 30, text: '[{rest}und]dreißig' },
 *     { from: 40, text: '[{rest}und]{times}zig' },
 *     { from: 60, text: '[{rest}und]sechzig' },
 *     { from: 70, text: '[{rest}und]siebzig' },
 *     { from: 80, text: '[{rest}und]{times}zig' },
 *     { from: 100, text: '{times}hundert[{rest}]' },
 *     { from: 1000, text: '{times}tausend[{rest}]' },
 *   ],
 *   between: ' ',
 *   ticket: 'cardinal',
 *   counter: 'cardinal',
 * });
 * cardinal(121, german); //=> 'einhunderteinundzwanzig'
 * ```
 */
export function defineSpokenWords(words: SpokenWords): SpokenWords {
  parseOrThrow(schema(), words, 'the number words');
  return words;
}
