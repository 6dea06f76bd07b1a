import type { EventRecord } from 'loket';
import { type Story, storiesOf, type Way } from './application-story.js';
import { type BlankRow, blankRows } from './blank-facts.js';
import { type DeskFacts, deskFacts } from './desk-facts.js';
import { type HallFacts, hallFacts } from './hall-facts.js';
import type { Input } from './input.js';
import { cardMedium } from './malang-office.js';
import { daysOf, followedRef } from './scenario.js';
import { type SignerFacts, signerFacts } from './signer-facts.js';
import { aheadAt, type QueueCurve, quantile, queueCurves, type WaitRow, waitsOf } from './ticket-facts.js';
import { type TicketStory, ticketsOf } from './ticket-story.js';
import { dayOf, instantOf, minuteMs } from './time.js';
import { type WetFacts, wetFacts } from './wet-facts.js';

export const ways: readonly Way[] = ['electronic', 'wet', 'none'];

/** What one day came to. */
export interface DayRow {
  readonly day: string;
  readonly passed: number;
  /** Documents that became ready, by way. */
  readonly ready: Readonly<Record<Way, number>>;
  readonly collected: number;
  /** Time from the counter's yes to ready, of documents passed on this day, by way. */
  readonly toReady: Readonly<
    Record<Way, { readonly count: number; readonly p50: number | null; readonly p90: number | null }>
  >;
}

/** How many promises of a basis were made on a day for a day, as the citizen was last told. */
export interface PromiseCell {
  readonly madeOn: string;
  readonly readyBy: string | null;
  readonly pending: string | null;
  readonly basis: Way;
  readonly count: number;
}

/** How many documents waited for a signature at a time, and how many of them need none. */
export interface SignatureWait {
  readonly at: number;
  readonly waiting: number;
  readonly unsignedKinds: number;
}

/** The man of the article's fact 12. */
export interface Followed {
  /** His number on each day on which he was there. */
  readonly tickets: readonly TicketStory[];
  readonly story: Story | undefined;
  readonly aheadAtArrival: number;
  readonly aheadAtEleven: number;
  /** Of the service starts that could come before his own, how many had come by 11:00. */
  readonly usedAtEleven: number;
}

/** All that the report says, computed from the journal and the inputs alone. */
export interface Facts {
  readonly days: readonly string[];
  readonly stories: ReadonlyMap<string, Story>;
  readonly tickets: readonly TicketStory[];
  readonly waits: readonly WaitRow[];
  readonly curves: readonly QueueCurve[];
  readonly hall: HallFacts;
  readonly dayRows: readonly DayRow[];
  readonly signer: SignerFacts;
  readonly blanks: readonly BlankRow[];
  readonly promises: readonly PromiseCell[];
  readonly signatureWaits: readonly SignatureWait[];
  readonly followed: Followed | undefined;
  readonly backlog: {
    readonly rows: number;
    readonly ready: number;
    readonly recorded: number;
    readonly printed: number;
    readonly collected: number;
  };
  readonly desk: DeskFacts;
  readonly wet: WetFacts;
  readonly events: number;
}

export function factsOf(records: readonly EventRecord[], input: Input): Facts {
  const days = daysOf(input);
  const stories = storiesOf(records);
  const tickets = ticketsOf(records);
  const all = [...stories.values()];
  const backlog = all.filter((story) => story.imported);
  const start = instantOf(input.firstDay.value, '00:00');
  return {
    days,
    stories,
    tickets,
    waits: waitsOf(tickets, days),
    curves: queueCurves(tickets, days),
    hall: hallFacts(records, tickets, days, input),
    dayRows: days.map((day) => dayRow(day, all)),
    signer: signerFacts(records),
    blanks: blankRows(records, cardMedium, { at: start, quantity: input.cardBlanks.value }),
    promises: promiseCells(all),
    signatureWaits: signatureWaits(all, days),
    followed: followedOf(tickets, stories, records),
    backlog: {
      rows: backlog.length,
      ready: backlog.filter((story) => story.jobAt !== null && story.recordAt === null).length,
      recorded: backlog.filter((story) => story.recordAt !== null).length,
      printed: backlog.filter((story) => story.printedAt !== null).length,
      collected: backlog.filter((story) => story.collectedAt !== null).length,
    },
    desk: deskFacts(records, cardMedium),
    wet: wetFacts(records),
    events: records.length,
  };
}

function dayRow(day: string, stories: readonly Story[]): DayRow {
  const passed = stories.filter((story) => story.passedAt !== null && dayOf(story.passedAt) === day);
  const ready = stories.filter((story) => story.readyAt !== null && dayOf(story.readyAt) === day);
  const collected = stories.filter((story) => story.collectedAt !== null && dayOf(story.collectedAt) === day);
  return {
    day,
    passed: passed.length,
    ready: byWay((way) => ready.filter((story) => story.way === way).length),
    collected: collected.length,
    toReady: byWay((way) => {
      const times = passed
        .flatMap(({ passedAt, readyAt, way: its }) =>
          its === way && passedAt !== null && readyAt !== null ? [readyAt - passedAt] : [],
        )
        .sort((a, b) => a - b);
      return { count: times.length, p50: quantile(times, 0.5), p90: quantile(times, 0.9) };
    }),
  };
}

function byWay<T>(of: (way: Way) => T): Record<Way, T> {
  return { electronic: of('electronic'), wet: of('wet'), none: of('none') };
}

function promiseCells(stories: readonly Story[]): PromiseCell[] {
  const cells = new Map<string, PromiseCell>();
  for (const { told } of stories) {
    const last = told.at(-1);
    if (!last) continue;
    const { readyBy, pending, basis } = last;
    const madeOn = dayOf(last.at);
    const key = [madeOn, readyBy ?? '', pending ?? '', basis].join('|');
    const count = (cells.get(key)?.count ?? 0) + 1;
    cells.set(key, { madeOn, readyBy, pending, basis, count });
  }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

const stepMs = 10 * minuteMs;

function signatureWaits(stories: readonly Story[], days: readonly string[]): SignatureWait[] {
  const waiting = stories.filter((story) => story.signatureEvents > 0);
  return days.flatMap((day) => {
    const from = instantOf(day, '07:30');
    return Array.from({ length: 49 }, (_, i) => from + i * stepMs).map((at) => {
      const now = waiting.filter(
        ({ passedAt, signedAt, ended }) =>
          passedAt !== null &&
          passedAt <= at &&
          at < (signedAt ?? Number.POSITIVE_INFINITY) &&
          ended === null,
      );
      return {
        at,
        waiting: now.length,
        unsignedKinds: now.filter((story) => !story.needsSignature).length,
      };
    });
  });
}

function followedOf(
  all: readonly TicketStory[],
  stories: ReadonlyMap<string, Story>,
  records: readonly EventRecord[],
): Followed | undefined {
  const tickets = all.filter(({ applicant }) => applicant === followedRef);
  const [first] = tickets;
  if (!first) return undefined;
  const eleven = instantOf(first.day, '11:00');
  const [told] = first.told;
  const starts = records.reduce(
    (last, { event, aggregate }) =>
      event.type === 'ticket.called' &&
      aggregate.id === first.day &&
      event.pool === told?.pool &&
      event.at <= eleven
        ? event.starts
        : last,
    told?.since ?? 0,
  );
  return {
    tickets,
    story: stories.get(first.applicationId),
    aheadAtArrival: aheadAt(all, first, first.issuedAt),
    aheadAtEleven: aheadAt(all, first, eleven),
    usedAtEleven: starts - (told?.since ?? 0),
  };
}
