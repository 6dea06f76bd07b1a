import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Line, Slots } from '../../src/queue/line.js';

interface Entry {
  readonly key: number;
  readonly sequence: number;
}

/** A line as a plain array that is sorted at each question. */
class PlainLine {
  entries: Entry[] = [];

  sorted(): Entry[] {
    return this.entries.sort((a, b) => a.key - b.key || a.sequence - b.sequence);
  }

  before(key: number, sequence: number): number {
    return this.sorted().filter((one) => one.key < key || (one.key === key && one.sequence < sequence))
      .length;
  }
}

function compare(line: Line, plain: PlainLine, asked: readonly Entry[]): void {
  const first = plain.sorted()[0];
  expect(line.size).toBe(plain.entries.length);
  expect(line.firstKey()).toBe(first?.key ?? Number.POSITIVE_INFINITY);
  expect(line.firstSequence()).toBe(first?.sequence ?? 0);
  for (const { key, sequence } of asked) expect(line.before(key, sequence)).toBe(plain.before(key, sequence));
}

const move = fc.oneof(
  // In order, with ties.
  { weight: 4, arbitrary: fc.record({ do: fc.constant('append' as const), by: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('insert' as const), by: fc.nat({ max: 40 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), by: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('serve' as const), by: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), by: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('absent' as const), by: fc.nat({ max: 60 }) }) },
);

it('knows who is first and who stands before anybody, as a sorted array does, over two lines with one numbering', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(move, fc.boolean()), { maxLength: 120 }), (moves) => {
      const slots = new Slots();
      const lines = [new Line(slots), new Line(slots)] as const;
      const plains = [new PlainLine(), new PlainLine()] as const;
      let sequence = 0;
      let latest = 0;
      for (const [{ do: what, by }, isSecond] of moves) {
        const which = isSecond ? 1 : 0;
        const line = lines[which];
        const plain = plains[which];
        const chosen = what === 'serve' ? plain.sorted()[0] : plain.entries[by % (plain.entries.length || 1)];
        const take = ({ key, sequence: number }: Entry) => {
          line.remove(key, number);
          plain.entries = plain.entries.filter((one) => one.sequence !== number);
        };
        const add = (target: 0 | 1, entry: Entry) => {
          lines[target].add(entry.key, entry.sequence);
          plains[target].entries.push(entry);
        };
        if (what === 'append') {
          latest += by;
          add(which, { key: latest, sequence: ++sequence });
        } else if (what === 'insert') add(which, { key: latest - by, sequence: ++sequence });
        else if (what === 'absent') line.remove(by, sequence + 1);
        else if (chosen) {
          take(chosen);
          if (what === 'move') add(which === 0 ? 1 : 0, { ...chosen, key: chosen.key + (by % 9) - 4 });
        }
        for (const [i, one] of lines.entries()) {
          const other = plains[i] as PlainLine;
          const strangers = [latest + 1, latest - 3, 0].map((key) => ({
            key,
            sequence: Number.MAX_SAFE_INTEGER,
          }));
          compare(one, other, [...other.entries, ...strangers, { key: latest, sequence: 0 }]);
        }
      }
    }),
  );
});

it('stays right through merges and rebuilds, at sizes where a queue needs many of both', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 500, max: 3_000 }),
      fc.double({ min: 0.02, max: 0.9, noNaN: true }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      (size, stray, chance) => {
        const draw = () => chance.next().value as number;
        const line = new Line(new Slots());
        const plain = new PlainLine();
        for (let sequence = 1; sequence <= size; sequence++) {
          const isStray = draw() < stray;
          const key = isStray ? Math.floor(draw() * sequence) : sequence;
          line.add(key, sequence);
          plain.entries.push({ key, sequence });
          // Now and then a part leaves: gone places have to be swept.
          if (sequence % 400 === 0) {
            for (const one of plain.entries.filter(() => draw() < 0.6)) {
              line.remove(one.key, one.sequence);
              plain.entries = plain.entries.filter((other) => other !== one);
            }
          }
          if (sequence % 97 === 0) {
            const some = plain.entries.filter((_, i) => i % 41 === sequence % 41);
            compare(line, plain, some);
          }
        }
        const sorted = plain.sorted();
        expect(sorted.map((one) => line.before(one.key, one.sequence))).toEqual(sorted.map((_, i) => i));
        while (plain.entries.length > 0) {
          const first = plain.entries.shift() as Entry;
          expect([line.firstKey(), line.firstSequence()]).toEqual([first.key, first.sequence]);
          line.remove(first.key, first.sequence);
        }
        compare(line, plain, []);
        // An emptied line begins anew.
        line.add(5, size + 1);
        line.add(4, size + 2);
        expect([line.size, line.firstSequence(), line.before(5, size + 1)]).toEqual([2, size + 2, 1]);
      },
    ),
    { numRuns: 12 },
  );
});

it('finds who joins behind a line of whom only those out of order are left', () => {
  const line = new Line(new Slots());
  line.add(10, 1);
  line.add(5, 2);
  line.remove(10, 1);
  expect(line.firstSequence()).toBe(2);
  line.add(20, 3);
  line.remove(5, 2);
  expect(line.firstSequence()).toBe(3);
});
