import { MinCostFlow, unbounded } from './min-cost-flow.js';
import {
  lastArrival,
  type NetworkGroup,
  type NetworkProblem,
  shortPrice,
  unservedLateness,
  unservedPrice,
} from './network-problem.js';

/** Cards of one home that are equal in all but their due day: they stand in one row of days. */
export interface Row {
  readonly home: string;
  readonly medium: string;
  readonly weight: number;
  readonly fromDay: number;
  /** Arcs by which cards come to the row, with the day on which they arrive, and the arrival that they come from. */
  readonly arrivals: { readonly arc: number; readonly day: number; readonly from: number }[];
  /** Arcs by which groups are served. */
  readonly served: { readonly arc: number; readonly group: NetworkGroup }[];
}

/** Arcs by which cards of a line's day go to an arrival. */
export interface Shipping {
  readonly arc: number;
  readonly line: number;
  readonly day: number;
  readonly arrival: number;
}

/** The network of a problem. @internal */
export interface PlanNetwork {
  readonly flow: MinCostFlow;
  readonly source: number;
  readonly sink: number;
  /** What a path may cost at most, a second cost left out. */
  readonly limit: number;
  readonly unserved: number;
  readonly short: number;
  /** Nodes by line and day: line times days plus day. */
  readonly blankNodes: Int32Array;
  readonly printNodes: Int32Array;
  readonly quotaNodes: ReadonlyMap<string, number>;
  readonly shippings: readonly Shipping[];
  readonly rows: readonly Row[];
  /** By how much costs were multiplied, to leave room below for cards that are moved against a plan that is kept. */
  readonly scale: number;
}

/** Cards that a plan has already given to a line and day, by home: `line|day|home`. */
export type Kept = ReadonlyMap<string, number>;

/**
 * Builds the network: blanks of a line flow from day to day, through its capacity of a day, to arrivals at a home, into
 * rows of cards that differ in nothing but their due day. In a row a card that arrives early waits for nothing, and one
 * that arrives late pays its weight for each day that it goes back.
 * @internal
 */
export function buildNetwork(problem: NetworkProblem, kept?: Kept): PlanNetwork {
  const { days, lines, groups, quotas = [] } = problem;
  const last = lastArrival(problem);
  const quotaOf = new Map(quotas.flatMap((quota) => quota.classes.map((one) => [one, quota.id] as const)));
  const unserved = unservedPrice(problem);
  const shortOfQuota = quotas.some(({ min = 0 }) => min > 0) ? shortPrice(problem) : 0;
  const scale = kept ? groups.reduce((sum, { count }) => sum + count, 1) * 2 + 1 : 1;

  const homes = new Map<string, { readonly released: boolean; readonly rows: Row[] }>();
  const rows: Row[] = [];
  const byKey = new Map<string, Row>();
  for (const group of groups) {
    if (group.count === 0) continue;
    const { home, medium, weight, fromDay = 0 } = group;
    const place = `${medium}\n${home}`;
    const known = homes.get(place) ?? { released: false, rows: [] };
    const there = fromDay > 0 && !known.released ? { ...known, released: true } : known;
    homes.set(place, there);
    const key = `${place}\n${weight}\n${fromDay}`;
    let row = byKey.get(key);
    if (!row) {
      row = { home, medium, weight, fromDay, arrivals: [], served: [] };
      byKey.set(key, row);
      rows.push(row);
      there.rows.push(row);
    }
    row.served.push({ arc: -1, group });
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
  const rowNodes = new Map<Row, number>();
  for (const row of rows) {
    rowNodes.set(row, nodes);
    nodes += last + 1;
  }
  const arrivals = new Map<
    string,
    { readonly node: number; readonly place: string; printed: number; day: number }
  >();
  const shipped: { line: number; day: number; node: number; home: string }[] = [];
  for (const [l, line] of lines.entries()) {
    for (const [home, transport] of Object.entries(line.transportDays)) {
      const place = `${line.medium}\n${home}`;
      const there = homes.get(place);
      if (!there) continue;
      for (let day = 0; day < days; day++) {
        // Where some cards cannot be printed from the first day on, it matters when a card was printed.
        const key = `${place}\n${day + transport}\n${there.released ? day : ''}`;
        let arrival = arrivals.get(key);
        if (!arrival) {
          arrival = { node: nodes++, place, printed: there.released ? day : days, day: day + transport };
          arrivals.set(key, arrival);
        }
        shipped.push({ line: l, day, node: arrival.node, home });
      }
    }
  }

  const flow = new MinCostFlow(nodes);
  for (const [l, line] of lines.entries()) {
    for (let day = 0; day < days; day++) {
      const at = l * days + day;
      const blank = blankNodes[at] as number;
      const print = printNodes[at] as number;
      flow.add(source, blank, line.blanks[day] ?? 0, 0);
      if (day + 1 < days) flow.add(blank, blankNodes[at + 1] as number, unbounded, 0);
      flow.add(blank, print, line.capacity[day] ?? 0, 0);
    }
  }
  const shippings: Shipping[] = [];
  for (const { line, day, node, home } of shipped) {
    const print = printNodes[line * days + day] as number;
    const old = kept?.get(`${lines[line]?.id}|${day}|${home}`) ?? 0;
    if (old > 0) shippings.push({ arc: flow.add(print, node, old, 0), line, day, arrival: node });
    shippings.push({ arc: flow.add(print, node, unbounded, kept ? 1 : 0), line, day, arrival: node });
  }
  for (const { node, place, printed, day } of arrivals.values()) {
    for (const row of homes.get(place)?.rows ?? []) {
      if (row.fromDay > printed) continue;
      const arc = flow.add(node, (rowNodes.get(row) as number) + day, unbounded, 0);
      row.arrivals.push({ arc, day, from: node });
    }
  }
  // What is not printed pays nothing on the way and its whole price at the end; told the other way round, all costs
  // are 0 or more, and a card is printed as long as its path stays below the limit.
  let dearest = 0;
  for (const group of groups) dearest = Math.max(dearest, unserved + unservedLateness(problem, group));
  for (const row of rows) {
    const first = rowNodes.get(row) as number;
    for (let day = 0; day < last; day++) {
      flow.add(first + day, first + day + 1, unbounded, 0);
      flow.add(first + day + 1, first + day, unbounded, row.weight * scale);
    }
    for (const [i, { group }] of row.served.entries()) {
      const { weight, dueDay, count, class: of } = group;
      const day = Math.min(last, Math.max(0, dueDay));
      const lateAlready = weight * Math.max(0, -dueDay);
      const price = dearest - unserved - unservedLateness(problem, group) + lateAlready;
      const quota = of === undefined ? undefined : quotaOf.get(of);
      const end = quota === undefined ? sink : (quotaNodes.get(quota) as number);
      const cost = price + (quota === undefined ? shortOfQuota : 0);
      row.served[i] = { group, arc: flow.add(first + day, end, count, cost * scale) };
    }
  }
  for (const { id, min = 0, max = unbounded } of quotas) {
    const node = quotaNodes.get(id) as number;
    if (min > 0) flow.add(node, sink, min, 0);
    flow.add(node, sink, max - min, shortOfQuota * scale);
  }
  return {
    flow,
    source,
    sink,
    limit: dearest + shortOfQuota,
    unserved,
    short: shortOfQuota,
    blankNodes,
    printNodes,
    quotaNodes,
    shippings,
    rows,
    scale,
  };
}
