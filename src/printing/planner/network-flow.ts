import { MinCostFlow } from './min-cost-flow.js';
import {
  lastArrival,
  type NetworkGroup,
  type NetworkProblem,
  shortPrice,
  unservedLateness,
  unservedPrice,
} from './network-problem.js';
import { unbounded } from './residual-graph.js';

/** Cards of one home that are equal in all but their due day: they stand in one row of days. */
export interface Row {
  readonly home: string;
  readonly medium: string;
  readonly weight: number;
  readonly fromDay: number;
  /** The node of day 0, which those of the other days follow. */
  first: number;
  /** The arc from day 0 to day 1; after it comes the one back, and so on. */
  chain: number;
  /** Arcs by which cards come to the row, with the day on which they arrive, and the arrival that they come from. */
  readonly arrivals: { readonly arc: number; readonly day: number; readonly from: number }[];
  /** Arcs by which groups are served, and from which of its days. */
  readonly served: { readonly arc: number; readonly day: number; readonly group: NetworkGroup }[];
}

/** Arcs by which cards of a line's day go to an arrival. */
export interface Shipping {
  readonly arc: number;
  readonly line: number;
  readonly day: number;
  readonly arrival: number;
}

/** The node of a quota, and the arcs from it: for its least number, if any, and for the rest. */
export interface QuotaNode {
  readonly node: number;
  readonly least: number;
  readonly rest: number;
}

/** The shipping of a line's day to a home, if the network has it. @internal */
export function shippingOf(
  { shippings, ways }: PlanNetwork,
  lineId: string,
  home: string,
  day: number,
): Shipping | undefined {
  const first = ways.get(lineId)?.get(home);
  const one = first === undefined ? undefined : shippings[first + day];
  // A day on which nothing can be shipped there would be another line's or home's.
  return one?.day === day ? one : undefined;
}

/** The network of a problem. @internal */
export interface PlanNetwork {
  readonly flow: MinCostFlow;
  readonly source: number;
  readonly sink: number;
  /** The last day on which a card can arrive. */
  readonly lastDay: number;
  /** What a path may cost at most. */
  readonly limit: number;
  readonly unserved: number;
  readonly short: number;
  /** Nodes by line and day: line times days plus day. */
  readonly blankNodes: Int32Array;
  readonly printNodes: Int32Array;
  /** Arcs by line and day, by which blanks come, wait for the next day and are printed on. */
  readonly supplyArcs: Int32Array;
  readonly waitArcs: Int32Array;
  readonly printArcs: Int32Array;
  readonly quotas: ReadonlyMap<string, QuotaNode>;
  readonly shippings: readonly Shipping[];
  /** By line and home, where shippings of day 0 lie, or would lie, among all; those of the next days follow. */
  readonly ways: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly rows: readonly Row[];
}

/**
 * Builds the network: blanks of a line flow from day to day, through its capacity of a day, to arrivals at a home, into
 * rows of cards that differ in nothing but their due day. In a row a card that arrives early waits for nothing, and one
 * that arrives late pays its weight for each day that it goes back.
 * @internal
 */
export function buildNetwork(problem: NetworkProblem): PlanNetwork {
  const { days, lines, groups, quotas = [] } = problem;
  const last = lastArrival(problem);
  const quotaOf = new Map(quotas.flatMap((quota) => quota.classes.map((one) => [one, quota.id] as const)));
  const unserved = unservedPrice(problem);
  const shortOfQuota = quotas.some(({ min = 0 }) => min > 0) ? shortPrice(problem) : 0;

  const homes = new Map<string, { readonly releases: Set<number>; readonly rows: Row[] }>();
  const rows: Row[] = [];
  const byKey = new Map<string, Row>();
  for (const group of groups) {
    if (group.count === 0) continue;
    const { home, medium, weight, fromDay = 0 } = group;
    const place = `${medium}\n${home}`;
    const there = homes.get(place) ?? { releases: new Set(), rows: [] };
    there.releases.add(fromDay);
    homes.set(place, there);
    const key = `${place}\n${weight}\n${fromDay}`;
    let row = byKey.get(key);
    if (!row) {
      row = { home, medium, weight, fromDay, first: -1, chain: -1, arrivals: [], served: [] };
      byKey.set(key, row);
      rows.push(row);
      there.rows.push(row);
    }
    row.served.push({ arc: -1, day: Math.min(last, Math.max(0, group.dueDay)), group });
  }

  // Nodes: source, sink, blanks and prints by line and day, quotas, arrivals, rows.
  const [source, sink] = [0, 1];
  let nodes = 2;
  const blankNodes = new Int32Array(lines.length * days);
  const printNodes = new Int32Array(lines.length * days);
  for (let i = 0; i < blankNodes.length; i++) {
    blankNodes[i] = nodes++;
    printNodes[i] = nodes++;
  }
  const quotaNodes = new Map(quotas.map(({ id }) => [id, nodes++]));
  const arrivals = new Map<
    string,
    { readonly node: number; readonly place: string; readonly printed: number; readonly day: number }
  >();
  const shipped: { line: number; day: number; node: number }[] = [];
  const ways = new Map<string, Map<string, number>>();
  for (const [l, line] of lines.entries()) {
    const own = new Map<string, number>();
    ways.set(line.id, own);
    for (const [home, transport] of Object.entries(line.transportDays)) {
      const place = `${line.medium}\n${home}`;
      const there = homes.get(place);
      if (!there) continue;
      const releases = [...there.releases].sort((a, b) => a - b);
      let released = 0;
      for (let day = 0; day < days; day++) {
        while (released < releases.length && (releases[released] ?? 0) <= day) released++;
        if (released === 0) continue;
        if (!own.has(home)) own.set(home, shipped.length - day);
        // Where cards cannot all be printed from the same day on, it matters when a card was printed.
        const key = `${place}\n${day + transport}\n${released}`;
        let arrival = arrivals.get(key);
        if (!arrival) {
          arrival = { node: nodes++, place, printed: day, day: day + transport };
          arrivals.set(key, arrival);
        }
        shipped.push({ line: l, day, node: arrival.node });
      }
    }
  }

  for (const row of rows) {
    row.first = nodes;
    nodes += last + 1;
  }
  const flow = new MinCostFlow(nodes);
  const supplyArcs = new Int32Array(blankNodes.length);
  const waitArcs = new Int32Array(blankNodes.length);
  const printArcs = new Int32Array(blankNodes.length);
  for (const [l, line] of lines.entries()) {
    for (let day = 0; day < days; day++) {
      const at = l * days + day;
      const blank = blankNodes[at] as number;
      const print = printNodes[at] as number;
      supplyArcs[at] = flow.add(source, blank, line.blanks[day] ?? 0, 0);
      if (day + 1 < days) waitArcs[at] = flow.add(blank, blankNodes[at + 1] as number, unbounded, 0);
      printArcs[at] = flow.add(blank, print, line.capacity[day] ?? 0, 0);
    }
  }
  const shippings: Shipping[] = [];
  for (const { line, day, node } of shipped) {
    const print = printNodes[line * days + day] as number;
    shippings.push({ arc: flow.add(print, node, unbounded, 0), line, day, arrival: node });
  }
  for (const { node, place, printed, day } of arrivals.values()) {
    for (const row of homes.get(place)?.rows ?? []) {
      if (row.fromDay > printed) continue;
      const arc = flow.add(node, row.first + day, unbounded, 0);
      row.arrivals.push({ arc, day, from: node });
    }
  }
  // What is not printed pays nothing on the way and its whole price at the end; told the other way round, all costs
  // are 0 or more, and a card is printed as long as its path stays below the limit.
  let dearest = 0;
  for (const group of groups) dearest = Math.max(dearest, unserved + unservedLateness(last, group));
  for (const row of rows) {
    const { first } = row;
    for (let day = 0; day < last; day++) {
      const arc = flow.add(first + day, first + day + 1, unbounded, 0);
      if (day === 0) row.chain = arc;
      flow.add(first + day + 1, first + day, unbounded, row.weight);
    }
    for (const [i, { group, day }] of row.served.entries()) {
      const { weight, dueDay, count, class: of } = group;
      const lateAlready = weight * Math.max(0, -dueDay);
      const price = dearest - unserved - unservedLateness(last, group) + lateAlready;
      const quota = of === undefined ? undefined : quotaOf.get(of);
      const end = quota === undefined ? sink : (quotaNodes.get(quota) as number);
      const cost = price + (quota === undefined ? shortOfQuota : 0);
      row.served[i] = { group, day, arc: flow.add(first + day, end, count, cost) };
    }
  }
  const outOf = new Map<string, QuotaNode>();
  for (const { id, min = 0, max = unbounded } of quotas) {
    const node = quotaNodes.get(id) as number;
    const least = min > 0 ? flow.add(node, sink, min, 0) : -1;
    outOf.set(id, { node, least, rest: flow.add(node, sink, max - min, shortOfQuota) });
  }
  return {
    flow,
    source,
    sink,
    lastDay: last,
    limit: dearest + shortOfQuota,
    unserved,
    short: shortOfQuota,
    blankNodes,
    printNodes,
    supplyArcs,
    waitArcs,
    printArcs,
    quotas: outOf,
    shippings,
    ways,
    rows,
  };
}
