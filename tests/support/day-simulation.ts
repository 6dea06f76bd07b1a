import { type Estimate, estimate, randomFrom } from './line-simulation.js';

export interface SimulatedSlot {
  readonly from: number;
  readonly to: number;
  readonly arrivals: number;
  readonly counters: number;
  readonly serviceFactor?: number | undefined;
}

export interface SimulatedDay {
  readonly slots: readonly SimulatedSlot[];
  readonly meanServiceMs: number;
  /** Spread of the service times over their mean; 1 draws exponential times, anything else lognormal ones. */
  readonly serviceCv?: number;
  readonly backlog?: number;
  readonly withinMs: number;
}

export interface SimulatedSlotOutcome {
  readonly servedInTimeShare: Estimate;
  readonly meanWaitMs: Estimate;
  readonly backlogAtEnd: Estimate;
}

interface Tally {
  come: number;
  inTime: number;
  waitMs: number;
  left: number;
}

/** Simulates independent days event by event, first come first served; nothing is shared with the library. */
export function simulateDays(day: SimulatedDay, runs: number, seed: number): SimulatedSlotOutcome[] {
  const random = randomFrom(seed);
  const days = Array.from({ length: runs }, () => simulateDay(day, random));
  return day.slots.map((_, i) => {
    const tallies = days.map((tallied) => tallied[i] as Tally);
    return {
      servedInTimeShare: ratio(tallies, (tally) => tally.inTime),
      meanWaitMs: ratio(tallies, (tally) => tally.waitMs),
      backlogAtEnd: estimate(tallies.map((tally) => tally.left)),
    };
  });
}

/** What falls to each of those who come, over all days. */
function ratio(tallies: readonly Tally[], part: (tally: Tally) => number): Estimate {
  const come = estimate(tallies.map((tally) => tally.come)).mean;
  const mean = estimate(tallies.map(part)).mean / come;
  const { standardError } = estimate(tallies.map((tally) => part(tally) - mean * tally.come));
  return { mean, standardError: standardError / come };
}

function simulateDay(day: SimulatedDay, random: () => number): Tally[] {
  const draw = serviceTimes(day, random);
  const tallies = day.slots.map((): Tally => ({ come: 0, inTime: 0, waitMs: 0, left: 0 }));
  const line: { at: number; slot: number }[] = [];
  let head = 0;
  const start = day.slots[0]?.from ?? 0;
  for (let i = 0; i < (day.backlog ?? 0); i++) line.push({ at: start, slot: -1 });
  let busy: number[] = [];
  const serve = (now: number, slot: SimulatedSlot) => {
    while (busy.length < slot.counters && head < line.length) {
      const person = line[head++];
      const tally = tallies[person?.slot ?? -1];
      if (person && tally) {
        tally.waitMs += now - person.at;
        if (now - person.at <= day.withinMs) tally.inTime++;
      }
      busy.push(now + draw(slot.serviceFactor ?? 1));
    }
  };
  for (const [i, slot] of day.slots.entries()) {
    // Counters that close and are busy finish by themselves; which of them close is chance.
    while (busy.length > slot.counters) busy.splice(Math.floor(random() * busy.length), 1);
    serve(slot.from, slot);
    const gap = (slot.to - slot.from) / slot.arrivals;
    const nextArrival = (from: number) => (slot.arrivals === 0 ? Infinity : from - Math.log(random()) * gap);
    const isLast = i === day.slots.length - 1;
    let arrival = nextArrival(slot.from);
    for (;;) {
      if (arrival > slot.to) arrival = Infinity;
      const done = busy.length === 0 ? Infinity : Math.min(...busy);
      const now = Math.min(arrival, done);
      if (now > slot.to) break;
      if (arrival < done) {
        line.push({ at: now, slot: i });
        (tallies[i] as Tally).come++;
        arrival = nextArrival(now);
      } else {
        busy = busy.filter((at) => at !== done);
      }
      serve(now, slot);
    }
    (tallies[i] as Tally).left = line.length - head;
    // After the last slot its counters stay until all are served.
    while (isLast && head < line.length && busy.length > 0) {
      const done = Math.min(...busy);
      busy = busy.filter((at) => at !== done);
      serve(done, slot);
    }
  }
  return tallies;
}

function serviceTimes({ meanServiceMs, serviceCv = 1 }: SimulatedDay, random: () => number) {
  if (serviceCv === 1) return (factor: number) => -Math.log(random()) * meanServiceMs * factor;
  const variance = Math.log(1 + serviceCv ** 2);
  return (factor: number) => {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return meanServiceMs * factor * Math.exp(normal * Math.sqrt(variance) - variance / 2);
  };
}
