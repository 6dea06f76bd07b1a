import { type Crowd, closeCounters, expected, later } from './staffing-crowd.js';
import { type Pace, pacesOf, type RosteredSlot } from './staffing-pace.js';
import { poissonAtLeast } from './staffing-poisson.js';

/** What becomes of a slot. @internal */
export interface SlotOutcome {
  readonly after: Crowd;
  readonly servedInTimeShare: number;
  /** Of those who come as it ends, if it went on. */
  readonly servedAtEndShare: number;
  readonly meanWaitMs: number;
  readonly occupancy: number;
  readonly people: number;
  readonly backlogAtStart: number;
  readonly backlogAtEnd: number;
}

/** How a slot is entered. @internal */
export interface SlotStart {
  readonly crowd: Crowd;
  /** Of the slot before. */
  readonly counters: number;
  readonly serviceMs: number;
}

/**
 * What becomes of the first of some slots: follows the crowd through it, and asks at many moments how long a person who
 * came then would wait. The later slots tell what capacity that person meets; the last of them goes on for ever.
 * @internal
 */
export function workSlot(slots: readonly RosteredSlot[], before: SlotStart, withinMs: number): SlotOutcome {
  const paces = pacesOf(slots, before);
  const slot = paces[0] as Pace;
  const spanMs = slot.to - slot.from;
  const parts = partsOf(spanMs, Math.min(slot.serviceMs, before.serviceMs));
  const partMs = spanMs / parts;
  const start = closeCounters(before.crowd, before.counters, slot.counters);
  let crowd = start;
  let [share, waitMs, busy] = [0, 0, 0];
  for (let part = 0; part <= parts; part++) {
    const now = slot.from + part * partMs;
    if (part > 0) {
      const service = (slot.turnsAt(now) - slot.turnsAt(now - partMs)) / partMs;
      crowd = later(crowd, { arrivals: slot.arrivals / spanMs, service, counters: slot.counters }, partMs);
    }
    // Simpson's rule.
    const weight = (part === 0 || part === parts ? 1 : part % 2 === 1 ? 4 : 2) / (3 * parts);
    const seen = look(crowd, paces, now, withinMs);
    share += weight * seen.share;
    waitMs += weight * seen.waitMs;
    busy += weight * expected(crowd, (people) => Math.min(people, slot.counters));
  }
  return {
    after: crowd,
    servedInTimeShare: Math.min(1, share),
    servedAtEndShare: look(crowd, [slot], slot.to, withinMs).share,
    meanWaitMs: waitMs,
    occupancy: slot.counters === 0 ? 0 : Math.min(1, busy / slot.counters),
    people: expected(start, (people) => people),
    backlogAtStart: waitingOf(before.crowd, before.counters),
    backlogAtEnd: waitingOf(crowd, slot.counters),
  };
}

/** How many people are expected to wait. @internal */
export function waitingOf(crowd: Crowd, counters: number): number {
  return expected(crowd, (people) => Math.max(0, people - counters));
}

/** Fine enough for a crowd that changes within a service time, and for a slot that is short beside it. */
function partsOf(spanMs: number, serviceMs: number): number {
  return 2 * Math.min(60, Math.max(6, Math.ceil(spanMs / serviceMs)));
}

/**
 * How long somebody waits who comes now: until as many turns have come as people are before them. Counters that are all
 * busy call at random with their total rate, however long each person takes, and those that open call at once.
 */
function look(crowd: Crowd, slots: readonly Pace[], now: number, withinMs: number) {
  const counters = slots[0]?.counters ?? 0;
  const turns = turnsWithin(slots, now, withinMs);
  const atLeast = poissonAtLeast(turns.expected);
  const waitUntil = clock(slots, now);
  let [share, waitMs] = [0, 0];
  for (const [i, chance] of crowd.chances.entries()) {
    if (chance === 0) continue;
    const turn = crowd.least + i - counters + 1;
    if (turn <= turns.opened) share += chance;
    else share += chance * atLeast(turn - turns.opened);
    if (turn > 0) waitMs += chance * waitUntil(turn);
  }
  return { share, waitMs };
}

function turnsWithin(slots: readonly Pace[], now: number, withinMs: number) {
  let [opened, turns] = [0, 0];
  let counters = slots[0]?.counters ?? 0;
  for (const [i, slot] of slots.entries()) {
    const from = Math.max(now, slot.from);
    const to = i === slots.length - 1 ? Infinity : slot.to;
    if (from > now + withinMs) break;
    opened += Math.max(0, slot.counters - counters);
    ({ counters } = slot);
    turns += (slot.turnsAt(Math.min(to, now + withinMs)) - slot.turnsAt(from)) * counters;
  }
  return { opened, expected: turns };
}

/** Gives the mean wait until a turn; exact while the counters stay the same. Must be asked for one turn after the other. */
function clock(slots: readonly Pace[], now: number): (turn: number) => number {
  let i = 0;
  // Turns given before a slot starts; below 0 where it has begun.
  let done = -(slots[0]?.counters ?? 0) * (slots[0]?.turnsAt(now) ?? 0);
  return (turn) => {
    for (;;) {
      const slot = slots[i];
      if (!slot) return Infinity;
      const next = slots[i + 1];
      const atEnd = next ? done + slot.counters * slot.turnsAt(slot.to) : Infinity;
      if (turn <= atEnd) {
        return slot.counters === 0 ? Infinity : Math.max(0, slot.timeOf((turn - done) / slot.counters) - now);
      }
      const opened = next ? Math.max(0, next.counters - slot.counters) : 0;
      if (turn <= atEnd + opened) return slot.to - now;
      done = atEnd + opened;
      i++;
    }
  };
}
