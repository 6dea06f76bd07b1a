import { type IdentityScheme, viewApplication } from '../documents/index.js';
import { issuesError, LoketError } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import type { Actor } from '../internal/messages.js';
import type { Explanation, Words } from '../internal/words.js';
import { jobOutlook, type PrinterDriver } from '../printing/index.js';
import { defaultClasses } from '../queue/index.js';
import { type SignatureProvider, signingNow } from '../signing/index.js';
import type { OfficeEvent } from './aggregates.js';
import { portCalls } from './calls.js';
import type { CoreConfig, SignatureConfig } from './config.js';
import { createCore, type OfficeCore } from './core.js';
import { type Engine, type Health, localEngine, type Waiting } from './engine.js';
import { explainer } from './explain.js';
import type { FacadeContext } from './facade.js';
import { read } from './facade.js';
import { type DocumentDesk, type DocumentReads, documentDesk, documentReads } from './facade-documents.js';
import { type PrintingDesk, type PrintingReads, printingDesk, printingReads } from './facade-printing.js';
import { type QueueDesk, type QueueReads, queueDesk, queueReads } from './facade-queue.js';
import { type SigningDesk, type SigningReads, signingDesk, signingReads } from './facade-signing.js';
import { type Clock, type HandoverCodes, type Notifier, type Policy, systemClock } from './ports.js';
import { dayOfTicket } from './routes.js';
import type { EffectRecord, EffectStatus, EventRecord, OfficeStore } from './store.js';
import type { Tracer } from './telemetry.js';
import { englishWords } from './words-en.js';

/** Describes an office with the adapters that it works with. */
export interface OfficeConfig extends Omit<CoreConfig, 'signatures' | 'printers'> {
  /** Signature providers. A signatory without one signs by hand only. */
  readonly signatures?: readonly SignatureProvider[] | undefined;
  readonly printers?: readonly PrinterDriver[] | undefined;
  /** Where the office remembers. Default: a memory store. */
  readonly store?: OfficeStore | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Makes ids of commands; each must be new. Default: random UUIDs. */
  readonly newId?: (() => string) | undefined;
  /** Asked before each command that a person gives. Default: allows everything. */
  readonly policy?: Policy | undefined;
  /** Carries notices and announcements. Default: nobody is told. */
  readonly notifier?: Notifier | undefined;
  /**
   * Recognises identity numbers; one that is given in the place of a reference to a person is refused, because
   * references are kept in the journal. Default: nothing is recognised.
   */
  readonly identity?: IdentityScheme<unknown> | undefined;
  /** Words of explanations, by code; they replace or add to the English ones. */
  readonly words?: Words | undefined;
  /** Milliseconds after which a call to a port is given up, 1 or more. Default 30 000. */
  readonly callTimeoutMs?: number | undefined;
  /** Calls to ports at once, 1 or more. Default 16. */
  readonly maxInFlight?: number | undefined;
  /** Commands that may wait for their turn, 1 or more; more are refused with code `overloaded`. Default 10 000. */
  readonly maxWaiting?: number | undefined;
  /**
   * Milliseconds without a sign of life after which another process on the same store takes over, 1 or more. Default
   * 30 000.
   */
  readonly leaseMs?: number | undefined;
  /** Tells the machine's time for that, also where `clock` is a virtual one. Default: the machine's clock. */
  readonly leaseClock?: Clock | undefined;
  /** Follows commands and calls, as `trace.getTracer('loket')` of OpenTelemetry does. Default: nobody follows. */
  /** How one-time codes for pickup are made; needed where a document kind asks for them. */
  readonly handover?: HandoverCodes | undefined;
  readonly tracer?: Tracer | undefined;
  /** Takes what a listener or an adapter throws. Default: written to the console. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The rooms of an office, as one person works in them. */
export interface Desk {
  readonly queue: QueueDesk;
  readonly documents: DocumentDesk;
  readonly signing: SigningDesk;
  readonly printing: PrintingDesk;
}

/** Asks for an explanation: of an application, of a ticket, or of how a document kind is signed now. */
export type ExplainQuery =
  | { readonly applicationId: string }
  | { readonly ticketId: string }
  | { readonly kind: string };

/** An office at work, from queue number to pickup. */
export interface Office {
  readonly queue: QueueReads;
  readonly documents: DocumentReads;
  readonly signing: SigningReads;
  readonly printing: PrintingReads;
  /** The pure core that decides. */
  readonly core: OfficeCore;
  /** The engine that carries it out: raw commands and stored states, for integrators. No policy is asked here. */
  readonly engine: Engine;
  /** Lets a person act; fills in who, when and the command's id. */
  as(actor: Actor): Desk;
  /** Explains, in the office's words, with codes and parameters. An unknown id has no explanation. */
  explain(query: ExplainQuery): Promise<readonly Explanation[]>;
  /**
   * Calls back with each event of a type, or with every event for `*`, after its commit. The returned function ends
   * that.
   */
  on(type: OfficeEvent['type'] | '*', listener: (record: EventRecord) => void): () => void;
  /** Makes calls and fires timers until only a person or a later time can act. It never moves the clock. */
  settle(waiting?: Waiting): Promise<void>;
  /** Goes on making calls and firing timers by itself. */
  start(): void;
  /**
   * Ends that after what is in flight has come back; after this, commands are refused with code `stopped`. Once the
   * signal is given, calls that are out are told to give up.
   */
  stop(waiting?: Waiting): Promise<void>;
  /**
   * Keeps what people do within it, and a host's own writes to the same store, together or not at all: when `work`
   * throws, nothing of either is kept. Subscribers are told, and calls made, only afterwards. Everything else waits
   * meanwhile, so act in it through the desks that `as` gives, and await no other call of the office.
   *
   * @throws {@link LoketError} with code `invalid-config` when the store cannot do this
   */
  transaction<T>(work: (tx: { as(actor: Actor): Desk }) => Promise<T>): Promise<T>;
  /** Tells how the office is doing. */
  health(): Promise<Health>;
  /** When the next timer is due, in epoch milliseconds; `null` when none is set. */
  nextTimerAt(): Promise<number | null>;
  /** Lists effects of a status, oldest first; `refused` and `failed` are the dead letters. */
  effects(status: EffectStatus): Promise<readonly EffectRecord[]>;
  /** Puts a dead letter back in line; `false` when it is none. */
  replay(effectId: string): Promise<boolean>;
}

const freePolicy: Policy = { allows: () => true };

/** Opens an office over a store. `createOffice` does this with a memory store by default. @internal */
export function openOffice(config: OfficeConfig & { readonly store: OfficeStore }): Office {
  const clock = config.clock ?? systemClock;
  const { signatures } = config;
  const core = createCore({
    ...config,
    signatures: Array.isArray(signatures) ? signatures.map(signatureData) : signatures,
  });
  checkAdapters(config);
  checkYear(core, clock);
  const ports = portCalls({
    signatures: config.signatures ?? [],
    printers: config.printers ?? [],
    notifier: config.notifier ?? {},
    clock,
    handover: config.handover,
    callTimeoutMs: config.callTimeoutMs,
  });
  const local = localEngine({
    core,
    store: config.store,
    clock,
    call: ports,
    maxInFlight: config.maxInFlight,
    maxWaiting: config.maxWaiting,
    leaseMs: config.leaseMs,
    leaseClock: config.leaseClock,
    tracer: config.tracer,
    onError: config.onError,
  });
  let stopped = false;
  const open = () => {
    if (stopped) throw new LoketError('stopped', 'the office was stopped and takes no more commands');
  };
  const engine: Engine = {
    ...local,
    async send(command, waiting) {
      open();
      return local.send(command, waiting);
    },
    async sendMany(commands, waiting) {
      open();
      return local.sendMany(commands, waiting);
    },
  };
  const context: FacadeContext = {
    core,
    engine,
    clock,
    newId: config.newId ?? (() => globalThis.crypto.randomUUID()),
    policy: config.policy ?? freePolicy,
    identity: config.identity,
    handover: config.handover,
  };
  const classes = core.config.queue.classes ?? defaultClasses;
  const shareOf = (id: string) => classes.find((one) => one.id === id)?.share;
  const words = { ...englishWords, ...config.words };
  const say = explainer(words, core.config.calendar, shareOf);

  return {
    core,
    engine,
    queue: queueReads(context),
    documents: documentReads(context),
    signing: signingReads(context),
    printing: printingReads(context),
    as: (actor) => desksOf(context, actor),
    async explain(query) {
      if ('applicationId' in query) {
        const { state, revision } = await read(context, 'application', query.applicationId);
        if (revision === 0) return [];
        const said = say.application(state);
        const { jobId, state: rests } = viewApplication(state);
        if (jobId === null || !rests.startsWith('printing.')) return said;
        const centre = await read(context, 'centre', 'main');
        return [...said, ...(jobOutlook(centre.state, jobId, clock.now(), words)?.why ?? [])];
      }
      if ('ticketId' in query) {
        const { state } = await read(context, 'queue', dayOfTicket(query.ticketId));
        const ticket = core.scheduler.ticket(state, query.ticketId);
        if (!ticket) return [];
        const ahead = core.scheduler.ahead(state, query.ticketId);
        const now = clock.now();
        const bounds = core.scheduler.bound(state, query.ticketId, now);
        return say.ticket(ticket, ahead, bounds, core.scheduler.forecast(state, query, now));
      }
      const signatory = core.config.kinds.find((kind) => kind.id === query.kind)?.signature?.by;
      const provider = core.config.signatures.find((signature) => signature.signatory === signatory);
      if (!provider) return [];
      const { state } = await read(context, 'signer', provider.id);
      return say.signing(query.kind, signingNow(state, query.kind, clock.now()));
    },
    on(type, listener) {
      return local.subscribe((record) => {
        if (type === '*' || record.event.type === type) listener(record);
      });
    },
    settle: local.settle,
    start: local.start,
    async stop(waiting) {
      stopped = true;
      await local.stop(waiting);
    },
    async transaction(work) {
      open();
      return local.transaction((tx) => {
        const inside = { ...context, engine: { ...tx, list: local.list } };
        return work({ as: (actor) => desksOf(inside, actor) });
      });
    },
    health: local.health,
    nextTimerAt: local.nextTimerAt,
    effects: local.effects,
    replay: local.replay,
  };
}

/** The rooms as one person works in them. */
function desksOf(context: FacadeContext, actor: Actor): Desk {
  return {
    queue: queueDesk(context, actor),
    documents: documentDesk(context, actor),
    signing: signingDesk(context, actor),
    printing: printingDesk(context, actor),
  };
}

/** A provider as the pure core sees it: whether it can tell what came of a call becomes data. */
function signatureData(signature: SignatureProvider): SignatureConfig {
  if (typeof signature !== 'object' || signature === null) return signature;
  const { id, signatory, lookUp, upgrade } = signature;
  return {
    ...Object.fromEntries(signatureSettings.map((name) => [name, signature[name]])),
    id,
    signatory,
    canLookUp: typeof lookUp === 'function',
    canUpgrade: typeof upgrade === 'function',
  };
}

const signatureSettings = [
  'failureThreshold',
  'probesToClose',
  'probeEveryMs',
  'suspectProbeMs',
  'minOpenMs',
  'maxOpenMs',
  'flapMs',
  'slowFactor',
  'maxInFlight',
  'retryAfterMs',
  'lookUpEveryMs',
  'maxHoldMs',
  'wetAdvantageMs',
  'upgradeAfterMs',
] as const satisfies readonly (keyof SignatureProvider)[];

function checkAdapters(config: OfficeConfig): void {
  const issues = [
    ...(config.signatures ?? []).flatMap((signature, i) =>
      missing(`signatures[${i}]`, signature, ['sign', 'probe']),
    ),
    ...(config.printers ?? []).flatMap((printer, i) => missing(`printers[${i}]`, printer, ['send'])),
    ...(['callTimeoutMs', 'maxInFlight', 'maxWaiting', 'leaseMs'] as const).flatMap((field) =>
      atLeastOne(field, config[field]),
    ),
    ...handoverIssues(config),
  ];
  if (issues.length > 0) throw issuesError('invalid-config', 'office', issues);
}

function handoverIssues({ handover, kinds }: OfficeConfig): Issue[] {
  if (handover === undefined) {
    const asking = kinds.find((kind) => kind.handover.code !== 'none');
    const rule = 'must be set where a document kind asks for a one-time code';
    return asking ? [{ field: 'handover', rule, value: undefined }] : [];
  }
  const { secret, digits = 6 } = handover;
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret).length : secret?.byteLength;
  const issues: Issue[] = [];
  // The value would be the secret.
  if (!(bytes >= 16))
    issues.push({ field: 'handover.secret', rule: 'must be 16 bytes or more', value: '(hidden)' });
  if (!Number.isInteger(digits) || digits < 4 || digits > 9) {
    issues.push({ field: 'handover.digits', rule: 'must be a whole number from 4 to 9', value: digits });
  }
  return issues;
}

function missing(field: string, adapter: object, functions: readonly string[]) {
  return functions
    .map((name) => ({
      field: `${field}.${name}`,
      rule: 'must be a function',
      value: (adapter as Record<string, unknown>)[name],
    }))
    .filter(({ value }) => typeof value !== 'function');
}

function atLeastOne(field: string, value: number | undefined) {
  return value === undefined || (Number.isInteger(value) && value >= 1)
    ? []
    : [{ field, rule: 'must be a whole number, 1 or more', value }];
}

/** An office without this year's holidays could promise nothing, so it does not open. */
function checkYear(core: OfficeCore, clock: Clock): void {
  const { calendar } = core.config;
  const year = Number(calendar.dayOf(clock.now()).slice(0, 4));
  if (calendar.knows(year)) return;
  throw issuesError('invalid-config', 'office', [
    {
      field: 'calendar',
      rule: `must hold the holidays of the current year ${year}; it holds ${calendar.years.join(', ')}`,
      value: calendar.id,
    },
  ]);
}
