import type { ActAs } from './hall.js';
import { type Input, prefixes } from './input.js';
import type { MalangOffice } from './malang-office.js';
import type { Notebook } from './notebook.js';
import { dayOf, instantOf, minuteMs } from './time.js';

const guard = { id: 'hall-guard', role: 'officer' };

/** Counters for documents whose officers come later; one at least is there from the beginning. */
export function lateCounters(input: Input, counters: MalangOffice['counters']): string[] {
  const documents = counters.filter(({ services }) => services.includes('families'));
  return documents.slice(Math.max(1, documents.length - input.lateCounters.value)).map(({ id }) => id);
}

/** The hall's day: counters open, pause and close, numbers end, and who was not served keeps the rank. */
export function hallDay(
  input: Input,
  place: MalangOffice,
  book: Notebook,
  { call }: { call(counter: string, as: ActAs): Promise<void> },
) {
  const { office, clock, counters } = place;
  const { calendar } = office.core.config;
  const late = lateCounters(input, counters);

  function next(at: number): string | undefined {
    const due = calendar.deadline(dayOf(at), { days: 1, count: 'working' });
    return due.ok ? due.day : undefined;
  }

  const isOver = () => {
    const closing = calendar.info(dayOf(clock.now())).hours.at(-1)?.closesAt;
    return closing === undefined || clock.now() >= closing;
  };

  /** Whether a counter may not call now; one whose last visit ended after closing time closes. */
  async function shut(counter: string, as: ActAs): Promise<boolean> {
    if (isOver()) {
      if (book.read('closing', counter)) {
        book.erase('closing', counter);
        await as(guard).queue.closeCounter(counter);
      }
      return true;
    }
    return !calendar.isOpen(clock.now()) || book.read('late', counter) === true;
  }

  /** Whether the people who wait at every line fill the minutes that its counters still have. */
  async function isFull(as: ActAs): Promise<boolean> {
    const { waiting } = await as(guard).queue.board();
    const { hours } = calendar.info(dayOf(clock.now()));
    const leftMs = hours.reduce(
      (sum, { opensAt, closesAt }) => sum + Math.max(0, closesAt - Math.max(clock.now(), opensAt)),
      0,
    );
    const lines = [...new Set(counters.map(({ services }) => services))];
    return lines.every((services) => {
      const people = waiting.reduce((sum, w) => sum + (services.includes(w.service) ? w.count : 0), 0);
      const desks = counters.filter((counter) => counter.services === services).length;
      return people * input.visitMinutes.value * minuteMs >= leftMs * desks;
    });
  }

  async function moveOn(ticketId: string, as: ActAs): Promise<void> {
    const to = next(clock.now());
    if (to !== undefined) await as(guard).queue.rebook(ticketId, { day: to, reason: 'closing time' });
  }

  return {
    next,
    isOver,
    shut,
    moveOn,
    /** Before numbers are given: counters whose officers come later do not count yet. */
    async morning(as: ActAs): Promise<void> {
      for (const id of late) {
        book.write('late', id, true);
        await as(guard).queue.closeCounter(id);
      }
    },
    async openLate(as: ActAs): Promise<void> {
      for (const id of late) {
        book.erase('late', id);
        await as(guard).queue.openCounter(id);
        if (book.read('idle', id)) await call(id, as);
      }
    },
    /** Counters that have nobody call the next. */
    async open(as: ActAs): Promise<void> {
      for (const { id } of counters) {
        if (book.read('late', id)) continue;
        await as(guard).queue.openCounter(id);
        if (book.read('idle', id)) await call(id, as);
      }
    },
    async pause(as: ActAs): Promise<void> {
      for (const { id } of counters) await as(guard).queue.pauseCounter(id, { reason: 'midday break' });
    },
    /** Looks whether the hall can still serve who comes; if not, numbers end for the day. */
    async watchDoors(as: ActAs): Promise<void> {
      const { queue } = as(guard);
      if ((await queue.board()).state !== 'open') return;
      const late = clock.now() >= instantOf(dayOf(clock.now()), input.numbersUntil.value);
      if (late) await queue.close({ reason: 'last number of the day' });
      else if (await isFull(as)) await queue.close({ reason: 'no more people can be served before closing' });
    },
    /** Ends the numbers of those who never came; everybody else who was not served keeps the rank. */
    async close(as: ActAs): Promise<void> {
      const { queue } = as(guard);
      const today = dayOf(clock.now());
      for (const [ticketId] of book.entries('expected')) {
        if (!ticketId.startsWith(today)) continue;
        book.erase('expected', ticketId);
        if ((await queue.find(ticketId))?.state !== 'expected') continue;
        await queue.cancel(ticketId, { reason: 'did not come' });
      }
      for (const { id } of counters) {
        if (book.read('idle', id)) await queue.closeCounter(id);
        else book.write('closing', id, true);
      }
      const to = next(clock.now());
      if (to !== undefined) await queue.carryOver({ to, reason: 'closing time' });
    },
  };
}

/** The services of the hall with the letters of their numbers, and how many numbers a day has. */
export function servicesOf({ ticketQuota }: Input) {
  return Object.entries(prefixes).map(([id, prefix]) => ({
    id,
    prefix,
    ticketQuota: ticketQuota.value[id as keyof typeof prefixes],
  }));
}
