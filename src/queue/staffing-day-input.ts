import { checkTarget } from './staffing-counters.js';
import type { Day } from './staffing-day.js';
import { longestMs, numbersOf } from './staffing-input.js';
import type { CounterRange, StaffInput } from './staffing-plan.js';

const most = {
  slots: 500,
  counters: 2_000,
  arrivals: 100_000,
  backlog: 1_000_000,
  slotMs: 86_400_000,
  factor: 100,
};

/** Refuses a day that makes no sense. @internal */
export function checkDay(input: StaffInput): void {
  const numbers = numbersOf('staff plan');
  const { check, refuse } = numbers;
  check('meanServiceMs', input.meanServiceMs, { min: 1000, max: longestMs });
  checkTarget(numbers, input.target);
  check('backlog', input.backlog ?? 0, { min: 0, max: most.backlog, whole: true });
  const checkRange = (field: string, range: CounterRange) => {
    const { min = 0, max = most.counters } = range;
    check(`${field}.min`, min, { min: 0, max: most.counters, whole: true });
    check(`${field}.max`, max, { min: 0, max: most.counters, whole: true });
    if (min > max) refuse(`${field}.min`, `must not be above max ${max}`, min);
  };
  checkRange('counters', input.counters ?? {});
  const slots = Array.isArray(input.slots) ? (input.slots as StaffInput['slots']) : [];
  if (slots.length === 0 || slots.length > most.slots) {
    refuse('slots', `must be a list of 1 to ${most.slots}`, input.slots);
  }
  for (const [i, slot] of slots.entries()) {
    const field = `slots[${i}]`;
    const { from, to, arrivals, serviceFactor = 1 } = slot;
    const starts = slots[i - 1]?.to;
    check(`${field}.from`, from, {});
    if (starts !== undefined && from !== starts)
      refuse(`${field}.from`, `must be the end ${starts} of the slot before`, from);
    check(`${field}.to`, to, { min: from, max: from + most.slotMs, above: true });
    check(`${field}.arrivals`, arrivals, { min: 0, max: most.arrivals });
    check(`${field}.serviceFactor`, serviceFactor, { min: 0, max: most.factor, above: true });
    const serviceMs = input.meanServiceMs * serviceFactor;
    if (serviceMs < 1000)
      refuse(`${field}.serviceFactor`, 'must leave a service of at least 1000 ms', serviceFactor);
    if (slot.counters) checkRange(`${field}.counters`, { ...input.counters, ...slot.counters });
  }
  numbers.done();
}

/** Fills in all defaults. @internal */
export function dayOf(input: StaffInput): Day {
  const { slots, meanServiceMs, target, backlog = 0 } = input;
  return {
    backlog,
    ...target,
    slots: slots.map(({ from, to, arrivals, serviceFactor = 1, counters }) => ({
      from,
      to,
      arrivals,
      serviceMs: meanServiceMs * serviceFactor,
      min: counters?.min ?? input.counters?.min ?? 0,
      max: counters?.max ?? input.counters?.max ?? most.counters,
    })),
  };
}
