import type { EventRecord } from 'loket';
import { dayOf } from './time.js';

/** A time in which a lane was open: documents of the kind were not sent to the server. */
export interface LaneOutage {
  readonly kind: string;
  readonly day: string;
  /** First failed call of those that opened it. */
  readonly firstFailureAt: number;
  readonly openedAt: number;
  closedAt: number | null;
  probes: number;
}

/** A person's order. */
export interface OrderFact {
  readonly at: number;
  readonly until: number | null;
  readonly mode: string;
  readonly by: string;
  readonly reason: string;
}

export interface SignerFacts {
  readonly outages: readonly LaneOutage[];
  readonly orders: readonly OrderFact[];
  /** Calls to the server by day: made, and how many failed. */
  readonly calls: ReadonlyMap<string, { calls: number; failed: number }>;
}

/** Follows the lanes of the signer by its events, as the office's own detector does. */
export function signerFacts(records: readonly EventRecord[]): SignerFacts {
  const failing = new Map<string, { count: number; firstAt: number }>();
  const open = new Map<string, LaneOutage & { good: number }>();
  const outages: LaneOutage[] = [];
  const orders: OrderFact[] = [];
  const calls = new Map<string, { calls: number; failed: number }>();
  const today = (at: number) => {
    const day = dayOf(at);
    const known = calls.get(day) ?? { calls: 0, failed: 0 };
    calls.set(day, known);
    return known;
  };
  for (const { event } of records) {
    switch (event.type) {
      case 'signer.ordered': {
        const { at, until, mode, by, reason } = event;
        orders.push({ at, until, mode, by, reason });
        break;
      }
      case 'request.started':
        today(event.at).calls++;
        break;
      case 'lane.succeeded':
        failing.delete(event.kind);
        break;
      case 'lane.failed': {
        today(event.at).failed++;
        const { kind, at } = event;
        const run = failing.get(kind) ?? { count: 0, firstAt: at };
        run.count++;
        failing.set(kind, run);
        if (run.count < event.threshold || open.has(kind)) break;
        const outage = { kind, day: dayOf(at), firstFailureAt: run.firstAt, openedAt: at, closedAt: null };
        open.set(kind, { ...outage, probes: 0, good: 0 });
        break;
      }
      case 'lane.probeFailed':
      case 'lane.probeSucceeded': {
        const lane = open.get(event.kind);
        if (!lane) break;
        lane.probes++;
        if (event.type === 'lane.probeFailed') {
          lane.good = 0;
          break;
        }
        lane.good++;
        if (lane.good < event.needed) break;
        const { good: _, ...outage } = lane;
        outages.push({ ...outage, closedAt: event.at });
        open.delete(event.kind);
        failing.delete(event.kind);
        break;
      }
      default:
        break;
    }
  }
  for (const { good: _, ...outage } of open.values()) outages.push(outage);
  return { outages: outages.sort((a, b) => a.openedAt - b.openedAt), orders, calls };
}
