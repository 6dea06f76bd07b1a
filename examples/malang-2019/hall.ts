import type { Actor, Desk } from 'loket';
import type { Input, Kind } from './input.js';
import type { MalangOffice } from './malang-office.js';
import type { Called, Notebook } from './notebook.js';
import { again, type Visitor } from './scenario.js';
import { addDays, dayOf, minuteMs } from './time.js';

/** Lets a person act, within the step that is being taken. */
export type ActAs = (actor: Actor) => Desk;

const noShowMs = 2 * minuteMs;
const machine = { id: 'number-machine', role: 'kiosk' };
const officerAt = (counter: string) => ({ id: `officer-${counter}`, role: 'officer' });

/** The hall: people take numbers, counters call them, and at closing those who are left are sent home. */
export function hall(input: Input, place: MalangOffice, book: Notebook) {
  const { office, clock, counters } = place;
  const { calendar, kinds } = office.core.config;
  const services = new Map(kinds.map((kind) => [kind.id, kind.service]));
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
    const { kind, ref, area } = visitor;
    const { ticketId } = await as(machine).queue.issue({ kind, applicant: { ref, area } });
    book.write('waiting', ticketId, visitor);
    if (!calendar.isOpen(clock.now())) return;
    const service = services.get(kind) ?? '';
    const free = counters.find(({ id, services: its }) => book.read('idle', id) && its.includes(service));
    if (free) await call(free.id, as);
  }

  async function call(counter: string, as: ActAs): Promise<void> {
    book.write('idle', counter, true);
    if (!calendar.isOpen(clock.now())) return;
    const called = await as(officerAt(counter)).queue.callNext({ counter });
    const visitor = called && book.read('waiting', called.ticketId);
    if (!called || !visitor) return;
    book.erase('idle', counter);
    book.erase('waiting', called.ticketId);
    const { ticketId, applicationId } = called;
    const who = { counter, called: { ticketId, applicationId } };
    if (visitor.outcome === 'noShow') {
      book.plan(clock.now() + noShowMs, { do: 'noShow', ...who });
      return;
    }
    const asks = visitor.afterCard?.minutes ?? 0;
    const minutes = visitor.minutes * (await slowness(visitor.kind, as)) + asks;
    book.plan(clock.now() + Math.round(minutes * minuteMs), { do: 'serve', ...who, visitor });
  }

  return {
    arrive,
    async noShow(counter: string, { ticketId }: Called, as: ActAs): Promise<void> {
      await as(officerAt(counter)).queue.noShow(ticketId);
      await call(counter, as);
    },
    /** Ends a visit: the request is found right, or a paper is missing. */
    async serve(counter: string, visitor: Visitor, called: Called, as: ActAs): Promise<void> {
      const { applicationId, ticketId } = called;
      const officer = as(officerAt(counter));
      if (visitor.outcome === 'incomplete') {
        await officer.documents.return(applicationId, { reason: 'a paper is missing' });
        await officer.queue.finish(ticketId);
      } else {
        await officer.documents.pass(applicationId);
        await officer.queue.finish(ticketId);
        book.write('visits', applicationId, visitor);
        const { recordAfter } = visitor;
        if (recordAfter !== null) {
          book.plan(clock.now() + Math.round(recordAfter * minuteMs), { do: 'record', applicationId });
        }
        // No card is in sight: a temporary certificate bridges the wait, at the same counter.
        if (visitor.afterCard) {
          const { id } = await officer.documents.issueTemporary(applicationId);
          await officer.documents.pass(id);
          book.write('visits', id, visitor.afterCard);
        }
      }
      await call(counter, as);
    },
    /** Counters that have nobody call the next. */
    async open(as: ActAs): Promise<void> {
      for (const { id } of counters) if (book.read('idle', id)) await call(id, as);
    },
    /** Sends home who still waits; some come back on the next morning, in the same order. */
    async close(nextDay: boolean, as: ActAs): Promise<void> {
      const tomorrow = addDays(dayOf(clock.now()), 1);
      let order = 0;
      for (const [ticketId, visitor] of book.entries('waiting')) {
        await as(machine).queue.cancel(ticketId, { reason: 'closing time' });
        book.erase('waiting', ticketId);
        if (!nextDay || !visitor.comesBack) continue;
        const back = again(visitor, tomorrow, order++);
        book.plan(back.at, { do: 'arrive', visitor: back });
      }
    },
  };
}
