import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createOffice,
  defineCalendar,
  defineDocumentKind,
  isLoketError,
  memoryStore,
  type OfficeStore,
} from 'loket';
import { sqliteStore } from 'loket/stores/sqlite';
import { testClock } from 'loket/testing';
import { afterAll, expect, inject, it } from 'vitest';
import type { OfficeCommand } from '../../src/office/index.js';
import { createScheduler, type QueueEvent, type QueueState } from '../../src/queue/index.js';
import { drawMove } from '../support/queue-moves.js';
import { QueueOracle } from '../support/queue-oracle.js';
import { chance, dayStart, days, drawConfig } from '../support/queue-worlds.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-queue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hours = [{ from: '08:00', to: '16:00' }];
const calendar = defineCalendar({
  id: 'town',
  timeZone: 'Asia/Jakarta',
  hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  years: { 2019: { source: 'made up', holidays: [] } },
});
const kinds = { a1: 'a', a2: 'a', b1: 'b', c1: 'c', c2: 'c', orphan: 'z' };

interface Opened {
  readonly store: OfficeStore;
  close(): void;
}

/** Tells a walk's commands to offices that follow each other over one store, each of which must find what the last had. */
async function walkThroughStore(seed: number, open: () => Opened, steps: number): Promise<number> {
  const pick = chance(seed);
  const config = drawConfig(pick);
  const { classes, appointments, noShow, maxRecalls, recallLockoutMs, insertions, ticketPrinter } = config;
  const clock = testClock(dayStart);
  const told = new Map<string, QueueEvent[]>(days.map((day) => [day, []]));
  let opened = open();
  const begin = () => {
    const office = createOffice({
      calendar,
      kinds: Object.entries(kinds).map(([id, service]) =>
        defineDocumentKind({ id, service, medium: 'paper' }),
      ),
      media: [{ id: 'paper', form: 'paper' }],
      counters: config.counters,
      services: config.services,
      queue: { classes, appointments, noShow, maxRecalls, recallLockoutMs, insertions, ticketPrinter },
      clock,
      store: opened.store,
    });
    office.engine.subscribe(({ aggregate, event }) => {
      if (aggregate.kind === 'queue') told.get(aggregate.id)?.push(event as QueueEvent);
    });
    return office;
  };
  let office = begin();
  const read = async (id: string) => (await office.engine.get({ kind: 'queue', id })).state as QueueState;
  const scheduler = createScheduler(config);
  let done = 0;
  for (let step = 0; step < steps; step++) {
    const day = days[pick.often(0.8) ? 0 : 1];
    const oracle = oracleLike(await read(day), config, day);
    const { payload } = drawMove(pick, oracle, clock.now(), 30);
    const by = { id: 'eva', role: 'system' };
    const command = { ...payload, id: `s${step}`, at: clock.now(), by };
    if (/^(queue|counter)\.|callNext$/.test(payload.type) && payload.type !== 'queue.signing') {
      Object.assign(command, { day });
    }
    try {
      const sent = await office.engine.send(command as OfficeCommand);
      if (sent.ok) done++;
    } catch (error) {
      if (!isLoketError(error)) throw error;
    }
    clock.advance(pick.oneOf([0, 500, 20_000, 60_000, 120_000]));
    if (pick.often(0.05)) await office.settle();
    if (!pick.often(0.06) && step < steps - 1) continue;
    const before = await Promise.all(days.map(async (id) => JSON.stringify(await read(id))));
    await office.stop();
    opened.close();
    opened = open();
    office = begin();
    const after = await Promise.all(days.map(async (id) => JSON.stringify(await read(id))));
    expect(after, `seed ${seed}, step ${step}`).toEqual(before);
    const replayed = days.map((id) => {
      const events = told.get(id) ?? [];
      return JSON.stringify(events.reduce(scheduler.evolve, scheduler.open(id)));
    });
    expect(replayed, `seed ${seed}, step ${step}: the events`).toEqual(before);
  }
  await office.stop();
  opened.close();
  return done;
}

/** What a move is drawn from: the tickets and counters as they are. */
function oracleLike(
  queue: QueueState,
  config: Parameters<typeof createScheduler>[0],
  day: string,
): QueueOracle {
  const oracle = new QueueOracle(config, day);
  for (const { state, context } of Object.values(queue.tickets)) oracle.tickets.push({ ...context, state });
  for (const [id, { state, context }] of Object.entries(queue.counters)) {
    const { services, pool, autoCall, reason } = context;
    oracle.counters.set(id, { id, state: state as 'open', services, pool, autoCall, reason });
  }
  return oracle;
}

it('finds the queue in a memory store as it was left, at any point', async () => {
  const store = memoryStore();
  const seed = inject('seed');
  const done = await walkThroughStore(seed, () => ({ store, close: () => undefined }), 300);
  expect(done).toBeGreaterThan(50);
});

it('finds the queue in a SQLite file as it was left, at any point', async () => {
  const path = join(folder, 'queue.db');
  const seed = inject('seed') + 1;
  const open = () => {
    const store = sqliteStore({ path });
    return { store, close: () => store.close() };
  };
  const done = await walkThroughStore(seed, open, 300);
  expect(done).toBeGreaterThan(50);
});
