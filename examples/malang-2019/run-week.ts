import type { EventRecord, Office, OfficeEvent } from 'loket';
import type { Input } from './input.js';
import type { MalangOffice } from './malang-office.js';
import type { Planned } from './notebook.js';
import { backlogOf } from './scenario.js';
import { dayOf } from './time.js';
import { town } from './town.js';

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

const rowsAtOnce = 1000;

/**
 * Plays the week, or the rest of one that was broken off: whatever comes first, a person or a timer of the office, sets
 * the clock and acts. The clock stands still while a call is out.
 */
export async function runWeek(input: Input, place: MalangOffice, progress: Progress): Promise<Week> {
  const { office, clock, book, importShare } = place;
  const records: EventRecord[] = [...place.earlier];
  const last = records.at(-1);
  clock.set(Math.max(clock.now(), book.read('numbers', 'clock') ?? 0, last?.event.at ?? 0));
  const people = town(input, place, book);
  const kindOf = new Map<string, string>();
  let named = 0;
  office.on('*', (record) => records.push(record));

  if (book.read('numbers', 'imported') === undefined) {
    const rows = backlogOf(input, place.areas);
    const clerk = office.as({ id: 'clerk', role: 'officer' });
    for (let i = 0; i < rows.length; i += rowsAtOnce) {
      const { refused } = await clerk.documents.import(rows.slice(i, i + rowsAtOnce));
      const [first] = refused;
      if (first) throw new Error(`row ${i + first.index} refused: ${first.refusal.message}`);
      progress((importShare * (i + rowsAtOnce)) / rows.length, 'taking in the backlog');
    }
    await place.together(async () => {
      people.planWeek();
      book.write('numbers', 'imported', rows.length);
    });
  }

  /** Plans what follows from what the office has done since the journal was last read. */
  async function followUp(): Promise<void> {
    const came: string[] = [];
    const moved: Extract<OfficeEvent, { type: 'ticket.carriedIn' }>[] = [];
    for (; named < records.length; named++) {
      const { event, aggregate } = records[named] as EventRecord;
      if (event.type === 'application.opened' || event.type === 'application.imported') {
        kindOf.set(event.applicationId, event.kind);
      } else if (event.type === 'print.completed' && named >= (book.read('numbers', 'read') ?? 0)) {
        came.push(aggregate.id);
      } else if (event.type === 'ticket.carriedIn' && named >= (book.read('numbers', 'read') ?? 0)) {
        moved.push(event);
      }
    }
    if (came.length + moved.length === 0) return;
    await place.together(async () => {
      for (const id of came) people.printed(id, kindOf.get(id) ?? '');
      for (const event of moved) people.movedTo(event);
      book.write('numbers', 'read', named);
    });
  }

  async function take(planned: Planned): Promise<void> {
    await place.together(async (as) => {
      place.names(planned.id);
      await people.act(planned.plan, as);
      book.done(planned);
      book.write('numbers', 'clock', clock.now());
    });
  }

  for (;;) {
    await office.settle();
    await followUp();
    const now = clock.now();
    if (now >= people.end) break;
    const timer = await office.nextTimerAt();
    if (timer !== null && timer < now) throw new Error(`a timer of ${timer} was left behind at ${now}`);
    const planned = book.next();
    const next = Math.min(timer ?? people.end, planned?.at ?? people.end, people.end);
    clock.set(next);
    if (planned?.at === next) await take(planned);
    progress(
      importShare + (1 - importShare) * ((next - people.start) / (people.end - people.start)),
      dayOf(next),
    );
  }
  const deadLetters = (await office.effects('refused')).length + (await office.effects('failed')).length;
  return { records, office, deadLetters, errors: place.errors };
}
