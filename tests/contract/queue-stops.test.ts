import { writeFileSync } from 'node:fs';
import type { PrintCall, PrinterDriver, PrintOutcome } from 'loket/printing';
import { ippControl } from 'loket/printing/ipp';
import { afterEach, describe, expect, it } from 'vitest';
import { documentDoor } from '../support/document-door.js';
import { callFor, driverAt, look } from '../support/ipp.js';
import { needs } from '../support/needs.js';
import { type PrintLab, printLab } from '../support/print-lab.js';

const hasQueue =
  needs('ippeveprinter') !== undefined &&
  needs('dbus-daemon') !== undefined &&
  needs('cupsd') !== undefined &&
  needs('lpadmin') !== undefined &&
  needs('cupsdisable') !== undefined &&
  needs('cupsenable') !== undefined;

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function newLab(commands?: (cards: string) => string): PrintLab {
  const lab = printLab(commands);
  open.push(() => lab.stop());
  return lab;
}

/** Looks until the driver has an end, not for ever. */
async function ended(driver: PrinterDriver, call: PrintCall): Promise<PrintOutcome> {
  let seen = await look(driver, call);
  for (let looks = 0; seen.outcome === 'accepted' && looks < 500; looks++) {
    await pass(50);
    seen = await look(driver, call);
  }
  return seen;
}

/** Starts a queue again and sees what comes out until a card that is sent after all others did. */
async function cardsOnceStarted(lab: PrintLab, queue: string, driver: PrinterDriver): Promise<string[]> {
  lab.startQueue(queue);
  const last = callFor('ok-last');
  await driver.send(last);
  expect(await ended(driver, last)).toEqual({ outcome: 'printed' });
  return lab.cards().filter((name) => !name.startsWith('ok-last'));
}

describe.skipIf(!hasQueue)('a queue of CUPS that stopped', () => {
  it('is asked back a card over which its printer lost its power', { timeout: 60_000 }, async () => {
    const lab = newLab();
    const port = await lab.printer();
    let powerCuts = 0;
    const door = await documentDoor(port, async () => {
      if (powerCuts++ > 0) return;
      await lab.cutPower(port);
      await lab.printer(port);
    });
    open.push(async () => door.close());
    const queue = await lab.queue(door.port);
    const driver = driverAt(queue, { deviceUri: `ipp://127.0.0.1:${port}/ipp/print` });
    const call = callFor('ok-1');
    expect(await driver.send(call)).toMatchObject({ outcome: 'accepted' });
    expect(await ended(driver, call)).toEqual({
      outcome: 'unknown',
      reason: 'its queue began it and put it back',
    });
    expect(await driver.send(callFor('ok-2'))).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('the printer is stopped'),
    });
    // A person said that nothing came out, and the card is another's by now.
    expect(await cardsOnceStarted(lab, queue, driver)).toEqual([]);
  });

  it('is asked back what it has, and prints nothing by itself once it goes on', {
    timeout: 60_000,
  }, async () => {
    let finish = () => {};
    const lab = newLab((cards) => {
      finish = () => writeFileSync(`${cards}.finish`, '');
      // The first job takes as long as the test wants, and not for ever.
      return `#!/bin/sh
case "$IPP_JOB_NAME" in
slow*) n=0; while [ ! -e ${cards}.finish ] && [ $n -lt 300 ]; do sleep 0.1; n=$((n + 1)); done;;
esac
echo "$IPP_JOB_NAME" >> ${cards}
echo "ATTR: job-impressions-completed=1" >&2
`;
    });
    const port = await lab.printer();
    const queue = await lab.queue(port);
    const driver = driverAt(queue, { deviceUri: `ipp://127.0.0.1:${port}/ipp/print` });
    const [first, second] = [callFor('slow-1'), callFor('ok-2')];
    await driver.send(first);
    const control = ippControl({ uri: `ipp://127.0.0.1:${port}/ipp/print` });
    for (let looks = 0; looks < 1000; looks++) {
      const found = await control.find(first);
      if (found.outcome === 'done' && found.value) break;
      await pass(20);
    }
    // Its printer is at work, so that this one waits in the queue.
    expect(await driver.send(second)).toMatchObject({ outcome: 'accepted' });
    lab.stopQueue(queue);
    expect(await ended(driver, second)).toEqual({ outcome: 'unavailable', reason: 'its queue is stopped' });
    finish();
    // CUPS cancels the job at the printer, whose program goes on or not, and would print it again.
    expect(await ended(driver, first)).toMatchObject({
      outcome: expect.stringMatching(/spoiled|printed|unknown/),
    });
    const cards = await cardsOnceStarted(lab, queue, driver);
    expect(cards.filter((name) => name !== 'slow-1#1')).toEqual([]);
    expect(cards.length).toBeLessThanOrEqual(1);
  });
});
