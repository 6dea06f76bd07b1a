import {
  type ApplicationView,
  importableStates,
  isHandoverCode,
  type RecordFailure,
  type RecordStage,
  viewApplication,
} from '../documents/index.js';
import { issuesError } from '../internal/errors.js';
import type { Actor } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import type { LocalDate } from '../internal/time.js';
import type { CommandBody } from './aggregates.js';
import {
  attemptMany,
  type CommandOptions,
  type FacadeContext,
  give,
  type Instant,
  notFound,
  read,
} from './facade.js';

/** Reads applications. */
export interface DocumentReads {
  /** Shows an application; throws a `LoketError` with code `refused` (`not-found`) when there is none. */
  get(applicationId: string): Promise<ApplicationView>;
  /** Finds an application; `undefined` when there is none. */
  find(applicationId: string): Promise<ApplicationView | undefined>;
  /** Lists applications in order of creation, those that rest in a state if one is given. */
  list(query?: {
    readonly state?: string;
    /** Id after which to go on. */
    readonly after?: string;
    /** How many at most, 1 to 10 000. Default 100. */
    readonly limit?: number;
  }): Promise<readonly ApplicationView[]>;
}

/** An application that is already under way, as a row to take in. */
export interface ImportRow {
  /** Id that it gets here; importing the same row again changes nothing. */
  readonly applicationId: string;
  readonly kind: string;
  readonly applicant: { readonly ref: string; readonly area?: string };
  /** Where it rests, as `printing.queued`. */
  readonly state: string;
  /** When it came there; decides its place in a queue. */
  readonly since: Instant;
  /** How it was or will be signed; needed where the state leaves it open. */
  readonly mode?: 'electronic' | 'wet' | 'none';
  /** Day that was promised. */
  readonly readyBy?: LocalDate;
  readonly serial?: string;
}

/** What an import came to. */
export interface ImportResult {
  /** Rows taken in now. */
  readonly taken: number;
  /** Rows that had been taken in before. */
  readonly repeated: number;
  /** Rows refused, each with its place in the list and the reason; nothing of them was kept. */
  readonly refused: readonly { readonly index: number; readonly row: ImportRow; readonly refusal: Refusal }[];
}

/** Says why something is done; the reason is kept, and told where the words have a place for it. */
export interface Why {
  /** 1 to 500 characters. */
  readonly reason: string;
}

/** Works on applications as a person. Each call returns the application as it is afterwards. */
export interface DocumentDesk extends DocumentReads {
  /** Finds the request complete and right; it goes on to signing or printing. */
  pass(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Sends the request back for correction. */
  return(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /** Takes the corrected request. */
  resubmit(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Refuses the request for good. */
  reject(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /** Ends the application, wherever nothing physical is in flight. */
  cancel(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /** Ends the application because another one asks for the same. */
  markDuplicate(
    applicationId: string,
    double: { readonly of: string },
    options?: CommandOptions,
  ): Promise<ApplicationView>;
  /** Replaces a document that was handed over; returns the new application, which is at the counter already. */
  reissue(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /** Issues the kind's temporary document, or renews it; returns its application, which is at the counter already. */
  issueTemporary(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Reports how far the record has come that it waits for. */
  recordAdvanced(
    applicationId: string,
    report: { readonly stage: RecordStage },
    options?: CommandOptions,
  ): Promise<ApplicationView>;
  /** Reports that the record came to nothing; a person decides what becomes of the application. */
  recordFailed(
    applicationId: string,
    report: Why & { readonly failure: RecordFailure },
    options?: CommandOptions,
  ): Promise<ApplicationView>;
  /** Asks for the record anew after it came to nothing. */
  restartRecord(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Promises a day anew: the one given, which must be an open day, or the first that can be kept. */
  renewCommitment(
    applicationId: string,
    promise?: { readonly readyBy?: LocalDate },
    options?: CommandOptions,
  ): Promise<ApplicationView>;
  /**
   * Looks through every promise that stands, and makes those anew whose day was declared a holiday meanwhile; for use
   * after the calendar was changed. Returns how many it looked at and how many it changed.
   */
  reviewCommitments(): Promise<{ readonly reviewed: number; readonly renewed: number }>;
  /** Reports that the record it waits for is print-ready. */
  recordReady(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Finds the print good. */
  passInspection(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Finds the print bad; it is destroyed and printed again. */
  failInspection(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /** Reports that the paper signed by hand was checked back. */
  checkBack(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Asks for a new print after the attempts were used up. */
  retryPrint(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Finds a finished document bad at the counter; it is destroyed and made again. */
  foundDefect(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /**
   * Hands the document over, to the applicant or a proxy; then its state is `collected`. A wrong one-time code is counted,
   * as `wrongCodes`, and the document stays where it is; after too many, only a new code helps (`code-locked`).
   */
  handOver(
    applicationId: string,
    to: {
      readonly collector: { readonly ref: string; readonly relation?: 'self' | 'proxy' };
      /** The one-time code that the collector gave. */
      readonly code?: string;
    },
    options?: CommandOptions,
  ): Promise<ApplicationView>;
  /** Makes a new one-time code and tells the applicant; the old one is worthless. */
  renewCode(applicationId: string, options?: CommandOptions): Promise<ApplicationView>;
  /** Destroys a document that nobody collected. */
  destroy(applicationId: string, why: Why, options?: CommandOptions): Promise<ApplicationView>;
  /** Takes in what is already under way, row by row, safe to repeat; refused rows come back with reasons. */
  import(rows: Iterable<ImportRow>): Promise<ImportResult>;
}

/** @internal */
export function documentReads(context: FacadeContext): DocumentReads {
  const find = async (applicationId: string) => {
    const { state, revision } = await read(context, 'application', applicationId);
    return revision === 0 ? undefined : viewApplication(state);
  };
  return {
    find,
    async get(applicationId) {
      return (await find(applicationId)) ?? notFound('documents.get', `application '${applicationId}'`);
    },
    async list({ state, after, limit = 100 } = {}) {
      const ids = await context.engine.list({ kind: 'application', state, after, limit });
      const views: ApplicationView[] = [];
      for (const id of ids) {
        const view = await find(id);
        if (view) views.push(view);
      }
      return views;
    },
  };
}

/** @internal */
export function documentDesk(context: FacadeContext, actor: Actor): DocumentDesk {
  const reads = documentReads(context);
  async function change(body: CommandBody & { applicationId: string }, options?: CommandOptions) {
    await give(context, actor, body, options);
    const { state } = await read(context, 'application', body.applicationId);
    return viewApplication(state);
  }
  return {
    ...reads,
    pass: (applicationId, options) => change({ type: 'application.pass', applicationId }, options),
    return: (applicationId, { reason }, options) =>
      change({ type: 'application.return', applicationId, reason }, options),
    resubmit: (applicationId, options) => change({ type: 'application.resubmit', applicationId }, options),
    reject: (applicationId, { reason }, options) =>
      change({ type: 'application.reject', applicationId, reason }, options),
    cancel: (applicationId, { reason }, options) =>
      change({ type: 'application.cancel', applicationId, reason }, options),
    recordReady: (applicationId, options) => change({ type: 'record.ready', applicationId }, options),
    passInspection: (applicationId, options) => change({ type: 'inspection.passed', applicationId }, options),
    failInspection: (applicationId, { reason }, options) =>
      change({ type: 'inspection.failed', applicationId, reason }, options),
    checkBack: (applicationId, options) => change({ type: 'wetSignature.checked', applicationId }, options),
    retryPrint: (applicationId, options) => change({ type: 'print.retry', applicationId }, options),
    markDuplicate: (applicationId, { of }, options) =>
      change({ type: 'application.markDuplicate', applicationId, of }, options),
    async reissue(applicationId, { reason }, options) {
      const { links } = await change({ type: 'application.reissue', applicationId, reason }, options);
      return reads.get(links?.supersededBy ?? '');
    },
    async issueTemporary(applicationId, options) {
      const { links } = await change({ type: 'temporary.issue', applicationId }, options);
      return reads.get(links?.temporary ?? '');
    },
    recordAdvanced: (applicationId, { stage }, options) =>
      change({ type: 'record.advanced', applicationId, stage }, options),
    recordFailed: (applicationId, { failure, reason }, options) =>
      change({ type: 'record.failed', applicationId, failure, reason }, options),
    restartRecord: (applicationId, options) => change({ type: 'record.restart', applicationId }, options),
    renewCommitment: (applicationId, { readyBy } = {}, options) =>
      change(
        { type: 'commitment.renew', applicationId, ...(readyBy === undefined ? {} : { readyBy }) },
        options,
      ),
    reviewCommitments: () => reviewCommitments(context, actor),
    foundDefect: (applicationId, { reason }, options) =>
      change({ type: 'defect.found', applicationId, reason }, options),
    renewCode: (applicationId, options) => change({ type: 'pickup.renewCode', applicationId }, options),
    async handOver(applicationId, { collector, code }, options) {
      if (code !== undefined && !(await isRightCode(context, applicationId, code))) {
        // The same command given again is the same wrong code.
        const once = options?.commandId === undefined ? {} : { commandId: `${options.commandId}/refused` };
        return change({ type: 'pickup.codeRefused', applicationId }, { ...options, ...once });
      }
      const proof = code === undefined ? {} : ({ proof: 'code' } as const);
      return change({ type: 'pickup.collected', applicationId, collector, ...proof }, options);
    },
    destroy: (applicationId, { reason }, options) =>
      change({ type: 'document.destroy', applicationId, reason }, options),
    async import(rows) {
      let taken = 0;
      let repeated = 0;
      const refused: ImportResult['refused'][number][] = [];
      let index = 0;
      for (const part of inParts(rows)) {
        const given = part.map((row) => {
          const since = typeof row.since === 'string' ? Date.parse(row.since) : row.since;
          // The row is data from outside; the command's schema checks every field of it.
          const body = { type: 'application.import', ...row, since } as CommandBody;
          return { body, commandId: `import:${row.applicationId}` };
        });
        for (const [i, sent] of (await attemptMany(context, actor, given)).entries()) {
          if (!sent.ok) refused.push({ index: index + i, row: part[i] as ImportRow, refusal: sent });
          else if (sent.repeated) repeated++;
          else taken++;
        }
        index += part.length;
      }
      return { taken, repeated, refused };
    },
  };
}

async function isRightCode(context: FacadeContext, applicationId: string, code: string): Promise<boolean> {
  const { state } = await read(context, 'application', applicationId);
  const number = state.context.handover?.codes;
  if (!context.handover) {
    throw issuesError('invalid-config', 'office', [
      { field: 'handover', rule: 'must be set where one-time codes are checked', value: undefined },
    ]);
  }
  if (number === undefined) return false;
  return isHandoverCode({ ...context.handover, applicationId, number }, code);
}

const promisedStates = [
  ...importableStates.filter((state) => /^(signing|signed|printing|printed)/.test(state)),
  'signing.electronic',
  'signing.unknown',
  'printing.running',
  'printing.unknown',
];

async function reviewCommitments(context: FacadeContext, actor: Actor) {
  let reviewed = 0;
  let renewed = 0;
  for (const state of promisedStates) {
    for (let after: string | undefined; ; ) {
      const ids = await context.engine.list({ kind: 'application', state, after, limit: rowsAtOnce });
      if (ids.length === 0) break;
      const given = ids.map((applicationId) => ({
        body: { type: 'commitment.review' as const, applicationId },
        commandId: context.newId(),
      }));
      for (const sent of await attemptMany(context, actor, given)) {
        if (!sent.ok) continue;
        reviewed++;
        if (sent.events.length > 0) renewed++;
      }
      after = ids.at(-1);
    }
  }
  return { reviewed, renewed };
}

/** Rows given to the engine at once, so that other commands need not wait for all of them. */
const rowsAtOnce = 100;

function* inParts(rows: Iterable<ImportRow>): Generator<ImportRow[]> {
  let part: ImportRow[] = [];
  for (const row of rows) {
    part.push(row);
    if (part.length < rowsAtOnce) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
