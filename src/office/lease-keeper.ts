import type { Clock } from './ports.js';
import type { EffectRecord, Lease, OfficeStore } from './store.js';

/** What a process holds after it has looked after its lease. @internal */
export interface Tended {
  readonly lease: Lease;
  /** Whether the lease is a new one, because there was none or it was taken over: what was held before is another's. */
  readonly fresh: boolean;
  /** Effects taken over from processes that are gone, and of nobody. */
  readonly taken: readonly EffectRecord[];
}

/** Holds the lease of one engine: joins, prolongs, takes over what others left, and joins anew when it was fenced. @internal */
export function leaseKeeper(store: OfficeStore, clock: Clock, leaseMs: number) {
  let lease: Lease | undefined;
  let until = 0;
  /** A third of a lease leaves two more chances before others may take over. */
  let nextAt = 0;

  return {
    /** The lease that holds, as far as this process knows. */
    current: () => lease,
    /** Whether the lease has not run out by this machine's clock. */
    holds: () => lease !== undefined && clock.now() < until,
    nextAt: () => nextAt,
    /** Forgets a lease that the store refused. */
    lose(): void {
      lease = undefined;
    },
    /** Prolongs and takes over when it is time to. */
    async tend(): Promise<Tended> {
      const now = clock.now();
      // A clock that was set back must not make it wait for the old time to come again.
      const waiting = now < nextAt && nextAt - now <= leaseMs;
      if (lease && waiting) return { lease, fresh: false, taken: [] };
      let fresh = false;
      const end = now + leaseMs;
      if (lease && !(await store.renew(lease, end))) lease = undefined;
      if (!lease) {
        lease = await store.join({ now, until: end });
        fresh = true;
      }
      until = end;
      nextAt = now + leaseMs / 3;
      return { lease, fresh, taken: await store.claim(lease, now) };
    },
    async leave(): Promise<void> {
      const held = lease;
      lease = undefined;
      if (held) await store.leave(held);
    },
  };
}
