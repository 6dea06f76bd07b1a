import { crowdOf } from './staffing-crowd.js';
import type { RosteredSlot } from './staffing-pace.js';
import { type SlotOutcome, workSlot } from './staffing-slot.js';

/** A slot before its counters are chosen. @internal */
export interface DaySlot extends Omit<RosteredSlot, 'counters'> {
  readonly min: number;
  readonly max: number;
}

/** A day with all defaults filled in. @internal */
export interface Day {
  readonly slots: readonly DaySlot[];
  readonly backlog: number;
  readonly share: number;
  readonly withinMs: number;
}

/** Whether a slot meets the target. Where nobody comes, nobody can be late. @internal */
export function isMet(day: Day, i: number, outcome: SlotOutcome): boolean {
  return day.slots[i]?.arrivals === 0 || outcome.servedInTimeShare >= day.share;
}

/**
 * Whether a slot has counters enough: it meets the target, and still does as it ends. Else a slot could save counters and
 * leave its line to the next. Where nobody comes it is judged as if somebody came, so that those who wait are served.
 * @internal
 */
export function isEnough(day: Day, i: number, outcome: SlotOutcome): boolean {
  if (day.slots[i]?.arrivals === 0 && outcome.people < 0.01) return true;
  return Math.min(outcome.servedInTimeShare, outcome.servedAtEndShare) >= day.share;
}

/** Chooses the counters of a day, and tells what becomes of it. @internal */
export function staffDay(day: Day): {
  readonly counters: readonly number[];
  readonly outcomes: readonly SlotOutcome[];
} {
  const counters = chooseForward(day);
  let outcomes = workDay(day, counters);
  // A slot may have counted on later counters that turned out not to be needed.
  for (let tries = 0; tries < 10 * counters.length; tries++) {
    const late = outcomes.findIndex(
      (outcome, i) => !isEnough(day, i, outcome) && (counters[i] ?? 0) < (day.slots[i]?.max ?? 0),
    );
    if (late < 0) break;
    counters[late] = (counters[late] ?? 0) + 1;
    outcomes = [...outcomes.slice(0, late), ...workDay(day, counters, outcomes, late)];
  }
  return { counters, outcomes };
}

/** The least number for each slot, from first to last, as if later slots went on with the same. */
function chooseForward(day: Day): number[] {
  const counters: number[] = [];
  const outcomes: SlotOutcome[] = [];
  for (const [i, { min, max }] of day.slots.entries()) {
    const tried = new Map<number, SlotOutcome>();
    const work = (count: number): SlotOutcome => {
      const going = day.slots.slice(i).map((slot) => Math.min(slot.max, Math.max(slot.min, count)));
      const outcome = tried.get(count) ?? workOne(day, [...counters, ...going], outcomes, i);
      tried.set(count, outcome);
      return outcome;
    };
    const count = leastBetween(min, max, counters[i - 1] ?? 1, (n) => isEnough(day, i, work(n)));
    counters.push(count);
    outcomes.push(work(count));
  }
  return counters;
}

function workDay(
  day: Day,
  counters: readonly number[],
  known: readonly SlotOutcome[] = [],
  from = 0,
): SlotOutcome[] {
  const outcomes = known.slice(0, from);
  for (let i = from; i < counters.length; i++) outcomes.push(workOne(day, counters, outcomes, i));
  return outcomes.slice(from);
}

function workOne(
  day: Day,
  counters: readonly number[],
  known: readonly SlotOutcome[],
  i: number,
): SlotOutcome {
  const before = {
    crowd: known[i - 1]?.after ?? crowdOf(day.backlog),
    counters: counters[i - 1] ?? 0,
    serviceMs: day.slots[i - 1]?.serviceMs ?? day.slots[0]?.serviceMs ?? 1,
  };
  const ahead = day.slots.slice(i).map((slot, k) => ({ ...slot, counters: counters[i + k] ?? 0 }));
  return workSlot(ahead, before, day.withinMs);
}

/** The least number from a range for which something holds that holds for every larger one; the largest if it never does. */
function leastBetween(min: number, max: number, guess: number, holds: (n: number) => boolean): number {
  let [low, high] = [min - 1, Math.min(max, Math.max(min, guess))];
  for (let by = 1; high < max && !holds(high); by *= 2) [low, high] = [high, Math.min(max, high + by)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
