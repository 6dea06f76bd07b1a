import { createScheduler, type QueueCommand, type TicketClass } from '../src/queue/index.js';
import { chance } from '../tests/support/chance.js';

/** Somebody who came: when, whether by priority, and how long the visit takes; all in milliseconds. */
export interface Person {
  readonly at: number;
  readonly priority: boolean;
  readonly takes: number;
}

/** Decides who is next: people join, and leave when they are called. */
export interface Discipline {
  join(person: Person): void;
  next(now: number): Person | undefined;
}

/** What a class waited, in minutes. */
export interface Waits {
  readonly mean: number;
  readonly p95: number;
}

const minute = 60_000;
const counters = 6;
const peakMs = 180 * minute;
const meanMs = 10 * minute;

/** Makes the arrivals of a peak up: Poisson arrivals for three hours, lognormal visits with a variation of 0.5. */
export function people(seed: number, load: number, priorityShare = 0.45): Person[] {
  const random = chance(seed);
  const every = meanMs / (counters * load);
  const sigma = Math.sqrt(Math.log(1 + 0.5 ** 2));
  const list: Person[] = [];
  for (let at = 0; ; ) {
    at += -Math.log(1 - random.fraction()) * every;
    if (at >= peakMs) return list;
    const normal =
      Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
    const takes = meanMs * Math.exp(sigma * normal - sigma ** 2 / 2);
    list.push({ at: Math.round(at), priority: random.fraction() < priorityShare, takes: Math.round(takes) });
  }
}

/** Serves everybody, and returns how long each class waited. */
export function serve(arrivals: readonly Person[], discipline: Discipline, into: [number[], number[]]): void {
  const free = new Array<number>(counters).fill(0);
  let next = 0;
  for (let served = 0; served < arrivals.length; served++) {
    const soonest = Math.min(...free);
    const counter = free.indexOf(soonest);
    let now = soonest;
    const join = () => {
      for (let one = arrivals[next]; one && one.at <= now; one = arrivals[++next]) discipline.join(one);
    };
    join();
    let person = discipline.next(now);
    if (!person) {
      now = arrivals[next]?.at ?? now;
      join();
      person = discipline.next(now);
    }
    if (!person) throw new Error('nobody is there');
    into[person.priority ? 0 : 1].push((now - person.at) / minute);
    free[counter] = now + person.takes;
  }
}

export function waitsOf(list: readonly number[]): Waits {
  const sorted = [...list].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  return { mean, p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN };
}

/** Two lines of which a rule chooses: `true` for the one of priority. */
function twoLines(choose: (priority: Person, other: Person, now: number) => boolean): Discipline {
  const lines: [Person[], Person[]] = [[], []];
  return {
    join: (person) => lines[person.priority ? 0 : 1].push(person),
    next(now) {
      const [[priority], [other]] = lines;
      if (!priority || !other) return lines[priority ? 0 : 1].shift();
      return lines[choose(priority, other, now) ? 0 : 1].shift();
    },
  };
}

export const fifo = () => twoLines((priority, other) => priority.at <= other.at);
export const strict = () => twoLines(() => true);
/** Who is due first, without shares. */
export const due = (targetMs: number) => twoLines((priority, other) => priority.at <= other.at + targetMs);
/** Accumulating priority: the wait of priority counts so many times (D. Stanford, P. Taylor, I. Ziedins, 2014). */
export const accumulating = (times: number) =>
  twoLines((priority, other, now) => (now - priority.at) * times >= now - other.at);

/** Start-time fair queueing: each class has its share of the starts while both wait. */
export function fair(shareOfPriority: number): Discipline {
  const lines: [Person[], Person[]] = [[], []];
  const steps = [1 / shareOfPriority, 1 / (1 - shareOfPriority)] as const;
  const finish: [number, number] = [0, 0];
  let virtual = 0;
  return {
    join(person) {
      const k = person.priority ? 0 : 1;
      // Who was away does not come back with a claim.
      if (lines[k].length === 0) finish[k] = Math.max(finish[k], virtual);
      lines[k].push(person);
    },
    next() {
      if (lines[0].length === 0 && lines[1].length === 0) return undefined;
      const k = lines[1].length === 0 || (lines[0].length > 0 && finish[0] <= finish[1]) ? 0 : 1;
      virtual = finish[k];
      finish[k] += steps[k];
      return lines[k].shift();
    },
  };
}

/** The real scheduler, with a share for each class and a target for those without priority. */
export function ours(
  share: { readonly priority: number; readonly walkIn: number },
  targetMs: number,
): Discipline {
  const classes: TicketClass[] = [
    { id: 'priority', targetMs: 0, share: share.priority, reasons: ['elderly'] },
    { id: 'walkIn', targetMs, share: share.walkIn },
  ];
  const scheduler = createScheduler({
    classes,
    counters: [{ id: '1', services: ['all'] }],
    services: [{ id: 'all', prefix: 'A' }],
  });
  const by = { id: 'ani', role: 'officer' };
  const waiting = new Map<string, Person>();
  let queue = scheduler.open('2019-07-17');
  let ids = 0;
  const give = (command: QueueCommand) => {
    const outcome = scheduler.decide(queue, command);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) queue = scheduler.evolve(queue, event);
    return outcome.events[0];
  };
  return {
    join(person) {
      const id = `${++ids}`;
      waiting.set(`2019-07-17/${id}`, person);
      const more = person.priority ? { priority: { reason: 'elderly' } } : {};
      give({ type: 'ticket.issue', id, at: person.at, by, kind: 'all', applicant: { ref: id }, ...more });
    },
    next(at) {
      const called = give({ type: 'ticket.callNext', id: `c${++ids}`, at, by, counter: '1' });
      if (called?.type !== 'ticket.called') return undefined;
      // The counters are the experiment's; the queue only has to say who is next.
      give({ type: 'ticket.finish', id: `f${++ids}`, at, by, ticketId: called.ticketId });
      return waiting.get(called.ticketId);
    },
  };
}
