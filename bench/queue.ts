import { createScheduler, type QueueState } from '../src/queue/index.js';
import { type Effort, type Figure, interleaved, median, ratioOf, round } from './lib.js';

const counters = [{ id: 'A', services: ['families'] }];
const room = createScheduler({ counters, services: [{ id: 'families', prefix: 'A' }] });
const by = { id: 'ani', role: 'officer' };

function waiting(count: number): QueueState {
  let queue = room.open('2019-07-17');
  for (let i = 0; i < count; i++) {
    const issued = room.decide(queue, {
      type: 'ticket.issue',
      id: `${i}`,
      at: i,
      by,
      kind: 'families',
      applicant: { ref: `p-${i}` },
    });
    if (!issued.ok) throw new Error(issued.message);
    for (const event of issued.events) queue = room.evolve(queue, event);
  }
  return queue;
}

export function queue(effort: Effort): Figure[] {
  const count = 10_000;
  const state = waiting(count);
  const mine = '2019-07-17/7531';
  const command = { type: 'ticket.callNext', id: 'c', at: count, by, counter: 'A' } as const;
  const called = room.decide(state, command);
  const sort = () => {
    const line = Object.values(state.tickets)
      .filter((ticket) => ticket.state === 'waiting' && ticket.context.service === 'families')
      .sort((a, b) => a.context.issuedAt - b.context.issuedAt);
    return { first: line[0]?.context.id, ahead: line.findIndex((ticket) => ticket.context.id === mine) };
  };
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
  return [
    {
      name: 'queue.call',
      ours: round(median(ours ?? [])),
      peer: round(median(peer ?? [])),
      unit: 'µs a call',
      ratio: round(ratio),
      goal: '>= 1000',
      met: ratio >= 1000,
      note: `${count} waiting for one service`,
    },
  ];
}
