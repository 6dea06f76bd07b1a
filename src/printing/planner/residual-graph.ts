/** Stands for a capacity without a bound; sums of many stay exact. @internal */
export const unbounded = 2 ** 50;

/** Arcs as they are added, each with its tail, its head and what may flow through it at what cost. @internal */
export class ArcList {
  readonly tails: number[] = [];
  readonly heads: number[] = [];
  readonly capacities: number[] = [];
  readonly costs: number[] = [];
  /** What flows from the start. */
  readonly flows: number[] = [];

  add(tail: number, head: number, capacity: number, cost: number, flow = 0): number {
    this.tails.push(tail);
    this.heads.push(head);
    this.capacities.push(capacity);
    this.flows.push(flow);
    return this.costs.push(cost) - 1;
  }

  /** What an arc costs beyond what potentials allow for; below 0 where more should flow. */
  reducedCost(arc: number, potential: Float64Array): number {
    const tail = potential[this.tails[arc] as number] as number;
    return (this.costs[arc] as number) + tail - (potential[this.heads[arc] as number] as number);
  }
}

/** What can still flow: each arc, and one against it, side by side by the node that they leave. @internal */
export class ResidualGraph {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly twin: Int32Array;
  readonly free: Float64Array;
  readonly cost: Float64Array;
  /** Where an arc lies among the arcs that leave its tail. */
  readonly place: Int32Array;

  constructor(nodes: number, { tails, heads, capacities, costs, flows }: ArcList) {
    const arcs = tails.length;
    const start = new Int32Array(nodes + 1);
    const count = (v: number) => {
      start[v + 1] = (start[v + 1] as number) + 1;
    };
    for (let a = 0; a < arcs; a++) {
      count(tails[a] as number);
      count(heads[a] as number);
    }
    for (let v = 0; v < nodes; v++) start[v + 1] = (start[v + 1] as number) + (start[v] as number);
    const next = start.slice(0, nodes);
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
      const [tail, head] = [tails[a] as number, heads[a] as number];
      const there = take(tail);
      const back = take(head);
      to[there] = head;
      to[back] = tail;
      twin[there] = back;
      twin[back] = there;
      free[there] = (capacities[a] as number) - (flows[a] as number);
      free[back] = flows[a] as number;
      cost[there] = costs[a] as number;
      cost[back] = -(costs[a] as number);
      place[a] = there;
    }
    this.nodes = nodes;
    this.start = start;
    this.to = to;
    this.twin = twin;
    this.free = free;
    this.cost = cost;
    this.place = place;
  }

  /** Tells how much flows through an arc. */
  flow(arc: number): number {
    return this.free[this.twin[this.place[arc] ?? 0] ?? 0] ?? 0;
  }

  /** Lets so much flow through an arc. */
  set(arc: number, amount: number): void {
    const there = this.place[arc] as number;
    const back = this.twin[there] as number;
    this.free[there] = (this.free[there] as number) + (this.free[back] as number) - amount;
    this.free[back] = amount;
  }
}
