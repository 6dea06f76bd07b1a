import type { Day, Person } from './generate-day.js';
import type { HallDriver, Issued } from './hall-driver.js';

/** What became of one ticket. */
export interface Visit {
  readonly person: Person;
  readonly issued: Issued;
  /** The mode as it was known at issue. */
  readonly mode: string;
  /** Issued while an outage had begun and was not detected. */
  readonly undetected: boolean;
  calledAt: number | null;
  leftAt: number | null;
  endedAt: number | null;
  /** How long the service took; 0 where nobody came. */
  servedMs: number;
}

type Moment = () => void;

/** What a watcher may do beside the day: look, and say that no more numbers are given. */
export interface Watch {
  issued?(visit: Visit, at: number): void;
  called?(visit: Visit, at: number): void;
  left?(visit: Visit, at: number): void;
  /** Asked before each number. */
  stops?(at: number): boolean;
  /** Looks at the hall at these times. */
  readonly looks?: readonly number[];
  look?(at: number): void;
}

/** Runs one day through a scheduler to the last ticket. The staff stays until whoever holds a number is served. */
export function runDay(day: Day, driver: HallDriver, watch: Watch = {}): Visit[] {
  const clock = new Moments();
  const visits = new Map<string, Visit>();
  const idle = new Set(day.hall.counters.map(({ id }) => id));
  const away = new Set<string>();
  let mode = 'electronic';

  const tryCall = (at: number): void => {
    for (const id of [...idle]) {
      if (away.has(id)) continue;
      const called = driver.callNext(at, id);
      if (called === undefined) continue;
      idle.delete(id);
      const visit = visits.get(called);
      if (!visit) throw new Error(`${called} was never issued`);
      visit.calledAt = at;
      watch.called?.(visit, at);
      const { person } = visit;
      if (!person.comes) {
        clock.add(at + person.missedMs, () => {
          driver.missed(at + person.missedMs, person.id);
          release(visit, id, at + person.missedMs, 0);
        });
        continue;
      }
      const { outage } = day;
      const wet = outage !== null && at >= outage.from && at < outage.until;
      const ms = Math.round(day.meanAt(person.service, at) * person.work * (wet ? outage.slower : 1));
      clock.add(at + ms, () => {
        driver.finish(at + ms, person.id);
        release(visit, id, at + ms, ms);
      });
    }
  };
  const release = (visit: Visit, counter: string, at: number, ms: number): void => {
    visit.endedAt = at;
    visit.servedMs = ms;
    idle.add(counter);
    tryCall(at);
  };
  const arrive = (person: Person): void => {
    const { at } = person;
    if (watch.stops?.(at)) return;
    const { outage } = day;
    const undetected = outage !== null && at >= outage.from && at < outage.detectedAt;
    const issued = driver.issue(at, person);
    const visit: Visit = {
      person,
      issued,
      mode,
      undetected,
      calledAt: null,
      leftAt: null,
      endedAt: null,
      servedMs: 0,
    };
    visits.set(person.id, visit);
    watch.issued?.(visit, at);
    if (person.patienceMs !== null) {
      const until = at + person.patienceMs;
      clock.add(until, () => {
        if (visit.calledAt !== null) return;
        visit.leftAt = until;
        driver.leave(until, person.id);
        watch.left?.(visit, until);
      });
    }
    if (person.slot !== null && person.slot > at) clock.add(person.slot, () => tryCall(person.slot ?? at));
    tryCall(at);
  };
  for (const person of day.people) clock.add(person.at, () => arrive(person));
  for (const { id, lunch } of day.hall.counters) {
    if (!lunch) continue;
    clock.add(lunch.from, () => {
      away.add(id);
      driver.pause(lunch.from, id);
    });
    clock.add(lunch.until, () => {
      away.delete(id);
      driver.resume(lunch.until, id);
      tryCall(lunch.until);
    });
  }
  const turn = (at: number, to: 'electronic' | 'wet') => {
    clock.add(at, () => {
      mode = to;
      driver.useMode(at, to);
    });
  };
  if (day.outage) {
    turn(day.outage.detectedAt, 'wet');
    turn(day.outage.endSeenAt, 'electronic');
  }
  for (const at of watch.looks ?? []) clock.add(at, () => watch.look?.(at));
  clock.run();
  return [...visits.values()];
}

/** Moments in order of time, and in the order in which they were added where the time is the same. */
class Moments {
  readonly #heap: { at: number; order: number; moment: Moment }[] = [];
  #added = 0;

  add(at: number, moment: Moment): void {
    const heap = this.#heap;
    let i = heap.length;
    const each = { at, order: this.#added++, moment };
    heap.push(each);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent];
      if (!above || !before(each, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = each;
  }

  run(): void {
    for (;;) {
      const first = this.#heap[0];
      if (!first) return;
      const last = this.#heap.pop();
      if (last && last !== first) this.#sink(last);
      first.moment();
    }
  }

  #sink(each: { at: number; order: number; moment: Moment }): void {
    const heap = this.#heap;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      const right = heap[child + 1];
      const left = heap[child];
      if (!left) break;
      if (right && before(right, left)) child += 1;
      const least = heap[child];
      if (!least || !before(least, each)) break;
      heap[i] = least;
      i = child;
    }
    heap[i] = each;
  }
}

const before = (a: { at: number; order: number }, b: { at: number; order: number }): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);
