import { type IppEvent, type IppResult, ippControl } from 'loket/printing/ipp';
import { type IppPrinterSetup, type IppPrinters, startIppPrinters } from 'loket/testing/ipp-printer';
import { afterEach, describe, expect, it } from 'vitest';
import { callFor, driverAt, look } from '../support/ipp.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function start(setup: Partial<IppPrinterSetup> = {}): Promise<IppPrinters> {
  const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 10, ...setup }] });
  open.push(printers);
  return printers;
}
function value<T>(result: IppResult<T>): T {
  if (result.outcome !== 'done') throw new Error(`not done: ${result.reason}`);
  return result.value;
}
const outs = ({ record }: IppPrinters) => record.filter(({ type }) => type === 'out').map(({ name }) => name);

describe('the control of an IPP printer', () => {
  it('shows state, media and supplies', async () => {
    const printers = await start({ blanks: 1, ribbon: 4 });
    const control = ippControl({ uri: printers.uri('P1') });
    const before = value(await control.printer());
    expect(before).toMatchObject({
      state: 'idle',
      reasons: [],
      accepting: true,
      spooler: false,
      mediaReady: ['custom_id-1_53.98x85.6mm'],
      supplies: [{ name: 'ribbon', type: 'ribbon-wax', level: 100 }],
      queued: 0,
      notifies: true,
    });
    await driverAt(printers.uri('P1')).send(callFor('j1'));
    const after = value(await control.printer());
    expect(after).toMatchObject({ reasons: ['media-empty-error'], supplies: [{ level: 75 }] });
    expect(after.mediaReady).toBeUndefined();
    const endless = await start();
    expect(value(await ippControl({ uri: endless.uri('P1') }).printer()).supplies).toMatchObject([
      { level: undefined },
    ]);
  });

  it('lists jobs newest first, no more than asked for, and finds one by its key', async () => {
    const printers = await start();
    const driver = driverAt(printers.uri('P1'));
    for (const jobId of ['j1', 'j2', 'j3']) await driver.send(callFor(jobId));
    const control = ippControl({ uri: printers.uri('P1') });
    const names = value(await control.jobs({ which: 'completed', limit: 2 })).map(({ name }) => name);
    expect(names).toEqual(['j3#1', 'j2#1']);
    expect(value(await control.jobs())).toEqual([]);
    expect(value(await control.find({ jobId: 'j1', attempt: 1 }))).toMatchObject({
      state: 'completed',
      impressions: 1,
    });
    expect(value(await control.find({ jobId: 'j1', attempt: 2 }))).toBeUndefined();
  });

  it('holds a job and lets it go, and no blank is used before', async () => {
    const printers = await start();
    const driver = driverAt(printers.uri('P1'), { holdUntil: () => 'indefinite' });
    const control = ippControl({ uri: printers.uri('P1') });
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    expect(await look(driver, callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    const held = value(await control.find({ jobId: 'j1', attempt: 1 }));
    expect(held).toMatchObject({ state: 'held', reasons: ['job-hold-until-specified'] });
    expect(outs(printers)).toEqual([]);
    // A held job is in nobody's way.
    expect(await driverAt(printers.uri('P1')).send(callFor('j2'))).toMatchObject({ outcome: 'printed' });
    value(await control.release(held?.id ?? 0));
    expect(await look(driver, callFor('j1'))).toMatchObject({ outcome: 'printed' });
    expect(outs(printers)).toEqual(['j2#1', 'j1#1']);
    expect(await control.hold(held?.id ?? 0)).toMatchObject({ outcome: 'refused' });
    expect(await control.release(99)).toEqual({ outcome: 'refused', reason: 'client-error-not-found' });
  });

  it('cancels a held job with its blank whole, and one in the machine with its blank lost', async () => {
    const printers = await start({ cardMs: 60_000 });
    const control = ippControl({ uri: printers.uri('P1') });
    const driver = driverAt(printers.uri('P1'), {
      holdUntil: ({ jobId }) => (jobId === 'held' ? 'indefinite' : undefined),
    });
    for (const [jobId, outcome] of [
      ['held', 'failed'],
      ['feeding', 'spoiled'],
    ] as const) {
      expect(await driver.send(callFor(jobId))).toMatchObject({ outcome: 'accepted' });
      const job = value(await control.find({ jobId, attempt: 1 }));
      value(await control.cancel(job?.id ?? 0));
      expect(await look(driver, callFor(jobId))).toMatchObject({ outcome });
    }
    expect(printers.record.at(-1)?.left?.blanks).toBe(9);
  });

  it.each([
    ['by a subscription', {}, 'subscription'],
    ['by looking where none is offered', { notifies: false }, 'look'],
    ['by looking at the simplest printer', { simple: true }, 'look'],
  ] as const)('follows a printer %s', async (_, setup, by) => {
    const printers = await start(setup);
    const over = new AbortController();
    const driver = driverAt(printers.uri('P1'));
    const control = ippControl({
      uri: printers.uri('P1'),
      // Between two looks at the events, something happens.
      wait: async () => {
        const next = jobs.shift();
        if (next === 'j2') printers.arm('P1', 'jam');
        if (next !== undefined) await driver.send(callFor(next));
      },
    });
    const jobs = ['j1', 'j2'];
    const seen: IppEvent[] = [];
    for await (const event of control.watch(over.signal)) {
      seen.push(event);
      if (seen.filter(({ event }) => event === 'job-completed').length === 2) over.abort();
    }
    expect(new Set(seen.map((event) => event.by))).toEqual(new Set([by]));
    const ends = seen.filter(({ event }) => event === 'job-completed');
    expect(ends.map(({ jobId, state }) => [jobId, state])).toEqual([
      [1, 9],
      [2, 8],
    ]);
  });

  it('subscribes anew when the printer forgot, and asks no more than it should', async () => {
    const first = await start();
    const port = first.port;
    const over = new AbortController();
    let waits = 0;
    const control = ippControl({
      uri: first.uri('P1'),
      timeoutMs: 1000,
      wait: async () => {
        waits++;
        if (waits === 1) {
          await first.close();
          open.push(await startIppPrinters({ port, printers: [{ id: 'P1', blanks: 10 }] }));
        }
        if (waits === 4) await driverAt(first.uri('P1')).send(callFor('j1'));
        if (waits > 20) over.abort();
      },
    });
    const seen: IppEvent[] = [];
    for await (const event of control.watch(over.signal)) {
      seen.push(event);
      if (event.event === 'job-completed') over.abort();
    }
    expect(seen.find(({ event }) => event === 'job-completed')).toMatchObject({
      jobId: 1,
      state: 9,
      by: 'subscription',
    });
    expect(waits).toBeLessThan(20);
  });

  it('says what came of a request to a printer that is not there', async () => {
    const printers = await start();
    const control = ippControl({ uri: printers.uri('P1') });
    await printers.close();
    for (const result of [await control.printer(), await control.jobs(), await control.cancel(1)])
      expect(result).toMatchObject({ outcome: 'unavailable' });
  });
});
