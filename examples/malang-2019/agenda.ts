/** What is planned, by time; what is planned for one time happens in the order of planning. */
export interface Agenda {
  plan(at: number, act: () => Promise<void>): void;
  /** When the next thing is planned; `null` when nothing is. */
  nextAt(): number | null;
  /** Takes the next thing off. */
  take(): (() => Promise<void>) | undefined;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly act: () => Promise<void>;
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Makes an empty agenda: a binary heap. */
export function agenda(): Agenda {
  const heap: Entry[] = [];
  let planned = 0;
  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]];
    if (!a || !b) return;
    heap[i] = b;
    heap[j] = a;
  };
  const isBefore = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]];
    return a !== undefined && b !== undefined && before(a, b);
  };
  return {
    plan(at, act) {
      planned++;
      heap.push({ at, order: planned, act });
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!isBefore(i, parent)) break;
        swap(i, parent);
        i = parent;
      }
    },
    nextAt: () => heap[0]?.at ?? null,
    take() {
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (isBefore(child, least)) least = child;
        if (least === i) break;
        swap(i, least);
        i = least;
      }
      return first?.act;
    },
  };
}
