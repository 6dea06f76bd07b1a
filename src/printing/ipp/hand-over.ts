import type { IppAnswer } from './client.js';
import type { Asking, Device, Ticket } from './device.js';
import { type JobFacts, type PrinterFacts, readJobs } from './facts.js';
import { jobStates, operations, statuses } from './operations.js';

/** What handing a job over came to. @internal */
export type HandedOver =
  /** Surely no document arrived. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** The printer refused, and made no job or gave it up again. */
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'taken'; readonly job: JobFacts | undefined }
  /** The document may have arrived; `open` when the printer may still be reading it. */
  | { readonly kind: 'silent'; readonly open: boolean; readonly id: number | undefined };

/** How a job goes over. @internal */
export type HandOver = 'create-job' | 'print-job';

/** Picks how: with its id known first, a job can be followed whatever becomes of its document. @internal */
export function wayOf({ operations: offered }: PrinterFacts): HandOver {
  const both = offered.includes(operations['Create-Job']) && offered.includes(operations['Send-Document']);
  return both ? 'create-job' : 'print-job';
}

/** Tells whether a job waits for a document that has not come. @internal */
export function isIncoming({ state, reasons }: JobFacts): boolean {
  const waits = state === jobStates.pending || state === jobStates.held;
  return waits && reasons.some((reason) => reason === 'job-incoming' || reason === 'job-data-insufficient');
}

/** Hands a job and its document over. @internal */
export async function handOver(
  place: Device,
  way: HandOver,
  ticket: Ticket,
  document: Uint8Array,
  asking: Asking,
): Promise<HandedOver> {
  if (way === 'print-job') return taken(await place.print(ticket, document, asking), undefined);
  const created = await place.create(ticket, asking);
  if (created.kind === 'answer' && created.message.code === statuses.operationNotSupported)
    return taken(await place.print(ticket, document, asking), undefined);
  const first = taken(created, undefined);
  // Without a document nothing comes out, whatever became of the answer.
  if (first.kind === 'silent') return giveUp(place, undefined, ticket, 'no answer came to the job', asking);
  if (first.kind !== 'taken') return first;
  const id = first.job?.id;
  if (id === undefined) return giveUp(place, undefined, ticket, 'the printer names no job', asking);
  const sent = taken(await place.sendDocument(id, ticket, document, asking), id);
  if (sent.kind === 'unsent') return giveUp(place, id, ticket, sent.reason, asking);
  if (sent.kind === 'refused') await giveUp(place, id, ticket, '', asking);
  return sent;
}

function taken(answer: IppAnswer, id: number | undefined): HandedOver {
  if (answer.kind === 'unreachable') return { kind: 'unsent', reason: answer.reason };
  if (answer.kind === 'silent') return { kind: 'silent', open: answer.open, id };
  const { code } = answer.message;
  // A printer that refuses a job has made none (RFC 8011 §4.2.1.2); what broke inside it may have.
  if (code === statuses.internalError) return { kind: 'silent', open: false, id };
  if (code >= statuses.badRequest) return { kind: 'refused', code };
  return { kind: 'taken', job: readJobs(answer.message)[0] };
}

/** Takes back a job without a document, as far as that goes, for it stands in the way of the next one. */
async function giveUp(
  place: Device,
  known: number | undefined,
  { key }: Ticket,
  reason: string,
  asking: Asking,
): Promise<HandedOver> {
  // The call may be over, and the job must go all the same; each request has a time of its own.
  const calm: Asking = { ...asking, signal: new AbortController().signal };
  let id = known;
  if (id === undefined) {
    const search = await place.find(key, undefined, calm);
    if (!('silent' in search) && search.found && isIncoming(search.found)) id = search.found.id;
  }
  if (id !== undefined) await place.cancel(id, calm);
  return { kind: 'unsent', reason };
}

/** Says of a refusal whether the document is to blame, which no other attempt mends. @internal */
export function blamesDocument(code: number): boolean {
  return code === statuses.documentFormatError || code === statuses.entityTooLarge;
}
