/**
 * Room for searches, kept between them: a heap, and a stack for what lies at the present distance.
 * @internal
 */
export class Search {
  readonly dist: Float64Array;
  readonly rank: Int32Array;
  readonly queue: Int32Array;
  readonly later: Int32Array;
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
    this.queue = new Int32Array(2 * nodes);
    this.later = new Int32Array(2 * nodes);
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
