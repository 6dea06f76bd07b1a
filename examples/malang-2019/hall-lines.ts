import { number } from './check.js';
import type { HallFacts } from './hall-facts.js';
import { lengthText } from './time.js';

export const classNames: Readonly<Record<string, string>> = {
  appointment: 'booked',
  priority: 'with a lawful reason',
  walkIn: 'everybody else',
};

/** Says in lines what happened in the hall, for a terminal. */
export function hallLines(hall: HallFacts): string[] {
  const { calls, bound, counts, days, rebookedTimes } = hall;
  const carried = days.reduce((sum, day) => sum + day.carriedOver, 0);
  const waits = hall.classes
    .map(
      (one) => `${classNames[one.class] ?? one.class} ${lengthText(one.meanMs)} / ${lengthText(one.p95Ms)}`,
    )
    .join('; ');
  const worst = bound.worst ? `, the nearest ${bound.worst.used} of ${bound.worst.starts} starts` : '';
  return [
    `Waits by class, mean / 95 in 100 at most: ${waits}.`,
    `Reasons of calls: ${number(calls.due)} due, ${number(calls.share)} share, ${number(calls.appointment)} appointment, ${calls.manual} manual.`,
    `Bounds told: ${number(bound.told)} held until the call${worst}; ${bound.exceeded} exceeded.`,
    `Waits told as four in five: ${number(hall.forecast.told)}, of them ${number(hall.forecast.within)} within, ${number(hall.forecast.shorter)} shorter.`,
    `Carried over to the next morning: ${carried}; rebooked when the server failed: ${rebookedTimes.reduce((sum, n) => sum + n, 0)} people.`,
    `Not there when called: ${counts.secondCalls}, ${counts.missed} of them not the second time either; ${counts.fetched} fetched a paper, ${counts.notBack} too late.`,
  ];
}
