import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import { brackets, eachOf, largestSpoken, type NumberForm, type SpokenWords } from './spoken-words.js';

const whole = lazy(() => z.int().min(0).max(largestSpoken));
const speakable = lazy(() => z.string().regex(/[\p{L}0-9]/u, 'must hold a letter or a digit'));

/**
 * Speaks a number as a whole, as `twenty-one`.
 *
 * @param n - an integer from 0 to 999,999
 * @param words - a language's number words, checked by {@link defineSpokenWords} when they are a host's own
 * @throws {@link LoketError} with code `invalid-data` when the number is none of these
 *
 * @example
 * ```ts
 * import { cardinal, englishNumbers } from 'loket/queue';
 *
 * cardinal(1024, englishNumbers); //=> 'one thousand twenty-four'
 * ```
 */
export function cardinal(n: number, words: SpokenWords): string {
  return inWords(parseOrThrow(whole(), n, 'the number to speak', 'invalid-data'), words, false);
}

/**
 * Speaks a ticket's number or a counter's id: capitals letter by letter, words as they are, figures in the form given,
 * nothing for what stands between. Figures beyond 999,999 are read digit by digit in every form.
 *
 * @param number - as the display shows it, with a letter or a digit
 * @param words - a language's number words, checked by {@link defineSpokenWords} when they are a host's own
 * @param form - how figures are read. Default: as the words say for a ticket
 * @throws {@link LoketError} with code `invalid-data` when there is no letter and no digit to speak
 *
 * @example
 * ```ts
 * import { englishNumbers, spokenNumber } from 'loket/queue';
 *
 * spokenNumber('A-007', englishNumbers); //=> 'A, zero zero seven'
 * spokenNumber('A-007', englishNumbers, 'cardinal'); //=> 'A, seven'
 * spokenNumber('AB-1024', englishNumbers, 'pairs'); //=> 'A B, ten twenty-four'
 * spokenNumber('12', englishNumbers, englishNumbers.counter); //=> 'twelve'
 * ```
 */
export function spokenNumber(number: string, words: SpokenWords, form: NumberForm = words.ticket): string {
  const parts = parseOrThrow(speakable(), number, 'the number to speak', 'invalid-data').match(
    /[\p{L}\p{M}]+|[0-9]+/gu,
  );
  return (parts ?? [])
    .map((part) => (/[0-9]/.test(part) ? figures(part, words, form) : letters(part, words)))
    .join(words.between);
}

function letters(run: string, words: SpokenWords): string {
  // A voice would read AB as a word; Window, or a name in a script without capitals, is one.
  if (!/^\p{Lu}+$/u.test(run)) return run;
  return Array.from(run, (letter) => words.letters?.[letter] ?? letter).join(' ');
}

function figures(run: string, words: SpokenWords, form: NumberForm): string {
  if (form === 'digits' || Number(run) > largestSpoken) return oneByOne(run, words);
  if (form === 'cardinal') return inWords(Number(run), words, false);
  const pairs = run.match(/^\d(?=(\d\d)*$)|\d\d/g) ?? [];
  // 05 read as five, or 00 as zero, would be another number.
  return pairs
    .map((pair) => (pair[0] === '0' ? oneByOne(pair, words) : inWords(Number(pair), words, false)))
    .join(' ');
}

const oneByOne = (run: string, words: SpokenWords): string =>
  Array.from(run, (digit) => (words.digits ?? words.words)[Number(digit)] ?? digit).join(' ');

function inWords(n: number, words: SpokenWords, followed: boolean): string {
  const own = (followed ? words.linked?.[n] : undefined) ?? words.exceptions?.[n] ?? words.words[n];
  if (own !== undefined) return own;
  const rule = words.rules.findLast(({ from }) => from <= n);
  // A list that was never checked may have a gap: a voice can still read the figures.
  if (!rule) return String(n);
  const each = eachOf(rule);
  const rest = n % each;
  const text = rule.text.replace(brackets, (_all, part: string) => (rest === 0 ? '' : part));
  return text.replace(/\{(times|rest)\}/g, (hole, name: string, at: number) => {
    const more = followed || at + hole.length < text.length;
    return inWords(name === 'rest' ? rest : Math.floor(n / each), words, more);
  });
}
