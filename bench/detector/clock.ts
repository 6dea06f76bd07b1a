interface Timer {
  readonly id: number;
  at: number;
  readonly every: number | null;
  readonly run: () => void;
}

/**
 * Virtual time for peers that read Date.now and set timers themselves. While installed, it stands in for the globals, so
 * whoever uses it must not give the event loop a turn before `uninstall`: awaiting what is settled by microtasks is fine.
 */
export class VirtualClock {
  readonly #real = {
    now: Date.now,
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
  };
  readonly #timers = new Map<number, Timer>();
  #last = 0;
  #due = Number.POSITIVE_INFINITY;

  constructor(public now: number) {}

  install(): void {
    const timer =
      (every: boolean) =>
      (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
        const at = this.now + Math.max(1, ms);
        this.#last += 1;
        const id = this.#last;
        this.#timers.set(id, { id, at, every: every ? Math.max(1, ms) : null, run: () => run(...args) });
        this.#due = Math.min(this.#due, at);
        return { id, ref() {}, unref() {}, hasRef: () => false };
      };
    const clear = (handle: { readonly id: number } | undefined) => {
      if (handle !== undefined) this.#timers.delete(handle.id);
    };
    Object.assign(globalThis, {
      setTimeout: timer(false),
      setInterval: timer(true),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Date.now = () => this.now;
  }

  uninstall(): void {
    const { now, ...timers } = this.#real;
    Object.assign(globalThis, timers);
    Date.now = now;
  }

  /** Goes to a time and runs what is due until then, in order. */
  advanceTo(at: number): void {
    while (this.#due <= at) {
      let first: Timer | undefined;
      for (const timer of this.#timers.values())
        if (first === undefined || timer.at < first.at) first = timer;
      if (first === undefined || first.at > at) {
        this.#due = first?.at ?? Number.POSITIVE_INFINITY;
        break;
      }
      this.now = first.at;
      if (first.every === null) this.#timers.delete(first.id);
      else first.at += first.every;
      first.run();
    }
    this.now = at;
  }
}
