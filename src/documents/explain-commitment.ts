import { type Calendar, calendarWords } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import { type Explanation, say, type Words } from '../internal/words.js';
import type { ApplicationRules, SigningMode } from './application-schemas.js';
import { type ApplicationFacts, type CommitmentStep, reckon } from './commitment.js';
import { commitmentWords } from './commitment-words.js';
import { applicationWords } from './words-en.js';

/** Asks how a commitment comes to be. */
export interface CommitmentQuestion {
  readonly calendar: Calendar;
  /** The rules of the document, as in `state.context.rules`. */
  readonly rules: ApplicationRules;
  /** When the promise is made, in epoch milliseconds. */
  readonly at: EpochMs;
  /** How signer, blanks, desk and print plan stand. Default: nothing is known that stands in the way. */
  readonly facts?: ApplicationFacts | undefined;
  /** Whether the record is print-ready that the document waits for. Default false. */
  readonly recordReady?: boolean | undefined;
  /** The way, once it is chosen. Default: the facts say it. */
  readonly mode?: SigningMode | null | undefined;
  /** Its place among those who wait for the same blanks, from 0, and how many are invited a day, at least 1. */
  readonly turn?: { readonly place: number; readonly perDay: number } | undefined;
  /** Texts by code, in the place of the English ones. */
  readonly words?: Words | undefined;
}

/**
 * Explains step by step how a commitment comes to be: the standard of the kind, each day that is counted or not, the
 * queue on the signatory's desk, the print plan, the move to an open day; and the day that is promised at the end, or why
 * none is. It is reckoned as the decision itself reckons it.
 *
 * @example
 * ```ts
 * import { createLifecycle, explainCommitment } from 'loket/documents';
 * import { dukcapil } from 'loket/indonesia';
 *
 * const { calendar, kinds, media } = dukcapil({ regency: '35.07' });
 * const at = Date.parse('2019-07-17T08:00+07:00');
 * const opened = createLifecycle({ calendar, kinds, media }).open(
 *   { applicationId: 'a-1', kind: 'akta-lahir', applicant: { ref: 'v-1' } },
 *   { id: 'c-1', at, by: { id: 'ani', role: 'officer' } },
 * );
 * if (!opened.ok) throw new Error(opened.message);
 * const { rules } = opened.state.context;
 * const facts = { desk: { waiting: 8, papersPerDay: 1 } };
 * explainCommitment({ calendar, rules, at, facts }).slice(-2).map(({ text }) => text); //=> [
 * //   '8 papers lie before it on the signatory’s desk, of which 1 a day can be signed: it is its turn on 2019-07-29.',
 * //   'So it is promised for 2019-07-29.',
 * // ]
 * ```
 */
export function explainCommitment(question: CommitmentQuestion): readonly Explanation[] {
  const { calendar, rules, at, facts = {}, recordReady = false, mode = null, turn, words } = question;
  const { steps } = reckon(calendar, rules, at, facts, { recordReady, mode, turn });
  return explainSteps(steps, { ...calendarWords, ...applicationWords, ...commitmentWords, ...words });
}

/** Puts the steps of a commitment into words. @internal */
export function explainSteps(steps: readonly CommitmentStep[], words: Words): Explanation[] {
  let number = 0;
  return steps.map((step): Explanation => {
    switch (step.code) {
      case 'standard': {
        const { basis, days, count } = step;
        const how = days === 0 ? 'same-day' : count;
        return say(words, `commitment.step.standard.${how}`, { basis, days });
      }
      case 'day': {
        const { day, counted, why, name } = step;
        const year = Number(day.slice(0, 4));
        const params = { day, why: say(words, `calendar.${why}`, { name: name ?? '', year }).text };
        if (counted) {
          number += 1;
          return say(words, 'commitment.step.counted', { ...params, number });
        }
        // Where nothing is to be counted, the count still ends on a day on which the office is open.
        return say(words, `commitment.step.${why === 'working' ? 'open' : 'passed'}`, params);
      }
      case 'pending':
        return say(words, `commitment.pending.${step.pending}`);
      default: {
        const { code, ...params } = step;
        return say(words, `commitment.step.${code}`, params);
      }
    }
  });
}
