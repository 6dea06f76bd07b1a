import type { Use } from './bound-watch.js';
import { type Chance, chance } from './chance.js';
import { type Move, play, randomMove } from './queue-adversary.js';
import type { Ground } from './queue-ground.js';

/** The day that used a bound most, and what was seen on the way to it. */
export interface Found {
  readonly script: readonly Move[];
  readonly use: Use;
  readonly tickets: number;
  readonly judged: number;
  readonly violations: readonly string[];
  readonly mostCredit: number;
}

interface Scored {
  readonly script: readonly Move[];
  readonly use: Use;
}

const keep = 4;

/**
 * Searches for the day that comes nearest to a bound: keeps the worst few days, changes them, and keeps the worst again.
 * The same seed finds the same day.
 */
export function search(on: Ground, seed: number, days: number, length = 80, leastBound = 10): Found {
  const random = chance(seed);
  let best: Scored[] = [];
  let tickets = 0;
  let judged = 0;
  let mostCredit = 0;
  const violations: string[] = [];
  for (let i = 0; i < days; i++) {
    const script =
      i < keep * 2
        ? Array.from({ length }, () => randomMove(random))
        : changed(random.of(best).script, random.of(best).script, random);
    const played = play(on, script, undefined, leastBound);
    tickets += played.tickets;
    judged += played.watch.judged;
    mostCredit = Math.max(mostCredit, played.watch.mostCredit);
    violations.push(...played.watch.violations);
    best = [...best, { script, use: played.watch.worst }].sort(byUse).slice(0, keep);
  }
  const [{ script, use }] = best as [Scored];
  return { script, use, tickets, judged, violations, mostCredit };
}

export function ratioOf({ used, bound }: Use): number {
  return used / bound;
}

function byUse(one: Scored, other: Scored): number {
  return ratioOf(other.use) - ratioOf(one.use);
}

function changed(script: readonly Move[], other: readonly Move[], random: Chance): Move[] {
  const result = [...script];
  for (let i = random.nat(4); i >= 0; i--) {
    const place = random.nat(result.length + 1);
    const some = random.nat(6);
    switch (random.nat(6)) {
      case 0:
        result[random.nat(result.length)] = randomMove(random);
        break;
      case 1:
        result.splice(place, 0, randomMove(random));
        break;
      case 2:
        if (result.length > 20) result.splice(place, some);
        break;
      case 3:
        if (result.length < 300) result.splice(place, 0, ...result.slice(place, place + some));
        break;
      case 4:
        result.splice(place, some, ...other.slice(place, place + some));
        break;
      case 5: {
        const at = random.nat(result.length);
        const move = result[at];
        if (move) result[at] = { ...move, [random.of(['a', 'b', 'c'] as const)]: random.nat(1000) };
        break;
      }
    }
  }
  return result;
}
