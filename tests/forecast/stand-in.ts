import {
  type ForecastConfig,
  forecastWait,
  type Learned,
  type LineAhead,
  type LineGroup,
  learn,
  type WaitForecast,
} from '../../src/queue/index.js';
import type { Person } from './generate-day.js';
import type { HallDriver, Issued } from './hall-driver.js';
import { openByRoster, poolsOf, stepsFrom } from './roster.js';
import type { Hall, HallCounter } from './scenarios.js';

interface Waiting {
  readonly person: Person;
  readonly key: number;
  readonly readyAt: number;
  told: WaitForecast | null;
}

/** A small scheduler by the same rule, until the real one takes its place. */
export class StandIn implements HallDriver {
  readonly #waiting: Waiting[] = [];
  readonly #credits = new Map<string, number>();
  readonly #serving = new Map<string, { id: string; service: string; since: number }>();
  readonly #paused = new Set<string>();
  readonly #pools: HallCounter[][];
  #mode = { mode: 'electronic', since: 0 };

  constructor(
    readonly hall: Hall,
    readonly learned: Learned,
    readonly config: ForecastConfig,
  ) {
    this.#pools = poolsOf(hall);
    learn(learned, { type: 'opened', at: hall.opensAt }, config);
  }

  issue(at: number, person: Person): Issued {
    const line = this.lineNow(at, person.class, person.service, person.slot);
    const told = forecastWait(line, this.learned, this.config);
    this.#observe({ type: 'arrived', at, class: person.class, service: person.service });
    const readyAt = person.slot ?? at;
    this.#waiting.push({ person, key: line.key, readyAt, told });
    return { line, told };
  }

  callNext(at: number, counter: string): string | undefined {
    const desk = this.hall.counters.find(({ id }) => id === counter);
    if (!desk) return undefined;
    const able = this.#waiting.filter(
      ({ person, readyAt }) => readyAt <= at && desk.services.includes(person.service),
    );
    if (able.length === 0) return undefined;
    const chosen = this.#choose(able, desk);
    this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
    const { person, told } = chosen;
    this.#serving.set(counter, { id: person.id, service: person.service, since: at });
    this.#observe({ type: 'called', at, waitedMs: at - person.at, told });
    return person.id;
  }

  #choose(able: readonly Waiting[], desk: HallCounter): Waiting {
    const pool = [...desk.services].sort().join(' ');
    let due: { credit: number; waiting: Waiting } | undefined;
    for (const { id, share } of this.hall.classes) {
      const head = smallest(able.filter(({ person }) => person.class === id));
      const credit = head ? (this.#credits.get(`${pool}/${id}`) ?? 0) + share : 0;
      this.#credits.set(`${pool}/${id}`, credit);
      if (head && credit >= 1 && (!due || credit > due.credit)) due = { credit, waiting: head };
    }
    const chosen = due?.waiting ?? smallest(able);
    if (!chosen) throw new Error('nobody to choose from');
    const key = `${pool}/${chosen.person.class}`;
    this.#credits.set(key, Math.max(0, (this.#credits.get(key) ?? 0) - 1));
    return chosen;
  }

  finish(at: number, id: string, ms: number, mode: string): void {
    this.#observe({ type: 'served', at, service: this.#release(id), mode, ms });
  }

  missed(at: number, id: string, ms: number): void {
    this.#release(id);
    this.#observe({ type: 'missed', at, ms });
  }

  leave(at: number, id: string): void {
    const i = this.#waiting.findIndex(({ person }) => person.id === id);
    const gone = this.#waiting[i];
    if (!gone) return;
    this.#waiting.splice(i, 1);
    this.#observe({ type: 'left', at, waitedMs: at - gone.person.at });
  }

  pause(_at: number, counter: string): void {
    this.#paused.add(counter);
  }

  resume(_at: number, counter: string): void {
    this.#paused.delete(counter);
  }

  useMode(at: number, mode: string): void {
    this.#mode = { mode, since: at };
  }

  lineNow(at: number, className: string, service: string, slot: number | null = null): LineAhead {
    const ready = slot ?? at;
    const key = ready + (this.hall.classes.find(({ id }) => id === className)?.targetMs ?? 0);
    const groups = new Map<string, { -readonly [K in keyof LineGroup]: LineGroup[K] }>();
    for (const { person, key: other } of this.#waiting) {
      const name = `${person.class} ${person.service}`;
      const group = groups.get(name) ?? { class: person.class, service: person.service, ahead: 0, behind: 0 };
      groups.set(name, group);
      if (other <= key) group.ahead += 1;
      else group.behind += 1;
    }
    const { classes, services } = this.hall;
    return {
      at,
      service,
      class: className,
      key,
      ...(ready > at ? { notBefore: ready } : {}),
      groups: [...groups.values()],
      pools: this.#pools.map((pool) => ({
        services: pool[0]?.services ?? [],
        open: stepsFrom(pool, at),
        serving: pool.flatMap((counter) => {
          const busy = this.#serving.get(counter.id);
          return busy && openByRoster(counter, at) ? [{ service: busy.service, since: busy.since }] : [];
        }),
      })),
      classes,
      modes: Object.fromEntries(services.map(({ id }) => [id, this.#mode])),
      closesAt: this.hall.closesAt,
    };
  }

  #release(id: string): string {
    for (const [counter, busy] of this.#serving) {
      if (busy.id !== id) continue;
      this.#serving.delete(counter);
      return busy.service;
    }
    throw new Error(`${id} is not served`);
  }

  #observe(seen: Parameters<typeof learn>[1]): void {
    learn(this.learned, seen, this.config);
  }
}

function smallest(waiting: readonly Waiting[]): Waiting | undefined {
  let first: Waiting | undefined;
  for (const each of waiting) if (!first || each.key < first.key) first = each;
  return first;
}
