import { type Random, randomOf } from './random.js';
import { type DayKind, type Hall, hour, minute, outage, world } from './scenarios.js';

/** Somebody who comes, with what will become of them. */
export interface Person {
  readonly id: string;
  readonly at: number;
  readonly class: string;
  readonly service: string;
  readonly slot: number | null;
  readonly comes: boolean;
  /** What it costs the counter to see that nobody comes. */
  readonly missedMs: number;
  /** How long they wait before they go; `null`: as long as it takes. */
  readonly patienceMs: number | null;
  /** The service time against the mean of the day and mode. */
  readonly work: number;
}

export interface Outage {
  readonly from: number;
  readonly until: number;
  readonly detectedAt: number;
  readonly endSeenAt: number;
  readonly slower: number;
}

/** One day of a hall, all chance drawn beforehand: schedulers and estimators see the same day. */
export interface Day {
  readonly hall: Hall;
  readonly kind: DayKind;
  readonly people: readonly Person[];
  readonly outage: Outage | null;
  /** The true mean of a service that begins at a time, electronic. */
  meanAt(service: string, at: number): number;
}

export function generateDay(hall: Hall, kind: DayKind, seed: number): Day {
  const random = randomOf(seed);
  const overall = Math.exp(world.dayDrift * random.normal());
  const byService = new Map(hall.services.map((s) => [s.id, Math.exp(world.serviceDrift * random.normal())]));
  const walk = [0];
  for (let i = 1; i < 24; i++) walk.push((walk[i - 1] ?? 0) + world.walkDrift * random.normal());
  const means = new Map(hall.services.map((service) => [service.id, service.meanMs]));
  const crowd = Math.exp(world.crowd * random.normal());
  return {
    hall,
    kind,
    people: people(hall, kind, crowd, random),
    outage: kind.outage ? outageOf(random) : null,
    meanAt(service, at) {
      const bin = Math.max(0, Math.min(23, Math.floor((at - hall.opensAt) / (30 * minute))));
      return (means.get(service) ?? 0) * overall * (byService.get(service) ?? 1) * Math.exp(walk[bin] ?? 0);
    },
  };
}

function people(hall: Hall, kind: DayKind, crowd: number, random: Random): Person[] {
  const found: Person[] = [];
  let at = hall.opensAt;
  for (;;) {
    const since = Math.floor((at - hall.opensAt) / hour);
    const perHour = (hall.arrivals[since] ?? 0) * crowd * (since < 3 ? kind.surge : 1);
    at += random.exponential(hour / perHour);
    if (at >= hall.lastNumberAt) return found.sort((a, b) => a.at - b.at);
    found.push(person(hall, at, `p${found.length}`, random));
  }
}

function person(hall: Hall, at: number, id: string, random: Random): Person {
  const className = pick(hall.classes, random);
  const service = pick(hall.services, random);
  const spread = Math.log(1 + world.cv * world.cv);
  const work = Math.exp(Math.sqrt(spread) * random.normal() - spread / 2);
  const comes = random.next() >= world.noShow;
  const missedMs = random.between(world.noShowMs);
  const patience = random.between(world.patienceMs);
  const impatient = random.next() < world.impatient;
  const early = random.between(world.checkInMs);
  const slot = className === 'appointment' ? Math.round(at / world.slotMs) * world.slotMs : null;
  return {
    id,
    at: Math.round(slot === null ? at : Math.max(hall.opensAt + 1, slot - early)),
    class: className,
    service,
    slot,
    comes,
    missedMs: Math.round(missedMs),
    patienceMs: impatient ? Math.round(patience) : null,
    work,
  };
}

function pick(choices: readonly { readonly id: string; readonly part: number }[], random: Random): string {
  let left = random.next();
  for (const { id, part } of choices) {
    left -= part;
    if (left < 0) return id;
  }
  return choices[choices.length - 1]?.id ?? '';
}

function outageOf(random: Random): Outage {
  const from = Math.round(random.between(outage.startsAt));
  const until = Math.round(from + random.between(outage.lastsMs));
  return {
    from,
    until,
    detectedAt: Math.round(from + random.between(outage.detectedAfterMs)),
    endSeenAt: Math.round(until + random.between(outage.endSeenAfterMs)),
    slower: random.between(outage.slower),
  };
}
