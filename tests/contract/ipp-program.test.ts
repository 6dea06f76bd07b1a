import type { ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrinterRecordLine } from 'loket/testing/ipp-printer';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { callFor, driverAt, look } from '../support/ipp.js';
import { end, startProgram } from '../support/ipp-program.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-ipp-program-'));
const children: ChildProcess[] = [];
let files = 0;
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(options: Parameters<typeof startProgram>[0]) {
  const started = await startProgram(options);
  children.push(started.child);
  return started;
}
const newRecord = () => join(folder, `${++files}.jsonl`);
const linesOf = (record: string): PrinterRecordLine[] =>
  readFileSync(record, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const endOf = (record: string, name: string) =>
  linesOf(record)
    .filter((line) => line.name === name)
    .at(-1)?.type;
const gone = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

describe('virtual IPP printers in a process of their own', () => {
  it('are killed in the middle of a card, and the driver learns that it was spoiled', async () => {
    const record = newRecord();
    const setup = { record, printers: [{ id: 'P1', blanks: 5, cardMs: 60_000 }] };
    const first = await start(setup);
    const driver = driverAt(`ipp://127.0.0.1:${first.port}/ipp/print/P1`);
    const call = callFor('j1');
    expect(await driver.send(call)).toMatchObject({ outcome: 'accepted' });
    await end(first.child, 'SIGKILL');
    const away = await look(driver, { ...call, at: call.at + 1000 });
    expect(away).toEqual({ outcome: 'accepted', lookAt: call.at + 2000 });
    const longAway = await look(driver, { ...call, at: call.at + 600_000 });
    expect(longAway).toMatchObject({ outcome: 'unknown' });
    // Power fails in the middle of a line as well.
    appendFileSync(record, '{"type":"out","printer":"P1"');
    await start({ ...setup, port: first.port });
    expect(await look(driver, call)).toMatchObject({ outcome: 'spoiled' });
    expect(endOf(record, 'j1#1')).toBe('spoiled');
    expect(linesOf(record).at(-1)?.left?.blanks).toBe(4);
  });

  it('lose their power before or after a card came out, and the driver says which', async () => {
    const record = newRecord();
    const setup = {
      record,
      printers: [
        {
          id: 'P1',
          blanks: 5,
          faults: [
            { fault: 'crash-after-out', job: 1 },
            { fault: 'crash-before-out', job: 2 },
          ],
        },
      ],
    } as const;
    const first = await start(setup);
    const driver = driverAt(`ipp://127.0.0.1:${first.port}/ipp/print/P1`);
    for (const [jobId, came] of [
      ['j1', 'printed'],
      ['j2', 'spoiled'],
    ] as const) {
      const child = children.at(-1);
      if (!child) throw new Error('no printer runs');
      const over = gone(child);
      expect(await driver.send(callFor(jobId))).toMatchObject({ outcome: 'accepted' });
      await over;
      expect(child.signalCode).toBe('SIGKILL');
      await start({ ...setup, port: first.port });
      expect(await look(driver, callFor(jobId))).toMatchObject({ outcome: came });
    }
    expect(endOf(record, 'j1#1')).toBe('out');
    expect(endOf(record, 'j2#1')).toBe('spoiled');
    // A driver that remembers nothing finds both by their names.
    const heir = driverAt(`ipp://127.0.0.1:${first.port}/ipp/print/P1`);
    expect(await heir.send(callFor('j1'))).toMatchObject({ outcome: 'printed', serial: 'P1-000001' });
    expect(await heir.send(callFor('j2'))).toMatchObject({ outcome: 'spoiled' });
    expect(await heir.send(callFor('j3'))).toMatchObject({ outcome: 'printed', serial: 'P1-000002' });
  });

  it('obey only who knows the token', async () => {
    const { port, token } = await start({ record: newRecord(), printers: [{ id: 'P1', blanks: 0 }] });
    const order = (body: unknown, authorization: string) =>
      fetch(`http://127.0.0.1:${port}/control`, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify(body),
      }).then(({ status }) => status);
    const load = { printer: 'P1', load: { blanks: 3 } };
    const driver = driverAt(`ipp://127.0.0.1:${port}/ipp/print/P1`);
    expect(await driver.send(callFor('j1'))).toEqual({ outcome: 'unavailable', reason: 'media-empty-error' });
    expect(await order(load, 'Bearer wrong')).toBe(401);
    expect(await order({ printer: 'P2' }, `Bearer ${token}`)).toBe(400);
    expect(await order({ printer: 'P1', fault: 'fire' }, `Bearer ${token}`)).toBe(400);
    expect(await order(load, `Bearer ${token}`)).toBe(204);
    expect(await order({ printer: 'P1', fault: 'jam' }, `Bearer ${token}`)).toBe(204);
    expect(await driver.send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'spoiled' });
    expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'printed' });
  });

  it('end when their parent does', async () => {
    const { child } = await start({ printers: [{ id: 'P1', blanks: 0 }] });
    const over = gone(child);
    child.stdin?.end();
    await over;
    expect(child.exitCode).toBe(0);
  });
});
