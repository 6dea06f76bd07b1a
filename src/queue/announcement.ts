import { type Explanation, say, type Words } from '../internal/words.js';
import { spokenNumber } from './spoken-number.js';
import type { SpokenWords } from './spoken-words.js';

/** Names a call that displays and loudspeakers pass on. */
export interface AnnouncedCall {
  /** The ticket's number, as `A-007`. */
  readonly number: string;
  /** The counter that it is called to. */
  readonly counter: string;
  /** Whether it was called before. Default `false`. */
  readonly recall?: boolean | undefined;
}

/** Holds what a language needs to announce a call. */
export interface AnnouncementWords {
  /** How numbers are spoken. */
  readonly numbers: SpokenWords;
  /**
   * Texts by code, with `{number}` and `{counter}`: `announcement.call` and `announcement.recall` for a display, both
   * followed by `.speech` for a loudspeaker. A code without a text stands for itself.
   */
  readonly texts: Words;
}

/** Says one call twice: `text` for a display, `speech` for a loudspeaker. */
export interface AnnouncementText extends Explanation {
  /** What a voice reads, with every number in words. */
  readonly speech: string;
}

/**
 * Puts a call into words, for a display and for a loudspeaker.
 *
 * @throws {@link LoketError} with code `invalid-data` when number or counter have no letter and no digit to speak
 *
 * @example
 * ```ts
 * import { announcement, englishNumbers, queueWords } from 'loket/queue';
 *
 * const words = { numbers: englishNumbers, texts: queueWords };
 * const { text, speech } = announcement({ number: 'A-007', counter: '12' }, words);
 * text; //=> 'A-007: counter 12'
 * speech; //=> 'Number A, zero zero seven, please go to counter twelve.'
 * ```
 */
export function announcement(call: AnnouncedCall, { numbers, texts }: AnnouncementWords): AnnouncementText {
  const { number, counter } = call;
  const code = call.recall ? 'announcement.recall' : 'announcement.call';
  const spoken = {
    number: spokenNumber(number, numbers, numbers.ticket),
    counter: spokenNumber(counter, numbers, numbers.counter),
  };
  return { ...say(texts, code, { number, counter }), speech: say(texts, `${code}.speech`, spoken).text };
}
