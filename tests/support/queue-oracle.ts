import type {
  QueueBoard,
  QueueCommand,
  QueueConfig,
  QueueEffect,
  QueueEvent,
  QueueFacts,
  RefusalCode,
  StartsBound,
  VisitRequest,
} from '../../src/queue/index.js';
import {
  away,
  boundNaively,
  byPlace,
  chooseNaively,
  classFor,
  final,
  hasWaitedLonger,
  isBefore,
  mayCome,
  type OraclePool,
  type OracleTicket,
  withDefaults,
} from './queue-oracle-rules.js';

type Of<T extends QueueCommand['type']> = Extract<QueueCommand, { readonly type: T }>;
type OnTicket = Extract<QueueCommand, { readonly ticketId: string }>;
type Place = Extract<QueueEvent, { readonly type: 'ticket.resumed' }>['place'];

export interface OracleCounter {
  id: string;
  state: 'open' | 'paused' | 'closed';
  services: readonly string[];
  pool: string;
  autoCall: boolean;
  reason: string | null;
}

export interface Accepted {
  readonly ok: true;
  readonly events: QueueEvent[];
  readonly effects: QueueEffect[];
}
export type Answer = Accepted | { readonly ok: false; readonly code: RefusalCode };

interface Wish {
  readonly service: string;
  readonly class: string;
  readonly ready: number;
  readonly sequence: number;
  readonly inHall: boolean;
  readonly front?: boolean;
  readonly because: string;
}

const no = (code: RefusalCode): Answer => ({ ok: false, code });
const yes = (events: QueueEvent[], effects: QueueEffect[] = []): Answer => ({ ok: true, events, effects });
const poolName = (services: readonly string[]) => [...new Set(services)].sort().join('+');

/**
 * The queue's rules once more, by the naivest means: one plain list of tickets that is filtered and sorted at each
 * question, credits as whole numbers. Nothing of `src/queue` is called.
 */
export class QueueOracle {
  readonly tickets: OracleTicket[] = [];
  readonly counters = new Map<string, OracleCounter>();
  readonly pools = new Map<string, OraclePool>();
  readonly numbers = new Map<string, number>();
  readonly signing = new Map<string, string>();
  readonly until = new Map<string, number | null>();
  began = false;
  doors: { state: 'open' | 'closed' | 'halted'; reason: string | null } = { state: 'open', reason: null };
  readonly day: string;
  readonly config: ReturnType<typeof withDefaults>;

  constructor(config: QueueConfig, day: string) {
    this.config = withDefaults(config);
    this.day = day;
    for (const { id, services } of config.counters) {
      const pool = poolName(services);
      this.counters.set(id, { id, state: 'open', services, pool, autoCall: false, reason: null });
      this.pool(pool, services);
    }
  }

  /** Answers a command without taking it in. */
  answer(command: QueueCommand, facts: QueueFacts): Answer {
    const answer = this.#answer(command, facts);
    if (answer.ok) answer.effects.push(...this.#autoCalls(answer.events));
    return answer;
  }

  // ---- questions -------------------------------------------------------------------------------------------------

  find(id: string): OracleTicket | undefined {
    return this.tickets.find((ticket) => ticket.id === id);
  }

  in(...states: readonly string[]): OracleTicket[] {
    return this.tickets.filter((ticket) => states.includes(ticket.state));
  }

  serves(counter: string): OracleTicket | undefined {
    return this.tickets.find((one) => one.counter === counter && ['called', 'serving'].includes(one.state));
  }

  isOpen(pool: string): boolean {
    return [...this.counters.values()].some((one) => one.pool === pool && one.state === 'open');
  }

  /** How many are due before each who waits. */
  places(): Map<OracleTicket, number> {
    const waiting = this.in('waiting').sort(byPlace);
    const places = new Map<OracleTicket, number>();
    for (const service of new Set(waiting.map((ticket) => ticket.service))) {
      const pools = [...this.pools].filter(([, { services }]) => services.includes(service));
      const open = pools.filter(([name]) => this.isOpen(name)).flatMap(([, { services }]) => services);
      const configured = this.config.counters.filter(({ services }) => services.includes(service));
      const rivals = open.length > 0 ? open : configured.flatMap(({ services }) => services);
      let ahead = 0;
      for (const ticket of waiting) {
        if (ticket.service === service) places.set(ticket, ahead);
        if (ticket.service === service || rivals.includes(ticket.service)) ahead++;
      }
    }
    return places;
  }

  bound(ticket: OracleTicket, at: number): StartsBound[] | undefined {
    if (ticket.ready > at) return undefined;
    return this.#bounds(ticket, this.pools).map(({ pool, starts }) => ({ pool, starts }));
  }

  overtaken(ticket: OracleTicket, services: readonly string[]): OracleTicket[] {
    return this.in('waiting').filter(
      (other) => services.includes(other.service) && hasWaitedLonger(other, ticket),
    );
  }

  board(): QueueBoard {
    const serving = this.in('called', 'serving').map(({ counter, number, state, calledAt }) => ({
      counter: counter ?? '',
      number,
      state,
      calledAt: calledAt ?? 0,
    }));
    return {
      day: this.day,
      state: this.doors.state,
      reason: this.doors.reason,
      serving: serving.sort((a, b) => b.calledAt - a.calledAt || (a.counter < b.counter ? -1 : 1)),
      waiting: this.config.services
        .map(({ id }) => ({
          service: id,
          count: this.in('waiting').filter(({ service }) => service === id).length,
        }))
        .filter(({ service, count }) => count > 0 || this.#isOffered(service)),
      counters: [...this.counters.values()].map(({ id, state, reason, services }) => ({
        counter: id,
        state,
        reason,
        services,
      })),
      left: this.config.services.flatMap(({ id, prefix, ticketQuota }) =>
        ticketQuota === undefined
          ? []
          : [{ service: id, numbers: ticketQuota - (this.numbers.get(prefix) ?? 0) }],
      ),
    };
  }

  pool(name: string, services: readonly string[]): OraclePool {
    const known = this.pools.get(name);
    if (known) return known;
    const made = { services, starts: 0, credits: new Map(), left: this.config.insertions, renewals: 0 };
    this.pools.set(name, made);
    return made;
  }

  // ---- places ----------------------------------------------------------------------------------------------------

  #bounds(
    standing: Pick<OracleTicket, 'service' | 'class' | 'key' | 'sequence'>,
    pools: ReadonlyMap<string, OraclePool>,
  ) {
    return [...pools]
      .filter(([name, { services }]) => this.isOpen(name) && services.includes(standing.service))
      .map(([name, pool]) => {
        const ahead = this.in('waiting', ...mayCome).filter(
          (one) =>
            // Who was called has used the place up.
            (one.state === 'waiting' || one.calledAt === null) &&
            one.sequence !== standing.sequence &&
            one.class === standing.class &&
            pool.services.includes(one.service) &&
            isBefore(one, standing),
        );
        const starts = boundNaively(this.config.classes, pool, ahead.length, standing.class);
        return { pool: name, starts, since: pool.starts, renewals: pool.renewals };
      });
  }

  /** Where a ticket will wait; what it costs pools in which it is put before others who could rely on their place. */
  #place(before: OracleTicket | undefined, wish: Wish, command: QueueCommand) {
    const { at } = command;
    const target = this.config.classes.find(({ id }) => id === wish.class)?.targetMs ?? 0;
    // Who is put in front of all need not wait for a slot.
    const ready = wish.front ? Math.min(wish.ready, at) : wish.ready;
    const pools = [...this.pools].filter(([, { services }]) => services.includes(wish.service));
    const near = new Set(pools.flatMap(([, { services }]) => services));
    const inClass = this.in('waiting').filter((one) => one.class === wish.class && near.has(one.service));
    const first = inClass.sort(byPlace)[0];
    const key = wish.front && first ? Math.min(first.key - 1, ready + target) : ready + target;
    const standing = { service: wish.service, class: wish.class, key, sequence: wish.sequence };
    // Nobody counts who is at a counter; whoever comes from there is counted once it waits again.
    const isIn = before?.state === 'waiting' || (before?.calledAt === null && away.includes(before.state));
    const counted = isIn && before?.class === wish.class;
    const later = new Map(this.pools);
    const out: string[] = [];
    const spent: { pool: string; left: number }[] = [];
    for (const [name, pool] of pools) {
      if (counted && before.key <= key && pool.services.includes(before.service)) continue;
      const behind = inClass.filter(
        (one) =>
          one !== before &&
          pool.services.includes(one.service) &&
          one.key <= at + target &&
          isBefore(standing, one),
      );
      if (behind.length === 0) continue;
      if (pool.left === 0) out.push(name);
      const left = Math.max(0, (pool.left === 0 ? this.config.insertions : pool.left) - 1);
      spent.push({ pool: name, left });
      later.set(name, { ...pool, left, renewals: pool.renewals + (pool.left === 0 ? 1 : 0) });
    }
    const told = wish.inHall && ready <= at ? this.#bounds(standing, later) : [];
    const place: Place = {
      service: wish.service,
      class: wish.class,
      ready,
      key,
      told,
      spent,
      expected: null,
    };
    return { renewed: this.#renewal(out, command, wish.because), place };
  }

  #renewal(pools: string[], { at, by }: QueueCommand, because: string): QueueEvent[] {
    if (pools.length === 0) return [];
    return [{ type: 'bound.renewed', at, pools, allowance: this.config.insertions, because, by: by.id }];
  }

  #again(ticket: OracleTicket, command: QueueCommand, wish: Partial<Wish> = {}) {
    const { service, ready, sequence, number } = ticket;
    const because = `${command.type} ${number}`;
    const all = { service, class: ticket.class, ready, sequence, inHall: true, because, ...wish };
    return this.#place(ticket, all, command);
  }

  // ---- answers ---------------------------------------------------------------------------------------------------

  #answer(command: QueueCommand, facts: QueueFacts): Answer {
    switch (command.type) {
      case 'ticket.issue':
        return this.#issue(command, facts);
      case 'ticket.callNext':
        return this.#callNext(command);
      case 'ticket.carryIn':
        return this.#carryIn(command);
      case 'counter.open':
      case 'counter.pause':
      case 'counter.close':
      case 'counter.autoCall':
        return this.#counter(command);
      case 'queue.open':
        if (this.doors.state === 'open') return no('not-possible');
        return yes([{ type: 'queue.opened', at: command.at }]);
      case 'queue.close':
        if (this.doors.state !== 'open') return no('not-possible');
        return yes([{ type: 'queue.closed', at: command.at, reason: command.reason }]);
      case 'queue.halt': {
        if (this.doors.state === 'halted') return no('not-possible');
        const { at, reason } = command;
        const cause = `halt/${this.day}/${at}`;
        return yes(
          [{ type: 'queue.halted', at, reason }],
          [{ type: 'queue.tell', after: 0, cause, day: this.day }],
        );
      }
      case 'queue.signing':
        return this.#signing(command);
      case 'queue.carryOver':
        return this.#carryOver(command);
      case 'queue.rebook':
        return this.#rebook(command);
      case 'queue.tell':
        return this.#tell(command);
      default: {
        const ticket = this.find(command.ticketId);
        return ticket ? this.#ticket(ticket, command, facts) : no('not-found');
      }
    }
  }

  #active(person: string, service: string, but?: OracleTicket): OracleTicket | undefined {
    return this.tickets.find(
      (one) =>
        one !== but &&
        !final.includes(one.state) &&
        one.applicant === person &&
        [one, ...one.later].some((request) => request.service === service),
    );
  }

  #isOffered(service: string): boolean {
    return [...this.config.counters, ...this.counters.values()].some(({ services }) =>
      services.includes(service),
    );
  }

  #request(command: Of<'ticket.issue' | 'ticket.addService'>): VisitRequest | Answer {
    const { kind } = command;
    const service = this.config.serviceOf(kind);
    if (service === undefined) return no('unknown-kind');
    if (!this.config.isIssued(kind, this.day)) return no('kind-not-issued');
    if (!this.#isOffered(service)) return no('no-counter-serves');
    return { kind, service, applicationId: `a-${command.id}` };
  }

  #issue(command: Of<'ticket.issue'>, facts: QueueFacts): Answer {
    const { config } = this;
    const { at, kind, applicant, appointment, priority, remote } = command;
    if (this.doors.state !== 'open')
      return no(this.doors.state === 'closed' ? 'queue-closed' : 'queue-halted');
    const request = this.#request(command);
    if ('ok' in request) return request;
    const { service, applicationId } = request;
    if (this.#active(applicant.ref, service)) return no('ticket-active');
    const own = config.services.find(({ id }) => id === service);
    const prefix = own?.prefix ?? '';
    const next = (this.numbers.get(prefix) ?? 0) + 1;
    if (own?.ticketQuota !== undefined && next > own.ticketQuota) return no('quota-full');
    if (priority && !config.classes.some(({ reasons }) => reasons?.includes(priority.reason))) {
      return no('unknown-priority');
    }
    const inClass = classFor(config.classes, appointment !== undefined, priority?.reason);
    const sequence = this.tickets.length + 1;
    // Nothing is printed for somebody who is not there.
    const rests = remote
      ? 'expected'
      : config.ticketPrinter
        ? 'unprinted'
        : appointment
          ? 'expected'
          : 'waiting';
    const { renewed, place } = this.#place(
      undefined,
      {
        service,
        class: inClass.id,
        ready: appointment && inClass.appointments ? appointment.at : at,
        sequence,
        inHall: rests === 'waiting',
        because: command.type,
      },
      command,
    );
    const events: QueueEvent[] = this.began ? [] : [{ type: 'queue.began', at, opensAt: at } as QueueEvent];
    const mode = facts.signing?.mode;
    if (mode !== undefined && mode !== (this.signing.get(kind) ?? 'electronic')) {
      events.push({ type: 'queue.signingChanged', at, kind, mode, until: null });
    }
    if (rests !== 'unprinted') events.push(...renewed);
    const ticketId = `${this.day}/${command.id}`;
    events.push({
      type: 'ticket.issued',
      at,
      ticketId,
      number: `${prefix}-${String(next).padStart(3, '0')}`,
      sequence,
      service,
      kind,
      applicant,
      applicationId,
      priority: priority ?? null,
      appointmentAt: appointment?.at ?? null,
      rests,
      place: rests === 'unprinted' ? { ...place, spent: [] } : place,
    });
    if (rests === 'unprinted') return yes(events);
    return yes(events, [{ type: 'application.open', applicationId, kind, applicant, ticketId }]);
  }

  #free(id: string): Answer | { counter: OracleCounter; pool: OraclePool } {
    const counter = this.counters.get(id);
    if (!counter) return no('unknown-counter');
    if (this.doors.state === 'halted') return no('queue-halted');
    if (this.serves(id)) return no('counter-busy');
    if (counter.state !== 'open') return no('counter-not-open');
    return { counter, pool: this.pool(counter.pool, counter.services) };
  }

  #callNext(command: Of<'ticket.callNext'>): Answer {
    const free = this.#free(command.counter);
    if ('ok' in free) return free;
    const { pool, counter } = free;
    const { choice, early } = chooseNaively(this.config.classes, pool, this.in('waiting'), command.at);
    if (early && !this.config.earlyWhenIdle) {
      if (command.by.role !== 'system') return yes([]);
      return yes([], [{ type: 'timer.set', timer: `call:${counter.id}`, dueAt: early.ready }]);
    }
    if (!choice) return yes([]);
    const credits = Object.fromEntries([...choice.credits].map(([id, credit]) => [id, Number(credit)]));
    const { reason } = choice;
    return this.#called(choice.ticket, command, counter, {
      reason,
      credits,
      left: pool.left,
      note: null,
      by: null,
    });
  }

  #call(ticket: OracleTicket, command: Of<'ticket.call'>): Answer {
    const free = this.#free(command.counter);
    if ('ok' in free) return free;
    const { pool, counter } = free;
    if (!['waiting', 'held', 'parked'].includes(ticket.state)) return no('not-possible');
    if (!counter.services.includes(ticket.service)) return no('no-counter-serves');
    const because = `${command.type} ${ticket.number}: ${command.reason}`;
    const renewed = this.#renewal(pool.left === 0 ? [counter.pool] : [], command, because);
    const left = Math.max(0, (pool.left === 0 ? this.config.insertions : pool.left) - 1);
    const credits = Object.fromEntries([...pool.credits].map(([id, credit]) => [id, Number(credit)]));
    const { reason: note } = command;
    const chosen = { reason: 'manual' as const, credits, left, note, by: command.by.id };
    return this.#called(ticket, command, counter, chosen, renewed);
  }

  #called(
    ticket: OracleTicket,
    { at }: QueueCommand,
    counter: OracleCounter,
    chosen: Pick<
      Extract<QueueEvent, { readonly type: 'ticket.called' }>,
      'reason' | 'credits' | 'left' | 'note' | 'by'
    >,
    renewed: QueueEvent[] = [],
  ): Answer {
    const pool = this.pool(counter.pool, counter.services);
    const told = (ticket.state === 'waiting' ? ticket.told : []).find(
      (one) => one.pool === counter.pool && one.renewals === pool.renewals,
    );
    const event: QueueEvent = {
      type: 'ticket.called',
      at,
      ticketId: ticket.id,
      counter: counter.id,
      pool: counter.pool,
      starts: pool.starts + 1,
      overtook: this.overtaken(ticket, pool.services).length,
      told: told ? { starts: told.starts, used: pool.starts - told.since } : null,
      ...chosen,
    };
    const effects: QueueEffect[] = [
      {
        type: 'application.call',
        applicationId: ticket.applicationId,
        ticketId: ticket.id,
        counter: counter.id,
      },
      { type: 'announce', number: ticket.number, counter: counter.id, recall: false },
    ];
    return yes([...renewed, event], [...effects, ...this.#unpark(ticket)]);
  }

  #unpark({ state, id }: OracleTicket): QueueEffect[] {
    return state === 'parked' ? [{ type: 'timer.clear', timer: `park:${id}` }] : [];
  }

  #cancelAll({ applicationId, later }: OracleTicket, reason: string): QueueEffect[] {
    return [applicationId, ...later.map((one) => one.applicationId)].map((id) => ({
      type: 'application.cancel',
      applicationId: id,
      reason,
    }));
  }

  #plain({ priority }: OracleTicket): string {
    return classFor(this.config.classes, false, priority?.reason).id;
  }

  #ticket(
    ticket: OracleTicket,
    command: Exclude<OnTicket, { type: 'ticket.carryIn' }>,
    facts: QueueFacts,
  ): Answer {
    const { config } = this;
    const { at, ticketId } = command;
    const is = (...states: readonly string[]) => states.includes(ticket.state);
    const stuck = no('not-possible');
    switch (command.type) {
      case 'ticket.printed': {
        if (!is('unprinted')) return stuck;
        const rests = ticket.appointmentAt !== null && ticket.appointmentAt > at ? 'expected' : 'waiting';
        const { renewed, place } = this.#again(ticket, command, { inHall: rests === 'waiting' });
        const { applicationId, kind, applicant } = ticket;
        return yes(
          [...renewed, { type: 'ticket.printed', at, ticketId, rests, place }],
          [{ type: 'application.open', applicationId, kind, applicant: { ref: applicant }, ticketId }],
        );
      }
      case 'ticket.printFailed':
        if (!is('unprinted')) return stuck;
        return yes([{ type: 'ticket.cancelled', at, ticketId, reason: command.reason }]);
      case 'ticket.checkIn': {
        if (!is('expected')) return stuck;
        const slot = ticket.appointmentAt;
        if (slot !== null && at < slot - config.earlyMs) return no('too-early');
        const isLate = slot !== null && at > slot + config.lateMs;
        const wish = isLate ? { class: this.#plain(ticket), ready: at } : {};
        const { renewed, place } = this.#again(ticket, command, wish);
        return yes([...renewed, { type: 'ticket.checkedIn', at, ticketId, place }]);
      }
      case 'ticket.call':
        return this.#call(ticket, command);
      case 'ticket.recall': {
        if (!is('called')) return stuck;
        if (ticket.recalls >= config.maxRecalls) return no('recalls-used-up');
        if (at - (ticket.recalledAt ?? ticket.calledAt ?? 0) < config.recallLockoutMs)
          return no('recall-too-soon');
        const counter = ticket.counter ?? '';
        return yes(
          [{ type: 'ticket.recalled', at, ticketId, counter }],
          [{ type: 'announce', number: ticket.number, counter, recall: true }],
        );
      }
      case 'ticket.arrive':
        return is('called') ? yes([{ type: 'ticket.arrived', at, ticketId }]) : stuck;
      case 'ticket.noShow': {
        if (!is('called')) return stuck;
        if (facts.decided) return no('visit-decided');
        const { action, times, penaltyMs } = config.noShow;
        if (action === 'close' || ticket.misses >= times) {
          return yes([{ type: 'ticket.missed', at, ticketId }], this.#cancelAll(ticket, 'no-show'));
        }
        if (action === 'park') {
          return yes([{ type: 'ticket.parked', at, ticketId, reason: 'no-show', until: null, missed: true }]);
        }
        const wish = { class: this.#plain(ticket), ready: at + penaltyMs };
        const { renewed, place } = this.#again(ticket, command, wish);
        return yes([...renewed, { type: 'ticket.requeued', at, ticketId, place }]);
      }
      case 'ticket.hold':
        if (!is('waiting', 'called', 'serving')) return stuck;
        return yes([{ type: 'ticket.held', at, ticketId, reason: command.reason }]);
      case 'ticket.park': {
        if (!is('waiting', 'called', 'serving')) return stuck;
        const { until, reason } = command;
        if (until !== undefined && until <= at) return no('invalid-window');
        return yes(
          [{ type: 'ticket.parked', at, ticketId, reason, until: until ?? null, missed: false }],
          until === undefined ? [] : [{ type: 'timer.set', timer: `park:${ticketId}`, dueAt: until }],
        );
      }
      case 'park.expire':
        if (!is('parked')) return stuck;
        return yes([{ type: 'ticket.missed', at, ticketId }], this.#cancelAll(ticket, 'no-show'));
      case 'ticket.resume': {
        if (!is('held', 'parked')) return stuck;
        const { renewed, place } = this.#again(ticket, command, this.#where(ticket, command));
        return yes([...renewed, { type: 'ticket.resumed', at, ticketId, place }], this.#unpark(ticket));
      }
      case 'ticket.transfer': {
        if (!is('waiting', 'called', 'serving', 'held', 'parked')) return stuck;
        const { service } = command;
        if (!config.services.some(({ id }) => id === service)) return no('unknown-service');
        if (!this.#isOffered(service)) return no('no-counter-serves');
        if (this.#active(ticket.applicant, service, ticket)) return no('ticket-active');
        const { renewed, place } = this.#again(ticket, command, { service, ...this.#where(ticket, command) });
        return yes([...renewed, { type: 'ticket.transferred', at, ticketId, place }], this.#unpark(ticket));
      }
      case 'ticket.addService': {
        if (!is('expected', 'waiting', 'called', 'serving')) return stuck;
        const request = this.#request(command);
        if ('ok' in request) return request;
        if (this.#active(ticket.applicant, request.service, ticket)) return no('ticket-active');
        const { applicationId, kind } = request;
        return yes(
          [{ type: 'ticket.serviceAdded', at, ticketId, request }],
          [{ type: 'application.open', applicationId, kind, applicant: { ref: ticket.applicant }, ticketId }],
        );
      }
      case 'ticket.prioritise': {
        if (!is('expected', 'waiting')) return stuck;
        const { priority } = command;
        const lawful = config.classes.find(({ reasons }) => reasons?.includes(priority.reason));
        if (!lawful) return no('unknown-priority');
        const wish = { class: lawful.id, inHall: is('waiting') };
        const { renewed, place } = this.#again(ticket, command, wish);
        return yes([...renewed, { type: 'ticket.prioritised', at, ticketId, priority, place }]);
      }
      case 'ticket.finish': {
        if (!is('called', 'serving')) return stuck;
        const [request] = ticket.later;
        if (!request) return yes([{ type: 'ticket.finished', at, ticketId }]);
        const { applicationId, service } = request;
        const counter = ticket.counter ?? '';
        if (this.counters.get(counter)?.services.includes(service)) {
          return yes(
            [{ type: 'ticket.turned', at, ticketId, request }],
            [{ type: 'application.call', applicationId, ticketId, counter }],
          );
        }
        const { renewed, place } = this.#again(ticket, command, { service });
        return yes([...renewed, { type: 'ticket.continued', at, ticketId, request, place }]);
      }
      case 'ticket.cancel': {
        if (!is('unprinted', 'expected', 'waiting', 'held', 'parked')) return stuck;
        const effects = [...this.#cancelAll(ticket, command.reason), ...this.#unpark(ticket)];
        return yes([{ type: 'ticket.cancelled', at, ticketId, reason: command.reason }], effects);
      }
      case 'ticket.rebook': {
        if (!is('expected', 'waiting', 'held', 'parked')) return stuck;
        if (command.to <= this.day) return no('invalid-window');
        return yes(...this.#leave([ticket], at, command.to, () => command.slot ?? null, command.reason));
      }
      case 'ticket.carried':
        if (is('carried')) return yes([]);
        return is('leaving') ? yes([{ type: 'ticket.carried', at, ticketId, to: command.to }]) : stuck;
      case 'ticket.carryBack':
        return is('leaving') ? yes([{ type: 'ticket.stayed', at, ticketId }]) : stuck;
    }
  }

  #where(ticket: OracleTicket, { place, at }: Of<'ticket.resume' | 'ticket.transfer'>): Partial<Wish> {
    if (place === 'back') return { class: this.#plain(ticket), ready: at };
    return place === 'front' ? { front: true } : {};
  }

  #counter(command: Of<'counter.open' | 'counter.pause' | 'counter.close' | 'counter.autoCall'>): Answer {
    const { at, counter: id } = command;
    const counter = this.counters.get(id);
    if (!counter) return no('unknown-counter');
    switch (command.type) {
      case 'counter.open': {
        const own = this.config.counters.find((one) => one.id === id)?.services;
        const services = [...(command.services ?? own ?? counter.services)];
        if (services.some((one) => this.config.services.every((known) => known.id !== one))) {
          return no('unknown-service');
        }
        const pool = poolName(services);
        if (counter.state === 'open' && pool === counter.pool) return yes([]);
        const allowance = this.config.insertions;
        return yes([{ type: 'counter.opened', at, counter: id, services, pool, allowance }]);
      }
      case 'counter.pause':
        if (counter.state !== 'open') return no('not-possible');
        return yes([{ type: 'counter.paused', at, counter: id, reason: command.reason }]);
      case 'counter.close':
        if (this.serves(id)) return no('counter-busy');
        if (counter.state === 'closed') return no('not-possible');
        return yes([{ type: 'counter.closed', at, counter: id }]);
      case 'counter.autoCall':
        if (counter.autoCall === command.on) return yes([]);
        return yes([{ type: 'counter.autoCallSet', at, counter: id, on: command.on }]);
    }
  }

  // ---- other days ------------------------------------------------------------------------------------------------

  #signing({ at, kind, mode, until }: Of<'queue.signing'>): Answer {
    const before = this.signing.get(kind) ?? 'electronic';
    if (before === mode && (this.until.get(kind) ?? null) === until) return yes([]);
    const to = this.config.nextDay(this.day);
    const moves =
      before === 'electronic' && mode !== 'electronic' && this.config.rebookOnOutage && to !== undefined;
    const cause = `signing/${kind}/${at}`;
    return yes(
      [{ type: 'queue.signingChanged', at, kind, mode, until }],
      moves ? [{ type: 'queue.rebook', kind, to, cause, after: 0, day: this.day }] : [],
    );
  }

  #leave(
    tickets: readonly OracleTicket[],
    at: number,
    to: string,
    slotOf: (ticket: OracleTicket) => number | null,
    reason: string,
  ): [QueueEvent[], QueueEffect[]] {
    const events = tickets.map(
      ({ id }): QueueEvent => ({ type: 'ticket.leaving', at, ticketId: id, to, reason }),
    );
    const effects = tickets.flatMap((ticket): QueueEffect[] => {
      const { id, kind, service, priority, applicant, applicationId, later, ready, issuedAt } = ticket;
      const number = ticket.number.includes('/') ? ticket.number : `${ticket.number}/${this.day.slice(-2)}`;
      return [
        {
          type: 'ticket.carryIn',
          ticketId: id,
          to,
          from: this.day,
          number,
          kind,
          service,
          class: ticket.class,
          priority,
          applicant,
          applicationId,
          later: [...later],
          ready,
          appointmentAt: slotOf(ticket),
          issuedAt,
          cause: reason,
        },
        ...this.#unpark(ticket),
      ];
    });
    return [events, effects];
  }

  #carryOver({ at, to, reason, after = 0 }: Of<'queue.carryOver'>): Answer {
    if (to <= this.day) return no('invalid-window');
    const all = this.in('waiting', ...away).filter(({ sequence }) => sequence > after);
    const [events, effects] = this.#leave(all.slice(0, 100), at, to, () => null, reason);
    if (this.doors.state === 'open') events.unshift({ type: 'queue.closed', at, reason });
    if (all.length > 100)
      effects.push({ type: 'queue.carryOver', to, reason, after: all[99]?.sequence ?? 0, day: this.day });
    return yes(events, effects);
  }

  #rebook({ at, kind, to, cause, after = 0 }: Of<'queue.rebook'>): Answer {
    const all = this.in('expected').filter((ticket) => ticket.kind === kind && ticket.sequence > after);
    const shift = Date.parse(to) - Date.parse(this.day);
    const slotOf = ({ appointmentAt }: OracleTicket) =>
      appointmentAt === null ? null : appointmentAt + shift;
    const [events, effects] = this.#leave(all.slice(0, 100), at, to, slotOf, cause);
    if (all.length > 100)
      effects.push({ type: 'queue.rebook', kind, to, cause, after: all[99]?.sequence ?? 0, day: this.day });
    return yes(events, effects);
  }

  #tell({ after, cause }: Of<'queue.tell'>): Answer {
    const there = this.in('waiting', ...away);
    const firsts = there.filter((one) => there.find(({ applicant }) => applicant === one.applicant) === one);
    const all = firsts.filter(({ sequence }) => sequence > after);
    const effects: QueueEffect[] = all.slice(0, 100).map(({ id, number, applicant }) => ({
      type: 'ticket.notice',
      ticketId: id,
      number,
      person: applicant,
      code: 'queueHalted',
      day: null,
      slot: null,
      cause,
    }));
    if (all.length > 100) {
      effects.push({ type: 'queue.tell', after: all[99]?.sequence ?? 0, cause, day: this.day });
    }
    return yes([], effects);
  }

  #carryIn(command: Of<'ticket.carryIn'>): Answer {
    const { type: _, id: __, by: ___, at, ticketId: oldId, ...arrival } = command;
    const ticketId = `${this.day}/${oldId.split('/').slice(1).join('/')}`;
    if (this.find(ticketId)) return no('already-exists');
    if (!this.config.isIssued(arrival.kind, this.day)) return no('kind-not-issued');
    const { applicant, service, later, appointmentAt: slot } = arrival;
    if ([service, ...later.map((one) => one.service)].some((one) => this.#active(applicant, one))) {
      return no('ticket-active');
    }
    const inClass = classFor(this.config.classes, slot !== null, arrival.priority?.reason);
    const sequence = this.tickets.length + 1;
    const { renewed, place } = this.#place(
      undefined,
      {
        service,
        class: inClass.id,
        ready: slot !== null && inClass.appointments ? slot : arrival.ready,
        sequence,
        inHall: false,
        because: `${command.type} ${arrival.number}`,
      },
      command,
    );
    return yes(
      [...renewed, { ...arrival, type: 'ticket.carriedIn', at, ticketId, sequence, place }],
      [
        { type: 'ticket.carried', ticketId: oldId, to: this.day },
        {
          type: 'ticket.notice',
          ticketId,
          number: arrival.number,
          person: applicant,
          code: slot !== null && inClass.appointments ? 'rebooked' : 'carried',
          day: this.day,
          slot,
          cause: arrival.cause,
        },
      ],
    );
  }

  /** Who calls by itself: a counter that came free, was opened or switched on, or idles when somebody enters. */
  #autoCalls(events: readonly QueueEvent[]): QueueEffect[] {
    const opens = events.some(({ type }) => type === 'queue.opened');
    if (this.doors.state === 'halted' && !opens) return [];
    const calling = new Set<string>();
    const idle = [...this.counters.values()].filter(
      (one) => one.state === 'open' && one.autoCall && !this.serves(one.id),
    );
    for (const event of events) {
      if (event.type === 'queue.opened') for (const { id } of idle) calling.add(id);
      if (event.type === 'counter.opened' || event.type === 'counter.autoCallSet') {
        const counter = this.counters.get(event.counter);
        const calls =
          event.type === 'counter.opened' ? counter?.autoCall : event.on && counter?.state === 'open';
        if (calls && !this.serves(event.counter)) calling.add(event.counter);
      }
      if (!('ticketId' in event)) continue;
      const leaves = ['missed', 'requeued', 'held', 'parked', 'transferred', 'continued', 'finished'];
      for (const { id, state, autoCall } of this.counters.values()) {
        const frees = this.serves(id)?.id === event.ticketId && leaves.includes(event.type.slice(7));
        if (frees && state === 'open' && autoCall) calling.add(id);
      }
      if (!('place' in event) || event.type === 'ticket.carriedIn') continue;
      if ('rests' in event && event.rests !== 'waiting') continue;
      const first = idle.find(({ services }) => services.includes(event.place.service));
      if (first) calling.add(first.id);
    }
    return [...calling].map((counter) => ({ type: 'ticket.callNext', counter, day: this.day }));
  }
}
