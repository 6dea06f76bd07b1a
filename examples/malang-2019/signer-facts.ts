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
  const failing = new Map<string, number>();
  const open = new Map<string, LaneOutage>();
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
    // The timestamper has a lane too; what it costs is told with the timestamps.
    if ('kind' in event && event.kind === '#timestamper') continue;
    switch (event.type) {
      case 'signer.ordered': {
        const { at, until, mode, by, reason } = event;
        orders.push({ at, until, mode, by, reason });
        break;
      }
      case 'request.started':
        today(event.at).calls++;
        break;
      case 'request.failed':
      case 'request.lost':
        today(event.at).failed++;
        break;
      case 'lane.weighed':
      case 'lane.cleared':
      case 'lane.closed':
        if (event.evidence.errors < 1) failing.delete(event.kind);
        break;
      case 'lane.suspected':
        if (!failing.has(event.kind)) failing.set(event.kind, event.at);
        break;
      case 'lane.opened': {
        const { kind, at } = event;
        const firstFailureAt = failing.get(kind) ?? at;
        open.set(kind, { kind, day: dayOf(at), firstFailureAt, openedAt: at, closedAt: null, probes: 0 });
        break;
      }
      case 'lane.probed': {
        const lane = open.get(event.kind);
        if (lane) lane.probes++;
        break;
      }
      case 'lane.throttled': {
        const lane = open.get(event.kind);
        if (!lane) break;
        outages.push({ ...lane, probes: lane.probes + 1, closedAt: event.at });
        open.delete(event.kind);
        failing.delete(event.kind);
        break;
      }
      default:
        break;
    }
  }
  outages.push(...open.values());
  return { outages: outages.sort((a, b) => a.openedAt - b.openedAt), orders, calls };
}
