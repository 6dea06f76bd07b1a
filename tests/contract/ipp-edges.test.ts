import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoketError } from 'loket';
import { type IppEvent, ippControl, ippPrinter } from 'loket/printing/ipp';
import { type IppPrinterSetup, type IppPrinters, startIppPrinters } from 'loket/testing/ipp-printer';
import { afterEach, describe, expect, it } from 'vitest';
import { attribute, decode, encode, groupTags, type IppMessage } from '../../src/printing/ipp/codec.js';
import { jobStates, operations, statuses } from '../../src/printing/ipp/operations.js';
import { callFor, cardPdf, driverAt, look } from '../support/ipp.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function start(setup: Partial<IppPrinterSetup> = {}): Promise<IppPrinters> {
  const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 10, ...setup }] });
  open.push(printers);
  return printers;
}
const outs = ({ record }: IppPrinters) => record.filter(({ type }) => type === 'out').map(({ name }) => name);

/** What a door before a printer does with a request: `pass` lets it through, as often and as late as it likes. */
interface AtTheDoor {
  readonly asked: IppMessage;
  pass(): Promise<void>;
  answer(code: number, groups?: IppMessage['groups']): void;
  http(status: number): void;
}

async function door(printers: IppPrinters | undefined, each: (at: AtTheDoor) => unknown): Promise<string> {
  const server = createServer((near, answer) => {
    const parts: Buffer[] = [];
    near.on('data', (part) => parts.push(part));
    near.on('end', () => {
      const body = Buffer.concat(parts);
      const asked = decode(body);
      if (!asked) return near.socket.destroy();
      const { method, headers, url: path } = near;
      void each({
        asked,
        pass: () =>
          new Promise((resolve) => {
            const port = printers?.port;
            const far = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
              if (answer.headersSent) response.resume();
              else {
                answer.writeHead(response.statusCode ?? 500, response.headers);
                response.pipe(answer);
              }
              response.on('end', resolve);
            });
            far.end(body);
          }),
        answer(code, groups = []) {
          const { version, requestId } = asked;
          const operation = {
            tag: groupTags.operation,
            attributes: [
              attribute('charset', 'attributes-charset', 'utf-8'),
              attribute('language', 'attributes-natural-language', 'en'),
            ],
          };
          answer.writeHead(200, { 'content-type': 'application/ipp' });
          answer.end(encode({ version, code, requestId, groups: [operation, ...groups] }));
        },
        http(status) {
          answer.writeHead(status, { 'content-length': 0 });
          answer.end();
        },
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print/P1`;
}

describe('the IPP printer at its edges', () => {
  it.each([502, 504])(
    'does not take for absent a job that a proxy may yet bring, after HTTP status %i',
    async (status) => {
      const printers = await start();
      let late: (() => Promise<void>) | undefined;
      let slow = false;
      const uri = await door(printers, ({ asked, pass, http }) => {
        if (!slow || asked.code !== operations['Print-Job']) return pass();
        late = pass;
        return http(status);
      });
      const driver = driverAt(uri, { handOver: 'print-job' });
      expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'printed' });
      slow = true;
      expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'accepted' });
      await late?.();
      expect(await look(driver, callFor('j2'))).toMatchObject({ outcome: 'printed' });
      expect(outs(printers)).toEqual(['j1#1', 'j2#1']);
    },
  );

  it('judges by the job that began where a busy printer left others of the same name', async () => {
    // A device that lists its jobs oldest first: one that was taken back without a document, then the card.
    const job = (id: number, state: number, impressions: number, began: boolean) => ({
      tag: groupTags.job,
      attributes: [
        attribute('integer', 'job-id', id),
        attribute('name', 'job-name', 'j1#1'),
        attribute('enum', 'job-state', state),
        attribute('keyword', 'job-state-reasons', 'none'),
        attribute('integer', 'job-impressions-completed', impressions),
        attribute('integer', 'time-at-creation', id),
        began
          ? attribute('integer', 'time-at-processing', id)
          : attribute('noValue', 'time-at-processing', ''),
      ],
    });
    const uri = await door(undefined, ({ asked, answer }) => {
      if (asked.code === operations['Get-Printer-Attributes'])
        return answer(statuses.ok, [
          { tag: groupTags.printer, attributes: [attribute('enum', 'printer-state', 3)] },
        ]);
      const which = asked.groups[0]?.attributes.find(({ name }) => name === 'which-jobs')?.values[0];
      return answer(
        statuses.ok,
        which === 'completed'
          ? [job(1, jobStates.canceled, 0, false), job(2, jobStates.completed, 1, true)]
          : [],
      );
    });
    // A process that was started anew knows no number.
    expect(await look(driverAt(uri), callFor('j1'))).toEqual({ outcome: 'printed' });
  });

  it('says in its own words why there is no connection and why a printer stands or gave a job up', async () => {
    const told = 'the name of a citizen';
    let ended: IppMessage['groups'] = [];
    const uri = await door(undefined, ({ asked, answer }) => {
      if (asked.code === operations['Get-Printer-Attributes'])
        return answer(statuses.ok, [
          {
            tag: groupTags.printer,
            attributes: [
              attribute('enum', 'printer-state', 5),
              attribute('keyword', 'printer-state-reasons', told, 'paused', 'media-jam-error'),
            ],
          },
        ]);
      const which = asked.groups[0]?.attributes.find(({ name }) => name === 'which-jobs')?.values[0];
      return answer(statuses.ok, which === 'completed' ? ended : []);
    });
    const stopped = await driverAt(uri, { deviceUri: uri }).send(callFor('j1'));
    expect(stopped).toMatchObject({ outcome: 'unavailable', reason: expect.stringContaining('paused') });
    ended = [
      {
        tag: groupTags.job,
        attributes: [
          attribute('integer', 'job-id', 1),
          attribute('name', 'job-name', 'j1#1'),
          attribute('enum', 'job-state', jobStates.aborted),
          attribute('keyword', 'job-state-reasons', told, 'aborted-by-system'),
          attribute('text', 'job-state-message', `the ribbon tore at ${told}`),
        ],
      },
    ];
    const aborted = await look(driverAt(uri), callFor('j1'));
    expect(aborted).toEqual({
      outcome: 'spoiled',
      reason: 'aborted by the device: ribbon, film or chip; aborted-by-system; paused; media-jam-error',
    });
    const nobody = await driverAt('ipp://127.0.0.1:9/ipp/print').send(callFor('j1'));
    expect(nobody).toEqual({ outcome: 'unavailable', reason: 'no connection: ECONNREFUSED' });
    expect(JSON.stringify([stopped, aborted])).not.toContain(told);
  });

  it('waits no longer for a password than for an answer', async () => {
    const printers = await start();
    const login = () => new Promise<never>(() => {});
    expect(await driverAt(printers.uri('P1'), { login, timeoutMs: 50 }).send(callFor('j1'))).toEqual({
      outcome: 'unavailable',
      reason: 'no time left',
    });
    const over = new AbortController();
    const sent = driverAt(printers.uri('P1'), { login }).send(callFor('j1', { signal: over.signal }));
    over.abort();
    expect(await sent).toEqual({ outcome: 'unavailable', reason: 'the call was ended' });
    expect(printers.record.map(({ type }) => type)).toEqual(['loaded']);
  });

  it('refuses pins and authorities for a connection that goes without TLS', () => {
    const fieldOf = (uris: { readonly uri: string; readonly deviceUri?: string }) => {
      const tls = { pins: ['ab'.repeat(32)] };
      try {
        ippPrinter({ id: 'P1', medium: 'card', blanks: 1, document: () => cardPdf(''), tls, ...uris });
      } catch (error) {
        if (isLoketError(error, 'invalid-config')) return error.issues[0]?.field;
        throw error;
      }
      return undefined;
    };
    expect(fieldOf({ uri: 'ipp://printer.example/ipp/print' })).toBe('tls');
    expect(fieldOf({ uri: 'http://127.0.0.1/ipp/print' })).toBe('tls');
    expect(fieldOf({ uri: 'ipps://queue.example/', deviceUri: 'ipp://printer.example/' })).toBe('tls');
    expect(fieldOf({ uri: 'ipps://printer.example/ipp/print' })).toBeUndefined();
    // A queue on this machine before a device on the network.
    expect(
      fieldOf({ uri: 'ipp://localhost/printers/card', deviceUri: 'ipps://printer.example/' }),
    ).toBeUndefined();
    expect(() => ippControl({ uri: 'ipp://printer.example/', tls: { pins: ['ab'.repeat(32)] } })).toThrow(
      expect.objectContaining({ code: 'invalid-config' }),
    );
  });
});

describe('the control of an IPP printer at its edges', () => {
  it('follows by looking a printer that offers subscriptions and has none to give', async () => {
    const printers = await start({ blanks: 100 });
    // IPP's client-error-too-many-subscriptions, RFC 3995 §11.
    const tooMany = 0x0415;
    const uri = await door(printers, ({ asked, pass, answer }) =>
      asked.code === operations['Create-Printer-Subscriptions'] ? answer(tooMany) : pass(),
    );
    const over = new AbortController();
    const driver = driverAt(printers.uri('P1'));
    let waits = 0;
    const control = ippControl({
      uri,
      wait: async () => {
        waits++;
        if (waits % 5 === 1) await driver.send(callFor(`j${waits}`));
        if (waits > 200) over.abort();
      },
    });
    const seen: IppEvent[] = [];
    for await (const event of control.watch(over.signal)) {
      seen.push(event);
      if (seen.filter(({ event }) => event === 'job-completed').length === 12) over.abort();
    }
    const ends = seen.filter(({ event }) => event === 'job-completed').map(({ jobId }) => jobId);
    expect(ends).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(new Set(seen.map(({ by }) => by))).toEqual(new Set(['look']));
  });

  it('refuses a number that is none of a job, and a limit out of range', async () => {
    const printers = await start();
    const control = ippControl({ uri: printers.uri('P1') });
    for (const id of [0, -1, 1.5, Number.NaN, 2 ** 31]) {
      for (const ask of [() => control.cancel(id), () => control.hold(id), () => control.release(id)])
        await expect(ask()).rejects.toMatchObject({ code: 'invalid-data' });
    }
    for (const limit of [0, -3, 1.5, 10_001])
      await expect(control.jobs({ limit })).rejects.toMatchObject({ code: 'invalid-data' });
    await expect(control.hold(1, '')).rejects.toMatchObject({ code: 'invalid-data' });
  });
});
