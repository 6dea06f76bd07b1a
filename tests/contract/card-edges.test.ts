import { cardPrinter } from 'loket/printing/card';
import { type SimulatedCardPrinter, simulatedCardPrinter } from 'loket/testing';
import { expect, it } from 'vitest';
import { callFor, look } from '../support/ipp.js';

const driverOf = (machine: SimulatedCardPrinter) =>
  cardPrinter({ id: 'P1', medium: 'card', blanks: 10, machine, document: () => new Uint8Array([1]) });

async function finish(driver: ReturnType<typeof driverOf>, jobId: string) {
  let outcome = await driver.send(callFor(jobId));
  for (let looks = 0; outcome.outcome === 'accepted' && looks < 100; looks++)
    outcome = await look(driver, callFor(jobId));
  return outcome;
}

it('feeds no second card for a job that an earlier process sent, whatever state the machine is in', async () => {
  const machine = simulatedCardPrinter({ cards: 5 });
  const before = driverOf(machine);
  expect(await finish(before, 'good')).toMatchObject({ outcome: 'printed' });
  machine.arm('print-jam');
  expect(await finish(before, 'bad')).toMatchObject({ outcome: 'spoiled' });
  expect(await finish(driverOf(machine), 'good')).toMatchObject({ outcome: 'unknown' });
  expect(await finish(driverOf(machine), 'bad')).toMatchObject({ outcome: 'spoiled' });
  // Unavailable would say that it was surely not sent.
  machine.arm('cooling');
  expect(await finish(driverOf(machine), 'good')).toMatchObject({ outcome: 'unknown' });
  expect(machine.left).toBe(3);
});

it('is unavailable when the machine says nothing before the call ends, and free for the next', async () => {
  const machine = simulatedCardPrinter({ cards: 5 });
  let silent = true;
  const moody: SimulatedCardPrinter = Object.assign(Object.create(machine), {
    status: () => (silent ? new Promise<never>(() => {}) : machine.status()),
  });
  const driver = driverOf(moody);
  const over = new AbortController();
  const sent = driver.send(callFor('j1', { signal: over.signal }));
  over.abort();
  expect(await sent).toEqual({ outcome: 'unavailable', reason: 'no contact with the machine' });
  silent = false;
  expect(await finish(driver, 'j2')).toMatchObject({ outcome: 'printed' });
  expect(machine.record).toMatchObject([{ jobId: 'j2', end: 'out' }]);
});
