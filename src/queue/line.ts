/** Says where each ticket stands in its line, by the ticket's sequence number; one for all lines of a kind. @internal */
export class Slots {
  #slots = new Int32Array(64);

  get(sequence: number): number {
    return sequence < this.#slots.length ? (this.#slots[sequence] as number) : 0;
  }

  set(sequence: number, slot: number): void {
    if (sequence >= this.#slots.length) {
      const grown = new Int32Array(Math.max(sequence + 1, this.#slots.length * 2));
      grown.set(this.#slots);
      this.#slots = grown;
    }
    this.#slots[sequence] = slot;
  }
}

/**
 * Holds tickets in the order of (key, sequence): those who come in order, which nearly all do, in long arrays with a
 * Fenwick tree (P. Fenwick, "A new data structure for cumulative frequency tables", 1994) over who is still there; those
 * who come out of order in a short sorted list, which is merged into the arrays when it grows.
 *
 * Joining at the end and leaving cost O(log n), and so does the exact place of anybody.
 * @internal
 */
export class Line {
  size = 0;
  #keys = new Float64Array(16);
  #sequences = new Float64Array(16);
  /** Fenwick tree over slots 1..#capacity: how many are there. */
  #tree = new Int32Array(17);
  /** Slots in use, gone ones included; slot i is at index i - 1 of the arrays. */
  #length = 0;
  /** The first slot that may be there. */
  #head = 1;
  #there = new Uint8Array(17);
  /** Out of order, sorted. */
  readonly #strayKeys: number[] = [];
  readonly #straySequences: number[] = [];
  readonly #slots: Slots;

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  add(key: number, sequence: number): void {
    this.size++;
    if (this.#length === 0 || this.#isAfterLast(key, sequence)) {
      this.#append(key, sequence);
      return;
    }
    const place = this.#strayPlace(key, sequence);
    this.#strayKeys.splice(place, 0, key);
    this.#straySequences.splice(place, 0, sequence);
    this.#slots.set(sequence, -1);
    if (this.#strayKeys.length > 64 && this.#strayKeys.length > this.size / 16) this.#merge();
  }

  remove(key: number, sequence: number): void {
    const slot = this.#slots.get(sequence);
    if (slot === 0) return;
    this.size--;
    this.#slots.set(sequence, 0);
    if (slot > 0) {
      this.#there[slot] = 0;
      const tree = this.#tree;
      for (let i = slot; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) - 1;
      if (this.size === 0) this.#clear();
      return;
    }
    const place = this.#strayPlace(key, sequence);
    this.#strayKeys.splice(place, 1);
    this.#straySequences.splice(place, 1);
    if (this.size === 0) this.#clear();
  }

  /** Counts those before a place. */
  before(key: number, sequence: number): number {
    if (this.size === 0) return 0;
    const strays = this.#strayKeys.length === 0 ? 0 : this.#strayPlace(key, sequence);
    return this.#sum(this.#slotBefore(key, sequence)) + strays;
  }

  /** The key of the first; `Infinity` when nobody is there. */
  firstKey(): number {
    const slot = this.#firstSlot();
    const stray = this.#strayKeys[0];
    if (slot === 0) return stray ?? Number.POSITIVE_INFINITY;
    const key = this.#keys[slot - 1] as number;
    return stray !== undefined && stray < key ? stray : key;
  }

  /** The sequence number of the first; 0 when nobody is there. */
  firstSequence(): number {
    const slot = this.#firstSlot();
    const stray = this.#straySequences[0];
    if (slot === 0) return stray ?? 0;
    const sequence = this.#sequences[slot - 1] as number;
    if (stray === undefined) return sequence;
    const key = this.#keys[slot - 1] as number;
    const strayKey = this.#strayKeys[0] as number;
    return strayKey < key || (strayKey === key && stray < sequence) ? stray : sequence;
  }

  #isAfterLast(key: number, sequence: number): boolean {
    const last = this.#keys[this.#length - 1] as number;
    return key > last || (key === last && sequence > (this.#sequences[this.#length - 1] as number));
  }

  #firstSlot(): number {
    const there = this.#there;
    let head = this.#head;
    while (head <= this.#length && there[head] === 0) head++;
    this.#head = head;
    return head <= this.#length ? head : 0;
  }

  /** The last slot whose ticket comes before a place. */
  #slotBefore(key: number, sequence: number): number {
    const own = this.#slots.get(sequence);
    // One that stands here knows its slot.
    if (
      own > 0 &&
      own <= this.#length &&
      this.#sequences[own - 1] === sequence &&
      this.#keys[own - 1] === key
    ) {
      return own - 1;
    }
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#keys[middle] as number;
      if (other < key || (other === key && (this.#sequences[middle] as number) < sequence)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sum(slot: number): number {
    const tree = this.#tree;
    let total = 0;
    for (let i = slot; i > 0; i &= i - 1) total += tree[i] as number;
    return total;
  }

  #strayPlace(key: number, sequence: number): number {
    const keys = this.#strayKeys;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = keys[middle] as number;
      if (other < key || (other === key && (this.#straySequences[middle] as number) < sequence))
        low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #append(key: number, sequence: number): void {
    if (this.#length === this.#keys.length) this.#rebuild(this.#entries(), Math.max(16, this.size * 2));
    const index = this.#length++;
    this.#keys[index] = key;
    this.#sequences[index] = sequence;
    const slot = index + 1;
    this.#there[slot] = 1;
    const tree = this.#tree;
    for (let i = slot; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + 1;
    this.#slots.set(sequence, slot);
  }

  /** Those in the arrays who are still there, in order. */
  #entries(): { keys: number[]; sequences: number[] } {
    const keys: number[] = [];
    const sequences: number[] = [];
    for (let i = this.#head - 1; i < this.#length; i++) {
      if (this.#there[i + 1] === 0) continue;
      keys.push(this.#keys[i] as number);
      sequences.push(this.#sequences[i] as number);
    }
    return { keys, sequences };
  }

  #merge(): void {
    const own = this.#entries();
    const keys: number[] = [];
    const sequences: number[] = [];
    let stray = 0;
    const take = () => {
      keys.push(this.#strayKeys[stray] as number);
      sequences.push(this.#straySequences[stray] as number);
      stray++;
    };
    const isStrayNext = (key: number, sequence: number) => {
      const strayKey = this.#strayKeys[stray];
      if (strayKey === undefined) return false;
      return strayKey < key || (strayKey === key && (this.#straySequences[stray] as number) < sequence);
    };
    for (const [i, key] of own.keys.entries()) {
      const sequence = own.sequences[i] as number;
      while (isStrayNext(key, sequence)) take();
      keys.push(key);
      sequences.push(sequence);
    }
    while (stray < this.#strayKeys.length) take();
    this.#strayKeys.length = 0;
    this.#straySequences.length = 0;
    this.#rebuild({ keys, sequences }, Math.max(16, keys.length * 2));
  }

  #rebuild({ keys, sequences }: { keys: number[]; sequences: number[] }, capacity: number): void {
    this.#keys = new Float64Array(capacity);
    this.#sequences = new Float64Array(capacity);
    this.#there = new Uint8Array(capacity + 1);
    this.#tree = new Int32Array(capacity + 1);
    this.#length = keys.length;
    this.#head = 1;
    this.#keys.set(keys);
    this.#sequences.set(sequences);
    const tree = this.#tree;
    for (let slot = 1; slot <= keys.length; slot++) {
      this.#there[slot] = 1;
      tree[slot] = (tree[slot] as number) + 1;
      this.#slots.set(sequences[slot - 1] as number, slot);
    }
    for (let i = 1; i <= capacity; i++) {
      const up = i + (i & -i);
      if (up <= capacity) tree[up] = (tree[up] as number) + (tree[i] as number);
    }
  }

  /** Nobody is there, so the tree holds only zeros: what is gone needs no room. */
  #clear(): void {
    this.#length = 0;
    this.#head = 1;
  }
}
