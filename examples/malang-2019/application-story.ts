import type { EventRecord, OfficeEvent } from 'loket';

/** How a document was signed. */
export type Way = 'electronic' | 'wet' | 'none';

/** What was told to a citizen at a time. */
export interface Told {
  readonly at: number;
  readonly readyBy: string | null;
  readonly basis: Way;
  readonly pending: string | null;
  /** Event that carried it. */
  readonly with: OfficeEvent['type'];
}

/** One application, as its events tell it; times are epoch milliseconds, `null` where it never happened. */
export interface Story {
  readonly id: string;
  readonly kind: string;
  readonly imported: boolean;
  readonly needsSignature: boolean;
  readonly inspect: boolean;
  readonly told: Told[];
  /** Signature events, requests to the signer and papers on a desk: 0 for a kind without a signature. */
  signatureEvents: number;
  /** Prints that spoiled a blank. */
  spoiled: number;
  passedAt: number | null;
  recordAt: number | null;
  /** When its first print job came into the line. */
  jobAt: number | null;
  heldAt: number | null;
  wetAt: number | null;
  way: Way | null;
  signedAt: number | null;
  printedAt: number | null;
  readyAt: number | null;
  /** Before a mistake was found and it was made again, if that happened. */
  firstReadyAt: number | null;
  collectedAt: number | null;
  breachedAt: number | null;
  /** `returned`, `cancelled`, `duplicate` or `superseded`, if it ended so. */
  ended: string | null;
}

/** Folds the journal into one story an application. */
export function storiesOf(records: readonly EventRecord[]): Map<string, Story> {
  const stories = new Map<string, Story>();
  for (const { aggregate, event } of records) {
    switch (event.type) {
      case 'application.opened':
      case 'application.imported':
        stories.set(event.applicationId, begin(event));
        break;
      case 'job.queued': {
        const story = stories.get(event.applicationId);
        if (story) story.jobAt ??= event.at;
        break;
      }
      case 'request.accepted':
      case 'paper.received': {
        const story = stories.get(event.applicationId);
        if (story) story.signatureEvents++;
        break;
      }
      default: {
        const story = aggregate.kind === 'application' ? stories.get(aggregate.id) : undefined;
        if (story) advance(story, event);
      }
    }
  }
  return stories;
}

function begin(event: Extract<OfficeEvent, { type: 'application.opened' | 'application.imported' }>): Story {
  return {
    id: event.applicationId,
    kind: event.kind,
    imported: event.type === 'application.imported',
    needsSignature: event.rules.signatory !== null,
    inspect: event.rules.inspect,
    told: [],
    signatureEvents: 0,
    spoiled: 0,
    passedAt: null,
    recordAt: null,
    jobAt: null,
    heldAt: null,
    wetAt: null,
    way: event.rules.signatory === null ? 'none' : null,
    signedAt: null,
    printedAt: null,
    readyAt: null,
    firstReadyAt: null,
    collectedAt: null,
    breachedAt: null,
    ended: null,
  };
}

function advance(story: Story, event: OfficeEvent): void {
  const { at } = event;
  if (event.type.startsWith('signature.') || event.type.startsWith('wetSignature.')) story.signatureEvents++;
  if ('commitment' in event && event.commitment) {
    const { readyBy, basis, pending } = event.commitment;
    story.told.push({ at, readyBy, basis, pending, with: event.type });
  }
  switch (event.type) {
    case 'application.passed':
      story.passedAt = at;
      break;
    case 'record.ready':
      story.recordAt = at;
      break;
    case 'signature.held':
      story.heldAt ??= at;
      break;
    case 'signature.routedWet':
      story.way = 'wet';
      story.wetAt = at;
      break;
    case 'signature.made':
      story.way = 'electronic';
      story.signedAt = at;
      break;
    case 'wetSignature.made':
      story.signedAt = at;
      // Paper is ready as soon as it is printed and signed; a card also waits for its inspection.
      story.readyAt = at;
      break;
    case 'print.completed':
      story.printedAt = at;
      if (!story.inspect && story.way !== 'wet') story.readyAt = at;
      break;
    case 'print.spoiled':
      story.spoiled++;
      break;
    case 'inspection.passed':
      if (story.way !== 'wet') story.readyAt = at;
      break;
    case 'pickup.collected':
      story.collectedAt = at;
      break;
    case 'commitment.breached':
      story.breachedAt = at;
      break;
    case 'application.returned':
      story.ended = 'returned';
      break;
    case 'application.foundDuplicate':
      story.ended = 'duplicate';
      break;
    case 'application.superseded':
    case 'application.reissued':
      story.ended = 'superseded';
      break;
    case 'defect.found':
      // It is made again, and ready when that is.
      story.readyAt = null;
      break;
    case 'application.cancelled':
      story.ended = 'cancelled';
      break;
    default:
      break;
  }
  story.firstReadyAt ??= story.readyAt;
}
