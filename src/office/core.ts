import type { Calendar } from '../calendar/index.js';
import {
  type ApplicationCommand,
  type ApplicationState,
  applicationDecider,
  issuedOn,
  type PersonState,
  personDecider,
} from '../documents/index.js';
import { readApplication } from '../documents/stored.js';
import { LoketError } from '../internal/errors.js';
import type { Decider, Outcome } from '../internal/outcome.js';
import { type Refusal, type RefusalCode, refuse } from '../internal/refusal.js';
import type { LocalDate } from '../internal/time.js';
import { type CentreState, centreDecider, stockOf } from '../printing/index.js';
import { readCentre } from '../printing/stored-centre.js';
import type { QueueCommand, QueueState, Scheduler } from '../queue/index.js';
import { schedulerOf } from '../queue/scheduler.js';
import { queueRoom } from '../queue/ticket-queue.js';
import {
  type DeskState,
  deskDecider,
  deskPace,
  readDesk,
  type SignerState,
  signerDecider,
  signingNow,
} from '../signing/index.js';
import { readSigner } from '../signing/stored-signer.js';
import type {
  AggregateKind,
  AggregateRef,
  AggregateState,
  CommandBody,
  FactQuery,
  Facts,
  OfficeCommand,
  OfficeEffect,
  OfficeEvent,
} from './aggregates.js';
import { type CoreConfig, checkConfig, type FullCoreConfig } from './config.js';
import { dayPlanner } from './day-planner.js';
import { commandTypes, takerOf } from './messages.js';
import { centre, dayOfTicket, fire, type Route, route } from './routes.js';

/** Runs an office without store, clock or promise: total, synchronous, pure functions over plain data. */
export interface OfficeCore {
  /** Id of the office. */
  readonly id: string;
  /** The configuration with its defaults filled in. */
  readonly config: FullCoreConfig;
  /** Reads a day's queue: who stands where, what can be told to whom. */
  readonly scheduler: Scheduler;
  /** Names the aggregate that takes a command; `undefined` for an unknown command type. */
  target(command: OfficeCommand): AggregateRef | undefined;
  /** Refuses a command whose aggregate cannot exist in this office; `undefined` when it can. */
  admit(ref: AggregateRef, command: OfficeCommand): Refusal | undefined;
  /** The state of an aggregate that was never written. */
  initial(ref: AggregateRef): AggregateState;
  /**
   * Reads a stored state; what it returns shares nothing with that. An application's is brought to the present version and every field of it checked; it throws
   * code `unknown-version` or `invalid-data` rather than guess.
   */
  load(kind: AggregateKind, stored: unknown): AggregateState;
  /** Lists the facts that a decision on this command will rest on. */
  needs(kind: AggregateKind, state: AggregateState, command: OfficeCommand): readonly FactQuery[];
  /** Answers a question about an aggregate from its state, as of a time. */
  answer(query: FactQuery, state: AggregateState, at: number): Partial<Facts>;
  /** Decides on a command. It never changes the state; `next` is there for small aggregates. */
  step(
    kind: AggregateKind,
    state: AggregateState,
    command: OfficeCommand,
    facts: Facts,
  ): Outcome<OfficeEvent, OfficeEffect, AggregateState>;
  /** Returns the state after an event; a large aggregate's state is changed and returned. */
  evolve(kind: AggregateKind, state: AggregateState, event: OfficeEvent): AggregateState;
  /** Says where an effect goes. */
  route(effect: OfficeEffect, from: AggregateRef): Route;
  /** Turns a timer of an aggregate that is due into the command it stands for. */
  fire(from: AggregateRef, timer: string): CommandBody;
  /** Describes a state in a word, as `printing.queued` or `running`. */
  describe(kind: AggregateKind, state: AggregateState): string;
}

type AnyDecider = Decider<AggregateState, OfficeCommand, OfficeEvent, OfficeEffect, Facts>;

/**
 * Builds the pure core of an office from its configuration, checked once.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { createCore } from 'loket/office';
 * import { dukcapil } from 'loket/indonesia';
 *
 * const core = createCore({
 *   ...dukcapil({ regency: '35.07' }),
 *   counters: [{ id: 'A', services: ['civil-acts'] }],
 * });
 * const at = Date.parse('2019-07-17T08:00+07:00');
 * const command = {
 *   type: 'ticket.issue', id: 'c-1', at, by: { id: 'kiosk', role: 'kiosk' },
 *   kind: 'akta-lahir', applicant: { ref: 'v-1' },
 * } as const;
 * const ref = core.target(command);
 * if (!ref) throw new Error('unknown command');
 * const state = core.initial(ref);
 * const outcome = core.step(ref.kind, state, command, {});
 * outcome.ok && outcome.events.map(({ type }) => type); //=> ['queue.began', 'ticket.issued']
 * ```
 */
export function createCore(input: CoreConfig): OfficeCore {
  const config = checkConfig(input);
  const { calendar, limits } = config;
  const kinds = new Map(config.kinds.map((kind) => [kind.id, kind]));
  const cards = new Set(config.media.filter((m) => m.form === 'card').map((m) => m.id));
  const providers = new Map(config.signatures.map((s) => [s.signatory, s.id]));
  const signatoryOf = new Map(config.signatures.map((s) => [s.id, s.signatory]));
  const desks = new Map(config.wetDesks.map((desk) => [desk.signatory, desk]));
  const skew = limits.clockSkewMs ?? 60_000;

  const signers = new Map(
    config.signatures.map((signature) => [
      signature.id,
      signerDecider({
        ...signature,
        provider: signature.id,
        kinds: config.kinds.filter((kind) => kind.signature?.by === signature.signatory).map(({ id }) => id),
        // An office hands its providers over as they are; one with a look-up can be asked.
        canUpgrade:
          signature.canUpgrade ?? ('upgrade' in signature && typeof signature.upgrade === 'function'),
        canLookUp: signature.canLookUp ?? ('lookUp' in signature && typeof signature.lookUp === 'function'),
        calendar,
        wetPerDay: config.wetDesks.find((d) => d.signatory === signature.signatory)?.papersPerDay ?? null,
      }),
    ]),
  );
  const room = queueRoom({
    ...config.queue,
    counters: config.counters,
    services: config.services,
    serviceOf: (kind) => kinds.get(kind)?.service,
    isIssued: (id, day) => {
      const kind = kinds.get(id);
      return kind !== undefined && issuedOn(kind, day);
    },
    nextDay: (day) => nextOpenDay(calendar, day),
    planOf: dayPlanner(calendar, config.counters, config.queue.absences),
    maxRecalls: limits.maxRecalls ?? config.queue.maxRecalls,
  });
  const scheduler = schedulerOf(room);
  const deciders = {
    application: applicationDecider({
      calendar,
      kinds: config.kinds,
      isCard: (medium) => cards.has(medium),
      providerOf: (signatory) => providers.get(signatory) ?? null,
      printAttempts: limits.printAttempts,
      correctionDays: limits.correctionDays,
      maxHold: limits.maxHold,
      attention: limits.attention,
      invitationsPerDay: limits.invitationsPerDay,
    }),
    queue: room,
    person: personDecider(),
    desk: deskDecider({
      calendar,
      desks: config.wetDesks,
      checkedBack: config.kinds.filter((kind) => kind.checkBack).map(({ id }) => id),
    }),
    centre: centreDecider({
      calendar,
      printers: config.printers,
      media: config.media,
      stock: config.stock,
      sites: config.sites,
    }),
  } as unknown as Record<Exclude<AggregateKind, 'signer'>, AnyDecider>;
  const signatories = new Set(config.kinds.flatMap((kind) => (kind.signature ? [kind.signature.by] : [])));

  /** The one place where the rooms' types are widened: a state and a command of one kind always go together. */
  function deciderOf(kind: AggregateKind, state: AggregateState): AnyDecider {
    if (kind !== 'signer') return deciders[kind];
    return signerOf((state as SignerState).provider);
  }
  function signerOf(provider: string): AnyDecider {
    const decider = signers.get(provider);
    if (decider) return decider as unknown as AnyDecider;
    throw new LoketError('invalid-data', `no signature provider is called '${provider}'`, {
      issues: [{ field: 'provider', rule: 'must be configured', value: provider }],
    });
  }

  return {
    id: config.id,
    config,
    scheduler,
    target(command) {
      switch (takerOf(command.type)) {
        case 'application':
          return { kind: 'application', id: (command as ApplicationCommand).applicationId };
        case 'queue':
          return { kind: 'queue', id: queueOf(command as QueueCommand, calendar) };
        case 'signer':
          return { kind: 'signer', id: (command as { provider: string }).provider };
        case 'desk':
          return { kind: 'desk', id: (command as { signatory: string }).signatory };
        case 'centre':
          return centre;
        case 'person':
          return { kind: 'person', id: (command as { person: string }).person };
        default:
          return undefined;
      }
    },
    admit(ref, command) {
      if (ref.kind === 'signer' && !signers.has(ref.id)) {
        const text = `no signature provider is called '${ref.id}'; there are ${[...signers.keys()].join(', ') || 'none'}`;
        return refuse('unknown-provider', command.type, 'unknown', [], text);
      }
      if (ref.kind === 'desk' && !signatories.has(ref.id)) {
        const text = `no document kind is signed by '${ref.id}'; there are ${[...signatories].join(', ') || 'none'}`;
        return refuse('not-found', command.type, 'unknown', [], text);
      }
      return undefined;
    },
    initial(ref) {
      return (ref.kind === 'signer' ? signerOf(ref.id) : deciders[ref.kind]).initial(ref.id);
    },
    load(kind, stored) {
      if (kind === 'application') return readApplication(stored);
      if (kind === 'queue') return scheduler.load(stored);
      if (kind === 'signer') return readSigner(stored);
      if (kind === 'desk') return readDesk(stored);
      if (kind === 'centre') return readCentre(stored);
      return structuredClone(stored as PersonState);
    },
    needs(kind, state, command) {
      if (kind === 'application') return applicationNeeds(state as ApplicationState, command);
      if (command.type === 'signer.dispatch') {
        const signatory = signatoryOf.get(command.provider);
        if (signatory === undefined) return [];
        return [{ fact: 'deskPace', of: { kind: 'desk', id: signatory }, about: signatory }];
      }
      if (command.type === 'ticket.issue') {
        const { learned, day } = state as QueueState;
        const provider = providers.get(kinds.get(command.kind)?.signature?.by ?? '');
        const signing: FactQuery[] =
          provider === undefined
            ? []
            : [{ fact: 'signing', of: { kind: 'signer', id: provider }, about: command.kind }];
        return learned.openedAt === null ? [...signing, ...daysBefore(calendar, day)] : signing;
      }
      if (command.type !== 'ticket.noShow') return [];
      const ticket = scheduler.ticket(state as QueueState, command.ticketId);
      if (!ticket) return [];
      const { applicationId } = ticket.context;
      return [{ fact: 'decided', of: { kind: 'application', id: applicationId }, about: applicationId }];
    },
    answer(query, state, at) {
      switch (query.fact) {
        case 'signing':
          return { signing: { mode: signingNow(state as SignerState, query.about, at).mode } };
        case 'stock':
          return { stock: stockOf(state as CentreState, query.about) };
        case 'desk': {
          const { papersPerDay } = desks.get(query.about) ?? {};
          if (papersPerDay === undefined) return {};
          const { waiting, batched, sent } = (state as DeskState).counts;
          return { desk: { waiting: waiting + batched + sent, papersPerDay } };
        }
        case 'deskPace':
          return { deskPace: deskPace({ calendar, desks: config.wetDesks }, state as DeskState, at) };
        case 'learned': {
          const { learned } = state as QueueState;
          return learned.openedAt === null ? {} : { learned: structuredClone(learned) };
        }
        case 'decided': {
          const restsIn = (state as ApplicationState).state;
          return { decided: restsIn !== 'queued' && restsIn !== 'verifying' };
        }
      }
    },
    step(kind, state, command, facts) {
      const no = (code: RefusalCode, text: string) =>
        refuse(code, command.type, describe(kind, state), commandTypes(kind), text);
      if (takerOf(command.type) !== kind) {
        return no('unknown-command', `'${command.type}' is no command for a ${kind}`);
      }
      const last = facts.lastAt ?? 0;
      if (command.at < last - skew) {
        return no(
          'time-went-back',
          `at ${command.at} lies more than ${skew} ms before the last command's ${last}`,
        );
      }
      const dated = command.at < last ? { ...command, at: last } : command;
      return deciderOf(kind, state).decide(state, dated, facts);
    },
    evolve(kind, state, event) {
      return deciderOf(kind, state).evolve(state, event);
    },
    route,
    fire,
    describe,
  };
}

function describe(kind: AggregateKind, state: AggregateState): string {
  if (kind === 'application') return (state as ApplicationState).state;
  return kind === 'queue' ? (state as QueueState).doors.state : 'running';
}

function applicationNeeds({ context }: ApplicationState, command: OfficeCommand): FactQuery[] {
  const { rules, kind } = context;
  const stock: FactQuery = { fact: 'stock', of: centre, about: rules.medium };
  const signing: FactQuery[] =
    rules.provider === null
      ? []
      : [{ fact: 'signing', of: { kind: 'signer', id: rules.provider }, about: kind }];
  const desk: FactQuery[] =
    rules.signatory === null
      ? []
      : [{ fact: 'desk', of: { kind: 'desk', id: rules.signatory }, about: rules.signatory }];
  switch (command.type) {
    case 'application.pass':
      return [stock, ...signing, ...desk];
    case 'record.ready':
    case 'signature.started':
    case 'signature.held':
    case 'print.failed':
    case 'print.spoiled':
    case 'inspection.failed':
      return [stock];
    case 'signature.routedWet':
    case 'signature.requeued':
    case 'hold.expire':
      return [stock, ...desk];
    case 'defect.found':
    case 'commitment.renew':
    case 'commitment.review':
    case 'commitment.breach':
      return [stock, ...signing, ...desk];
    default:
      return [];
  }
}

/** Finds the day whose queue takes a command: the one it names, its ticket's, or the one on which it is given. */
function queueOf(command: QueueCommand, calendar: Calendar): string {
  if (command.type === 'ticket.carryIn') return command.to;
  if ('ticketId' in command) return dayOfTicket(command.ticketId);
  return ('day' in command ? command.day : undefined) ?? calendar.dayOf(command.at);
}

/** What was learned is handed on from day to day; the oldest is asked first, so that the latest answer stands. */
function daysBefore(calendar: Calendar, day: LocalDate): FactQuery[] {
  const days: FactQuery[] = [];
  let before = day;
  for (let i = 0; i < 14 && days.length < 5; i++) {
    before = calendar.dayOf(calendar.startOf(before) - 1);
    if (calendar.info(before).hours.length === 0) continue;
    days.unshift({ fact: 'learned', of: { kind: 'queue', id: before }, about: day });
  }
  return days;
}

/** The next day on which the office is open; `undefined` where the calendar does not know. */
function nextOpenDay(calendar: Calendar, day: LocalDate): LocalDate | undefined {
  const next = calendar.deadline(day, { days: 1, count: 'working' });
  return next.ok ? next.day : undefined;
}
