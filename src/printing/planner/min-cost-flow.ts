/** Stands for a capacity without a bound; sums of many stay exact. @internal */
export const unbounded = 2 ** 50;

/**
 * Finds a flow of least cost by the primal-dual method (Ford and Fulkerson 1962; Ahuja, Magnanti and Orlin, *Network
 * Flows*, 1993, section 9.8): shortest paths with potentials, each followed by a blocking flow (Dinic 1970) over all
 * arcs of reduced cost 0. All numbers are whole, so the flow is. It costs one pass over the arcs for each distinct
 * length of a shortest path, however many units flow. Nothing recurses.
 * @internal
 */
export class MinCostFlow {
  readonly nodes: number;
  readonly potential: Float64Array;
  readonly #tails: number[] = [];
  readonly #heads: number[] = [];
  readonly #capacities: number[] = [];
  readonly #costs: number[] = [];
  #start = new Int32Array(0);
  #to = new Int32Array(0);
  #twin = new Int32Array(0);
  #free = new Float64Array(0);
  #cost = new Float64Array(0);
  /** Where an arc lies among the arcs that leave its tail. */
  #place = new Int32Array(0);

  constructor(nodes: number) {
    this.nodes = nodes;
    this.potential = new Float64Array(nodes);
  }

  /** Adds an arc and returns its number. Costs must be whole and 0 or more. */
  add(tail: number, head: number, capacity: number, cost: number): number {
    this.#tails.push(tail);
    this.#heads.push(head);
    this.#capacities.push(capacity);
    return this.#costs.push(cost) - 1;
  }

  /** Tells how much flows through an arc. */
  flow(arc: number): number {
    return this.#free[this.#twin[this.#place[arc] ?? 0] ?? 0] ?? 0;
  }

  /** Sends as much as pays: units whose path costs less than `limit`. Afterwards the potentials prove it. */
  solve(source: number, sink: number, limit: number): void {
    this.#freeze();
    const search = new Search(this.nodes);
    for (;;) {
      const found = this.#raise(source, sink, search);
      const cost = (this.potential[sink] ?? 0) - (this.potential[source] ?? 0);
      if (!found) {
        // Nothing leads on from what was reached: whatever lies beyond is worth at least what stops the flow.
        for (let v = 0; v < this.nodes; v++) {
          if (!search.isSettled(v)) this.potential[v] = (this.potential[v] ?? 0) + Math.max(0, limit - cost);
        }
        return;
      }
      if (cost >= limit) return;
      while (this.#rank(source, sink, search)) this.#block(source, sink, search);
    }
  }

  /**
   * Lengths of the shortest ways from every node to one, over what flows now and an arc from `sink` to `source` that
   * costs `-limit`; infinity where there is none. Call it after `solve`.
   */
  distancesTo(target: number, source: number, sink: number, limit: number): Float64Array {
    const search = new Search(this.nodes);
    const { dist } = search.begin();
    const [to, twin, free, cost, start, p] = [
      this.#to,
      this.#twin,
      this.#free,
      this.#cost,
      this.#start,
      this.potential,
    ];
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
   * Forgets a second cost that was told in the lower part of all costs, below `scale`, and makes the potentials prove
   * the flow by what is left. Few of them change.
   */
  forget(scale: number, source: number, sink: number, limit: number): void {
    const [to, free, cost, start, p] = [this.#to, this.#free, this.#cost, this.#start, this.potential];
    for (let e = 0; e < cost.length; e++) cost[e] = Math.round((cost[e] as number) / scale);
    for (let v = 0; v < this.nodes; v++) p[v] = Math.round((p[v] as number) / scale);
    const waits = new Uint8Array(this.nodes).fill(1);
    const queue = Array.from({ length: this.nodes }, (_, v) => v);
    const lower = (v: number, price: number) => {
      if (price >= (p[v] as number)) return;
      p[v] = price;
      if (waits[v] === 0) queue.push(v);
      waits[v] = 1;
    };
    // There is no circle of negative cost, so this ends.
    for (let i = 0; i < queue.length; i++) {
      const v = queue[i] as number;
      waits[v] = 0;
      const price = p[v] as number;
      const end = start[v + 1] as number;
      for (let e = start[v] as number; e < end; e++) {
        if ((free[e] as number) > 0) lower(to[e] as number, price + (cost[e] as number));
      }
      if (v === sink) lower(source, price - limit);
    }
  }

  /** Lays the arcs, and one against each, side by side by the node that they leave. */
  #freeze(): void {
    const arcs = this.#tails.length;
    const start = new Int32Array(this.nodes + 1);
    const count = (v: number) => {
      start[v + 1] = (start[v + 1] as number) + 1;
    };
    for (let a = 0; a < arcs; a++) {
      count(this.#tails[a] as number);
      count(this.#heads[a] as number);
    }
    for (let v = 0; v < this.nodes; v++) start[v + 1] = (start[v + 1] as number) + (start[v] as number);
    const next = start.slice(0, this.nodes);
    const take = (v: number) => {
      const at = next[v] as number;
      next[v] = at + 1;
      return at;
    };
    const [to, twin, free, cost] = [
      new Int32Array(2 * arcs),
      new Int32Array(2 * arcs),
      new Float64Array(2 * arcs),
      new Float64Array(2 * arcs),
    ];
    const place = new Int32Array(arcs);
    for (let a = 0; a < arcs; a++) {
      const [tail, head] = [this.#tails[a] as number, this.#heads[a] as number];
      const there = take(tail);
      const back = take(head);
      to[there] = head;
      to[back] = tail;
      twin[there] = back;
      twin[back] = there;
      free[there] = this.#capacities[a] as number;
      cost[there] = this.#costs[a] as number;
      cost[back] = -(this.#costs[a] as number);
      place[a] = there;
    }
    this.#start = start;
    this.#to = to;
    this.#twin = twin;
    this.#free = free;
    this.#cost = cost;
    this.#place = place;
  }

  /** Raises the potentials so that the shortest paths have reduced cost 0; `false` when no path is left. */
  #raise(source: number, sink: number, search: Search): boolean {
    const { dist } = search.begin();
    const [to, free, cost, start, p] = [this.#to, this.#free, this.#cost, this.#start, this.potential];
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
    const far = dist[sink] as number;
    // All potentials grow by the distance, at most that of the sink; told relative to the sink, most stay.
    for (let i = 0; i < search.settledCount; i++) {
      const v = search.settled[i] as number;
      p[v] = (p[v] as number) + (dist[v] as number) - far;
    }
    return true;
  }

  /** Ranks nodes by their steps from the source over arcs of reduced cost 0; `false` when the sink has no rank. */
  #rank(source: number, sink: number, search: Search): boolean {
    const { rank, queue, current } = search;
    const [to, free, cost, start, p] = [this.#to, this.#free, this.#cost, this.#start, this.potential];
    rank.fill(-1);
    rank[source] = 0;
    current[source] = start[source] as number;
    queue[0] = source;
    let tail = 1;
    for (let i = 0; i < tail; i++) {
      const v = queue[i] as number;
      const first = start[v] as number;
      const end = start[v + 1] as number;
      const base = p[v] as number;
      for (let e = first; e < end; e++) {
        const u = to[e] as number;
        if ((rank[u] as number) >= 0 || (free[e] as number) <= 0) continue;
        if (base + (cost[e] as number) !== (p[u] as number)) continue;
        rank[u] = (rank[v] as number) + 1;
        current[u] = start[u] as number;
        if (u === sink) return true;
        queue[tail++] = u;
      }
    }
    return false;
  }

  /** Sends flow until every ranked path is blocked. */
  #block(source: number, sink: number, search: Search): void {
    const { rank, current, path } = search;
    const [to, twin, free, cost, start, p] = [
      this.#to,
      this.#twin,
      this.#free,
      this.#cost,
      this.#start,
      this.potential,
    ];
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
      const next = (rank[v] as number) + 1;
      let e = current[v] as number;
      for (; e < end; e++) {
        const u = to[e] as number;
        if ((rank[u] as number) !== next || (free[e] as number) <= 0) continue;
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

/** Room for searches, kept between them: a heap, and a stack for what lies at the present distance. */
class Search {
  readonly dist: Float64Array;
  readonly rank: Int32Array;
  readonly queue: Int32Array;
  readonly current: Int32Array;
  readonly path: Int32Array;
  readonly settled: Int32Array;
  settledCount = 0;
  readonly #done: Int32Array;
  #round = 0;
  #at = 0;
  #keys: Float64Array;
  #nodes: Int32Array;
  #size = 0;
  readonly #stack: number[] = [];

  constructor(nodes: number) {
    this.dist = new Float64Array(nodes);
    this.rank = new Int32Array(nodes);
    this.queue = new Int32Array(nodes);
    this.current = new Int32Array(nodes);
    this.path = new Int32Array(nodes + 1);
    this.settled = new Int32Array(nodes);
    this.#done = new Int32Array(nodes);
    this.#keys = new Float64Array(1024);
    this.#nodes = new Int32Array(1024);
  }

  begin(): this {
    this.dist.fill(Number.POSITIVE_INFINITY);
    this.settledCount = 0;
    this.#round++;
    this.#at = 0;
    this.#size = 0;
    this.#stack.length = 0;
    return this;
  }

  isSettled(node: number): boolean {
    return this.#done[node] === this.#round;
  }

  push(key: number, node: number): void {
    if (key === this.#at) {
      this.#stack.push(node);
      return;
    }
    if (this.#size === this.#keys.length) this.#grow();
    const [keys, nodes] = [this.#keys, this.#nodes];
    let i = this.#size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((keys[parent] as number) <= key) break;
      keys[i] = keys[parent] as number;
      nodes[i] = nodes[parent] as number;
      i = parent;
    }
    keys[i] = key;
    nodes[i] = node;
  }

  /** The nearest node that is not settled, which is settled by it; -1 when there is none. */
  next(): number {
    for (;;) {
      let node = this.#stack.pop();
      if (node === undefined) {
        if (this.#size === 0) return -1;
        node = this.#popHeap();
      }
      if (this.#done[node] === this.#round || (this.dist[node] as number) < this.#at) continue;
      this.#done[node] = this.#round;
      this.settled[this.settledCount++] = node;
      return node;
    }
  }

  #popHeap(): number {
    const [keys, nodes] = [this.#keys, this.#nodes];
    const node = nodes[0] as number;
    this.#at = keys[0] as number;
    const size = --this.#size;
    const [key, last] = [keys[size] as number, nodes[size] as number];
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child++;
      if ((keys[child] as number) >= key) break;
      keys[i] = keys[child] as number;
      nodes[i] = nodes[child] as number;
      i = child;
    }
    keys[i] = key;
    nodes[i] = last;
    return node;
  }

  #grow(): void {
    const [keys, nodes] = [this.#keys, this.#nodes];
    this.#keys = new Float64Array(2 * keys.length);
    this.#nodes = new Int32Array(2 * nodes.length);
    this.#keys.set(keys);
    this.#nodes.set(nodes);
  }
}
