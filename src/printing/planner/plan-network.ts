import type { Words } from '../../internal/words.js';
import { bindingOf } from './network-binding.js';
import { buildNetwork, type PlanNetwork, shippingOf } from './network-flow.js';
import type {
  BlankWorth,
  Difference,
  NetworkPlan,
  OptimalityProof,
  PlanValue,
  Shipment,
} from './network-plan.js';
import { checkProblem, lastArrival, type NetworkProblem, unservedLateness } from './network-problem.js';
import { shipmentsOf } from './network-shipments.js';
import { startFrom } from './network-start.js';
import { plannerWords } from './words-en.js';

/** Sets how a plan is made. */
export interface PlanOptions {
  /**
   * A plan to stay close to: of all best plans, the one is made in which the fewest cards get another line or day than
   * their home's cards had. Default: cards are printed as early as nothing is lost by it.
   */
  readonly keep?: readonly Shipment[] | undefined;
  /** The proof of `keep`, from whose prices planning starts: it is quicker where little has changed, and no other. */
  readonly keepProof?: OptimalityProof | undefined;
  /** Words of `binding`. Default: English. */
  readonly words?: Words | undefined;
}

/**
 * Plans which cards are printed where and when: exactly, over sites, days on the way, blanks as they come, and media. The
 * plan prints as many cards as can be printed, and of all such plans it has the least weighted lateness, to the last
 * card-day. It comes with prices that prove it, which {@link checkNetworkPlan} verifies without this solver, with what
 * binds in words, and with what exactly one more blank would change.
 *
 * The cards of a group are alike, so it takes no longer for a million cards than for a thousand. The problem is an
 * integral flow of least cost (Ahuja, Magnanti and Orlin, *Network Flows*, 1993): day buckets of blanks, which can wait,
 * flow through each day's capacity to homes. Shares of classes, as 70 of 100 for some, are no network by the day: split
 * blanks into media of their own before, with {@link splitShares}.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { planNetwork } from 'loket/printing/planner';
 *
 * const plan = planNetwork({
 *   days: 2,
 *   lines: [{ id: 'head-office', medium: 'card', capacity: [250, 250], blanks: [400, 0], transportDays: { town: 0 } }],
 *   groups: [{ id: 'recorded', home: 'town', medium: 'card', count: 16_000, weight: 1, dueDay: -1 }],
 * });
 * plan.shipments.map(({ printDay, count }) => [printDay, count]); //=> [[0, 250], [1, 150]]
 * plan.value.unserved; //=> 15600
 * plan.binding[0]?.code; //=> 'blanks-bind'
 * plan.blankWorth[0]?.change.unserved; //=> -1
 * ```
 */
export function planNetwork(
  problem: NetworkProblem,
  { keep, keepProof, words = plannerWords }: PlanOptions = {},
): NetworkPlan {
  checkProblem(problem);
  const network = buildNetwork(problem);
  const { flow, source, sink, limit } = network;
  if (keep && keepProof) startFrom(problem, network, keep, keepProof);
  const near = keep && keepProof && flow.repair(source, sink, limit);
  if (!near) flow.solve(source, sink, limit);
  if (keep) flow.prefer(keptOf(problem, network, keep), source, sink);
  const { shipments, unserved } = shipmentsOf(problem, network, keep === undefined);
  const value = sumUp(problem, shipments, unserved);
  const proof = proofOf(problem, network);
  const blankWorth = worthOf(problem, network);
  const binding = bindingOf(problem, { shipments, value, proof, blankWorth }, words);
  return { shipments, unserved, value, proof, binding, blankWorth };
}

/** What each arc carries of a plan that is kept; infinity where it does not matter. */
function keptOf({ groups }: NetworkProblem, network: PlanNetwork, keep: readonly Shipment[]): Float64Array {
  const { flow, shippings } = network;
  const homes = new Map<string, string>();
  for (const { id, home } of groups) homes.set(id, home);
  const amounts = new Float64Array(flow.arcs).fill(Number.POSITIVE_INFINITY);
  for (const { arc } of shippings) amounts[arc] = 0;
  for (const { groupId, lineId, printDay, count } of keep) {
    const way = shippingOf(network, lineId, homes.get(groupId) ?? '', printDay);
    if (way) amounts[way.arc] = (amounts[way.arc] ?? 0) + count;
  }
  return amounts;
}

/** Adds up what a plan comes to. @internal */
export function sumUp(
  problem: NetworkProblem,
  shipments: readonly Shipment[],
  unserved: NetworkPlan['unserved'],
): PlanValue {
  const groups = new Map(problem.groups.map((group) => [group.id, group]));
  const printed = new Map<string, number>();
  const last = lastArrival(problem);
  let lateDays = 0;
  for (const { groupId, arrivalDay, count } of shipments) {
    const group = groups.get(groupId);
    if (!group) continue;
    lateDays += group.weight * Math.max(0, arrivalDay - group.dueDay) * count;
    const of = group.class ?? '';
    printed.set(of, (printed.get(of) ?? 0) + count);
  }
  let left = 0;
  for (const { groupId, count } of unserved) {
    const group = groups.get(groupId);
    if (!group) continue;
    left += count;
    lateDays += unservedLateness(last, group) * count;
  }
  let short = 0;
  for (const { classes, min = 0 } of problem.quotas ?? []) {
    short += Math.max(0, min - classes.reduce((sum, one) => sum + (printed.get(one) ?? 0), 0));
  }
  return { short, unserved: left, lateDays };
}

function proofOf({ days, lines, quotas = [] }: NetworkProblem, network: PlanNetwork): OptimalityProof {
  const { flow, source, sink, blankNodes, printNodes, unserved, short } = network;
  const p = flow.potential;
  const at = (node: number) => p[node] ?? 0;
  const price = (from: number, to: number) => Math.max(0, at(to) - at(from));
  const blankPrice: Record<string, number[]> = {};
  const printPrice: Record<string, number[]> = {};
  for (const [l, { id }] of lines.entries()) {
    const of = (nodes: Int32Array, day: number) => nodes[l * days + day] ?? 0;
    blankPrice[id] = Array.from({ length: days }, (_, day) => price(source, of(blankNodes, day)));
    printPrice[id] = Array.from({ length: days }, (_, day) =>
      price(of(blankNodes, day), of(printNodes, day)),
    );
  }
  const quotaPrice = Object.fromEntries(
    quotas.map(({ id }) => {
      // On its way out a card of the quota pays `short`, unless it is one of the least number.
      const way = Math.max(0, at(sink) - at(network.quotas.get(id)?.node ?? sink));
      return [id, { max: Math.max(0, way - short), min: Math.max(0, short - way) }];
    }),
  );
  return { unserved, short, blankPrice, printPrice, quotaPrice };
}

/** What one more blank changes: it closes a circle of least cost through the flow that there is. */
function worthOf({ days, lines }: NetworkProblem, network: PlanNetwork): BlankWorth[] {
  const { flow, source, sink, limit, blankNodes } = network;
  const way = flow.distancesTo(source, source, sink, limit);
  const worth: BlankWorth[] = [];
  for (const [l, { id: lineId }] of lines.entries()) {
    for (let day = 0; day < days; day++) {
      const cost = way[blankNodes[l * days + day] ?? 0] ?? 0;
      if (cost < 0) worth.push({ lineId, day, change: differenceOf(cost, network) });
    }
  }
  return worth;
}

/** Reads a difference of cost as cards and days: it is of one card, so each part is small beside the next price. */
function differenceOf(cost: number, { unserved, short }: PlanNetwork): Difference {
  const cards = short === 0 ? 0 : Math.round(cost / short);
  const rest = cost - cards * short;
  const left = Math.round(rest / unserved);
  // Minus zero is not equal to zero where plans are compared.
  return { short: cards + 0, unserved: left + 0, lateDays: rest - left * unserved + 0 };
}
