import { chance } from '../tests/support/chance.js';
import { play, randomMove } from '../tests/support/queue-adversary.js';
import { type Ground, ground } from '../tests/support/queue-ground.js';
import { ratioOf, search } from '../tests/support/queue-search.js';

/**
 * Holds the bounds of the queue against random and searched days: `npm run campaign:bounds -- 4000000` gives the number
 * of tickets (default 4,000,000), half of them on random days. `npm test` runs a short form of the same.
 */
const goal = Number(process.argv[2] ?? 4_000_000);
const began = performance.now();
let violations = 0;
const report = (on: Ground, seed: number, found: readonly string[]) => {
  violations += found.length;
  for (const text of found.slice(0, 3)) {
    console.error(`${on.pools}, ${on.config.classes?.length} classes, seed ${seed}: ${text}`);
  }
};

const random = { days: 0, tickets: 0, starts: 0, judged: 0, one: 0, several: 0, mostCredit: 0 };
for (let seed = 1; random.tickets < goal / 2; seed++) {
  const on = ground(seed, 1 + (seed % 8), seed % 3 === 0 ? 'one' : 'several');
  const next = chance(seed + 1_000_003);
  const { watch, tickets, starts } = play(
    on,
    Array.from({ length: 200 }, () => randomMove(next)),
  );
  random.days++;
  random.tickets += tickets;
  random.starts += Object.values(starts).reduce((sum, count) => sum + count, 0);
  random.judged += watch.judged;
  random[on.pools] = Math.max(random[on.pools], watch.ratio);
  random.mostCredit = Math.max(random.mostCredit, watch.mostCredit);
  report(on, seed, watch.violations);
}
console.log('random days', random);

const searched = { days: 0, tickets: 0, judged: 0 };
const worst = new Map<string, { used: number; bound: number; ratio: number }>();
const daysEach = 300;
for (let seed = 1; searched.tickets < goal / 2; seed++) {
  for (const pools of ['one', 'several'] as const) {
    for (const least of [10, 100]) {
      const classes = 2 + (seed % 7);
      const on = ground(seed, classes, pools);
      const { use, tickets, judged, violations: found, mostCredit } = search(on, seed, daysEach, 80, least);
      searched.days += daysEach;
      searched.tickets += tickets;
      searched.judged += judged;
      random.mostCredit = Math.max(random.mostCredit, mostCredit);
      report(on, seed, found);
      const name = `${pools} pool(s), ${classes} classes, bounds from ${least}`;
      const known = worst.get(name);
      if (!known || ratioOf(use) > known.ratio) worst.set(name, { ...use, ratio: ratioOf(use) });
    }
  }
}
console.log('searched days', searched);
console.table(Object.fromEntries([...worst].sort(([a], [b]) => a.localeCompare(b))));
const seconds = Math.round((performance.now() - began) / 1000);
console.log({ violations, mostCredit: random.mostCredit, seconds });
process.exit(violations === 0 ? 0 : 1);
