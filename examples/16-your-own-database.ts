// A host with a database of its own: it stores the state as JSON, the effects in an outbox and the timers in a table, in
// one transaction, and asks loket only what follows from what.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { type ApplicationCommand, createLifecycle, type LifecycleState } from 'loket/documents';
import { dukcapil } from 'loket/indonesia';

const { calendar, kinds, media } = dukcapil({ regency: '35.07' });
const lifecycle = createLifecycle({
  calendar,
  kinds,
  media,
  signatures: [{ id: 'server', signatory: 'head' }],
  policy: {
    permits: (actor, { type }) =>
      type !== 'application.reject' || actor.role === 'head' || 'only the head rejects',
  },
});
assert.equal(lifecycle.verify().ok, true);

const folder = mkdtempSync(join(tmpdir(), 'loket-'));
const database = new Database(join(folder, 'host.db'));
database.exec(`
  CREATE TABLE applications (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE commands (id TEXT PRIMARY KEY, outcome TEXT NOT NULL) STRICT;
  CREATE TABLE outbox (id TEXT PRIMARY KEY, effect TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE timers (application TEXT, timer TEXT, due INTEGER, PRIMARY KEY (application, timer)) STRICT;
`);
const read = database.prepare('SELECT state FROM applications WHERE id = ?');
const insert = database.prepare('INSERT INTO applications VALUES (?, ?, ?)');
const update = database.prepare(
  'UPDATE applications SET revision = ?, state = ? WHERE id = ? AND revision = ?',
);

function load(id: string): LifecycleState {
  const row = read.get(id) as { state: string } | undefined;
  return row ? lifecycle.load(row.state) : lifecycle.initial(id);
}

/** Answers a command and keeps all that follows from it, or nothing. */
function dispatch(command: ApplicationCommand): string {
  return database.transaction(() => {
    // A command that comes twice is answered as the first time.
    const known = database.prepare('SELECT outcome FROM commands WHERE id = ?').get(command.id);
    if (known) return (known as { outcome: string }).outcome;
    const before = load(command.applicationId);
    const decision = lifecycle.decide(before, command);
    if (!decision.ok) return decision.code;
    const { state, effects, to } = decision;
    if (before.revision < 0) insert.run(command.applicationId, state.revision, JSON.stringify(state));
    else {
      const { changes } = update.run(
        state.revision,
        JSON.stringify(state),
        command.applicationId,
        before.revision,
      );
      assert.equal(changes, 1, 'another writer came first: load and decide again');
    }
    for (const effect of effects) {
      if (effect.type === 'timer.set') {
        database
          .prepare('INSERT OR REPLACE INTO timers VALUES (?, ?, ?)')
          .run(effect.applicationId, effect.timer, effect.dueAt);
      } else if (effect.type === 'timer.clear') {
        database
          .prepare('DELETE FROM timers WHERE application = ? AND timer = ?')
          .run(effect.applicationId, effect.timer);
      } else database.prepare('INSERT INTO outbox VALUES (?, ?, 0)').run(effect.id, JSON.stringify(effect));
    }
    database.prepare('INSERT INTO commands VALUES (?, ?)').run(command.id, to);
    return to;
  })();
}

const at = Date.parse('2019-07-17T08:00+07:00');
const ani = { id: 'ani', role: 'officer' };
const system = { id: 'host', role: 'system' };
const applicationId = 'a-1';
let count = 0;
const give = (command: Record<string, unknown>, by = ani) =>
  dispatch({
    id: `c-${++count}`,
    at: at + count * 60_000,
    by,
    applicationId,
    ...command,
  } as ApplicationCommand);

assert.equal(give({ type: 'application.open', kind: 'akta-lahir', applicant: { ref: 'v-1' } }), 'queued');
assert.equal(give({ type: 'application.call', ticketId: 't-1', counter: 'A' }), 'verifying');
assert.equal(give({ type: 'application.reject', reason: 'no papers' }), 'not-permitted');
assert.equal(give({ type: 'application.pass', id: 'pass-1' }), 'signing.waiting');
assert.equal(give({ type: 'application.pass', id: 'pass-1' }), 'signing.waiting');
console.log('A command that came twice was answered twice and kept once.');

/** Carries out what the outbox holds; a signer and a printer of the host's own would stand here. */
function work(): void {
  for (;;) {
    const row = database.prepare('SELECT id, effect FROM outbox WHERE done = 0 ORDER BY rowid LIMIT 1').get();
    if (!row) return;
    const { id, effect } = row as { id: string; effect: string };
    const { type, requestId, jobId } = JSON.parse(effect) as Record<string, string>;
    // The effect's id makes the commands' ids, so that one carried out again tells nothing new.
    if (type === 'signature.request') {
      give({ id: `${id}/started`, type: 'signature.started', requestId }, system);
      give({ id: `${id}/made`, type: 'signature.made', requestId, artifact: 'signed.pdf' }, system);
    }
    if (type === 'print.request') {
      give({ id: `${id}/assigned`, type: 'print.assigned', jobId, printerId: 'P1' }, system);
      give({ id: `${id}/completed`, type: 'print.completed', jobId, serial: 'S-1' }, system);
    }
    database.prepare('UPDATE outbox SET done = 1 WHERE id = ?').run(id);
  }
}
work();
assert.equal(load(applicationId).state, 'readyForPickup');
const [timer] = database.prepare('SELECT timer, due FROM timers').all() as { timer: string; due: number }[];
assert.equal(timer?.timer, 'claim');
console.log(`It is ready, and kept until ${calendar.dayOf((timer?.due ?? 0) - 1)}.`);

// Nobody came: the host's own timer table wakes it.
const due = database.prepare('SELECT application, timer FROM timers WHERE due <= ?').all(timer?.due ?? 0);
assert.equal(due.length, 1);
assert.equal(give({ type: 'claim.expire', at: timer?.due }, system), 'unclaimed');
for (const { text } of lifecycle.explain(load(applicationId))) console.log(text);

database.close();
rmSync(folder, { recursive: true, force: true });
