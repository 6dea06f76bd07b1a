import { type Check, number } from './check.js';
import type { HallFacts } from './hall-facts.js';

/** Holds the hall's week against what people were told. */
export function hallChecks(hall: HallFacts): Check[] {
  return [boundsKept(hall), nobodyForgotten(hall), rankKept(hall), lawfulOnly(hall)];
}

function boundsKept({ bound }: HallFacts): Check {
  const { told, exceeded, worst, replaced, renewals } = bound;
  const nearest = worst ? `, the nearest ${worst.used} of ${worst.starts}` : '';
  return {
    id: 'bounds-kept',
    claim: 'Nobody was called after more service starts than they had been told at most.',
    kept: told > 0 && exceeded === 0,
    found: `${number(told)} calls of people whose bound held: ${exceeded} after more${nearest}; bounds were told anew ${renewals} times, to ${number(replaced)} of those called`,
  };
}

function nobodyForgotten({ days, lost, halted }: HallFacts): Check {
  const sum = (of: 'carriedOver' | 'rebooked' | 'finished') =>
    days.reduce((total, day) => total + day[of], 0);
  return {
    id: 'nobody-forgotten',
    claim: 'Every number was served, missed or ended, or went to another day and arrived there.',
    kept: lost === 0 && halted === 0,
    found: `${number(sum('finished'))} visits, ${sum('carriedOver')} carried over, ${sum('rebooked')} rebooked, ${lost} lost; the emergency stop was used ${halted} times`,
  };
}

function rankKept({ days, rankChanged }: HallFacts): Check {
  const moved = days.reduce((total, day) => total + day.carriedOver, 0);
  return {
    id: 'rank-kept',
    claim: 'Whoever was not served at closing waits on the next day by the time they first waited from.',
    kept: rankChanged === 0,
    found: `${moved} carried over, ${rankChanged} with another time`,
  };
}

function lawfulOnly({ days, unlawful }: HallFacts): Check {
  const people = days.reduce((total, day) => total + day.priority, 0);
  return {
    id: 'lawful-only',
    claim: 'Nobody was put before others without a reason that the list of the office has.',
    kept: unlawful === 0,
    found: `${number(people)} with a recorded reason, ${unlawful} without`,
  };
}
