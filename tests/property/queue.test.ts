import { expect, inject, it } from 'vitest';
import { queueCommands, queueEvents } from '../../src/queue/index.js';
import { Tally, walkQueue } from '../support/queue-walk.js';
import { everyRefusal } from '../support/queue-worlds.js';

/** `npm run campaign:queue` sets this to a million. */
const wanted = Number(process.env.LOKET_QUEUE_COMMANDS ?? 20_000);

it('answers, remembers and foresees as the plainest sorting would, whatever is asked', () => {
  const seed = inject('seed');
  const tally = new Tally();
  const began = performance.now();
  for (let i = 0; tally.commands < wanted; i++) {
    // Some days are crowded: lines grow long, and a page of a hundred is not enough.
    const crowded = i % 12 === 0;
    walkQueue({ seed: seed + i, commands: crowded ? 1_200 : 400, people: crowded ? 400 : 25 }, tally);
  }
  const seconds = (performance.now() - began) / 1000;
  console.info(
    [
      `queue: ${tally.commands} commands in ${seconds.toFixed(0)} s, 0 mismatches with the oracle`,
      `${tally.of('positions')} places and ${tally.of('bounds')} bounds compared`,
      `${tally.of('replayed')} events replayed, ${tally.of('restored')} states restored`,
      `${tally.of('bounds kept')} bounds told were kept, the worst used ${tally.worst.toFixed(3)} of its own`,
    ].join('; '),
  );
  const groups = ['accepted ', 'refused ', 'code ', 'event ', 'effect ', 'reason '];
  if (wanted > 20_000) {
    for (const group of groups) {
      const counts = tally.like(group).map(([name, n]) => `${name} ${n}`);
      console.info(`${group.trim()}: ${counts.join(', ')}`);
    }
  }
  const missing = (group: string, names: readonly string[]) =>
    names.filter((name) => tally.of(`${group}${name}`) === 0);
  expect(missing('accepted ', Object.keys(queueCommands))).toEqual([]);
  expect(missing('event ', Object.keys(queueEvents))).toEqual([]);
  expect(missing('reason ', ['due', 'share', 'appointment', 'manual', 'that overtook'])).toEqual([]);
  const refused = Object.entries(everyRefusal).flatMap(([type, codes]) =>
    codes.map((code) => `${type} ${code}`),
  );
  const seen = tally.like('code ').map(([name]) => name);
  expect(seen.filter((name) => !refused.includes(name))).toEqual([]);
  // The rarest come once in some thousand commands.
  if (wanted >= 200_000) expect(missing('code ', refused)).toEqual([]);
  else expect(missing('refused ', Object.keys(everyRefusal))).toEqual([]);
}, 3_600_000);
