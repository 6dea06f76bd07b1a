import type { EventRecord, Office } from 'loket';
import { agenda } from './agenda.js';
import { chance } from './chance.js';
import { hall } from './hall.js';
import type { Input } from './input.js';
import { cardMedium, malangOffice } from './malang-office.js';
import { backlogOf, daysOf, recordsOf, type Visitor, visitorsOf } from './scenario.js';
import { dayMs, dayOf, hourMs, instantOf, minuteMs } from './time.js';

/** How far a run is, from 0 to 1, and what it is at. */
export type Progress = (done: number, what: string) => void;

/** What a week left behind: the journal is all that the report is made of. */
export interface Week {
  readonly records: readonly EventRecord[];
  readonly office: Office;
  /** Effects that nobody could carry out, and errors of adapters and listeners: none, if all is well. */
  readonly deadLetters: number;
  readonly errors: readonly unknown[];
}

/** Share of the bar that the import takes; by count of commands. */
const importShare = 0.6;
const rowsAtOnce = 1000;
const inspectionMs = 15 * minuteMs;

/** Plays the week: whatever comes first, a person or a timer of the office, sets the clock and acts. */
export async function runWeek(input: Input, progress: Progress): Promise<Week> {
  const place = malangOffice(input);
  const { office, clock } = place;
  const { calendar } = office.core.config;
  const plans = agenda();
  const records: EventRecord[] = [];
  const clerk = office.as({ id: 'clerk', role: 'officer' });
  const head = office.as({ id: 'head', role: 'head' });
  const luck = chance(input.seed.value, 'pickup');
  const days = daysOf(input);
  const start = instantOf(input.firstDay.value, '00:00');
  const end = start + days.length * dayMs;
  const visits = new Map<string, Visitor>();
  const inspected = new Set<string>(
    office.core.config.kinds.filter((kind) => kind.signature === null).map((kind) => kind.id),
  );
  const kindOf = new Map<string, string>();

  const desk = hall(input, place, plans, {
    passed(applicationId, visitor) {
      visits.set(applicationId, visitor);
      const { recordAfter } = visitor;
      if (recordAfter === null) return;
      plans.plan(clock.now() + Math.round(recordAfter * minuteMs), async () => {
        await clerk.documents.recordReady(applicationId);
      });
    },
  });

  /** Plans the next step of a document that just came out of a printer. */
  function printed(applicationId: string): void {
    const now = clock.now();
    if (inspected.has(kindOf.get(applicationId) ?? '')) {
      plans.plan(open(now + inspectionMs), async () => {
        await clerk.documents.passInspection(applicationId);
        collect(applicationId);
      });
    } else collect(applicationId);
  }

  function collect(applicationId: string): void {
    const visitor = visits.get(applicationId);
    const now = clock.now();
    if (visitor) {
      if (visitor.collectAfter === null) return;
      plans.plan(open(now + Math.round(visitor.collectAfter * minuteMs)), () => handOver(applicationId));
    } else if (luck() < input.collectCard.value) {
      // A person of the backlog is told, and comes on another day.
      const nextDay = calendar.deadline(dayOf(now), { days: 1, count: 'working' });
      if (!nextDay.ok) return;
      plans.plan(instantOf(nextDay.day, '08:00') + Math.round(luck() * 3 * hourMs), () =>
        handOver(applicationId),
      );
    }
  }

  async function handOver(applicationId: string): Promise<void> {
    const { state, applicant, milestones } = await office.documents.get(applicationId);
    // Who was promised a day in the next week went home, and comes on that day.
    if (state !== 'readyForPickup' || milestones.signed?.mode === 'wet') return;
    await clerk.documents.handOver(applicationId, { collector: { ref: applicant } });
  }

  const open = (at: number) => calendar.nextOpening(at) ?? at;

  /** The head signs as many papers as an hour allows, oldest first. */
  async function signByHand(hoursADay: number): Promise<void> {
    const papers = await head.signing.desk();
    const batch = papers.slice(0, Math.max(1, Math.floor(input.sheetsPerDay.value / hoursADay)));
    if (batch.length > 0) await head.signing.signedByHand(batch.map((paper) => paper.applicationId));
  }

  /** Fills the hoppers with the morning's or the afternoon's share of the blanks. */
  async function load(quantity: number): Promise<void> {
    const stock = (await office.printing.stock()).find(({ medium }) => medium === cardMedium);
    let left = Math.min(quantity, stock?.warehouse ?? 0);
    for (const [i, printerId] of place.cardPrinters.entries()) {
      const part = Math.ceil(left / (place.cardPrinters.length - i));
      if (part > 0) await clerk.printing.load({ printerId, quantity: part });
      left -= part;
    }
  }

  function planDay(day: string, last: boolean): void {
    const { hours } = calendar.info(day);
    for (const [i, span] of hours.entries()) {
      const share = input.cardBlanksPerDay.value / hours.length;
      plans.plan(span.opensAt, () => load(i === 0 ? Math.ceil(share) : Math.floor(share)));
      plans.plan(span.opensAt, () => desk.open());
    }
    const ends = hours.flatMap(({ opensAt, closesAt }) =>
      Array.from({ length: Math.ceil((closesAt - opensAt) / hourMs) }, (_, i) =>
        Math.min(opensAt + (i + 1) * hourMs, closesAt),
      ),
    );
    for (const at of ends) plans.plan(at, () => signByHand(ends.length));
    const closing = hours.at(-1)?.closesAt;
    if (closing !== undefined) plans.plan(closing, () => desk.close(!last));
  }

  office.on('*', (record) => {
    records.push(record);
    const { event } = record;
    if (event.type === 'application.opened' || event.type === 'application.imported') {
      kindOf.set(event.applicationId, event.kind);
    } else if (event.type === 'print.completed') printed(record.aggregate.id);
  });

  const rows = backlogOf(input, place.areas);
  for (let i = 0; i < rows.length; i += rowsAtOnce) {
    const { refused } = await clerk.documents.import(rows.slice(i, i + rowsAtOnce));
    const [first] = refused;
    if (first) throw new Error(`row ${i + first.index} refused: ${first.refusal.message}`);
    progress((importShare * (i + rowsAtOnce)) / rows.length, 'taking in the backlog');
  }

  for (const [i, day] of days.entries()) planDay(day, i === days.length - 1);
  for (const visitor of visitorsOf(input, place.areas)) plans.plan(visitor.at, () => desk.arrive(visitor));
  for (const { applicationId, at } of recordsOf(input, rows)) {
    plans.plan(at, async () => {
      await clerk.documents.recordReady(applicationId);
    });
  }
  const orderAt = Date.parse(input.wetOrderAt.value);
  if (orderAt < end) {
    plans.plan(orderAt, () =>
      head.signing.useWet({ reason: 'TTE server maintenance', until: input.wetOrderUntil.value }),
    );
  }

  for (;;) {
    const now = clock.now();
    const timer = await office.nextTimerAt();
    if (timer !== null && timer < now) throw new Error(`a timer of ${timer} was left behind at ${now}`);
    const planned = plans.nextAt();
    const next = Math.min(timer ?? end, planned ?? end, end);
    clock.set(next);
    if (planned === next) await plans.take()?.();
    await office.settle();
    if (next >= end) break;
    progress(importShare + (1 - importShare) * ((next - start) / (end - start)), dayOf(next));
  }
  const deadLetters = (await office.effects('refused')).length + (await office.effects('failed')).length;
  return { records, office, deadLetters, errors: place.errors };
}
