import { expect, inject, it } from 'vitest';
import { Tally, walkQueue } from '../support/queue-walk.js';

/** `npm run campaign:queue` sets this to a million. */
const wanted = Number(process.env.LOKET_QUEUE_COMMANDS ?? 20_000);
const tally = new Tally();

it('answers, remembers and forecasts as the plainest sorting would, whatever is asked', () => {
  const seed = inject('seed');
  const began = performance.now();
  for (let i = 0; tally.commands < wanted; i++) {
    // Some days are crowded: lines grow long, and pages of a hundred are not enough.
    const crowded = i % 12 === 0;
    walkQueue({ seed: seed + i, commands: crowded ? 1_200 : 400, people: crowded ? 400 : 25 }, tally);
  }
  const seconds = (performance.now() - began) / 1000;
  console.info(
    `queue: ${tally.commands} commands in ${seconds.toFixed(0)} s, ${tally.of('positions')} places and ${tally.of('bounds')} bounds compared, ${tally.of('replayed')} events replayed, ${tally.of('restored')} states restored, 0 mismatches; ${tally.of('bounds kept')} bounds told were kept, the worst used ${tally.worst.toFixed(3)} of its own`,
  );
  for (const group of ['accepted ', 'refused ', 'code ', 'event ', 'reason ']) {
    console.info(
      `${group.trim()}: ${tally
        .like(group)
        .map(([name, n]) => `${name} ${n}`)
        .join(', ')}`,
    );
  }
}, 3_600_000);
