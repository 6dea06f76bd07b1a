import type { EventRecord } from 'loket';
import type { Check } from './check.js';
import { number } from './check.js';
import { length, paragraph, section, table } from './report-parts.js';
import { quantile } from './ticket-facts.js';
import { dayName, dayOf, timeOf } from './time.js';

/** A batch of papers that was taken to the head. */
export interface BatchFact {
  readonly no: number;
  readonly papers: number;
  readonly sentAt: number;
  readonly closedAt: number | null;
  readonly signed: number;
  readonly missing: number;
}

/** What the journal tells of papers for the pen, and of timestamps. */
export interface WetFacts {
  readonly batches: readonly BatchFact[];
  /** Papers that did not come back with their batch, and those of them that were signed all the same. */
  readonly missed: number;
  readonly foundAgain: number;
  /** Signatures by the level that they reached when they were made; none where the signer tells no level. */
  readonly withTimestamp: number;
  readonly withoutTimestamp: number;
  /** Documents that were given their timestamp later. */
  readonly upgraded: number;
  /** Milliseconds from the signature to the timestamp that was added later, ascending. */
  readonly upgradeWaits: readonly number[];
}

/** Follows batches and timestamps by their events. */
export function wetFacts(records: readonly EventRecord[]): WetFacts {
  const batches = new Map<string, { -readonly [K in keyof BatchFact]: BatchFact[K] }>();
  const composed = new Map<string, { no: number; papers: number }>();
  const missed = new Set<string>();
  const bare = new Map<string, number>();
  const upgradeWaits: number[] = [];
  let [foundAgain, withTimestamp] = [0, 0];
  let withoutTimestamp = 0;
  for (const { event, aggregate } of records) {
    switch (event.type) {
      case 'batch.composed':
        composed.set(event.batchId, { no: event.no, papers: event.applicationIds.length });
        break;
      case 'batch.sent': {
        const { no = 0, papers = 0 } = composed.get(event.batchId) ?? {};
        batches.set(event.batchId, { no, papers, sentAt: event.at, closedAt: null, signed: 0, missing: 0 });
        break;
      }
      case 'batch.closed': {
        const batch = batches.get(event.batchId);
        if (batch) Object.assign(batch, { closedAt: event.at, signed: event.signed, missing: event.missing });
        break;
      }
      case 'paper.missed':
        missed.add(event.applicationId);
        break;
      case 'paper.signed':
        if (missed.has(event.applicationId)) foundAgain++;
        break;
      case 'request.made':
        if (event.level === 'B-T') withTimestamp++;
        if (event.level === 'B-B') {
          withoutTimestamp++;
          bare.set(event.requestId, event.at);
        }
        break;
      case 'signature.upgraded': {
        const since = aggregate.kind === 'application' ? bare.get(event.requestId) : undefined;
        if (since !== undefined) upgradeWaits.push(event.at - since);
        break;
      }
      default:
        break;
    }
  }
  return {
    batches: [...batches.values()],
    missed: missed.size,
    foundAgain,
    withTimestamp,
    withoutTimestamp,
    upgraded: upgradeWaits.length,
    upgradeWaits: upgradeWaits.sort((a, b) => a - b),
  };
}

/** Holds them against what is claimed. */
export function wetChecks(facts: WetFacts): Check[] {
  const { batches, missed, foundAgain, withTimestamp, withoutTimestamp, upgraded } = facts;
  const papers = batches.reduce((sum, batch) => sum + batch.papers, 0);
  const closed = batches.filter(({ closedAt }) => closedAt !== null);
  const lost = closed.filter((batch) => batch.signed + batch.missing !== batch.papers);
  const checks: Check[] = [
    {
      id: 'papers-accounted',
      claim:
        'Every paper that was taken to the head came back signed or was missed by the office, and what was missed was found.',
      kept: lost.length === 0 && missed === foundAgain,
      found: `${number(papers)} papers in ${batches.length} batches, ${missed} missed when their batch came back, ${foundAgain} of them found`,
    },
  ];
  if (withTimestamp + withoutTimestamp === 0) return checks;
  checks.push({
    id: 'timestamps-later',
    claim:
      'While the authority for timestamps was down documents were signed all the same, and each of them was given its timestamp afterwards.',
    kept: withTimestamp > 0 && withoutTimestamp === upgraded,
    found: `${number(withTimestamp)} signed with a timestamp at once, ${withoutTimestamp} without, ${upgraded} of those given it later`,
  });
  return checks;
}

/** Tells them in the report. */
export function wetSection(facts: WetFacts): string {
  const { batches, withTimestamp, withoutTimestamp, upgraded, upgradeWaits } = facts;
  if (batches.length === 0) return '';
  const moment = (at: number | null) => (at === null ? 'still there' : `${dayName(dayOf(at))} ${timeOf(at)}`);
  const stamped =
    withTimestamp + withoutTimestamp === 0
      ? ''
      : paragraph(
          `Of the documents signed electronically ${withTimestamp} had a timestamp at once (PAdES B-T). ${withoutTimestamp} were signed while the authority for timestamps was down: they were given out without one (B-B), and ${upgraded} were given it later, half of them within ${length(quantile([...upgradeWaits], 0.5))}. Not one signature was lost for it.`,
        );
  return section(
    'Batches for the pen, and timestamps that came later',
    stamped,
    table(
      'Papers were taken to the head in batches, each with a printed list and a code for every paper.',
      ['batch', 'papers', 'taken', 'back', 'signed', 'missing'],
      batches.map(({ no, papers, sentAt, closedAt, signed, missing }) => [
        no,
        papers,
        moment(sentAt),
        moment(closedAt),
        signed,
        missing,
      ]),
      [2, 3],
    ),
  );
}
