import { ShortestPaths } from './flow-paths.js';
import { Search } from './flow-search.js';
import { ArcList, ResidualGraph, unbounded } from './residual-graph.js';

/**
 * Finds a flow of least cost by the primal-dual method (Ford and Fulkerson 1962; Ahuja, Magnanti and Orlin, *Network
 * Flows*, 1993, section 9.8). All numbers are whole, so the flow is. It costs one pass over the arcs for each distinct
 * length of a shortest path, however many units flow.
 * @internal
 */
export class MinCostFlow {
  readonly nodes: number;
  readonly potential: Float64Array;
  /** Arcs that were added. */
  arcs = 0;
  readonly #arcs = new ArcList();
  #graph: ResidualGraph;

  constructor(nodes: number) {
    // Two more, from and to which a flow that does not balance is repaired.
    this.nodes = nodes + 2;
    this.potential = new Float64Array(this.nodes);
    this.#graph = new ResidualGraph(this.nodes, this.#arcs);
  }

  /** Adds an arc and returns its number. Costs must be whole and 0 or more. */
  add(tail: number, head: number, capacity: number, cost: number): number {
    this.arcs++;
    return this.#arcs.add(tail, head, capacity, cost);
  }

  /** Tells how much flows through an arc. */
  flow(arc: number): number {
    return this.#graph.flow(arc);
  }

  /** Lets more flow through an arc before `repair`. */
  begin(arc: number, amount: number): void {
    this.#arcs.flows[arc] = (this.#arcs.flows[arc] ?? 0) + amount;
  }

  /** Sends as much as pays: units whose path costs less than `limit`. Afterwards the potentials prove it. */
  solve(source: number, sink: number, limit: number): void {
    this.#arcs.flows.fill(0);
    this.#graph = new ResidualGraph(this.nodes, this.#arcs);
    const p = this.potential.fill(0);
    const paths = new ShortestPaths(this.#graph, p);
    for (;;) {
      const found = paths.raise(source, sink, limit);
      const cost = (p[sink] as number) - (p[source] as number);
      if (!found) {
        // Nothing leads on from what was reached: whatever lies beyond is worth at least what stops the flow.
        const more = Math.max(0, limit - cost);
        for (let v = 0; v < this.nodes; v++) if (!paths.reached(v)) p[v] = (p[v] as number) + more;
        return;
      }
      if (cost >= limit) return;
      paths.send(source, sink);
    }
  }

  /**
   * Does what `solve` does from a flow and potentials that are nearly right: those of a problem that was a little
   * different. No arc without a bound may have a reduced cost below 0. Each other arc is filled, emptied or cut to its
   * capacity as its reduced cost asks; then what is too much at some nodes goes the shortest ways to where it lacks
   * (Ahuja, Magnanti and Orlin, section 9.11). `false`, and the flow still to be found, when that is more than a
   * third of what flows: then `solve` is as quick.
   */
  repair(source: number, sink: number, limit: number): boolean {
    return this.#balance(source, sink, limit, new Float64Array(this.nodes), false);
  }

  /** Puts in balance what is too much or lacks at nodes: `excess`, and what comes to it from arcs whose flow cannot stay. */
  #balance(source: number, sink: number, limit: number, excess: Float64Array, anyway: boolean): boolean {
    const arcs = this.#arcs;
    const p = this.potential;
    const { tails, heads, capacities, flows } = arcs;
    for (let a = 0; a < tails.length; a++) {
      const reduced = arcs.reducedCost(a, p);
      const capacity = capacities[a] as number;
      const flow = reduced < 0 ? capacity : reduced > 0 ? 0 : Math.min(flows[a] as number, capacity);
      flows[a] = flow;
      if (flow === 0) continue;
      const [tail, head] = [tails[a] as number, heads[a] as number];
      excess[tail] = (excess[tail] as number) - flow;
      excess[head] = (excess[head] as number) + flow;
    }
    // What comes to the sink goes back to the source; `limit` is what each unit is worth.
    const back = Math.max(0, excess[sink] as number);
    excess[sink] = (excess[sink] as number) - back;
    excess[source] = (excess[source] as number) + back;
    let sum = 0;
    for (let v = 0; v < this.nodes; v++) sum += Math.max(0, excess[v] as number);
    if (!anyway && sum * 3 > back) return false;
    arcs.add(sink, source, unbounded, -limit, back);
    const [from, to] = [this.nodes - 2, this.nodes - 1];
    let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let v = 0; v < from; v++) {
      const more = excess[v] as number;
      if (more > 0) {
        arcs.add(from, v, more, 0);
        highest = Math.max(highest, p[v] as number);
      } else if (more < 0) {
        arcs.add(v, to, -more, 0);
        lowest = Math.min(lowest, p[v] as number);
      }
    }
    this.#graph = new ResidualGraph(this.nodes, arcs);
    if (sum === 0) return true;
    p[from] = highest;
    p[to] = lowest;
    const paths = new ShortestPaths(this.#graph, p);
    while (paths.raise(from, to)) paths.send(from, to);
    return true;
  }

  /**
   * Lengths of the shortest ways from every node to one, over what flows now and an arc from `sink` to `source` that
   * costs `-limit`; infinity where there is none. Call it after `solve`.
   */
  distancesTo(target: number, source: number, sink: number, limit: number): Float64Array {
    const search = new Search(this.nodes);
    const { dist } = search.begin();
    const { to, twin, free, cost, start } = this.#graph;
    const p = this.potential;
    dist[target] = 0;
    search.push(0, target);
    for (let v = search.next(); v >= 0; v = search.next()) {
      const d = dist[v] as number;
      const end = start[v + 1] as number;
      for (let e = start[v] as number; e < end; e++) {
        const back = twin[e] as number;
        if ((free[back] as number) <= 0) continue;
        const u = to[e] as number;
        const length = d + (cost[back] as number) + (p[u] as number) - (p[v] as number);
        if (length < (dist[u] as number)) {
          dist[u] = length;
          search.push(length, u);
        }
      }
      // The way back, from the sink to the source.
      if (v === source) {
        const length = d - limit + (p[sink] as number) - (p[source] as number);
        if (length < (dist[sink] as number)) {
          dist[sink] = length;
          search.push(length, sink);
        }
      }
    }
    for (let v = 0; v < this.nodes; v++)
      dist[v] = (dist[v] as number) - (p[v] as number) + (p[target] as number);
    return dist;
  }

  /**
   * Of all flows that the potentials prove, takes one that goes least beyond some amounts, by arc; infinity where an arc
   * does not count. Only arcs of reduced cost 0 can differ among such flows. Call it after `solve` or `repair`.
   */
  prefer(amounts: ArrayLike<number>, source: number, sink: number): void {
    const { tails, heads, capacities } = this.#arcs;
    const graph = this.#graph;
    let beyond = 0;
    for (let a = 0; a < amounts.length; a++) beyond += Math.max(0, graph.flow(a) - (amounts[a] as number));
    if (beyond === 0) return;
    const equal = new MinCostFlow(this.nodes);
    const excess = new Float64Array(equal.nodes);
    const within: number[] = [];
    for (let a = 0; a < amounts.length; a++) {
      const capacity = capacities[a] as number;
      if (capacity === 0) continue;
      const [tail, head, flow] = [tails[a] as number, heads[a] as number, graph.flow(a)];
      if (this.#arcs.reducedCost(a, this.potential) === 0) {
        const free = Math.min(capacity, amounts[a] as number);
        equal.begin(equal.add(tail, head, free, 0), Math.min(flow, free));
        within.push(a);
        if (free === capacity) continue;
        equal.begin(equal.add(tail, head, capacity - free, 1), Math.max(0, flow - free));
        within.push(a);
      } else if (flow > 0) {
        excess[tail] = (excess[tail] as number) - flow;
        excess[head] = (excess[head] as number) + flow;
      }
    }
    equal.#balance(source, sink, 0, excess, true);
    for (const a of within) graph.set(a, 0);
    for (const [arc, a] of within.entries()) graph.set(a, graph.flow(a) + equal.flow(arc));
  }
}
