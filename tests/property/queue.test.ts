import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aheadOf, type QueueCommand, queueDecider } from '../../src/queue/index.js';

const counters = [
  { id: '1', services: ['a'] },
  { id: '2', services: ['a', 'b'] },
  { id: '3', services: ['c'] },
];
const queueRoom = queueDecider({
  counters,
  services: ['a', 'b', 'c'].map((id) => ({ id, prefix: id.toUpperCase() })),
  serviceOf: (kind) => kind,
  isIssued: () => true,
});
const move = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const), n: fc.constantFrom(0, 1, 2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('call' as const), n: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), n: fc.nat({ max: 60 }) }) },
);

it('tells each waiting person exactly how many come before, whoever is called or leaves', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let queue = queueRoom.initial('2019-07-17');
      const give = (command: QueueCommand) => {
        const outcome = queueRoom.decide(queue, command, {});
        if (!outcome.ok) return;
        for (const event of outcome.events) queue = queueRoom.evolve(queue, event);
      };
      for (const [i, { do: what, n }] of moves.entries()) {
        const head = { id: `${i}`, at: i, by: { id: 'x', role: 'x' } };
        const counter = counters[n]?.id ?? '';
        if (what === 'issue') {
          give({ type: 'ticket.issue', ...head, kind: 'abc'[n] ?? '', applicant: { ref: `p${i}` } });
        } else if (what === 'cancel') {
          give({ type: 'ticket.cancel', ...head, ticketId: `2019-07-17/${n}`, reason: 'r' });
        } else {
          give({ type: 'ticket.callNext', ...head, counter });
          const served = queue.serving[counter];
          if (served !== undefined) give({ type: 'ticket.finish', ...head, ticketId: served });
        }
        const waiting = Object.values(queue.tickets).filter((ticket) => ticket.state === 'waiting');
        for (const { context } of waiting) {
          const rivals = waiting.filter((other) =>
            counters.some(
              (c) => c.services.includes(context.service) && c.services.includes(other.context.service),
            ),
          );
          const before = rivals.filter((other) => other.context.sequence < context.sequence);
          expect(aheadOf(queue, counters, context.id)).toBe(before.length);
        }
        expect(Object.values(queue.waiting).flat().sort()).toEqual(
          waiting.map(({ context }) => context.id).sort(),
        );
      }
    }),
  );
});
