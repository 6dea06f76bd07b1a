/** A real call that has ended. */
export interface EndedCall {
  /** The same number that `started` was given. */
  readonly id: number;
  readonly startedAt: number;
  readonly tookMs: number;
  /** 'rejected' is the user's error: a wrong passphrase, a bad PDF. 'unknown' is sent, no answer. */
  readonly outcome: 'ok' | 'rejected' | 'unavailable' | 'unknown';
}

/** What stands between the waiting documents and the provider; one for every document kind. Times are epoch ms. */
export interface Guard {
  /** Says how many real documents may be in flight at once: 0 for none now, Infinity for no limit. */
  admits(at: number): { readonly limit: number };
  /** Hears that a real call begins. False refuses it after all: the document waits. Only real breakers need it. */
  started?(at: number, id: number): boolean;
  /** Hears that a real call has ended; the world waits for a promise. */
  ended(at: number, call: EndedCall): void | Promise<void>;
  /** Says when the guard itself wants to probe next, or null. Not asked while its probe is on its way. */
  nextProbeAt(at: number): number | null;
  /** Hears how its probe went. */
  probed(at: number, result: { readonly ok: boolean; readonly tookMs: number }): void;
  /** Says whether documents are held; for counting switches. Half-open is open; who is not open must admit one at least. */
  isOpen(at: number): boolean;
  /** Ends the guard's timers. */
  dispose?(): void;
}

/** A guard that takes part in the comparison, made anew for every run. */
export interface Entrant {
  /** As 'cockatiel consecutive 3, half-open 10 s, user errors ignored'. */
  readonly name: string;
  readonly maker: 'loket' | 'cockatiel' | 'opossum' | 'nobody';
  /** Who differs in nothing but the treatment of user errors: where there are none, one run stands for both. */
  readonly twin?: string;
  make(at: number): Guard;
}
