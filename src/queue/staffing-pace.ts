/** A slot with its counters, as the reckoning needs it. @internal */
export interface RosteredSlot {
  readonly from: number;
  readonly to: number;
  readonly arrivals: number;
  readonly serviceMs: number;
  readonly counters: number;
}

/** How fast a busy counter of a slot calls. @internal */
export interface Pace extends RosteredSlot {
  /** Mean number of turns that one counter gives from the slot's start to a time. */
  turnsAt(at: number): number;
  /** When one counter has given so many turns, on average. */
  timeOf(turns: number): number;
}

/**
 * The paces of slots that follow each other. Whoever is at a counter when the way of signing changes is still served the
 * way it began: so of the counters that were open before, ever fewer keep the pace of before.
 * @internal
 */
export function pacesOf(
  slots: readonly RosteredSlot[],
  before: Pick<RosteredSlot, 'counters' | 'serviceMs'>,
): Pace[] {
  return slots.map((slot, i) => paceOf(slot, slots[i - 1] ?? before));
}

function paceOf(slot: RosteredSlot, before: Pick<RosteredSlot, 'counters' | 'serviceMs'>): Pace {
  const { from, serviceMs } = slot;
  const kept = before.serviceMs === serviceMs ? 0 : Math.min(1, before.counters / Math.max(1, slot.counters));
  const rest = kept * (1 - before.serviceMs / serviceMs);
  const turnsAt = (at: number) =>
    (at - from) / serviceMs - rest * Math.expm1(-(at - from) / before.serviceMs);
  const timeOf = (turns: number) => {
    let spentMs = Math.max(0, (turns - Math.max(0, rest)) * serviceMs);
    if (rest === 0) return from + spentMs;
    // Newton's rule from a time that is not too late; the pace changes one way only, so it closes in fast.
    for (let i = 0; i < 12; i++) {
      const pace = 1 / serviceMs + (rest / before.serviceMs) * Math.exp(-spentMs / before.serviceMs);
      spentMs = Math.max(0, spentMs + (turns - turnsAt(from + spentMs)) / pace);
    }
    return from + spentMs;
  };
  return { ...slot, turnsAt, timeOf };
}
