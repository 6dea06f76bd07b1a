import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startIppPrinters } from 'loket/testing/ipp-printer';
import { afterEach, describe, expect, it } from 'vitest';
import { attribute, decode, encode, groupTags, type IppMessage } from '../../src/printing/ipp/codec.js';
import { jobStates, operations, printerStates, statuses } from '../../src/printing/ipp/operations.js';
import { callFor, driverAt, look } from '../support/ipp.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A queue with the one job `j1#1` in it, as CUPS shows one. */
interface QueueOfOne {
  printer: number;
  job: number;
  /** When the queue began the job; `untold` leaves the attribute out. */
  began: number | 'never' | 'untold';
  /** Whether it lets its job go. */
  readonly lets: boolean;
  canceled: boolean;
}

/** Serves a queue before a printer with ten blanks, and the driver of both. */
async function queueOfOne(parts: Partial<QueueOfOne>) {
  const queue: QueueOfOne = {
    ...{ printer: printerStates.idle, job: jobStates.pending, began: 'never', lets: true, canceled: false },
    ...parts,
  };
  const job = () => ({
    tag: groupTags.job,
    attributes: [
      attribute('integer', 'job-id', 1),
      attribute('name', 'job-name', 'j1#1'),
      attribute('enum', 'job-state', queue.job),
      attribute('integer', 'time-at-creation', 1000),
      ...(queue.began === 'untold'
        ? []
        : [
            queue.began === 'never'
              ? attribute('noValue', 'time-at-processing', '')
              : attribute('integer', 'time-at-processing', queue.began),
          ]),
    ],
  });
  const isOver = () => queue.job > jobStates.stopped;
  function answerTo({ code, groups }: IppMessage): { code: number; groups: IppMessage['groups'] } {
    const which = groups[0]?.attributes.find(({ name }) => name === 'which-jobs')?.values[0];
    switch (code) {
      case operations['Get-Printer-Attributes']: {
        const attributes = [
          attribute('enum', 'printer-state', queue.printer),
          attribute('text', 'cups-version', '2.4.2'),
        ];
        return { code: statuses.ok, groups: [{ tag: groupTags.printer, attributes }] };
      }
      case operations['Get-Jobs']:
        return { code: statuses.ok, groups: (which === 'completed') === isOver() ? [job()] : [] };
      case operations['Get-Job-Attributes']:
        return { code: statuses.ok, groups: [job()] };
      case operations['Cancel-Job']:
        if (!queue.lets) return { code: statuses.notAuthorized, groups: [] };
        Object.assign(queue, { job: jobStates.canceled, canceled: true });
        return { code: statuses.ok, groups: [] };
      default:
        return { code: statuses.operationNotSupported, groups: [] };
    }
  }
  const server = createServer((near, far) => {
    const body: Buffer[] = [];
    near.on('data', (part) => body.push(part));
    near.on('end', () => {
      const asked = decode(Buffer.concat(body));
      if (!asked) return near.socket.destroy();
      const { version, requestId } = asked;
      far.writeHead(200, { 'content-type': 'application/ipp' });
      far.end(encode({ version, requestId, ...answerTo(asked) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 10 }] });
  open.push(server, printers);
  const uri = `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/printers/card`;
  const driver = driverAt(uri, { deviceUri: printers.uri('P1'), giveUpAfterMs: 60_000 });
  return { queue, driver, device: driverAt(printers.uri('P1')) };
}

describe('a job in a queue that its device does not list', () => {
  it.each<[string, Partial<QueueOfOne>]>([
    ['that it has not begun', {}],
    ['that it holds as it was told', { job: jobStates.held }],
    ['that it is at', { job: jobStates.processing, began: 1001 }],
    ['of which it does not tell whether it began', { began: 'untold' }],
  ])('is waited for when it is one %s', async (_, parts) => {
    const { queue, driver } = await queueOfOne(parts);
    expect(await look(driver, callFor('j1'))).toHaveProperty('lookAt');
    expect(queue.canceled).toBe(false);
  });

  it.each<[string, Partial<QueueOfOne>]>([
    ['waits for its next try', { job: jobStates.held }],
    ['waits in a queue that stopped', { printer: printerStates.stopped }],
    ['was stopped', { job: jobStates.stopped }],
  ])('is taken back and left to a person when it began and %s', async (_, parts) => {
    const { queue, driver } = await queueOfOne({ began: 1001, ...parts });
    expect(await look(driver, callFor('j1'))).toEqual({
      outcome: 'unknown',
      reason: 'its queue began it and put it back',
    });
    expect(queue.canceled).toBe(true);
  });

  it('is taken back and waits again when its queue was stopped before it began', async () => {
    const { queue, driver } = await queueOfOne({ printer: printerStates.stopped });
    expect(await look(driver, callFor('j1'))).toEqual({
      outcome: 'unavailable',
      reason: 'its queue is stopped',
    });
    expect(queue.canceled).toBe(true);
  });

  it('is left to a person after a time when its queue does not give it back', async () => {
    const { driver } = await queueOfOne({ printer: printerStates.stopped, lets: false });
    const call = callFor('j1');
    expect(await look(driver, call)).toHaveProperty('lookAt');
    expect(await look(driver, { ...call, at: call.at + 59_999 })).toHaveProperty('lookAt');
    expect(await look(driver, { ...call, at: call.at + 60_000 })).toMatchObject({ outcome: 'unknown' });
  });
});

it('takes out of a queue what its device has ended, unless the queue is at it', async () => {
  for (const [job, canceled] of [
    [jobStates.pending, true],
    [jobStates.held, true],
    [jobStates.processing, false],
    [jobStates.completed, false],
  ] as const) {
    const { queue, driver, device } = await queueOfOne({ job, began: 1001 });
    expect(await device.send(callFor('j1'))).toMatchObject({ outcome: 'printed' });
    expect(await look(driver, callFor('j1'))).toMatchObject({ outcome: 'printed' });
    expect(queue.canceled).toBe(canceled);
  }
});
