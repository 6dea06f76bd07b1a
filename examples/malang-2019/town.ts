import type { OfficeEvent } from 'loket';
import { paperCode } from 'loket/signing';
import { chance } from './chance.js';
import { desk } from './desk.js';
import { type ActAs, hall, tailOf } from './hall.js';
import type { Input } from './input.js';
import { cardMedium, type MalangOffice } from './malang-office.js';
import type { Notebook, Plan } from './notebook.js';
import { backAt, backlogOf, daysOf, recordsOf, visitorsOf } from './scenario.js';
import { dayMs, dayOf, hourMs, instantOf, minuteMs } from './time.js';
import { wetBatches } from './wet-batches.js';

const inspectionMs = 15 * minuteMs;
const clerk = { id: 'clerk', role: 'officer' };
const head = { id: 'head', role: 'head' };

type Moved = Extract<OfficeEvent, { type: 'ticket.carriedIn' }>;

/** The people in and around the office: what they will do is in their notebook, and nothing is in their heads. */
export function town(input: Input, place: MalangOffice, book: Notebook) {
  const { office, clock } = place;
  const { calendar, kinds } = office.core.config;
  const inspected = new Set(kinds.filter((kind) => kind.signature === null).map((kind) => kind.id));
  const lobby = hall(input, place, book);
  const pickup = desk(input, place, book);
  const pen = wetBatches(book, clock.now, place.sheetPrinted);
  const opening = (at: number) => calendar.nextOpening(at) ?? at;
  const days = daysOf(input);
  const start = instantOf(input.firstDay.value, '00:00');
  const end = start + days.length * dayMs;

  /** Plans when a document that is ready is collected, if it is in this week. */
  function collect(applicationId: string): void {
    const visitor = book.read('visits', applicationId);
    const now = clock.now();
    if (visitor) {
      if (visitor.collectAfter === null) return;
      const at = opening(now + Math.round(visitor.collectAfter * minuteMs));
      book.plan(at, { do: 'handOver', applicationId });
      return;
    }
    const luck = chance(input.seed.value, `pickup ${applicationId}`);
    if (luck() >= input.collectCard.value) return;
    // A person of the backlog is told, and comes on another day.
    const nextDay = calendar.deadline(dayOf(now), { days: 1, count: 'working' });
    if (!nextDay.ok) return;
    const at = instantOf(nextDay.day, '08:00') + Math.round(luck() * 3 * hourMs);
    book.plan(at, { do: 'handOver', applicationId });
  }

  /** Fills the hoppers with the morning's or the afternoon's share of the blanks. */
  async function load(quantity: number, as: ActAs): Promise<void> {
    const { printing } = as(clerk);
    const stock = (await printing.stock()).find(({ medium }) => medium === cardMedium);
    let left = Math.min(quantity, stock?.warehouse ?? 0);
    for (const [i, printerId] of place.cardPrinters.entries()) {
      const part = Math.ceil(left / (place.cardPrinters.length - i));
      if (part > 0) await printing.load({ printerId, quantity: part });
      left -= part;
    }
  }

  function planDay(day: string): void {
    const { hours } = calendar.info(day);
    for (const [i, span] of hours.entries()) {
      const share = input.cardBlanksPerDay.value / hours.length;
      const quantity = i === 0 ? Math.ceil(share) : Math.floor(share);
      book.plan(span.opensAt, { do: 'load', quantity });
      book.plan(span.opensAt, { do: 'open' });
    }
    const ends = hours.flatMap(({ opensAt, closesAt }) =>
      Array.from({ length: Math.ceil((closesAt - opensAt) / hourMs) }, (_, i) =>
        Math.min(opensAt + (i + 1) * hourMs, closesAt),
      ),
    );
    const papers = Math.max(1, Math.floor(input.sheetsPerDay.value / ends.length));
    for (const span of hours.slice(0, -1)) book.plan(span.closesAt, { do: 'pause' });
    book.plan(instantOf(day, '06:15'), { do: 'morning' });
    book.plan(instantOf(day, input.lateCountersAt.value), { do: 'openLate' });
    const until = instantOf(day, input.numbersUntil.value);
    for (let at = instantOf(day, '10:00'); at <= until; at += 15 * minuteMs) {
      book.plan(at, { do: 'watchDoors' });
    }
    for (const at of ends) book.plan(at, { do: 'signByHand', papers });
    const closing = hours.at(-1)?.closesAt;
    if (closing !== undefined) book.plan(closing, { do: 'close' });
  }

  return {
    start,
    end,
    /** Plans the week before it begins. */
    planWeek(): void {
      for (const day of days) planDay(day);
      for (const visitor of visitorsOf(input, place.areas)) {
        book.plan(visitor.at, { do: 'arrive', visitor });
      }
      for (const { applicationId, at } of recordsOf(input, backlogOf(input, place.areas))) {
        book.plan(at, { do: 'record', applicationId });
      }
      const orderAt = Date.parse(input.wetOrderAt.value);
      if (orderAt < end) book.plan(orderAt, { do: 'order' });
      const quantity = input.deliveredBlanks.value;
      const deliveredAt = Date.parse(input.deliveredAt.value);
      if (quantity > 0 && deliveredAt < end) {
        book.plan(deliveredAt, { do: 'deliver', quantity });
        book.plan(instantOf(dayOf(deliveredAt), '13:00'), { do: 'load', quantity });
      }
    },
    /** Plans the next step of a document that came out of a printer. */
    printed(applicationId: string, kind: string): void {
      if (inspected.has(kind)) {
        book.plan(opening(clock.now() + inspectionMs), { do: 'inspect', applicationId });
      } else collect(applicationId);
    },
    /** Plans when the holder of a number that went to another day comes, if ever. */
    movedTo({ ticketId, to, sequence, appointmentAt, cause }: Moved): void {
      const visitor = book.read('holders', tailOf(ticketId));
      if (!visitor) return;
      const { slot, holder } = visitor.hall;
      if (cause === 'closing time') {
        lobby.moved(ticketId, visitor.comesBack ? backAt(to, sequence) : null);
      } else if (!holder) {
        // Moved once already, and not there yet when the server failed again.
        lobby.moved(ticketId, visitor.comesBack ? backAt(to, sequence) : null);
      } else if (holder.comesAt === null) {
        lobby.moved(ticketId, null);
      } else {
        const days = Math.round((instantOf(to, '12:00') - instantOf(dayOf(visitor.at), '12:00')) / dayMs);
        const early = slot === null ? 0 : holder.comesAt - slot;
        lobby.moved(ticketId, appointmentAt === null ? holder.comesAt + days * dayMs : appointmentAt + early);
      }
    },
    async act(plan: Plan, as: ActAs): Promise<void> {
      switch (plan.do) {
        case 'arrive':
          return lobby.arrive(plan.visitor, as);
        case 'serve':
          return lobby.serve(plan.counter, plan.visitor, plan.called, as);
        case 'noShow':
          return lobby.noShow(plan.counter, plan.called, as);
        case 'open':
          return lobby.open(as);
        case 'close':
          return lobby.close(as);
        case 'morning':
          return lobby.morning(as);
        case 'openLate':
          return lobby.openLate(as);
        case 'pause':
          return lobby.pause(as);
        case 'watchDoors':
          return lobby.watchDoors(as);
        case 'checkIn':
          return lobby.checkIn(plan.ticketId, as);
        case 'resume':
          return lobby.resume(plan.ticketId, as);
        case 'recall':
          return lobby.recall(plan.called, as);
        case 'load':
          return load(plan.quantity, as);
        case 'signByHand':
          return pen.hour(plan.papers, as);
        case 'found':
          return pen.found(plan.applicationId, paperCode(plan.applicationId), as);
        case 'record':
          return pickup.record(plan.applicationId, as);
        case 'deliver':
          await as(clerk).printing.receive({ medium: cardMedium, quantity: plan.quantity });
          return;
        case 'lost':
          return pickup.lost(plan.applicationId, as);
        case 'inspect':
          await as(clerk).documents.passInspection(plan.applicationId);
          return collect(plan.applicationId);
        case 'handOver':
          return pickup.handOver(plan.applicationId, as);
        case 'order':
          await as(head).signing.useWet({
            reason: 'TTE server maintenance',
            until: input.wetOrderUntil.value,
          });
      }
    },
  };
}
