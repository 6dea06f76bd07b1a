import { type PlanNetwork, type Row, shippingOf } from './network-flow.js';
import type { OptimalityProof, Shipment } from './network-plan.js';
import type { NetworkProblem } from './network-problem.js';

/**
 * Lays an earlier plan into the network of a problem that is a little different: its prices as potentials and its
 * shipments as flow, for `repair`. Neither needs to fit: what does not is left out here or put right there.
 * @internal
 */
export function startFrom(
  problem: NetworkProblem,
  network: PlanNetwork,
  shipments: readonly Shipment[],
  proof: OptimalityProof,
): void {
  layPrices(problem, network, proof);
  const printed = layShipments(problem, network, shipments);
  layBlanks(problem, network, printed);
}

function layPrices(
  { days, lines, quotas = [] }: NetworkProblem,
  network: PlanNetwork,
  old: OptimalityProof,
): void {
  const { source, sink, limit, lastDay: last, blankNodes, printNodes, shippings, rows } = network;
  const p = network.flow.potential;
  const natural = (n: unknown) => (typeof n === 'number' && Number.isSafeInteger(n) && n > 0 ? n : 0);
  const [short, unserved] = [natural(old.short), natural(old.unserved)];
  // What a card that is not printed costs, and one short of a quota, differs from problem to problem.
  const priceNow = (given: unknown) => {
    const price = natural(given);
    const cards = short === 0 ? 0 : Math.round(price / short);
    const rest = price - cards * short;
    const left = unserved === 0 ? 0 : Math.round(rest / unserved);
    const now = cards * network.short + left * network.unserved + rest - left * unserved;
    return Number.isSafeInteger(now) ? Math.min(limit, Math.max(0, now)) : 0;
  };
  p.fill(0);
  p[source] = 0;
  p[sink] = limit;
  for (const [l, { id }] of lines.entries()) {
    const [blanks = [], prints = []] = [old.blankPrice[id], old.printPrice[id]];
    // A blank can wait, so it is never worth more later.
    let blank = limit;
    for (let day = 0; day < days; day++) {
      const at = l * days + day;
      blank = Math.min(blank, priceNow(blanks[day]));
      p[blankNodes[at] as number] = blank;
      p[printNodes[at] as number] = blank + priceNow(prints[day]);
    }
  }
  // All else follows: what is there is worth the cheapest way on which it can have come.
  for (const { arrival } of shippings) p[arrival] = Number.POSITIVE_INFINITY;
  for (const { line, day, arrival } of shippings) {
    p[arrival] = Math.min(p[arrival] as number, p[printNodes[line * days + day] as number] as number);
  }
  for (const { first, weight, arrivals } of rows) {
    for (let day = 0; day <= last; day++) p[first + day] = limit;
    for (const { day, from } of arrivals) {
      p[first + day] = Math.min(p[first + day] as number, p[from] as number);
    }
    for (let day = 1; day <= last; day++) {
      p[first + day] = Math.min(p[first + day] as number, p[first + day - 1] as number);
    }
    for (let day = last - 1; day >= 0; day--) {
      p[first + day] = Math.min(p[first + day] as number, (p[first + day + 1] as number) + weight);
    }
  }
  for (const { id, max } of quotas) {
    const node = network.quotas.get(id)?.node;
    const price = old.quotaPrice[id];
    if (node === undefined) continue;
    const [most, least] = [max === undefined ? 0 : priceNow(price?.max), priceNow(price?.min)];
    p[node] = limit - (network.short + most - least);
  }
}

/** Lets cards flow from the printers on, those that can still go that way; tells what is printed by line and day. */
function layShipments(
  { days, lines, quotas = [] }: NetworkProblem,
  network: PlanNetwork,
  shipments: readonly Shipment[],
): Float64Array {
  const { flow, rows, lastDay } = network;
  const quotaOf = new Map(quotas.flatMap(({ id, classes }) => classes.map((one) => [one, id] as const)));
  const wanted = new Map<string, readonly [Row, Row['served'][number]]>();
  for (const row of rows) for (const one of row.served) wanted.set(one.group.id, [row, one]);
  const printed = new Float64Array(lines.length * days);
  const ofQuota = new Map<string, number>();
  // By node of a row: what comes there less what is taken; it waits for later days or goes back.
  const left = new Float64Array(flow.nodes);
  for (const { groupId, lineId, printDay, count } of shipments) {
    const [row, one] = wanted.get(groupId) ?? [];
    const way = row && shippingOf(network, lineId, row.home, printDay);
    const arrival = way && row.arrivals.find(({ from }) => from === way.arrival);
    if (!arrival || !one) continue;
    flow.begin(way.arc, count);
    flow.begin(arrival.arc, count);
    flow.begin(one.arc, count);
    left[row.first + arrival.day] = (left[row.first + arrival.day] ?? 0) + count;
    left[row.first + one.day] = (left[row.first + one.day] ?? 0) - count;
    const at = way.line * days + way.day;
    printed[at] = (printed[at] ?? 0) + count;
    const quota = one.group.class === undefined ? undefined : quotaOf.get(one.group.class);
    if (quota !== undefined) ofQuota.set(quota, (ofQuota.get(quota) ?? 0) + count);
  }
  for (const { first, chain } of rows) {
    let waits = 0;
    for (let day = 0; day < lastDay; day++) {
      waits += left[first + day] ?? 0;
      if (waits !== 0) flow.begin(chain + 2 * day + (waits > 0 ? 0 : 1), Math.abs(waits));
    }
  }
  for (const { id, min = 0 } of quotas) {
    const node = network.quotas.get(id);
    const count = ofQuota.get(id) ?? 0;
    if (!node || count === 0) continue;
    const least = Math.min(min, count);
    if (least > 0) flow.begin(node.least, least);
    flow.begin(node.rest, count - least);
  }
  return printed;
}

/** Lets blanks flow to the printers: all of those that have a price, and of the others, which come last, what is used. */
function layBlanks({ days, lines }: NetworkProblem, network: PlanNetwork, printed: Float64Array): void {
  const { flow, blankNodes, supplyArcs, waitArcs, printArcs } = network;
  const priceAt = (at: number) => flow.potential[blankNodes[at] as number] as number;
  for (const [l, { blanks }] of lines.entries()) {
    const first = l * days;
    let wait = 0;
    let free = 0;
    for (; free < days && priceAt(first + free) > 0; free++) {
      const at = first + free;
      const came = blanks[free] ?? 0;
      flow.begin(supplyArcs[at] as number, came);
      wait = Math.max(0, wait + came - (printed[at] as number));
      if (free + 1 === days || priceAt(at + 1) < priceAt(at)) wait = 0;
      else flow.begin(waitArcs[at] as number, wait);
    }
    let need = 0;
    for (let day = days - 1; day >= free; day--) {
      const at = first + day;
      need += printed[at] as number;
      const taken = Math.min(need, blanks[day] ?? 0);
      flow.begin(supplyArcs[at] as number, taken);
      need -= taken;
      if (day > free) flow.begin(waitArcs[at - 1] as number, need);
    }
    for (let day = 0; day < days; day++)
      flow.begin(printArcs[first + day] as number, printed[first + day] as number);
  }
}
