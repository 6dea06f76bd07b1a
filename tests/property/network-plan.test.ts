import '../support/seed.js';
import fc from 'fast-check';
import { checkNetworkPlan, type NetworkPlan, type NetworkProblem, planNetwork } from 'loket/printing/planner';
import { describe, expect, it } from 'vitest';
import { chance } from '../support/chance.js';
import { officeProblem, smallProblem } from '../support/network-instances.js';
import { costOf, leastByHighs, movedCards } from '../support/network-oracle.js';
import { mutations } from '../support/plan-mutations.js';

const runs = { numRuns: 60 };
const seed = fc.nat();

/** Prices low enough for a solver that reckons with fractions, and high enough for the order of what counts. */
async function agrees(problem: NetworkProblem, plan: NetworkPlan): Promise<void> {
  const late = plan.proof.unserved;
  const least = await leastByHighs(problem, late, plan.proof.short);
  expect(costOf(plan.value, late, plan.proof.short)).toBe(Math.round(least));
}

describe('a network plan', () => {
  it('costs what HiGHS finds to be the least, to the last integer, and proves it', async () => {
    await fc.assert(
      fc.asyncProperty(seed, async (one) => {
        const problem = smallProblem(chance(one));
        const plan = planNetwork(problem);
        expect(checkNetworkPlan(problem, plan)).toEqual({ ok: true });
        await agrees(problem, plan);
      }),
      { numRuns: 150 },
    );
  });

  it('does so for an office of the article’s size', async () => {
    const problem = officeProblem(chance(19), { cards: 16_000, printers: 10, days: 6, blanks: 0.8 });
    const plan = planNetwork(problem);
    expect(checkNetworkPlan(problem, plan)).toEqual({ ok: true });
    await agrees(problem, plan);
  });

  it('tells exactly what one more blank changes, everywhere', () => {
    fc.assert(
      fc.property(seed, (one) => {
        const problem = smallProblem(chance(one));
        const plan = planNetwork(problem);
        for (const line of problem.lines) {
          for (let day = 0; day < problem.days; day++) {
            const blanks = line.blanks.map((count, d) => (d === day ? count + 1 : count));
            const lines = problem.lines.map((other) => (other === line ? { ...line, blanks } : other));
            const more = planNetwork({ ...problem, lines }).value;
            const told = plan.blankWorth.find((worth) => worth.lineId === line.id && worth.day === day);
            const { short, unserved, lateDays } = plan.value;
            expect({
              short: more.short - short,
              unserved: more.unserved - unserved,
              lateDays: more.lateDays - lateDays,
            }).toEqual(told?.change ?? { short: 0, unserved: 0, lateDays: 0 });
          }
        }
      }),
      runs,
    );
  });

  it('is refused by the checker when it is made worse, impossible or untrue in any of many ways', () => {
    const refused = new Map<string, number>();
    fc.assert(
      fc.property(seed, (one) => {
        const draw = chance(one);
        const problem = smallProblem(draw);
        const plan = planNetwork(problem);
        for (const [name, change] of Object.entries(mutations)) {
          const changed = change(plan, problem, draw);
          if (!changed) continue;
          const { ok } = checkNetworkPlan(problem, changed);
          expect([name, ok]).toEqual([name, false]);
          refused.set(name, (refused.get(name) ?? 0) + 1);
        }
      }),
      { numRuns: 150 },
    );
    expect(Object.keys(mutations).filter((name) => !refused.has(name))).toEqual([]);
  });

  it('prints nothing later than it could be printed on the same line', () => {
    fc.assert(
      fc.property(seed, (one) => {
        const problem = smallProblem(chance(one));
        const { shipments } = planNetwork(problem);
        for (const line of problem.lines) {
          const on = (day: number) =>
            shipments.reduce((sum, s) => sum + (s.lineId === line.id && s.printDay === day ? s.count : 0), 0);
          for (let day = 0; day < problem.days; day++) {
            let spare = Number.POSITIVE_INFINITY;
            let blanks = 0;
            for (let d = 0; d <= day; d++) blanks += (line.blanks[d] ?? 0) - on(d);
            for (let later = day + 1; later < problem.days; later++) {
              spare = Math.min(spare, blanks);
              blanks += (line.blanks[later] ?? 0) - on(later);
              const could = shipments.some((s) => {
                const group = problem.groups.find(({ id }) => id === s.groupId);
                return s.lineId === line.id && s.printDay === later && (group?.fromDay ?? 0) <= day;
              });
              const room = (line.capacity[day] ?? 0) - on(day);
              if (could) expect(Math.min(spare, room)).toBeLessThanOrEqual(0);
            }
          }
        }
      }),
      runs,
    );
  });

  it('stays with an earlier plan as far as no card is worse off', () => {
    fc.assert(
      fc.property(seed, (one) => {
        const problem = smallProblem(chance(one));
        const first = planNetwork(problem);
        const moved = (plan: NetworkPlan) => movedCards(problem, first.shipments, plan.shipments);
        const again = planNetwork(problem, { keep: first.shipments });
        expect(checkNetworkPlan(problem, again)).toEqual({ ok: true });
        expect(moved(again)).toBe(0);
        // A printer stands still for a day: what changes is no more than it must be.
        const [line, ...others] = problem.lines;
        if (!line) return;
        const capacity = line.capacity.map((room, day) => (day === 0 ? Math.floor(room / 2) : room));
        const broken = { ...problem, lines: [{ ...line, capacity }, ...others] };
        const close = planNetwork(broken, { keep: first.shipments });
        const free = planNetwork(broken);
        expect(checkNetworkPlan(broken, close)).toEqual({ ok: true });
        expect(close.value).toEqual(free.value);
        expect(moved(close)).toBeLessThanOrEqual(moved(free));
      }),
      runs,
    );
  });
});
