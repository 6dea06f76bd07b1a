import '../support/seed.js';
import fc from 'fast-check';
import {
  checkNetworkPlan,
  type NetworkPlan,
  type NetworkProblem,
  planNetwork,
  replanNetwork,
} from 'loket/printing/planner';
import { describe, expect, it } from 'vitest';
import { type Chance, chance } from '../support/chance.js';
import { officeProblem, smallProblem } from '../support/network-instances.js';
import { costOf, fewestMovesByHighs, leastByHighs, movedCards } from '../support/network-oracle.js';

const seed = fc.nat();

type Change = (problem: NetworkProblem, draw: Chance) => NetworkProblem;

/** What happens to an office between a plan and the next. */
const changes: Readonly<Record<string, Change>> = {
  nothing: (problem) => problem,
  'a breakdown': (problem, { of, nat }) => {
    const broken = of(problem.lines);
    const capacity = broken.capacity.map((room) => Math.floor((room * nat(4)) / 4));
    return {
      ...problem,
      lines: problem.lines.map((line) => (line === broken ? { ...line, capacity } : line)),
    };
  },
  'a delivery': (problem, { of, nat }) => {
    const [to, on] = [of(problem.lines), nat(problem.days)];
    const blanks = to.blanks.map((n, day) => (day === on ? n + 1 + nat(12) : n));
    return { ...problem, lines: problem.lines.map((line) => (line === to ? { ...line, blanks } : line)) };
  },
  arrivals: (problem, { nat }) => ({
    ...problem,
    groups: [
      ...problem.groups.map((group) => ({ ...group, count: group.count + (nat(3) === 0 ? nat(4) : 0) })),
      ...problem.groups
        .slice(0, 2)
        .map((group, i) => ({ ...group, id: `new${i}`, count: nat(8), dueDay: nat(6) })),
    ],
  }),
  'another quota': (problem, { nat }) => ({
    ...problem,
    quotas: [{ id: 'q-a', classes: ['a'], min: nat(6), ...(nat(2) === 0 && { max: 6 + nat(6) }) }],
  }),
  everything: ({ days }, draw) => ({ ...smallProblem(draw), days }),
};

/** What all plans of a change must have, whatever they start from. */
function value({ plan: { value, blankWorth } }: { readonly plan: NetworkPlan }): unknown {
  return { value, blankWorth };
}

describe('a plan made from the prices of an earlier one', () => {
  for (const [name, change] of Object.entries(changes)) {
    it(`is the best, proved, and moves the fewest cards, as HiGHS finds, after ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(seed, async (one) => {
          const draw = chance(one);
          const problem = smallProblem(draw);
          const before = planNetwork(problem);
          const changed = change(problem, draw);
          // Days that are not in both problems are left out of neither: a plan is as long as its problem.
          const now = fitted(changed);
          const kept = before.shipments.filter(({ groupId }) => now.groups.some(({ id }) => id === groupId));
          const frozenUntil = name === 'everything' ? 0 : draw.nat(2);
          const from = { shipments: kept, proof: before.proof };
          const warm = replanNetwork(now, from, { frozenUntil });
          const { problem: rest, plan } = warm;
          expect(checkNetworkPlan(rest, plan)).toEqual({ ok: true });
          expect(value(warm)).toEqual(value(replanNetwork(now, { shipments: kept }, { frozenUntil })));
          const { unserved, short } = plan.proof;
          const cost = costOf(plan.value, unserved, short);
          expect(cost).toBe(Math.round(await leastByHighs(rest, unserved, short)));
          const keep = kept.filter(({ printDay }) => printDay >= frozenUntil);
          const fewest = await fewestMovesByHighs(rest, unserved, short, { cost, keep });
          expect(movedCards(rest, keep, plan.shipments)).toBe(Math.round(fewest));
        }),
        { numRuns: 60 },
      );
    });
  }

  it('is as good from prices that prove nothing, or are none', () => {
    fc.assert(
      fc.property(seed, (one) => {
        const draw = chance(one);
        const problem = smallProblem(draw);
        const before = planNetwork(problem);
        const now = changes['a breakdown']?.(problem, draw) ?? problem;
        const wild = () => draw.of([0, 1, 7, 1e6, 2 ** 52, -3, 0.5, Number.NaN, Number.POSITIVE_INFINITY]);
        const prices = Object.fromEntries(problem.lines.map(({ id }) => [id, problem.lines.map(wild)]));
        const proof = {
          unserved: wild(),
          short: wild(),
          blankPrice: prices,
          printPrice: prices,
          quotaPrice: Object.fromEntries(
            (problem.quotas ?? []).map(({ id }) => [id, { max: wild(), min: wild() }]),
          ),
        };
        const wildly = replanNetwork(now, { shipments: before.shipments, proof }, { frozenUntil: 0 });
        const plainly = replanNetwork(now, { shipments: before.shipments }, { frozenUntil: 0 });
        expect(checkNetworkPlan(now, wildly.plan)).toEqual({ ok: true });
        expect(value(wildly)).toEqual(value(plainly));
        expect(movedCards(now, before.shipments, wildly.plan.shipments)).toBe(
          movedCards(now, before.shipments, plainly.plan.shipments),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is the same in worth and moves, started afresh or not, for an office of the article’s size', () => {
    const problem = officeProblem(chance(23), { cards: 16_000, printers: 10, days: 8, blanks: 0.8 });
    const before = planNetwork(problem);
    for (const name of ['a breakdown', 'a delivery', 'arrivals']) {
      const now = changes[name]?.(problem, chance(5)) ?? problem;
      const warm = replanNetwork(now, before, { frozenUntil: 1 });
      const fresh = replanNetwork(now, { shipments: before.shipments }, { frozenUntil: 1 });
      expect(checkNetworkPlan(warm.problem, warm.plan)).toEqual({ ok: true });
      expect(value(warm)).toEqual(value(fresh));
      const keep = before.shipments.filter(({ printDay }) => printDay >= 1);
      expect(movedCards(now, keep, warm.plan.shipments)).toBe(movedCards(now, keep, fresh.plan.shipments));
    }
  });
});

/** The problem with as many numbers by day as it has days. */
function fitted(problem: NetworkProblem): NetworkProblem {
  const fit = (all: readonly number[]) => Array.from({ length: problem.days }, (_, day) => all[day] ?? 0);
  const lines = problem.lines.map((line) => ({
    ...line,
    capacity: fit(line.capacity),
    blanks: fit(line.blanks),
  }));
  return { ...problem, lines };
}
