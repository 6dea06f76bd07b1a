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
 * Holds tickets in the order of (key, sequence): those who come in order, which nearly all do, in long arrays with a bit
 * for each who is still there, and a Fenwick tree (P. Fenwick, "A new data structure for cumulative frequency tables",
 * 1994) over the bits of each word, small enough to stay in the processor's cache; those who come out of order in a short
 * sorted list, which is merged into the arrays when it grows.
 *
 * Joining at the end and leaving cost O(log n), and so does the exact place of anybody.
 * @internal
 */
export class Line {
  size = 0;
  #keys = new Float64Array(16);
  #sequences = new Float64Array(16);
  /** Fenwick tree over the words of bits: how many are there. */
  #tree = new Int32Array(2);
  /** Slots in use, gone ones included; slot i is at index i - 1 of the arrays. */
  #length = 0;
  /** The first slot that may be there. */
  #head = 1;
  /** One bit for each slot: whether its ticket is there. */
  #there = new Int32Array(1);
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
      this.#mark(slot, -1);
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
    let index = this.#head - 1;
    while (index < this.#length) {
      const ahead = (there[index >>> 5] as number) >>> (index & 31);
      if (ahead & 1) break;
      // The next who is there, or the next word.
      index = ahead === 0 ? (index | 31) + 1 : index + 31 - Math.clz32(ahead & -ahead);
    }
    // Not beyond the end: the next who joins stands there.
    this.#head = Math.min(index, this.#length) + 1;
    return index < this.#length ? this.#head : 0;
  }

  /** Notes that the ticket of a slot came or went. */
  #mark(slot: number, change: 1 | -1): void {
    const word = (slot - 1) >>> 5;
    this.#there[word] = (this.#there[word] as number) ^ (1 << ((slot - 1) & 31));
    const tree = this.#tree;
    for (let i = word + 1; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + change;
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

  /** Counts who is there up to a slot. */
  #sum(slot: number): number {
    const tree = this.#tree;
    const word = slot >>> 5;
    let total = (slot & 31) === 0 ? 0 : bitsOf((this.#there[word] as number) << (32 - (slot & 31)));
    for (let i = word; i > 0; i &= i - 1) total += tree[i] as number;
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
    this.#mark(index + 1, 1);
    this.#slots.set(sequence, index + 1);
  }

  /** Those in the arrays who are still there, in order. */
  #entries(): { keys: number[]; sequences: number[] } {
    const keys: number[] = [];
    const sequences: number[] = [];
    for (let i = this.#head - 1; i < this.#length; i++) {
      if (((this.#there[i >>> 5] as number) & (1 << (i & 31))) === 0) continue;
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
    const words = (capacity + 31) >>> 5;
    this.#there = new Int32Array(words);
    this.#tree = new Int32Array(words + 1);
    this.#length = keys.length;
    this.#head = 1;
    this.#keys.set(keys);
    this.#sequences.set(sequences);
    const tree = this.#tree;
    for (let i = 0; i < keys.length; i++) {
      const word = i >>> 5;
      this.#there[word] = (this.#there[word] as number) | (1 << (i & 31));
      tree[word + 1] = (tree[word + 1] as number) + 1;
      this.#slots.set(sequences[i] as number, i + 1);
    }
    for (let i = 1; i <= words; i++) {
      const up = i + (i & -i);
      if (up <= words) tree[up] = (tree[up] as number) + (tree[i] as number);
    }
  }

  /** Nobody is there, so the tree holds only zeros: what is gone needs no room. */
  #clear(): void {
    this.#length = 0;
    this.#head = 1;
  }
}

/** Counts the bits of a word that are set (H. Warren, "Hacker's Delight", 2nd edition, 2012, section 5-1). */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
