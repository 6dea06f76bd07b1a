import fc from 'fast-check';
import { checkSlotPlan, planSlots, type SlotObjective, type SlotPlan } from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { problems } from '../support/slot-instances.js';

const all: readonly SlotObjective[] = ['makespan', 'weightedCompletion', 'maximumLateness', 'strictClass'];
const any = fc
  .record({ pauses: fc.boolean(), blanks: fc.constantFrom('none' as const, 'late' as const) })
  .chain(({ pauses, blanks }) => problems({ cards: 12, pauses, blanks }, all));

/** The fields that a checker reads, so that a spoiled copy is a plain value. */
const copy = ({ printed, printedAtMost, value, lowerBound, exactOn, printerOf, endOf, proof }: SlotPlan) => ({
  printed,
  printedAtMost,
  value,
  lowerBound,
  exactOn,
  printerOf: printerOf.slice(),
  endOf: endOf.slice(),
  proof,
});

it('accepts every proof', () => {
  const methods = new Set<string>();
  fc.assert(
    fc.property(any, (problem) => {
      const plan = planSlots(problem);
      methods.add(plan.proof.method);
      expect(checkSlotPlan(problem, plan)).toEqual({ ok: true });
    }),
    { numRuns: 1500 },
  );
  expect([...methods].sort()).toEqual([
    'bound',
    'counting',
    'earliest-slots',
    'identical-printers',
    'none',
    'slot-grid',
  ]);
});

it('rejects 1,000 plans that were made strictly worse, impossible, or claim more than they are', () => {
  let rejected = 0;
  fc.assert(
    fc.property(any, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 5 }), (problem, a, b, how) => {
      const plan = planSlots(problem);
      fc.pre(plan.printed > 0);
      const spoiled = copy(plan);
      const job = plan.order[a % plan.printed] ?? 0;
      const other = plan.order[b % plan.printed] ?? 0;
      if (how === 0) spoiled.endOf[job] = (spoiled.endOf[job] ?? 0) + problem.printers.length * 1_000;
      if (how === 1) {
        fc.pre(job !== other);
        spoiled.endOf[job] = spoiled.endOf[other] ?? 0;
        spoiled.printerOf[job] = spoiled.printerOf[other] ?? 0;
      }
      if (how === 2) spoiled.value = spoiled.value.map((value) => value + 1n);
      if (how === 3) spoiled.endOf[job] = (spoiled.endOf[job] ?? 0) - 1_000;
      if (how === 4) {
        const unproven = { ...spoiled, proof: { ...spoiled.proof, method: 'none' as const } };
        expect(checkSlotPlan(problem, { ...unproven, exactOn: 'every-start' }).ok).toBe(false);
        rejected++;
        return;
      }
      if (how === 5) {
        fc.pre(plan.exactOn !== 'every-start' && plan.lowerBound.length > 0);
        spoiled.lowerBound = spoiled.lowerBound.map((value) => value + 1n);
      }
      rejected++;
      expect(checkSlotPlan(problem, spoiled).ok).toBe(false);
    }),
    { numRuns: 1500 },
  );
  expect(rejected).toBeGreaterThanOrEqual(1000);
});

it('rejects a plan whose cards all start a moment later, with the value told honestly', () => {
  const problem = {
    from: 0,
    jobs: { count: 20 },
    printers: [
      { id: 'A', msPerCard: 7 },
      { id: 'B', msPerCard: 11 },
    ],
    objective: 'makespan',
  } as const;
  const plan = planSlots(problem);
  for (let late = 1; late < 12; late++) {
    const value = [(plan.value[0] ?? 0n) + BigInt(late)];
    const later = {
      ...copy(plan),
      value,
      lowerBound: value,
      endOf: plan.endOf.map((end) => end + late),
      proof: { ...plan.proof, end: plan.proof.end + late, slotsBefore: 0 },
    };
    expect(checkSlotPlan(problem, later)).toMatchObject({
      ok: false,
      reason: { code: 'planner.check.proof' },
    });
  }
});

it('bounds the cards that are printed, also when more could be', () => {
  const problem = {
    from: 0,
    jobs: { count: 2 },
    printers: [
      {
        id: 'A',
        msPerCard: 2,
        windows: [
          [0, 2],
          [16, 22],
        ],
        pauses: [{ kind: 'change', everyCards: 1, takesMs: 3 }],
      },
    ],
    objective: 'makespan',
    blanks: [
      { at: 1, count: 1 },
      { at: 20, count: 1 },
    ],
  } as const;
  const plan = planSlots(problem);
  expect(plan).toMatchObject({ printed: 1, printedAtMost: 2, value: [18n], lowerBound: [18n] });
  expect(checkSlotPlan(problem, { ...copy(plan), lowerBound: [19n] }).ok).toBe(false);
});
