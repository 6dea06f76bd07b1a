import { Search } from './flow-search.js';
import { type ResidualGraph, unbounded } from './residual-graph.js';

/**
 * Sends flow along shortest paths, all of one length at a time: potentials make their reduced costs 0 (Dijkstra 1959),
 * and a blocking flow (Dinic 1970) fills them. Nothing recurses.
 * @internal
 */
export class ShortestPaths {
  readonly #graph: ResidualGraph;
  readonly #potential: Float64Array;
  readonly #search: Search;

  constructor(graph: ResidualGraph, potential: Float64Array) {
    this.#graph = graph;
    this.#potential = potential;
    this.#search = new Search(graph.nodes);
  }

  /** Tells whether the last `raise` reached a node before the sink, or at all where there was no path. */
  reached(node: number): boolean {
    return this.#search.isSettled(node);
  }

  /** Sends what can be sent over arcs of reduced cost 0. */
  send(source: number, sink: number): void {
    while (this.#canLeave(source) && this.#rank(source, sink)) this.#block(source, sink);
  }

  /** Tells whether anything is left to be sent: where all was, there is no need to look for a way. */
  #canLeave(source: number): boolean {
    const { free, start } = this.#graph;
    const end = start[source + 1] as number;
    for (let e = start[source] as number; e < end; e++) if ((free[e] as number) > 0) return true;
    return false;
  }

  /**
   * Raises the potentials so that the shortest paths have reduced cost 0, where they cost no more than `limit`; `false`
   * when no path is left.
   */
  raise(source: number, sink: number, limit = Number.POSITIVE_INFINITY): boolean {
    const search = this.#search;
    const { dist } = search.begin();
    const { to, free, cost, start } = this.#graph;
    const p = this.#potential;
    dist[source] = 0;
    search.push(0, source);
    let found = false;
    for (let v = search.next(); v >= 0; v = search.next()) {
      if (v === sink) {
        found = true;
        break;
      }
      const base = (dist[v] as number) + (p[v] as number);
      const end = start[v + 1] as number;
      for (let e = start[v] as number; e < end; e++) {
        if ((free[e] as number) <= 0) continue;
        const u = to[e] as number;
        const length = base + (cost[e] as number) - (p[u] as number);
        if (length < (dist[u] as number)) {
          dist[u] = length;
          search.push(length, u);
        }
      }
    }
    if (!found) return false;
    const far = Math.min(dist[sink] as number, limit - (p[sink] as number) + (p[source] as number));
    // All potentials grow by the distance, at most that of the sink; told relative to the sink, most stay.
    for (let i = 0; i < search.settledCount; i++) {
      const v = search.settled[i] as number;
      p[v] = (p[v] as number) + Math.min(dist[v] as number, far) - far;
    }
    return true;
  }

  /**
   * Ranks nodes by their steps to the sink over arcs of reduced cost 0, from 1; `false` when the source has no rank. An
   * arc to a later node is no step. Such arcs make no circle, and what is sent along one comes back by a step, so each
   * blocking flow makes the rank of the source higher as it does where every arc is a step; but the ranks are fewer, as
   * networks are built in the order in which cards flow.
   */
  #rank(source: number, sink: number): boolean {
    const { rank, current } = this.#search;
    const { to, twin, free, cost, start } = this.#graph;
    const p = this.#potential;
    let { queue, later } = this.#search;
    rank.fill(-1);
    rank[sink] = 1;
    queue[0] = sink;
    let count = 1;
    for (let level = 1; count > 0; level++) {
      let next = 0;
      for (let i = 0; i < count; i++) {
        const v = queue[i] as number;
        if (rank[v] !== level) continue;
        const end = start[v + 1] as number;
        const price = p[v] as number;
        for (let e = start[v] as number; e < end; e++) {
          const u = to[e] as number;
          const r = rank[u] as number;
          if ((r >= 0 && r <= level) || price + (cost[e] as number) !== (p[u] as number)) continue;
          if ((free[twin[e] as number] as number) <= 0) continue;
          if (u < v) {
            rank[u] = level;
            queue[count++] = u;
          } else if (r < 0) {
            rank[u] = level + 1;
            later[next++] = u;
          }
          current[u] = start[u] as number;
        }
      }
      if ((rank[source] as number) >= 0) return true;
      [queue, later] = [later, queue];
      count = next;
    }
    return false;
  }

  /** Sends flow until every ranked path is blocked. */
  #block(source: number, sink: number): void {
    const { rank, current, path } = this.#search;
    const { to, twin, free, cost, start } = this.#graph;
    const p = this.#potential;
    let depth = 0;
    let v = source;
    for (;;) {
      if (v === sink) {
        let amount = unbounded;
        for (let i = 0; i < depth; i++) amount = Math.min(amount, free[path[i] as number] as number);
        let back = 0;
        for (let i = depth - 1; i >= 0; i--) {
          const e = path[i] as number;
          free[e] = (free[e] as number) - amount;
          const t = twin[e] as number;
          free[t] = (free[t] as number) + amount;
          if (free[e] === 0) back = i;
        }
        depth = back;
        v = to[twin[path[back] as number] as number] as number;
        continue;
      }
      const end = start[v + 1] as number;
      const own = rank[v] as number;
      let e = current[v] as number;
      for (; e < end; e++) {
        const u = to[e] as number;
        if ((free[e] as number) <= 0 || rank[u] !== (u > v ? own : own - 1)) continue;
        if ((p[v] as number) + (cost[e] as number) === (p[u] as number)) break;
      }
      current[v] = e;
      if (e < end) {
        path[depth++] = e;
        v = to[e] as number;
        continue;
      }
      if (depth === 0) return;
      rank[v] = -1;
      depth--;
      v = to[twin[path[depth] as number] as number] as number;
      current[v] = (current[v] as number) + 1;
    }
  }
}
