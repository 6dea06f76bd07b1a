import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PriorityQueue } from 'js-sdsl';
import Database from 'libsql';
import { createOffice } from '../src/index.js';
import { dukcapil } from '../src/indonesia/index.js';
import { createScheduler, type QueueCommand, type QueueState } from '../src/queue/index.js';
import { Line, Slots } from '../src/queue/line.js';
import { sqliteStore } from '../src/stores/sqlite/index.js';
import { testClock } from '../src/testing/index.js';
import { chance } from '../tests/support/chance.js';
import { type Effort, type Figure, interleaved, median, ratioOf, round } from './lib.js';

const day = '2019-07-17';
const by = { id: 'ani', role: 'officer' };
const services = ['families', 'identity', 'children', 'moves'];
const room = createScheduler({
  counters: [
    { id: 'A', services: ['families', 'identity', 'children'] },
    { id: 'B', services: ['families', 'moves'] },
  ],
  services: services.map((id) => ({ id, prefix: id.slice(0, 1).toUpperCase() })),
});

function give(queue: QueueState, command: QueueCommand): QueueState {
  const outcome = room.decide(queue, command);
  if (!outcome.ok) throw new Error(outcome.message);
  for (const event of outcome.events) room.evolve(queue, event);
  return queue;
}

/** A hall in which people of three classes wait for several services. */
function waiting(count: number): QueueState {
  const queue = room.open(day);
  for (let i = 0; i < count; i++) {
    const id = `${i}`;
    const kind = services[i % services.length] ?? '';
    const more =
      i % 5 === 0 ? { priority: { reason: 'elderly' } } : i % 7 === 0 ? { appointment: { at: i } } : {};
    give(queue, { type: 'ticket.issue', id, at: i, by, kind, applicant: { ref: `p-${i}` }, ...more });
    if ('appointment' in more) {
      give(queue, { type: 'ticket.checkIn', id: `in-${i}`, at: i, by, ticketId: `${day}/${i}` });
    }
  }
  return queue;
}

/** Calls the next and finds a place, against a filter and a sort of all tickets by when they are due. */
function call(effort: Effort): Figure {
  const count = 10_000;
  const state = waiting(count);
  const mine = `${day}/7532`;
  const command = { type: 'ticket.callNext', id: 'c', at: count, by, counter: 'A' } as const;
  const mineWaitsFor = room.ticket(state, mine)?.context.service ?? '';
  const rivals = new Set(['A', 'B'].flatMap((id) => state.counters[id]?.context.services ?? []));
  const offered = new Set(state.counters.A?.context.services ?? []);
  if (!rivals.has(mineWaitsFor)) throw new Error('nobody offers what is waited for');
  const sort = () => {
    const line = Object.values(state.tickets)
      .filter(({ state, context }) => state === 'waiting' && rivals.has(context.service))
      .sort(({ context: a }, { context: b }) => a.key - b.key || a.sequence - b.sequence);
    const first = line.find(({ context }) => offered.has(context.service));
    return { first: first?.context.id, ahead: line.findIndex(({ context }) => context.id === mine) };
  };
  const called = room.decide(state, command);
  const first = called.ok && called.events[0]?.type === 'ticket.called' ? called.events[0].ticketId : '';
  const expected = sort();
  if (first !== expected.first || room.ahead(state, mine) !== expected.ahead) {
    throw new Error('the two do not agree on who is next');
  }
  const [ours, peer] = interleaved(
    [() => [room.decide(state, command), room.ahead(state, mine)], sort],
    effort,
  );
  const ratio = ratioOf(peer, ours);
  return {
    name: 'queue.call',
    ours: round(median(ours ?? [])),
    peer: round(median(peer ?? [])),
    unit: 'µs a call',
    ratio: round(ratio),
    goal: '>= 1000',
    met: ratio >= 1000,
    note: `${count} waiting, three classes, four services; the peer filters and sorts by when they are due, without shares`,
  };
}

/** Nanoseconds of one work: the median of short batches, so that what takes the processor away in between is not counted. */
function each<T>(list: readonly T[], work: (one: T) => unknown): number {
  const batch = Math.min(1000, Math.ceil(list.length / 5));
  const times: number[] = [];
  for (let from = 0; from < list.length; from += batch) {
    const to = Math.min(list.length, from + batch);
    const start = performance.now();
    for (let i = from; i < to; i++) work(list[i] as T);
    times.push(((performance.now() - start) * 1e6) / (to - from));
  }
  return median(times);
}

/** Nanoseconds of one cancel in a line of `count`, by its place; the rank of the others stays exact. */
function cancelLine(count: number, gone: readonly number[]): number {
  const line = new Line(new Slots());
  for (let i = 1; i <= count; i++) line.add(i, i);
  const time = each(gone, (one) => line.remove(one, one));
  const before = gone.filter((one) => one < count / 2).length;
  if (line.before(count / 2, count / 2) !== count / 2 - 1 - before) throw new Error('the rank is not exact');
  return time;
}

/** The same of a heap, which knows no rank. */
function cancelHeap(count: number, gone: readonly number[]): number {
  const heap = new PriorityQueue<number>(
    Array.from({ length: count }, (_, i) => i + 1),
    (a, b) => a - b,
    false,
  );
  const time = each(gone, (one) => heap.remove(one));
  if (heap.length !== count - gone.length) throw new Error('the heap did not remove them');
  return time;
}

/** Nanoseconds of one cancel through the room: the command decided, and its event kept. */
function cancelInRoom(state: QueueState, gone: readonly number[]): number {
  const commands = gone.map(
    (one): QueueCommand => ({
      type: 'ticket.cancel',
      id: `x-${one}`,
      at: 1e6,
      by,
      ticketId: `${day}/${one}`,
      reason: 'left',
    }),
  );
  return each(commands, (command) => give(state, command));
}

/** Half of the numbers from 1 to `count`, in an order without pattern. */
function half(count: number, seed: number): number[] {
  const random = chance(seed);
  const all = Array.from({ length: count }, (_, i) => i + 1);
  for (let i = 0; i < count / 2; i++) {
    const other = i + random.nat(count - i);
    [all[i], all[other]] = [all[other] as number, all[i] as number];
  }
  return all.slice(0, count / 2);
}

function cancel({ rounds }: Effort): Figure[] {
  const times = { ours: [], peer: [], small: [], large: [], room: [] } as Record<string, number[]>;
  const state = waiting(100_000);
  for (let i = -1; i < rounds; i++) {
    const gone = half(100_000, i + 2);
    const one = {
      ours: cancelLine(100_000, gone),
      // A heap that loses half of its people would take minutes.
      peer: cancelHeap(100_000, gone.slice(0, 500)),
      small: cancelLine(10_000, half(10_000, i + 2)),
      large: cancelLine(1_000_000, half(1_000_000, i + 2)),
      // Each round takes others out of the same hall.
      room: cancelInRoom(
        state,
        Array.from({ length: 2000 }, (_, n) => (n * 37 + i + 1) % 100_000),
      ),
    };
    // The first round warms up.
    if (i >= 0) for (const [name, time] of Object.entries(one)) times[name]?.push(time);
  }
  const { ours, peer, small, large, room } = times;
  const ratio = ratioOf(peer, ours);
  const growth = ratioOf(large, small);
  const roomRatio = ratioOf(peer, room);
  return [
    {
      name: 'queue.cancel',
      ours: round(median(ours ?? [])),
      peer: round(median(peer ?? [])),
      unit: 'ns a cancel',
      ratio: round(ratio),
      goal: '>= 100',
      met: ratio >= 100,
      note: 'half of a line of 100,000 leaves in no order, the exact rank maintained; the peer is 500 times remove of a PriorityQueue of js-sdsl, which knows no rank',
    },
    {
      name: 'queue.cancel.growth',
      ours: round(median(large ?? [])),
      peer: round(median(small ?? [])),
      unit: 'ns a cancel',
      ratio: round(growth),
      goal: '<= 3',
      met: growth <= 3,
      note: 'half of a line of 1,000,000 leaves in no order, against half of one of 10,000',
    },
    {
      name: 'queue.cancel.room',
      ours: round(median(room ?? [])),
      peer: round(median(peer ?? [])),
      unit: 'ns a cancel',
      ratio: round(roomRatio),
      goal: null,
      met: null,
      note: 'ticket.cancel decided and its event kept, 100,000 waiting for four services; the peer is the bare heap',
    },
  ];
}

/** p99 of calling the next through the engine, with its durable commit, and of a bare commit of its event, in turn. */
async function commit({ rounds }: Effort): Promise<Figure> {
  const long = rounds > 3;
  const count = long ? 10_000 : 1000;
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-'));
  const start = '2019-07-17T08:00+07:00';
  const at = Date.parse(start);
  const figures: [number, number][] = [];
  const p99 = (all: readonly number[]) =>
    [...all].sort((x, y) => x - y)[Math.floor(all.length * 0.99)] ?? Number.NaN;
  const store = sqliteStore({ path: join(folder, 'queue.db') });
  const bare = new Database(join(folder, 'bare.db'));
  try {
    const office = createOffice({
      ...dukcapil({ regency: '35.07' }),
      counters: [{ id: 'A', services: ['civil-acts'] }],
      clock: testClock(start),
      store,
    });
    const desk = office.as(by);
    for (let i = 0; i < count; i++) {
      await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: `v-${i}` } });
    }
    bare.pragma('journal_mode = WAL');
    bare.pragma('synchronous = FULL');
    bare.exec('CREATE TABLE e (position INTEGER PRIMARY KEY, event TEXT) STRICT');
    const insert = bare.prepare('INSERT INTO e (event) VALUES (?)');
    for (let round = 0; round < Math.min(rounds, 5); round++) {
      const ours: number[] = [];
      const peer: number[] = [];
      for (let i = 0; i < (long ? 600 : 200); i++) {
        const before = performance.now();
        const sent = await office.engine.send({
          type: 'ticket.callNext',
          id: `c-${round}-${i}`,
          at,
          by,
          counter: 'A',
        });
        const between = performance.now();
        const events = sent.ok ? sent.events : [];
        bare.exec('BEGIN IMMEDIATE');
        insert.run(JSON.stringify(events));
        bare.exec('COMMIT');
        ours.push(between - before);
        peer.push(performance.now() - between);
        const [called] = events;
        if (called?.type !== 'ticket.called') throw new Error('nobody was called');
        await office.engine.send({
          type: 'ticket.finish',
          id: `f-${round}-${i}`,
          at,
          by,
          ticketId: called.ticketId,
        });
      }
      figures.push([p99(ours), p99(peer)]);
    }
  } finally {
    store.close();
    bare.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    name: 'queue.commit',
    ours: round(median(figures.map(([ours]) => ours))),
    peer: round(median(figures.map(([, peer]) => peer))),
    unit: 'ms, p99 of one call',
    ratio: round(median(figures.map(([ours, peer]) => ours / peer))),
    goal: null,
    met: null,
    note: `call next through the engine on SQLite with its durable commit, ${count} waiting at first; the peer is one bare commit of its event row`,
  };
}

export async function queue(effort: Effort): Promise<Figure[]> {
  return [call(effort), ...cancel(effort), await commit(effort)];
}
