import type { Actor } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import {
  type SentToDesk,
  type SigningNow,
  type SigningOrder,
  signingNow,
  timestamperLane,
} from '../signing/index.js';
import { type CommandOptions, type FacadeContext, give, type Instant, instant, read } from './facade.js';
import {
  only,
  onlySignatory,
  type WetDeskReads,
  type WetDeskWork,
  wetDeskReads,
  wetDeskWork,
} from './facade-wet-desk.js';

/** Shows how a provider stands. */
export interface SignerView {
  readonly provider: string;
  readonly signatory: string;
  /** Each document kind that it signs, with how it is signed now and why. */
  readonly kinds: readonly ({
    readonly kind: string;
    /** Documents in its line. */
    readonly waiting: number;
    /** Calls out at the provider. */
    readonly inFlight: number;
    /** State of its lane: `closed`, `suspect`, `throttled` or `open`. */
    readonly lane: string;
  } & SigningNow)[];
  /** Requests whose outcome nobody knows. */
  readonly unknown: readonly { readonly requestId: string; readonly applicationId: string }[];
  /** Orders and planned maintenance that hold or are still to come, in order of recording. */
  readonly orders: readonly SigningOrder[];
  /** How its timestamper stands: while its lane is `open`, documents are signed without a timestamp. */
  readonly timestamper: { readonly state: string; readonly downSince: EpochMs | null };
  /** Signed documents that lack their timestamp, which is asked for again by itself. */
  readonly lackTimestamp: readonly { readonly requestId: string; readonly applicationId: string }[];
  /** The last documents that were sent to the wet desk, each with what the choice rested on; the latest last. */
  readonly sentToDesk: readonly SentToDesk[];
  /** Documents that the provider signed more than once: the signed documents that were set aside. */
  readonly duplicates: readonly { readonly requestId: string; readonly artifacts: readonly string[] }[];
}

/** Reads how documents are signed. */
export interface SigningReads extends WetDeskReads {
  /** Shows every provider. */
  status(): Promise<readonly SignerView[]>;
}

/** What an order says. */
export interface OrderOptions {
  readonly reason: string;
  /** When it ends by itself. */
  readonly until?: Instant;
  /** Document kinds it holds for. Default: all. */
  readonly kinds?: readonly string[];
  /** Provider it is for. Default: every provider. */
  readonly provider?: string;
}

/** Works on signing as a person. A person's order beats the detector. */
export interface SigningDesk extends SigningReads, WetDeskWork {
  /** Orders wet signatures. */
  useWet(order: OrderOptions, options?: CommandOptions): Promise<void>;
  /** Orders electronic signatures, even where the detector says that the signer is down. */
  useElectronic(order: OrderOptions, options?: CommandOptions): Promise<void>;
  /** Ends orders: the detector decides again. */
  useAuto(order: OrderOptions, options?: CommandOptions): Promise<void>;
  /** Plans a time in which documents are signed by hand. */
  planMaintenance(
    plan: OrderOptions & { readonly from: Instant; readonly until: Instant },
    options?: CommandOptions,
  ): Promise<void>;
  /** Reports papers signed by hand; the signatory may be left out when there is only one. */
  signedByHand(
    applicationIds: string | readonly string[],
    by?: { readonly signatory: string },
    options?: CommandOptions,
  ): Promise<void>;
  /** Settles by hand what came of a signing request of unknown outcome. */
  resolve(
    request: {
      readonly requestId: string;
      readonly outcome: 'made' | 'notMade';
      /** Names the signed document, when it was made. */
      readonly artifact?: string;
      readonly provider?: string;
    },
    options?: CommandOptions,
  ): Promise<void>;
}

/** @internal */
export function signingReads(context: FacadeContext): SigningReads {
  const { config } = context.core;
  return {
    ...wetDeskReads(context),
    async status() {
      const at = context.clock.now();
      const views: SignerView[] = [];
      for (const { id, signatory } of config.signatures) {
        const { state } = await read(context, 'signer', id);
        const kinds = config.kinds.filter((kind) => kind.signature?.by === signatory);
        views.push({
          provider: id,
          signatory,
          kinds: kinds.map((kind) => ({
            kind: kind.id,
            waiting: state.waiting[kind.id]?.length ?? 0,
            inFlight: state.inFlight[kind.id] ?? 0,
            lane: state.lanes[kind.id]?.state ?? 'closed',
            ...signingNow(state, kind.id, at),
          })),
          unknown: Object.values(state.requests)
            .filter((request) => request.place === 'unknown')
            .map(({ requestId, applicationId }) => ({ requestId, applicationId })),
          orders: state.orders.filter(({ until }) => until === null || until > at),
          timestamper: {
            state: state.lanes[timestamperLane]?.state ?? 'closed',
            downSince: state.lanes[timestamperLane]?.context.openedAt ?? null,
          },
          lackTimestamp: Object.values(state.upgrades).map(({ requestId, applicationId }) => ({
            requestId,
            applicationId,
          })),
          sentToDesk: state.sentToDesk,
          duplicates: Object.entries(state.duplicates).map(([requestId, artifacts]) => ({
            requestId,
            artifacts,
          })),
        });
      }
      return views;
    },
  };
}

/** @internal */
export function signingDesk(context: FacadeContext, actor: Actor): SigningDesk {
  const providers = (named: string | undefined) =>
    named === undefined ? context.core.config.signatures.map((s) => s.id) : [named];
  /** One command id covers several providers by a suffix for each after the first. */
  const idFor = (options: CommandOptions | undefined, i: number): CommandOptions =>
    options?.commandId === undefined || i === 0
      ? (options ?? {})
      : { commandId: `${options.commandId}/${i}` };

  async function order(
    mode: 'auto' | 'electronic' | 'wet',
    { reason, until, kinds, provider }: OrderOptions,
    options?: CommandOptions,
  ): Promise<void> {
    for (const [i, id] of providers(provider).entries()) {
      await give(
        context,
        actor,
        {
          type: 'signer.order',
          provider: id,
          mode,
          reason,
          ...(until === undefined ? {} : { until: instant('until', until) }),
          ...(kinds === undefined ? {} : { kinds: [...kinds] }),
        },
        idFor(options, i),
      );
    }
  }

  return {
    ...signingReads(context),
    ...wetDeskWork(context, actor),
    useWet: (wanted, options) => order('wet', wanted, options),
    useElectronic: (wanted, options) => order('electronic', wanted, options),
    useAuto: (wanted, options) => order('auto', wanted, options),
    async planMaintenance({ from, until, reason, kinds, provider }, options) {
      for (const [i, id] of providers(provider).entries()) {
        await give(
          context,
          actor,
          {
            type: 'signer.planMaintenance',
            provider: id,
            from: instant('from', from),
            until: instant('until', until),
            reason,
            ...(kinds === undefined ? {} : { kinds: [...kinds] }),
          },
          idFor(options, i),
        );
      }
    },
    async signedByHand(applicationIds, by, options) {
      const ids = typeof applicationIds === 'string' ? [applicationIds] : [...applicationIds];
      const signatory = by?.signatory ?? onlySignatory(context);
      await give(context, actor, { type: 'paper.signed', signatory, applicationIds: ids }, options);
    },
    async resolve({ requestId, outcome, artifact, provider }, options) {
      const id = provider ?? onlyProvider(context);
      await give(
        context,
        actor,
        {
          type: 'signature.resolve',
          provider: id,
          requestId,
          outcome,
          ...(artifact === undefined ? {} : { artifact }),
        },
        options,
      );
    },
  };
}

function onlyProvider({ core }: FacadeContext): string {
  return only(
    'provider',
    core.config.signatures.map((signature) => signature.id),
  );
}
