import { issuesError } from '../../internal/errors.js';
import type { Issue } from '../../internal/issue.js';
import type { NetworkPlan, Shipment } from './network-plan.js';
import type { NetworkProblem } from './network-problem.js';
import { type PlanOptions, planNetwork } from './plan-network.js';

/** Tells how far an earlier plan was carried out. */
export interface ReplanOptions extends Pick<PlanOptions, 'words'> {
  /**
   * Shipments of days before this are as they were, printed or lying in a hopper: a frozen horizon, 0 or more. What
   * `problem` says of those days is not looked at again.
   */
  readonly frozenUntil: number;
}

/** What is left to be planned, and the plan of it. */
export interface Replan {
  /** The problem without what is frozen; the proof of the plan is one of this. */
  readonly problem: NetworkProblem;
  readonly plan: NetworkPlan;
  /** What was frozen and what is planned anew, together. */
  readonly shipments: readonly Shipment[];
}

/**
 * Plans anew after a breakdown, a delivery or new arrivals: give the problem as it is now, and the plan as it was. What
 * is frozen stays; the rest is planned as well as it can be, and of all such plans the one is taken in which the fewest
 * cards get another line or day. Planning starts from the flow and the prices of `before`, if it has its proof, and
 * puts right what has changed; where that is much it plans afresh, and comes to the same.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule, or what is frozen does not fit
 *
 * @example
 * ```ts
 * import { planNetwork, replanNetwork } from 'loket/printing/planner';
 *
 * const line = { id: 'hq', medium: 'card', capacity: [10, 10, 10], blanks: [30, 0, 0], transportDays: { town: 0 } };
 * const groups = [{ id: 'g', home: 'town', medium: 'card', count: 25, weight: 1, dueDay: 2 }];
 * const before = planNetwork({ days: 3, lines: [line], groups });
 * // On the second morning half of the printers stand still.
 * const now = { days: 3, lines: [{ ...line, capacity: [10, 5, 10] }], groups };
 * const { shipments } = replanNetwork(now, before, { frozenUntil: 1 });
 * shipments.map(({ printDay, count }) => [printDay, count]); //=> [[0, 10], [1, 5], [2, 10]]
 * ```
 */
export function replanNetwork(
  problem: NetworkProblem,
  before: Pick<NetworkPlan, 'shipments'> & Partial<Pick<NetworkPlan, 'proof'>>,
  { frozenUntil, words }: ReplanOptions,
): Replan {
  const frozen = before.shipments.filter(({ printDay }) => printDay < frozenUntil);
  const [ofGroup, ofLine] = [new Map<string, number>(), new Map<string, number>()];
  for (const { groupId, lineId, count } of frozen) {
    ofGroup.set(groupId, (ofGroup.get(groupId) ?? 0) + count);
    ofLine.set(lineId, (ofLine.get(lineId) ?? 0) + count);
  }
  const issues: Issue[] = [];
  const ofClass = new Map<string | undefined, number>();
  const groups = problem.groups.map((group) => {
    const printed = ofGroup.get(group.id) ?? 0;
    if (printed > group.count)
      issues.push({
        field: `groups.${group.id}.count`,
        rule: `must be ${printed} or more, which are frozen`,
        value: group.count,
      });
    if (printed > 0) ofClass.set(group.class, (ofClass.get(group.class) ?? 0) + printed);
    const count = group.count - printed;
    const fromDay = Math.min(Math.max(group.fromDay ?? 0, frozenUntil), problem.days);
    // Not spread: in V8 each object that is spread and then added to gets a shape of its own, and reading many is slow.
    const { id, home, medium, weight, dueDay, class: of } = group;
    return of === undefined
      ? { id, home, medium, count, weight, dueDay, fromDay }
      : { id, home, medium, count, weight, dueDay, fromDay, class: of };
  });
  const lines = problem.lines.map((line) => {
    const used = ofLine.get(line.id) ?? 0;
    const came = line.blanks.reduce((total, n, day) => total + (day < frozenUntil ? n : 0), 0);
    const there = came + (line.blanks[frozenUntil] ?? 0);
    if (used > there)
      issues.push({
        field: `lines.${line.id}.blanks`,
        rule: `must be ${used} or more, which are frozen`,
        value: there,
      });
    return {
      ...line,
      capacity: line.capacity.map((room, day) => (day < frozenUntil ? 0 : room)),
      blanks: line.blanks.map((n, day) => {
        if (day < frozenUntil) return 0;
        return day === frozenUntil ? n + came - used : n;
      }),
    };
  });
  const quotas = problem.quotas?.map((quota) => {
    const printed = quota.classes.reduce((total, one) => total + (ofClass.get(one) ?? 0), 0);
    return {
      ...quota,
      ...(quota.min !== undefined && { min: Math.max(0, quota.min - printed) }),
      ...(quota.max !== undefined && { max: Math.max(0, quota.max - printed) }),
    };
  });
  if (issues.length > 0) throw issuesError('invalid-config', 'plan', issues);
  const rest: NetworkProblem = { days: problem.days, lines, groups, ...(quotas && { quotas }) };
  const keep = before.shipments.filter(({ printDay }) => printDay >= frozenUntil);
  const plan = planNetwork(rest, { keep, keepProof: before.proof, ...(words && { words }) });
  return { problem: rest, plan, shipments: [...frozen, ...plan.shipments] };
}
