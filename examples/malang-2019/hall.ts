import type { Actor, Desk } from 'loket';
import { hallDay } from './hall-day.js';
import type { Input, Kind } from './input.js';
import type { MalangOffice } from './malang-office.js';
import type { Called, Notebook } from './notebook.js';
import { again, type Visitor } from './scenario.js';
import { minuteMs } from './time.js';

/** Lets a person act, within the step that is being taken. */
export type ActAs = (actor: Actor) => Desk;

const recallMs = minuteMs;
const noShowMs = 2 * minuteMs;
const machine = { id: 'number-machine', role: 'kiosk' };
const officerAt = (counter: string) => ({ id: `officer-${counter}`, role: 'officer' });

/** A ticket keeps the end of its id on every day to which it is carried. */
export const tailOf = (ticketId: string) => ticketId.slice(ticketId.indexOf('/') + 1);

/** The hall: people take numbers or come with one, and counters call them. */
export function hall(input: Input, place: MalangOffice, book: Notebook) {
  const { office, clock, counters } = place;
  const { calendar, kinds } = office.core.config;
  const services = new Map(kinds.map((kind) => [kind.id, kind.service]));
  const day = hallDay(input, place, book, { call });
  if (book.blank) for (const { id } of counters) book.write('idle', id, true);

  /** How much longer a visit takes while the document cannot be signed as usual. */
  async function slowness(kind: Kind, as: ActAs): Promise<number> {
    const [signer] = await as(machine).signing.status();
    const mode = signer?.kinds.find((k) => k.kind === kind)?.mode;
    // A temporary certificate is asked for in a minute and waits in the line for signatures, not at the counter.
    if (mode === undefined || kind === 'suket') return 1;
    if (mode === 'held') return input.slowWhileDown.value;
    return mode === 'wet' ? input.slowWhileWet.value : 1;
  }

  async function arrive(visitor: Visitor, as: ActAs): Promise<void> {
    const { kind, ref, area, hall: luck } = visitor;
    const service = services.get(kind) ?? '';
    const { queue } = as(machine);
    const board = await queue.board();
    const full = board.left.some((left) => left.service === service && left.numbers === 0);
    if (board.state !== 'open' || full) return turnAway(visitor);
    const { ticketId } = await queue.issue({
      kind,
      applicant: { ref, area },
      ...(luck.priority !== null && { priority: { reason: luck.priority } }),
      ...(luck.slot !== null && { appointment: { at: luck.slot } }),
      ...(luck.holder !== null && { remote: true }),
    });
    book.write('holders', tailOf(ticketId), visitor);
    if (luck.holder !== null) return expect(ticketId, luck.holder.comesAt);
    await wait(ticketId, visitor, as);
  }

  function turnAway(visitor: Visitor): void {
    const next = day.next(clock.now());
    const turned = (book.read('numbers', 'turned') ?? 0) + 1;
    book.write('numbers', 'turned', turned);
    if (!visitor.comesBack || next === undefined) return;
    const back = again(visitor, next, turned % 600);
    book.plan(back.at, { do: 'arrive', visitor: back });
  }

  function expect(ticketId: string, comesAt: number | null): void {
    book.write('expected', ticketId, true);
    if (comesAt !== null) book.plan(comesAt, { do: 'checkIn', ticketId });
  }

  /** Somebody is in the hall and waits; a counter that has nobody calls. */
  async function wait(ticketId: string, visitor: Visitor, as: ActAs): Promise<void> {
    const { illAfter } = visitor.hall;
    if (illAfter !== null) book.write('ill', ticketId, Math.round(clock.now() + illAfter * minuteMs));
    if (!calendar.isOpen(clock.now())) return;
    const service = services.get(visitor.kind) ?? '';
    const free = counters.find(({ id, services: its }) => book.read('idle', id) && its.includes(service));
    if (free) await call(free.id, as);
  }

  async function call(counter: string, as: ActAs): Promise<void> {
    book.write('idle', counter, true);
    if (await day.shut(counter, as)) return;
    const called = (await callIll(counter, as)) ?? (await as(officerAt(counter)).queue.callNext({ counter }));
    const visitor = called && book.read('holders', tailOf(called.ticketId));
    if (!called || !visitor) return;
    book.erase('idle', counter);
    book.erase('ill', called.ticketId);
    const { ticketId, applicationId } = called;
    const who = { counter, called: { ticketId, applicationId } };
    if (visitor.outcome === 'noShow') {
      book.plan(clock.now() + recallMs, { do: 'recall', ...who });
      book.plan(clock.now() + noShowMs, { do: 'noShow', ...who });
      return;
    }
    await begin(who, visitor, as);
  }

  /** Whoever was taken ill is called out of turn; the journal keeps who chose that, and why. */
  async function callIll(counter: string, as: ActAs) {
    const { queue } = as(officerAt(counter));
    const here = counters.find(({ id }) => id === counter)?.services ?? [];
    for (const [ticketId, from] of book.entries('ill')) {
      if (from > clock.now()) continue;
      const ticket = await queue.find(ticketId);
      if (ticket?.state !== 'waiting') book.erase('ill', ticketId);
      else if (here.includes(ticket.service))
        return queue.call(ticketId, { counter, reason: 'taken ill in the hall' });
    }
    return undefined;
  }

  async function begin(
    who: { readonly counter: string; readonly called: Called },
    visitor: Visitor,
    as: ActAs,
  ): Promise<void> {
    const asks = visitor.afterCard?.minutes ?? 0;
    const minutes = visitor.minutes * (await slowness(visitor.kind, as)) + asks;
    book.plan(clock.now() + Math.round(minutes * minuteMs), { do: 'serve', ...who, visitor });
  }

  /** The missing paper is not far: the number stays good for a while. */
  async function letFetch(ticketId: string, visitor: Visitor, minutes: number, as: ActAs): Promise<void> {
    const until = clock.now() + input.fetchWithin.value * minuteMs;
    await as(machine).queue.park(ticketId, { reason: 'fetches a missing paper', until });
    book.write('holders', tailOf(ticketId), { ...visitor, outcome: 'passed' });
    book.plan(Math.round(clock.now() + minutes * minuteMs), { do: 'resume', ticketId });
  }

  async function pass(visitor: Visitor, applicationId: string, as: ActAs, counter: string): Promise<void> {
    const { documents } = as(officerAt(counter));
    await documents.pass(applicationId);
    book.write('visits', applicationId, visitor);
    const { recordAfter } = visitor;
    if (recordAfter !== null) {
      book.plan(clock.now() + Math.round(recordAfter * minuteMs), { do: 'record', applicationId });
    }
    // No card is in sight: a temporary certificate bridges the wait, at the same counter.
    if (visitor.afterCard) {
      const { id } = await documents.issueTemporary(applicationId);
      await documents.pass(id);
      book.write('visits', id, visitor.afterCard);
    }
  }

  return {
    arrive,
    ...day,
    /** Somebody who took a number from afar, or whose number was moved to this day, is there. */
    async checkIn(ticketId: string, as: ActAs): Promise<void> {
      const { queue } = as(machine);
      const visitor = book.read('holders', tailOf(ticketId));
      // Moved to another day meanwhile; the notice says so.
      if ((await queue.find(ticketId))?.state !== 'expected' || !visitor) return;
      book.erase('expected', ticketId);
      await queue.checkIn(ticketId);
      await wait(ticketId, visitor, as);
    },
    /** Plans when the holder of a number that was moved to another day comes. */
    moved(ticketId: string, comesAt: number | null): void {
      expect(ticketId, comesAt);
    },
    async recall({ ticketId }: Called, as: ActAs): Promise<void> {
      await as(machine).queue.recall(ticketId);
    },
    async noShow(counter: string, { ticketId }: Called, as: ActAs): Promise<void> {
      const { queue } = as(officerAt(counter));
      const visitor = book.read('holders', tailOf(ticketId));
      if (visitor?.hall.backAfterMiss)
        book.write('holders', tailOf(ticketId), { ...visitor, outcome: 'passed' });
      const { state } = await queue.noShow(ticketId);
      if (state === 'waiting' && day.isOver()) await day.moveOn(ticketId, as);
      await call(counter, as);
    },
    /** The paper was fetched: the number waits again, by the time it waited from. */
    async resume(ticketId: string, as: ActAs): Promise<void> {
      const { queue } = as(machine);
      const visitor = book.read('holders', tailOf(ticketId));
      if ((await queue.find(ticketId))?.state !== 'parked' || !visitor) return;
      await queue.resume(ticketId);
      await wait(ticketId, visitor, as);
    },
    /** Ends a visit: the request is found right, or a paper is missing. */
    async serve(counter: string, visitor: Visitor, called: Called, as: ActAs): Promise<void> {
      const { applicationId, ticketId } = called;
      const { queue, documents } = as(officerAt(counter));
      const { fetchMinutes, also } = visitor.hall;
      if (visitor.outcome === 'incomplete' && fetchMinutes !== null && !day.isOver()) {
        await letFetch(ticketId, visitor, fetchMinutes, as);
        return call(counter, as);
      }
      if (visitor.outcome === 'incomplete') {
        await documents.return(applicationId, { reason: 'a paper is missing' });
        await queue.finish(ticketId);
        return call(counter, as);
      }
      await pass(visitor, applicationId, as, counter);
      if (also === null) {
        await queue.finish(ticketId);
        return call(counter, as);
      }
      const next = await queue.addService(ticketId, { kind: also });
      await queue.finish(ticketId);
      const second = { ...visitor, kind: also, afterCard: null, hall: { ...visitor.hall, also: null } };
      await begin({ counter, called: { ticketId, applicationId: next.applicationId } }, second, as);
    },
  };
}
