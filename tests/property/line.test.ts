import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Line, Slots } from '../../src/queue/line.js';

interface Standing {
  readonly key: number;
  readonly sequence: number;
}

const comes = (one: Standing, other: Standing) => one.key - other.key || one.sequence - other.sequence;

it('a line knows who is first and how many stand before any place, whoever comes in order, out of order, or leaves', () => {
  const move = fc.record({
    // Most come in order; some long before others.
    lead: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat({ max: 300 })),
    leaves: fc.nat({ max: 3 }),
    who: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 700, size: 'max' }), fc.nat({ max: 4 }), (moves, crowd) => {
      const line = new Line(new Slots());
      const there: Standing[] = [];
      for (const [i, { lead, leaves, who }] of moves.entries()) {
        const one = { key: i - lead, sequence: i + 1 };
        line.add(one.key, one.sequence);
        there.push(one);
        for (let n = leaves; n > crowd && there.length > 0; n--) {
          const [gone] = there.splice(who % there.length, 1);
          if (gone) line.remove(gone.key, gone.sequence);
        }
        if (leaves === 3 && there.length > 0 && crowd < 2) {
          there.sort(comes);
          const [gone] = there.splice(0, 1);
          if (gone) line.remove(gone.key, gone.sequence);
        }
        if (i % 20 > 0) continue;
        there.sort(comes);
        expect(line.size).toBe(there.length);
        expect(line.firstKey()).toBe(there[0]?.key ?? Number.POSITIVE_INFINITY);
        expect(line.firstSequence()).toBe(there[0]?.sequence ?? 0);
        const wanted = there[who % Math.max(1, there.length)];
        const place = wanted ? there.indexOf(wanted) : 0;
        if (wanted) expect(line.before(wanted.key, wanted.sequence)).toBe(place);
        // A place where nobody stands.
        expect(line.before(i - 50.5, 0)).toBe(there.filter(({ key }) => key < i - 50.5).length);
      }
    }),
    { numRuns: 150 },
  );
});

it('a line finds who joins at the end after all but those out of order have left', () => {
  const line = new Line(new Slots());
  for (let i = 1; i <= 5; i++) line.add(i + 10, i);
  line.add(1, 6);
  for (let i = 1; i <= 5; i++) line.remove(i + 10, i);
  expect(line.firstSequence()).toBe(6);
  line.add(20, 7);
  line.remove(1, 6);
  expect([line.firstKey(), line.firstSequence()]).toEqual([20, 7]);
});
