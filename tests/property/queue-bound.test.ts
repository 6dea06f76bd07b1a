import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Breaker,
  freeChoices,
  freeInsertions,
  oneTooSmall,
  withoutShares,
} from '../support/broken-schedulers.js';
import { chance } from '../support/chance.js';
import { type Move, moves, play, randomMove } from '../support/queue-adversary.js';
import { type Ground, ground } from '../support/queue-ground.js';
import { ratioOf, search } from '../support/queue-search.js';

// The long form is `npm run campaign:bounds`.
const number = fc.nat({ max: 999 });
const move = fc.record<Move>({ do: fc.constantFrom(...moves), a: number, b: number, c: number });
const grounds = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.constantFrom('one' as const, 'several' as const))
  .map(([seed, classes, pools]) => ground(seed, classes, pools));

describe('no ticket sees more starts before its own than it was told', () => {
  it('on random days, with whatever people and officers do', () => {
    let judged = 0;
    fc.assert(
      fc.property(grounds, fc.array(move, { maxLength: 120, size: 'max' }), (on, script) => {
        const { watch } = play(on, script);
        judged += watch.judged;
        expect(watch.violations).toEqual([]);
      }),
      { numRuns: 150 },
    );
    console.info({ judged });
    expect(judged).toBeGreaterThan(1000);
  });

  for (const pools of ['one', 'several'] as const) {
    it(`on days searched for the worst, with ${pools === 'one' ? 'one pool' : 'several pools that overlap'}`, () => {
      const worst = [];
      for (let classes = 2; classes <= 8; classes++) {
        const { use, tickets, judged, violations, mostCredit } = search(
          ground(100 + classes, classes, pools),
          7,
          40,
        );
        worst.push({ classes, ...use, ratio: ratioOf(use), tickets, judged, mostCredit });
        expect(violations).toEqual([]);
      }
      console.table(worst);
      expect(Math.max(...worst.map(({ ratio }) => ratio))).toBeGreaterThan(0.9);
    });
  }
});

describe('the watch over the bounds sees', () => {
  const seen = (breaker: Breaker, on: Ground, script: readonly Move[]) => {
    expect(play(on, script).watch.violations).toEqual([]);
    return play(on, script, breaker(on.config)).watch.violations.length;
  };

  it('a bound that is one start too small, on a day that uses one up', () => {
    const on = ground(102, 2, 'one');
    const { use, script } = search(on, 7, 40);
    expect(use.used).toBe(use.bound);
    expect(seen(oneTooSmall, on, script)).toBeGreaterThan(0);
  });

  const broken = [
    ['places ahead of others that cost nothing', freeInsertions],
    ['chosen calls that cost nothing', freeChoices],
    ['a class that is not given its share', withoutShares],
  ] as const;
  for (const [what, breaker] of broken) {
    it(`${what}, on some of 40 random days`, () => {
      let days = 0;
      for (let seed = 1; seed <= 40; seed++) {
        const random = chance(seed);
        const script = Array.from({ length: 120 }, () => randomMove(random));
        if (seen(breaker, ground(seed, 2 + (seed % 3), seed % 2 ? 'one' : 'several'), script) > 0) days++;
      }
      console.info({ days });
      expect(days).toBeGreaterThan(0);
    });
  }
});
