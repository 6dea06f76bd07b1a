// Only the queue, in a host's own database: the day as JSON with a revision, its events in a journal, what the loudspeaker
// has to say in an outbox, all in one transaction. After a restart the day goes on where it was.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createScheduler, type QueueCommand, type QueueEvent, type QueueState } from 'loket/queue';

const minute = 60_000;
const day = '2026-03-02';
const at = (time: string) => Date.parse(`${day}T${time}+07:00`);

const scheduler = createScheduler({
  counters: [
    { id: '1', services: ['permits'] },
    { id: '2', services: ['permits'] },
  ],
  services: [{ id: 'permits', prefix: 'A' }],
  // Half of the starts are sure to those without a reason: a crowd of people with one cannot shut them out.
  classes: [
    { id: 'priority', targetMs: 0, share: 0.5, reasons: ['elderly', 'disability'] },
    { id: 'walkIn', targetMs: 30 * minute, share: 0.5 },
  ],
  // Without the hours of a day no wait can be told.
  planOf: () => ({ opensAt: at('08:00'), closesAt: at('15:00') }),
});

const folder = mkdtempSync(join(tmpdir(), 'loket-'));
const file = join(folder, 'host.db');
let database = new Database(file);
database.exec(`
  CREATE TABLE days (day TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE commands (id TEXT PRIMARY KEY, outcome TEXT NOT NULL) STRICT;
  CREATE TABLE journal (day TEXT, number INTEGER, event TEXT NOT NULL, PRIMARY KEY (day, number)) STRICT;
  CREATE TABLE outbox (id TEXT PRIMARY KEY, effect TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0) STRICT;
`);

function load(): { revision: number; queue: QueueState } {
  const row = database.prepare('SELECT revision, state FROM days WHERE day = ?').get(day) as
    | { revision: number; state: string }
    | undefined;
  return row
    ? { revision: row.revision, queue: scheduler.load(JSON.parse(row.state)) }
    : { revision: 0, queue: scheduler.open(day) };
}

/** Answers a command and keeps all that follows from it, or nothing; returns the events. */
function give(command: QueueCommand): readonly QueueEvent[] {
  return database.transaction(() => {
    // A command that comes twice is answered as the first time.
    const known = database.prepare('SELECT outcome FROM commands WHERE id = ?').get(command.id);
    if (known) return JSON.parse((known as { outcome: string }).outcome) as QueueEvent[];
    const { revision, queue } = load();
    const outcome = scheduler.decide(queue, command);
    if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
    const { events, effects } = outcome;
    const after = events.reduce((state, event) => scheduler.evolve(state, event), queue);
    const state = JSON.stringify(after);
    if (revision === 0) database.prepare('INSERT INTO days VALUES (?, 1, ?)').run(day, state);
    else {
      const { changes } = database
        .prepare('UPDATE days SET revision = revision + 1, state = ? WHERE day = ? AND revision = ?')
        .run(state, day, revision);
      assert.equal(changes, 1, 'another writer came first: load and decide again');
    }
    const { kept } = database.prepare('SELECT count(*) AS kept FROM journal WHERE day = ?').get(day) as {
      kept: number;
    };
    for (const [i, event] of events.entries()) {
      database.prepare('INSERT INTO journal VALUES (?, ?, ?)').run(day, kept + i, JSON.stringify(event));
    }
    for (const [i, effect] of effects.entries()) {
      // This host keeps no applications; it only has a loudspeaker.
      if (effect.type !== 'announce') continue;
      database
        .prepare('INSERT INTO outbox VALUES (?, ?, 0)')
        .run(`${command.id}/${i}`, JSON.stringify(effect));
    }
    database.prepare('INSERT INTO commands VALUES (?, ?)').run(command.id, JSON.stringify(events));
    return events;
  })();
}

/** Says what the outbox holds; a loudspeaker of the host's own would stand here. */
function speak(): string[] {
  const rows = database.prepare('SELECT id, effect FROM outbox WHERE done = 0 ORDER BY rowid').all();
  return (rows as { id: string; effect: string }[]).map(({ id, effect }) => {
    const { number, counter } = JSON.parse(effect) as { number: string; counter: string };
    database.prepare('UPDATE outbox SET done = 1 WHERE id = ?').run(id);
    return `${number} to counter ${counter}`;
  });
}

const kiosk = { id: 'kiosk', role: 'kiosk' };
const eva = { id: 'eva', role: 'officer' };
const issue = (ref: string, time: string, reason?: string) =>
  give({
    type: 'ticket.issue',
    id: ref,
    at: at(time),
    by: kiosk,
    kind: 'permits',
    applicant: { ref },
    ...(reason === undefined ? {} : { priority: { reason } }),
  });
const callNext = (counter: string, time: string) => {
  const events = give({ type: 'ticket.callNext', id: `call-${time}`, at: at(time), by: eva, counter });
  return events.find((event) => event.type === 'ticket.called');
};
const finish = (ticketId: string, time: string) =>
  give({ type: 'ticket.finish', id: `finish-${time}`, at: at(time), by: eva, ticketId });

for (const [i, ref] of ['v-1', 'v-2', 'v-3'].entries()) issue(ref, `08:0${i}`);
const issued = issue('v-4', '08:03', 'elderly').find((event) => event.type === 'ticket.issued');
assert.deepEqual(issue('v-4', '08:03', 'elderly'), [issued]);
assert.equal(Object.keys(load().queue.tickets).length, 4);
console.log(`A command that came twice gave one number: ${issued?.number}.`);

// What the fourth and the third can be told while they wait.
for (const ref of ['v-4', 'v-3']) {
  const { queue } = load();
  const ticketId = `${day}/${ref}`;
  const [bound] = scheduler.bound(queue, ticketId, at('08:04')) ?? [];
  const ahead = scheduler.ahead(queue, ticketId);
  console.log(
    `${scheduler.ticket(queue, ticketId)?.context.number}: ${ahead} ahead, at most ${bound?.starts} starts before it`,
  );
  assert.ok(ahead !== undefined && bound && ahead <= bound.starts);
}

const first = callNext('1', '08:05');
assert.deepEqual([first?.ticketId, first?.reason, first?.overtook], [`${day}/v-4`, 'due', 3]);
assert.ok(first?.told && first.told.used <= first.told.starts);
console.log(
  `called: v-4, because ${first?.reason}; it overtook ${first?.overtook}, told ${first?.told?.starts} starts at most`,
);
for (const { context } of scheduler.overtaken(load().queue, `${day}/v-4`, ['permits'])) {
  console.log(`  it overtook ${context.number}`);
}

// Others with a reason come; the share of those without one is due all the same.
for (const ref of ['v-5', 'v-6', 'v-7']) issue(ref, '08:06', 'disability');
const second = callNext('2', '08:07');
assert.deepEqual([second?.ticketId, second?.reason], [`${day}/v-1`, 'share']);
console.log(`called: v-1, because its class's ${second?.reason} was due`);
assert.deepEqual(speak(), ['A-004 to counter 1', 'A-001 to counter 2']);

// The process ends; another one opens the file and goes on.
const before = load().queue;
database.close();
database = new Database(file);
assert.deepEqual(load().queue, before);
finish(`${day}/v-4`, '08:12');
const third = callNext('1', '08:13');
assert.ok(third);
const [said] = speak();
console.log(`after the restart: ${said}`);
assert.equal(speak().length, 0);

// The journal alone gives the same day, to the letter.
const rows = database.prepare('SELECT event FROM journal WHERE day = ? ORDER BY number').all(day);
let replayed = scheduler.open(day);
for (const { event } of rows as { event: string }[]) {
  replayed = scheduler.evolve(replayed, JSON.parse(event) as QueueEvent);
}
const { state } = database.prepare('SELECT state FROM days WHERE day = ?').get(day) as { state: string };
assert.equal(JSON.stringify(replayed), state);
console.log(`${rows.length} events replayed give the stored day to the letter`);

database.close();
rmSync(folder, { recursive: true, force: true });
