import type { Learned } from './learned.js';

/** Who has waited for so long behaves alike; the last step has no end. */
const stepMs = 600_000;
const steps = 12;
/** So much waiting, with nobody leaving, is taken as seen in each step before the first day. */
const priorMs = 3_600_000;

/** Counts a wait that ended, by being called or by leaving. @internal */
export function countWait(learned: Learned, waitedMs: number, left: boolean): void {
  const { leaving } = learned;
  let rest = waitedMs;
  let step = 0;
  for (;;) {
    while (leaving.waitedMs.length <= step) {
      leaving.waitedMs.push(0);
      leaving.left.push(0);
    }
    const here = step === steps - 1 || rest < stepMs ? rest : stepMs;
    leaving.waitedMs[step] = (leaving.waitedMs[step] ?? 0) + here;
    rest -= here;
    if (rest <= 0) break;
    step += 1;
  }
  if (left) leaving.left[step] = (leaving.left[step] ?? 0) + 1;
}

/** Halves old counts, so that an office that changes is believed. @internal */
export function fadeLeaving({ leaving }: Learned): void {
  for (let step = 0; step < leaving.left.length; step++) {
    leaving.left[step] = (leaving.left[step] ?? 0) / 2;
    leaving.waitedMs[step] = (leaving.waitedMs[step] ?? 0) / 2;
  }
}

/**
 * The part of those ahead who will still be there when they are called, if everybody waits so long: who stands ahead
 * has waited for some of it already, and is as likely to have waited for any part of it. @internal
 */
export function staying({ leaving }: Learned, waitMs: number): number {
  if (waitMs <= 0) return 1;
  // Leaving at an age of waiting hits those who are younger than that: an age's part of the line.
  let gone = 0;
  let from = 0;
  for (let step = 0; step < steps && from < waitMs; step++) {
    const left = leaving.left[step] ?? 0;
    const rate = left / ((leaving.waitedMs[step] ?? 0) + priorMs);
    const until = step === steps - 1 ? waitMs : Math.min(waitMs, from + stepMs);
    gone += (rate * (until - from) * (from + until)) / 2 / waitMs;
    from = until;
  }
  return 1 / (1 + gone);
}

/** People who leave, for each millisecond that one waits, at whatever age of waiting. @internal */
export function leavingRate({ leaving }: Learned): number {
  let left = 0;
  let waited = priorMs;
  for (const [step, ms] of leaving.waitedMs.entries()) {
    left += leaving.left[step] ?? 0;
    waited += ms;
  }
  return left / waited;
}
