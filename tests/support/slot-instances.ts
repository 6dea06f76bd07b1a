import fc from 'fast-check';
import type {
  BlankArrival,
  SlotObjective,
  SlotPause,
  SlotPrinter,
  SlotProblem,
  TimeSpan,
} from 'loket/printing/planner';

/** Small slot problems in ticks, for comparison with trying everything. */
const spans = (most: number): fc.Arbitrary<TimeSpan[]> =>
  fc.array(
    fc
      .tuple(fc.nat({ max: most }), fc.integer({ min: 1, max: 14 }))
      .map(([from, length]): TimeSpan => [from, from + length]),
    { minLength: 1, maxLength: 3 },
  );

/** Windows of days of 20 ticks, so that a daily duty has days. */
const dayWindows: fc.Arbitrary<TimeSpan[]> = fc
  .tuple(fc.nat({ max: 6 }), fc.integer({ min: 4, max: 14 }))
  .map(([from, length]) =>
    [0, 1, 2, 3, 4, 5].map((day): TimeSpan => [day * 20 + from, day * 20 + Math.min(20, from + length)]),
  );

const pause: fc.Arbitrary<SlotPause> = fc.record({
  kind: fc.constantFrom('change' as const, 'cooling' as const),
  everyCards: fc.integer({ min: 1, max: 3 }),
  takesMs: fc.integer({ min: 0, max: 4 }),
});

export interface Shape {
  readonly cards: number;
  readonly pauses: boolean;
  readonly blanks: 'none' | 'late';
}

const printer = (id: string, shape: Shape): fc.Arbitrary<SlotPrinter> =>
  fc
    .record({
      msPerCard: fc.integer({ min: 1, max: 6 }),
      windows: fc.oneof(dayWindows, spans(40)),
      downtime: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: spans(30) }),
      duty: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 2 }),
      used: fc.nat({ max: 1 }),
      availableFrom: fc.constantFrom(0, 0, 0, 7),
      pauses: fc.array(pause, { maxLength: shape.pauses ? 2 : 0 }),
      done: fc.nat({ max: 2 }),
    })
    .map(({ duty, used, pauses, done, ...rest }) => ({
      id,
      ...rest,
      ...(duty === undefined ? {} : { dailyDuty: duty, dutyUsed: used }),
      pauses: pauses.map((one) => ({ ...one, cardsDone: Math.min(done, one.everyCards - 1) })),
    }));

const arrivals: fc.Arbitrary<BlankArrival[]> = fc.array(
  fc.record({ at: fc.oneof(fc.nat({ max: 45 }), fc.constantFrom(0, 20, 40, 60)), count: fc.nat({ max: 3 }) }),
  { minLength: 1, maxLength: 4 },
);

/** Makes problems of one shape. */
export function problems(shape: Shape, objectives: readonly SlotObjective[]): fc.Arbitrary<SlotProblem> {
  return fc
    .record({
      count: fc.integer({ min: 0, max: shape.cards }),
      objective: fc.constantFrom(...objectives),
      printers: fc.tuple(printer('A', shape), printer('B', shape), printer('C', shape)),
      howMany: fc.integer({ min: 1, max: 3 }),
      alike: fc.boolean(),
      blanks: arrivals,
      keys: fc.array(fc.nat({ max: 3 }), { minLength: 4 * shape.cards, maxLength: 4 * shape.cards }),
    })
    .map(({ count, objective, printers, howMany, alike, blanks, keys }) => {
      const part = (c: number, scale: number) =>
        Array.from({ length: count }, (_, i) => (keys[c * shape.cards + i] ?? 0) * scale);
      const [first] = printers;
      const chosen = printers.slice(0, howMany).map((one) => (alike ? { ...first, id: one.id } : one));
      return {
        from: 0,
        jobs: { count, weights: part(0, 2), dueAt: part(1, 5), classes: part(2, 1), since: part(3, 1) },
        printers: chosen,
        objective,
        day: { startsAt: 0, lengthMs: 20 },
        ...(shape.blanks === 'none' ? {} : { blanks }),
      };
    });
}
