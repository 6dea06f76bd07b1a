// The detector and the router without an office: a host with its own database keeps a signing service's health, and
// asks for each document whether the service or the pen will be sooner. The service first grows slow, then fails every
// second call, then hangs, and comes back after lunch.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { defineCalendar } from 'loket/calendar';
import {
  type CallSeen,
  createSignerHealth,
  createSigningRouter,
  type DeskPace,
  deskFinish,
  type HealthCommand,
  type HealthState,
} from 'loket/signing';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const at = (time: string) => Date.parse(`2026-03-02T${time}+07:00`);
const clock = (time: number) => new Date(time + 7 * hour).toISOString().slice(11, 16);
const kind = 'deed';
const maxInFlight = 4;

const hours = { mon: [{ from: '08:00', to: '15:00' }] };
const calendar = defineCalendar({
  id: 'town-hall',
  timeZone: 'Asia/Jakarta',
  hours,
  years: { 2026: { source: 'made up', holidays: [] } },
});
const health = createSignerHealth({ provider: 'tte', maxInFlight });
const router = createSigningRouter({ wetAdvantageMs: hour });

const folder = mkdtempSync(join(tmpdir(), 'loket-'));
const database = new Database(join(folder, 'host.db'));
database.exec(`
  CREATE TABLE health (provider TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
  CREATE TABLE journal (number INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
  CREATE TABLE timers (name TEXT PRIMARY KEY, due INTEGER NOT NULL) STRICT;
  CREATE TABLE documents (id INTEGER PRIMARY KEY, came INTEGER NOT NULL, signed TEXT, sent INTEGER) STRICT;
`);
database.prepare('INSERT INTO health VALUES (?, ?)').run('tte', JSON.stringify(health.initial()));

function load(): HealthState {
  const row = database.prepare('SELECT state FROM health WHERE provider = ?').get('tte') as { state: string };
  return JSON.parse(row.state) as HealthState;
}

/** Decides, and keeps events, state and timers together or not at all. */
function give(command: HealthCommand): void {
  database.transaction(() => {
    const state = load();
    const outcome = health.decide(state, command);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) {
      health.evolve(state, event);
      database.prepare('INSERT INTO journal (event) VALUES (?)').run(JSON.stringify(event));
    }
    database.prepare('UPDATE health SET state = ? WHERE provider = ?').run(JSON.stringify(state), 'tte');
    for (const effect of outcome.effects) {
      if (effect.type === 'timer.set') {
        database.prepare('INSERT OR REPLACE INTO timers VALUES (?, ?)').run(effect.timer, effect.dueAt);
      }
      if (effect.type === 'timer.clear') {
        database.prepare('DELETE FROM timers WHERE name = ?').run(effect.timer);
      }
    }
  })();
}

/** The service as it is at a time; the host's client of it would stand here. */
let calls = 0;
function call(time: number): CallSeen {
  calls++;
  if (time < at('09:00') || time >= at('12:45')) return { outcome: 'ok', tookMs: 1_200 };
  if (time < at('09:20')) return { outcome: 'ok', tookMs: 7_000 };
  // What is refused was surely not signed, so it may be tried again.
  if (time < at('09:40')) {
    return calls % 2 === 0 ? { outcome: 'ok', tookMs: 7_000 } : { outcome: 'unavailable', tookMs: 50 };
  }
  // Nobody knows whether it signed: such a document is looked up, never sent again.
  return { outcome: 'unknown', tookMs: 30_000 };
}

const count = (sql: string, ...values: unknown[]) =>
  (database.prepare(`SELECT count(*) AS n FROM documents WHERE ${sql}`).get(...values) as { n: number }).n;

/** How fast the pen is: papers go out together, and are back after an hour. */
function pen(time: number): DeskPace {
  return {
    signatory: 'head',
    absences: [],
    startsAt: time,
    backlog: count(`signed = 'wet' AND sent > ?`, time - hour),
    batch: 20,
    msPerPaper: minute,
    turnaroundMs: hour,
  };
}

let now = '';
let toPen = false;
const story: string[] = [];
for (let time = at('08:00'); time < at('14:30'); time += 5 * second) {
  if ((time - at('08:00')) % (2 * minute) === 0) {
    database.prepare('INSERT INTO documents (came) VALUES (?)').run(time);
  }
  for (const { name } of database.prepare('SELECT name FROM timers WHERE due <= ?').all(time) as {
    name: string;
  }[]) {
    database.prepare('DELETE FROM timers WHERE name = ?').run(name);
    const { outcome, tookMs } = call(time);
    give({ type: 'health.probed', at: time, kind, ok: outcome === 'ok', tookMs });
  }

  const waiting = database
    .prepare('SELECT id, came FROM documents WHERE signed IS NULL ORDER BY id')
    .all() as {
    id: number;
    came: number;
  }[];
  let started = 0;
  let toDesk = 0;
  for (const [i, { id, came }] of waiting.entries()) {
    const state = load();
    const limit = health.limit(state, kind);
    const choice = router.choose({
      at: time,
      now: health.now(state, kind, time),
      waitingSince: came,
      ahead: i - toDesk,
      limit,
      usualMs: 1_200,
      fullLimit: maxInFlight,
      wetBy: deskFinish(calendar, pen(time), 1),
      wetRoom: true,
    });
    if (choice.to === 'wet') {
      toDesk++;
      database.prepare(`UPDATE documents SET signed = 'wet', sent = ? WHERE id = ?`).run(time, id);
    }
    if (choice.to !== 'electronic' || started >= limit) continue;
    started++;
    const seen = call(time);
    give({ type: 'health.observe', at: time, kind, calls: [seen] });
    const signed = { ok: 'electronic', unknown: 'unknown', unavailable: null, rejected: null }[seen.outcome];
    database.prepare('UPDATE documents SET signed = ?, sent = ? WHERE id = ?').run(signed, time, id);
  }

  const { why } = health.now(load(), kind, time);
  const lane = load().lanes[kind]?.state ?? 'closed';
  if (`${lane}, ${why}` !== now) {
    now = `${lane}, ${why}`;
    toPen = false;
    story.push(why);
    console.log(`${clock(time)}  ${now}; ${count('signed IS NULL')} wait`);
  }
  if (toDesk > 0 && !toPen) {
    toPen = true;
    story.push('pen');
    console.log(`${clock(time)}  the pen is sooner: ${toDesk} go to the desk`);
  }
}

const electronic = count(`signed = 'electronic'`);
const wet = count(`signed = 'wet'`);
const unknown = count(`signed = 'unknown'`);
console.log(`${electronic} electronically, ${wet} by hand, ${unknown} to be looked up; ${calls} calls`);
assert.deepEqual(story, [
  'healthy',
  'signer-slow',
  'signer-limping',
  'signer-down',
  'pen',
  'signer-recovering',
  'healthy',
]);
assert.ok(wet > 0 && electronic > wet && unknown <= 2 && count('signed IS NULL') === 0);

// The journal alone gives the stored health.
const events = database.prepare('SELECT event FROM journal ORDER BY number').all() as { event: string }[];
let replayed = health.initial();
for (const { event } of events) replayed = health.evolve(replayed, JSON.parse(event));
assert.deepEqual(replayed, load());

database.close();
rmSync(folder, { recursive: true, force: true });
