import type { Desk } from 'loket';
import type { Agenda } from './agenda.js';
import type { Input, Kind } from './input.js';
import type { MalangOffice } from './malang-office.js';
import { again, type Visitor } from './scenario.js';
import { addDays, dayOf, minuteMs } from './time.js';

/** What happens after a request was found right: the record, the pickup. */
export interface Afterwards {
  passed(applicationId: string, visitor: Visitor): void;
}

const noShowMs = 2 * minuteMs;

/** The hall: people take numbers, counters call them, and at closing those who are left are sent home. */
export function hall(input: Input, place: MalangOffice, plans: Agenda, afterwards: Afterwards) {
  const { office, clock, counters } = place;
  const { calendar, kinds } = office.core.config;
  const machine = office.as({ id: 'number-machine', role: 'kiosk' }).queue;
  const officers = new Map<string, Desk>(
    counters.map(({ id }) => [id, office.as({ id: `officer-${id}`, role: 'officer' })]),
  );
  const services = new Map(kinds.map((kind) => [kind.id, kind.service]));
  const waiting = new Map<string, Visitor>();
  const idle = new Set(counters.map(({ id }) => id));

  /** How much longer a visit takes while the document cannot be signed as usual. */
  async function slowness(kind: Kind): Promise<number> {
    const [signer] = await office.signing.status();
    const mode = signer?.kinds.find((k) => k.kind === kind)?.mode;
    // A temporary certificate is asked for in a minute and waits in the line for signatures, not at the counter.
    if (mode === undefined || kind === 'suket') return 1;
    if (mode === 'held') return input.slowWhileDown.value;
    return mode === 'wet' ? input.slowWhileWet.value : 1;
  }

  async function arrive(visitor: Visitor): Promise<void> {
    const { kind, ref, area } = visitor;
    const { ticketId } = await machine.issue({ kind, applicant: { ref, area } });
    waiting.set(ticketId, visitor);
    if (!calendar.isOpen(clock.now())) return;
    const service = services.get(kind) ?? '';
    const free = counters.find((counter) => idle.has(counter.id) && counter.services.includes(service));
    if (free) await call(free.id);
  }

  async function call(counter: string): Promise<void> {
    idle.add(counter);
    const officer = officers.get(counter);
    if (!officer || !calendar.isOpen(clock.now())) return;
    const called = await officer.queue.callNext({ counter });
    const visitor = called && waiting.get(called.ticketId);
    if (!called || !visitor) return;
    idle.delete(counter);
    waiting.delete(called.ticketId);
    if (visitor.outcome === 'noShow') {
      plans.plan(clock.now() + noShowMs, async () => {
        await officer.queue.noShow(called.ticketId);
        await call(counter);
      });
      return;
    }
    const minutes = visitor.minutes * (await slowness(visitor.kind));
    plans.plan(clock.now() + Math.round(minutes * minuteMs), async () => {
      await serve(officer, visitor, called);
      await call(counter);
    });
  }

  async function serve(
    officer: Desk,
    visitor: Visitor,
    { applicationId, ticketId }: { readonly applicationId: string; readonly ticketId: string },
  ): Promise<void> {
    if (visitor.outcome === 'incomplete') {
      await officer.documents.return(applicationId, { reason: 'a paper is missing' });
      await officer.queue.finish(ticketId);
      return;
    }
    await officer.documents.pass(applicationId);
    await officer.queue.finish(ticketId);
    afterwards.passed(applicationId, visitor);
    // Asked for at once, while numbers are given out.
    if (visitor.afterCard && calendar.isOpen(clock.now())) await arrive(visitor.afterCard);
  }

  return {
    arrive,
    /** Counters that have nobody call the next. */
    async open(): Promise<void> {
      for (const counter of [...idle]) await call(counter);
    },
    /** Sends home who still waits; some come back on the next morning, in the same order. */
    async close(nextDay: boolean): Promise<void> {
      const tomorrow = addDays(dayOf(clock.now()), 1);
      let place = 0;
      for (const [ticketId, visitor] of [...waiting]) {
        await machine.cancel(ticketId, { reason: 'closing time' });
        waiting.delete(ticketId);
        if (!nextDay || !visitor.comesBack) continue;
        const back = again(visitor, tomorrow, place++);
        plans.plan(back.at, () => arrive(back));
      }
    },
  };
}
