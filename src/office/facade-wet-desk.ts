import { issuesError } from '../internal/errors.js';
import type { Actor } from '../internal/messages.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import {
  type BatchSheet,
  type BatchSheetOptions,
  batchSheet,
  type DeskAbsence,
  type DeskBatch,
  type DeskForecast,
  deskOutlook,
  type PaperPlace,
  parsePaperCode,
} from '../signing/index.js';
import type { OfficeEvent } from './aggregates.js';
import {
  attempt,
  type CommandOptions,
  type FacadeContext,
  give,
  type Instant,
  instant,
  notFound,
  read,
  thrown,
} from './facade.js';

/** Shows a paper on a wet desk. */
export interface PaperView {
  readonly applicationId: string;
  readonly kind: string;
  /** When it came to the desk. */
  readonly since: EpochMs;
  readonly place: PaperPlace;
  /** The batch that it is in, or was in when it was missed. */
  readonly batchId: string | null;
  /** The day that the applicant was promised, where the desk was told. */
  readonly promised: LocalDate | null;
  /** Why it came back unsigned, or is lost. */
  readonly reason: string | null;
}

/** Shows a signatory's wet desk as a whole. */
export interface WetDeskView {
  readonly signatory: string;
  /** Papers in each place. */
  readonly papers: Readonly<Record<PaperPlace, number>>;
  /** Batches that are composed or sent, in order. */
  readonly batches: readonly DeskBatch[];
  /** Absences that were recorded and are not over. */
  readonly absences: readonly DeskAbsence[];
  /** What can be expected of it from now on. */
  readonly forecast: DeskForecast;
}

/** Names the desk; of the only signatory when none is named. */
export interface OfSignatory {
  readonly signatory?: string;
}

/** Reads wet desks. */
export interface WetDeskReads {
  /** Lists the papers of a signatory's wet desk, oldest first; of the only signatory when none is named. */
  desk(signatory?: string): Promise<readonly PaperView[]>;
  /** Shows a wet desk: its batches, who signs, and what can be expected. */
  wetDesk(signatory?: string): Promise<WetDeskView>;
  /** Makes the list that goes with an open batch; `renderSheet` in `loket/signing/sheet` draws it. */
  batchSheet(batchId: string, options?: BatchSheetOptions & OfSignatory): Promise<BatchSheet>;
}

/** Which papers go into a batch. */
export interface ComposeOptions extends OfSignatory {
  /** At most so many. Default: the desk's `maxBatch`. */
  readonly limit?: number;
  /** Document kinds. Default: all. */
  readonly kinds?: readonly string[];
  /** What comes first. Default `oldest`. */
  readonly order?: 'oldest' | 'promised';
}

/** What came back of a batch; everything, signed, when neither list is given. */
export interface ReturnOptions extends OfSignatory {
  readonly signed?: readonly string[];
  readonly unsigned?: readonly string[];
  /** Why papers came back unsigned. */
  readonly reason?: string;
}

/** When a signatory is away, and who signs meanwhile. */
export interface AwayOptions extends OfSignatory {
  readonly reason: string;
  /** Default: from now on. */
  readonly from?: Instant;
  /** When it ends by itself. Default: when somebody says that the signatory is back. */
  readonly until?: Instant;
  /** Who signs meanwhile. Default: nobody. */
  readonly deputy?: string;
}

/** What a scan came to. */
export interface ScanResult {
  readonly applicationId: string;
  /** `signed` or `unsigned` for a paper of the desk; `checked` for one that was reported signed before. */
  readonly came: 'signed' | 'unsigned' | 'checked';
}

/** Works on wet desks as a person. */
export interface WetDeskWork {
  /** Puts waiting papers into a batch. */
  composeBatch(which?: ComposeOptions, options?: CommandOptions): Promise<DeskBatch>;
  /** Takes a batch apart that was not sent; its papers wait again. */
  dissolveBatch(
    batchId: string,
    why: OfSignatory & { readonly reason: string },
    options?: CommandOptions,
  ): Promise<void>;
  /** Takes a batch to whoever signs now: the signatory or the deputy. */
  sendBatch(
    batchId: string,
    to?: OfSignatory & { readonly to?: string },
    options?: CommandOptions,
  ): Promise<void>;
  /** Reports papers of a batch that came back; the rest stays out. */
  returnBatch(batchId: string, what?: ReturnOptions, options?: CommandOptions): Promise<void>;
  /** Ends a batch; answers with the applications whose papers are missing. */
  closeBatch(batchId: string, of?: OfSignatory, options?: CommandOptions): Promise<readonly string[]>;
  /** Reports a paper by its code: signed, or back unsigned, or checked back if it was reported signed before. */
  scanPaper(
    code: string,
    how?: OfSignatory & { readonly unsigned?: string },
    options?: CommandOptions,
  ): Promise<ScanResult>;
  /** Reports that a paper cannot be found; it stays listed until it is scanned or its application ends. */
  paperLost(
    applicationId: string,
    why: OfSignatory & { readonly reason: string },
    options?: CommandOptions,
  ): Promise<void>;
  /** Says that a signatory is away, and who signs meanwhile. */
  away(absence: AwayOptions, options?: CommandOptions): Promise<void>;
  /** Says that a signatory is back. */
  back(of?: OfSignatory, options?: CommandOptions): Promise<void>;
}

/** @internal */
export function wetDeskReads(context: FacadeContext): WetDeskReads {
  const { calendar, wetDesks } = context.core.config;
  const deskOf = async (signatory: string | undefined) =>
    (await read(context, 'desk', signatory ?? onlySignatory(context))).state;
  return {
    async desk(signatory) {
      const { papers } = await deskOf(signatory);
      return Object.entries(papers)
        .map(([applicationId, { kind, since, place, batchId, promised, reason }]) => {
          return { applicationId, kind, since, place, batchId, promised, reason };
        })
        .sort((a, b) => a.since - b.since);
    },
    async wetDesk(named) {
      const state = await deskOf(named);
      const { signatory, counts, batches, absences } = state;
      return {
        signatory,
        papers: { ...counts },
        batches: Object.values(batches).sort((a, b) => a.no - b.no),
        absences: absences.filter(({ until }) => until === null || until > context.clock.now()),
        forecast: deskOutlook({ calendar, desks: wetDesks }, state, context.clock.now()),
      };
    },
    async batchSheet(batchId, { signatory, ...options } = {}) {
      const sheet = batchSheet(await deskOf(signatory), batchId, options);
      return sheet ?? notFound('signing.batchSheet', `open batch '${batchId}'`);
    },
  };
}

/** @internal */
export function wetDeskWork(context: FacadeContext, actor: Actor): WetDeskWork {
  const named = (signatory: string | undefined) => signatory ?? onlySignatory(context);
  /** A paper's own application knows whose desk it lies on. */
  async function ofPaper(signatory: string | undefined, applicationId: string | undefined): Promise<string> {
    if (signatory !== undefined || applicationId === undefined) return named(signatory);
    const { state } = await read(context, 'application', applicationId);
    return state.context.rules.signatory ?? named(undefined);
  }

  return {
    async composeBatch({ signatory, limit, kinds, order } = {}, options) {
      const of = named(signatory);
      const events = await give(
        context,
        actor,
        {
          type: 'batch.compose',
          signatory: of,
          ...(limit === undefined ? {} : { limit }),
          ...(kinds === undefined ? {} : { kinds: [...kinds] }),
          ...(order === undefined ? {} : { order }),
        },
        options,
      );
      const { batchId } = eventOf(events, 'batch.composed');
      const { state } = await read(context, 'desk', of);
      return state.batches[batchId] ?? notFound('signing.composeBatch', `open batch '${batchId}'`);
    },
    async dissolveBatch(batchId, { signatory, reason }, options) {
      const body = { type: 'batch.dissolve', signatory: named(signatory), batchId, reason } as const;
      await give(context, actor, body, options);
    },
    async sendBatch(batchId, { signatory, to } = {}, options) {
      const body = { type: 'batch.send', signatory: named(signatory), batchId } as const;
      await give(context, actor, to === undefined ? body : { ...body, to }, options);
    },
    async returnBatch(batchId, { signatory, signed, unsigned, reason } = {}, options) {
      await give(
        context,
        actor,
        {
          type: 'batch.return',
          signatory: named(signatory),
          batchId,
          ...(signed === undefined ? {} : { signed: [...signed] }),
          ...(unsigned === undefined ? {} : { unsigned: [...unsigned] }),
          ...(reason === undefined ? {} : { reason }),
        },
        options,
      );
    },
    async closeBatch(batchId, { signatory } = {}, options) {
      const body = { type: 'batch.close', signatory: named(signatory), batchId } as const;
      const events = await give(context, actor, body, options);
      return events.flatMap((event) => (event.type === 'paper.missed' ? [event.applicationId] : []));
    },
    async scanPaper(code, { signatory, unsigned } = {}, options) {
      const parsed = parsePaperCode(code);
      const applicationId = parsed.ok && parsed.of === 'paper' ? parsed.id : undefined;
      const body = {
        type: 'paper.scan',
        signatory: await ofPaper(signatory, applicationId),
        code,
        ...(unsigned === undefined ? {} : { unsigned }),
      } as const;
      // The desk is asked first, so that a command that is repeated gets its first answer.
      const sent = await attempt(context, actor, body, options);
      if (applicationId === undefined)
        return sent.ok ? notFound('signing.scanPaper', 'such paper') : thrown(sent);
      if (sent.ok) return { applicationId, came: unsigned === undefined ? 'signed' : 'unsigned' };
      if (sent.code !== 'not-found' || unsigned !== undefined) return thrown(sent);
      const commandId = options?.commandId;
      await give(
        context,
        actor,
        { type: 'wetSignature.checked', applicationId },
        commandId === undefined ? options : { ...options, commandId: `${commandId}/checked` },
      );
      return { applicationId, came: 'checked' };
    },
    async paperLost(applicationId, { signatory, reason }, options) {
      const of = await ofPaper(signatory, applicationId);
      await give(context, actor, { type: 'paper.lost', signatory: of, applicationId, reason }, options);
    },
    async away({ signatory, reason, from, until, deputy }, options) {
      await give(
        context,
        actor,
        {
          type: 'signatory.away',
          signatory: named(signatory),
          reason,
          ...(from === undefined ? {} : { from: instant('from', from) }),
          ...(until === undefined ? {} : { until: instant('until', until) }),
          ...(deputy === undefined ? {} : { deputy }),
        },
        options,
      );
    },
    async back({ signatory } = {}, options) {
      await give(context, actor, { type: 'signatory.back', signatory: named(signatory) }, options);
    },
  };
}

function eventOf<T extends OfficeEvent['type']>(
  events: readonly OfficeEvent[],
  type: T,
): Extract<OfficeEvent, { type: T }> {
  const found = events.find((event): event is Extract<OfficeEvent, { type: T }> => event.type === type);
  return found ?? notFound(type, `event '${type}'`);
}

/** Finds the signatory whom nobody needs to name, because there is no other. @internal */
export function onlySignatory({ core }: FacadeContext): string {
  return only(
    'signatory',
    core.config.kinds.flatMap((kind) => (kind.signature ? [kind.signature.by] : [])),
  );
}

/** Finds the only one of its kind. @internal */
export function only(field: string, names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const [first] = distinct;
  if (first !== undefined && distinct.length === 1) return first;
  throw issuesError('invalid-data', field, [
    { field, rule: `must be named, because there are ${distinct.join(', ') || 'none'}`, value: undefined },
  ]);
}
