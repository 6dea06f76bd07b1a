import type { EpochMs } from '../internal/time.js';
import type { DayPlan } from './day-plan.js';
import type { LineAhead, LineGroup, LineMode, LinePool } from './forecast/line.js';
import type { Hall } from './hall.js';
import type { FullQueueConfig } from './queue-config.js';
import type { QueueState, Ticket } from './queue-state.js';
import { ticketOf } from './queue-state.js';

/** Says for whom a line is described: for a ticket that waits, or for somebody who would come now. */
export type Asker =
  | { readonly ticketId: string }
  | {
      readonly service: string;
      /** Default: the class of everybody else. */
      readonly class?: string | undefined;
      /** The slot, for a class with appointments. */
      readonly appointmentAt?: EpochMs | undefined;
    };

/** Describes the line in front of somebody; `undefined` for a ticket that does not wait. @internal */
export function lineAhead(
  config: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  asker: Asker,
  at: EpochMs,
  plan: DayPlan,
): LineAhead | undefined {
  const standing = standingOf(config, queue, asker, at);
  if (!standing) return undefined;
  const { service, key, sequence, ready } = standing;
  const groups: LineGroup[] = [];
  const { list } = config.classes;
  for (const other of config.services.keys()) {
    for (const [k, line] of hall.waiting.of(other).entries()) {
      if (line.size === 0) continue;
      const ahead = line.before(key, sequence);
      const own = 'ticketId' in asker && other === service && list[k]?.id === standing.class ? 1 : 0;
      groups.push({ class: list[k]?.id ?? '', service: other, ahead, behind: line.size - ahead - own });
    }
  }
  return {
    at,
    service,
    class: standing.class,
    key,
    ...(ready > at ? { notBefore: ready, earlyWhenIdle: config.earlyWhenIdle } : {}),
    groups,
    pools: poolsOf(queue, at, plan),
    classes: list.map(({ id, targetMs, share }) => ({ id, targetMs, share })),
    modes: modesOf(config, queue),
    closesAt: plan.closesAt,
  };
}

interface Standing {
  readonly service: string;
  readonly class: string;
  readonly key: number;
  readonly ready: EpochMs;
  readonly sequence: number;
}

function standingOf(
  { classes }: FullQueueConfig,
  queue: QueueState,
  asker: Asker,
  at: EpochMs,
): Standing | undefined {
  if ('ticketId' in asker) {
    const ticket = ticketOf(queue, asker.ticketId);
    return ticket?.state === 'waiting' ? ticket.context : undefined;
  }
  const kind = (asker.class === undefined ? undefined : classes.get(asker.class)) ?? classes.everybodyElse;
  const ready = kind.appointments ? (asker.appointmentAt ?? at) : at;
  return {
    service: asker.service,
    class: kind.id,
    key: ready + kind.targetMs,
    ready,
    sequence: queue.sequence + 1,
  };
}

function poolsOf(queue: QueueState, at: EpochMs, { away = [] }: DayPlan): LinePool[] {
  const pools: LinePool[] = [];
  for (const name in queue.pools) {
    const times = new Set([at]);
    const open: ((time: EpochMs) => boolean)[] = [];
    const serving: LinePool['serving'][number][] = [];
    for (const id in queue.counters) {
      const counter = queue.counters[id];
      if (counter?.context.pool !== name || counter.state === 'closed') continue;
      const absences = away.filter((one) => one.counter === id && one.until > at);
      for (const { from, until } of absences) {
        if (from > at) times.add(from);
        times.add(until);
      }
      const isOpen = counter.state === 'open';
      // One that is paused without a plan is not counted on.
      const returns = absences.some(({ from }) => from <= at);
      if (!isOpen && !returns) continue;
      open.push((time) =>
        time === at ? isOpen : !absences.some(({ from, until }) => from <= time && time < until),
      );
      const served = isOpen ? servedAt(queue, id) : undefined;
      if (served) serving.push({ service: served.context.service, since: served.context.calledAt ?? at });
    }
    if (open.length === 0) continue;
    const steps = [...times].sort((a, b) => a - b);
    pools.push({
      services: queue.pools[name]?.services ?? [],
      open: steps.map((from) => ({ from, counters: open.filter((isOpen) => isOpen(from)).length })),
      serving,
    });
  }
  return pools;
}

function servedAt(queue: QueueState, counter: string): Ticket | undefined {
  const id = queue.serving[counter];
  return id === undefined ? undefined : ticketOf(queue, id);
}

/** A service is slowed by any of its kinds that is signed another way; documents that are held cost a counter no time. */
function modesOf({ serviceOf }: FullQueueConfig, queue: QueueState): Record<string, LineMode> {
  const modes: Record<string, LineMode> = {};
  for (const kind in queue.signing) {
    const signing = queue.signing[kind];
    const service = serviceOf(kind);
    if (service === undefined || signing?.mode !== 'wet') continue;
    const { since, until } = signing;
    modes[service] = { mode: 'wet', since, ...(until === null ? {} : { until }) };
  }
  return modes;
}
