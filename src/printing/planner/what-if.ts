import { LoketError } from '../../internal/errors.js';
import type { Difference, NetworkPlan } from './network-plan.js';
import type { NetworkProblem } from './network-problem.js';
import { planNetwork } from './plan-network.js';

/** More, or less, of something on a line on a day; below 0 for less. */
export interface NetworkChange {
  readonly lineId: string;
  readonly day: number;
  /** Blanks that come then. */
  readonly blanks?: number | undefined;
  /** Cards that its printers can print then: the day's work of one more printer, for one more printer-day. */
  readonly capacity?: number | undefined;
}

/**
 * Tells exactly what changes would change, by planning anew: one more printer-day here, a delivery there, both.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule, or less is left than nothing
 *
 * @example
 * ```ts
 * import { planNetwork, whatIf } from 'loket/printing/planner';
 *
 * const problem = {
 *   days: 1,
 *   lines: [{ id: 'hq', medium: 'card', capacity: [8750], blanks: [400], transportDays: { town: 0 } }],
 *   groups: [{ id: 'recorded', home: 'town', medium: 'card', count: 16_000, weight: 1, dueDay: 0 }],
 * };
 * const plan = planNetwork(problem);
 * // Ten more printers, and then four hundred more blanks.
 * whatIf(problem, plan, [{ lineId: 'hq', day: 0, capacity: 2500 }]).unserved; //=> 0
 * whatIf(problem, plan, [{ lineId: 'hq', day: 0, blanks: 400 }]).unserved; //=> -400
 * ```
 */
export function whatIf(
  problem: NetworkProblem,
  plan: Pick<NetworkPlan, 'value'>,
  changes: readonly NetworkChange[],
): Difference {
  for (const [i, { lineId, day }] of changes.entries()) {
    const known = problem.lines.some(({ id }) => id === lineId) && day >= 0 && day < problem.days;
    if (known) continue;
    throw new LoketError('invalid-config', `no line '${lineId}' has a day ${day}`, {
      issues: [
        { field: `changes[${i}]`, rule: 'must name a line and a day of the plan', value: { lineId, day } },
      ],
    });
  }
  const lines = problem.lines.map((line) => {
    const own = changes.filter(({ lineId }) => lineId === line.id);
    if (own.length === 0) return line;
    const more = (of: 'blanks' | 'capacity') =>
      line[of].map((n, day) => own.reduce((sum, one) => sum + (one.day === day ? (one[of] ?? 0) : 0), n));
    return { ...line, blanks: more('blanks'), capacity: more('capacity') };
  });
  const { short, unserved, lateDays } = planNetwork({ ...problem, lines }).value;
  const { value } = plan;
  return {
    short: short - value.short,
    unserved: unserved - value.unserved,
    lateDays: lateDays - value.lateDays,
  };
}
