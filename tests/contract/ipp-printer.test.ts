import { createServer as createHttpServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { isLoketError } from 'loket';
import { type IppPrinterOptions, ippPrinter } from 'loket/printing/ipp';
import { memoryBlobs } from 'loket/testing';
import { type IppPrinterSetup, type IppPrinters, startIppPrinters } from 'loket/testing/ipp-printer';
import { afterEach, describe, expect, it } from 'vitest';
import { callFor, cardPdf, driverAt, look, printed } from '../support/ipp.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function start(setup: Partial<IppPrinterSetup> = {}): Promise<IppPrinters> {
  const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 10, ...setup }] });
  open.push(printers);
  return printers;
}
const printJob = 2;
const operations = { createJob: 5, sendDocument: 6 };

/** Stands between a driver and a printer, and says of each request by its operation what becomes of it. */
async function between(
  behind: () => IppPrinters,
  each: (operation: number, pass: () => void, hangUp: () => void) => void,
): Promise<string> {
  const server = createHttpServer((near, answer) => {
    const parts: Buffer[] = [];
    near.on('data', (part) => parts.push(part));
    near.on('end', () => {
      const body = Buffer.concat(parts);
      const pass = () => {
        const { method, headers, url: path } = near;
        const far = request({ host: '127.0.0.1', port: behind().port, path, method, headers }, (response) => {
          answer.writeHead(response.statusCode ?? 500, response.headers);
          response.pipe(answer);
        });
        far.end(body);
      };
      each(body.readUInt16BE(2), pass, () => near.socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print/P1`;
}

const outs = ({ record }: IppPrinters) => record.filter(({ type }) => type === 'out').map(({ name }) => name);

describe('the IPP printer', () => {
  it('asks a caller with a clock to come back when the card is done', async () => {
    const printers = await start({ cardsPerDay: 240, hoursPerDay: 8 });
    const driver = driverAt(printers.uri('P1'), { headers: ({ at }) => ({ 'x-loket-clock': String(at) }) });
    const call = callFor('j1', { at: 5_000_000 });
    expect(await driver.send(call)).toEqual({ outcome: 'accepted', lookAt: 5_120_000 });
    expect(await look(driver, { ...call, at: 5_119_999 })).toEqual({
      outcome: 'accepted',
      lookAt: 5_120_000,
    });
    expect(outs(printers)).toEqual([]);
    expect(await driver.send(callFor('j2', { at: 5_119_999 }))).toEqual({
      outcome: 'unavailable',
      reason: 'server-error-busy',
    });
    expect(await look(driver, { ...call, at: 5_120_000 })).toEqual({
      outcome: 'printed',
      serial: 'P1-000001',
    });
  });

  it('reads a clock in the request itself as well', async () => {
    const printers = await start();
    const text = (tag: number, name: string, value: string) => {
      const part = Buffer.alloc(5 + name.length + value.length);
      part.writeUInt8(tag, 0);
      part.writeUInt16BE(name.length, 1);
      part.write(name, 3);
      part.writeUInt16BE(value.length, 3 + name.length);
      part.write(value, 5 + name.length);
      return part;
    };
    const body = Buffer.concat([
      Buffer.from([1, 1, 0, 0x0b, 0, 0, 0, 1, 1]),
      text(0x47, 'attributes-charset', 'utf-8'),
      text(0x48, 'attributes-natural-language', 'en'),
      text(0x45, 'printer-uri', printers.uri('P1')),
      text(0x41, 'loket-clock', '1563328800000'),
      Buffer.from([3]),
    ]);
    const headers = { 'content-type': 'application/ipp' };
    const answer = await fetch(printers.uri('P1').replace('ipp:', 'http:'), {
      method: 'POST',
      headers,
      body,
    });
    expect(Buffer.from(await answer.arrayBuffer()).readUInt16BE(2)).toBe(0);
    printers.load('P1', { blanks: 1 });
    expect(printers.record.at(-1)).toMatchObject({ type: 'loaded', at: 1_563_328_800_000 });
  });

  it('waits for a card in real time', async () => {
    const printers = await start({ cardMs: 30 });
    const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    expect(await printed(driverAt(printers.uri('P1'), { pollMs: 10 }), callFor('j1'), pass)).toMatchObject({
      outcome: 'printed',
    });
  });

  it('asks a busy printer again for a while, within the call', async () => {
    const printers = await start({ cardMs: 25 });
    const driver = driverAt(printers.uri('P1'), {
      busyRetries: 20,
      wait: () => new Promise((resolve) => setTimeout(resolve, 10)),
    });
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'accepted' });
  });

  it('leaves to a person what a queue calls completed, and believes the device behind it', async () => {
    const printers = await start({ spooler: true, faults: [{ fault: 'jam' }] });
    expect(await driverAt(printers.uri('P1')).send(callFor('j1'))).toEqual({ outcome: 'accepted' });
    expect(outs(printers)).toEqual([]);
  });

  it('does not believe a completed job without an impression', async () => {
    const printers = await start({ faults: [{ fault: 'lie' }] });
    expect(await driverAt(printers.uri('P1')).send(callFor('j1'))).toMatchObject({ outcome: 'unknown' });
  });

  it('leaves a jam to a person where it is told to', async () => {
    const printers = await start({ faults: [{ fault: 'jam' }] });
    const driver = driverAt(printers.uri('P1'), { onJam: 'unknown' });
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'unknown' });
  });

  it('sends nothing when its document cannot be made, nor what is no document', async () => {
    const printers = await start();
    const thrown = driverAt(printers.uri('P1'), {
      document: () => {
        throw new Error('the record is locked');
      },
    });
    expect(await thrown.send(callFor('j1'))).toEqual({
      outcome: 'failed',
      reason: 'no document',
    });
    const wrong = driverAt(printers.uri('P1'), { document: () => new TextEncoder().encode('no PDF') });
    expect(await wrong.send(callFor('j1'))).toEqual({
      outcome: 'failed',
      reason: 'client-error-document-format-error',
    });
    const tooLarge = driverAt(printers.uri('P1'), { media: 'iso_a4_210x297mm' });
    expect(await tooLarge.send(callFor('j2'))).toEqual({
      outcome: 'unavailable',
      reason: "media-needed: the printer does not support 'iso_a4_210x297mm'",
    });
    // The job whose document was refused is taken back, and used nothing.
    expect(printers.record.map(({ type }) => type)).toEqual(['loaded', 'created', 'canceled']);
  });

  it('is unavailable where nobody listens, and ends with its call', async () => {
    const printers = await start();
    const uri = printers.uri('P1');
    await printers.close();
    const driver = driverAt(uri);
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
    const over = AbortSignal.abort();
    expect(await driver.send(callFor('j1', { signal: over }))).toMatchObject({ outcome: 'unavailable' });
  });

  it('proves that a job never came only by an older one that the printer still lists', async () => {
    const printers = await start();
    let drop = false;
    const driver = driverAt(
      await between(
        () => printers,
        (operation, pass, hangUp) => (drop && operation === printJob ? hangUp() : pass()),
      ),
      { handOver: 'print-job' },
    );
    drop = true;
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'unknown' });
    drop = false;
    expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'printed' });
    drop = true;
    expect(await driver.send(callFor('j3'))).toMatchObject({ outcome: 'unavailable' });
    expect(outs(printers)).toEqual(['j2#1']);
  });

  it('does not take a job for lost that the printer may still be reading', async () => {
    const printers = await start();
    let held: (() => void) | undefined;
    let hold = false;
    const uri = await between(
      () => printers,
      (operation, pass) => {
        if (hold && operation === printJob) held = pass;
        else pass();
      },
    );
    const driver = driverAt(uri, { timeoutMs: 300, handOver: 'print-job' });
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'printed' });
    hold = true;
    expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'accepted' });
    expect(await look(driver, callFor('j2'))).toMatchObject({ outcome: 'accepted' });
    held?.();
    for (let looks = 0; looks < 100 && outs(printers).length < 2; looks++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await look(driver, callFor('j2'))).toMatchObject({ outcome: 'printed' });
    expect(await driver.send(callFor('j3'))).toMatchObject({ outcome: 'accepted' });
    const late = callFor('j3', { at: callFor('j3').at + 600_000 });
    expect(await look(driver, late)).toMatchObject({ outcome: 'unknown' });
  });

  it('prints nothing when the answer to a job without its document is lost, and clears it away', async () => {
    const printers = await start();
    let drop: number | undefined;
    const uri = await between(
      () => printers,
      (operation, pass, hangUp) => {
        if (operation !== drop) return pass();
        pass();
        hangUp();
      },
    );
    const driver = driverAt(uri);
    drop = operations.createJob;
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
    drop = undefined;
    expect(await driver.send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'printed' });
    expect(outs(printers)).toEqual(['j1#2']);
  });

  it('follows by its number a job whose document got no answer', async () => {
    const printers = await start();
    let cut = false;
    const uri = await between(
      () => printers,
      (operation, pass, hangUp) => (cut && operation === operations.sendDocument ? hangUp() : pass()),
    );
    const driver = driverAt(uri);
    cut = true;
    // The document never came, so that the job is taken back with its blank whole.
    expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
    cut = false;
    expect(await driver.send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'printed' });
    expect(outs(printers)).toEqual(['j1#2']);
    expect(printers.record.filter(({ type }) => type === 'spoiled')).toEqual([]);
  });

  it('takes back a job that its process left without a document', async () => {
    const printers = await start();
    let stop: (() => void) | undefined;
    const uri = await between(
      () => printers,
      (operation, pass) => {
        if (operation === operations.sendDocument) stop?.();
        else pass();
      },
    );
    const gone = new Promise<void>((resolve) => {
      stop = resolve;
    });
    // A process that was killed here answers nobody any more.
    void driverAt(uri).send(callFor('j1'));
    await gone;
    const fresh = driverAt(printers.uri('P1'));
    expect(await look(fresh, callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
    expect(await fresh.send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'printed' });
    expect(outs(printers)).toEqual(['j1#2']);
  });

  it('knows after a crash of a job that was never sent, and keeps a late sender from it', async () => {
    const printers = await start();
    const intents = memoryBlobs();
    const make = (options: Partial<IppPrinterOptions> = {}) =>
      driverAt(printers.uri('P1'), { intents, ...options });
    expect(await look(make(), callFor('j1'))).toEqual({
      outcome: 'unavailable',
      reason: 'the job was never sent',
    });
    expect(await make().send(callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
    expect(await make().send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'printed' });
    expect(await look(make(), callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'printed' });
    const broken = { ...intents, bind: () => Promise.reject(new Error('the disk is full')) };
    expect(await make({ intents: broken }).send(callFor('j3'))).toEqual({
      outcome: 'unavailable',
      reason: 'the intent to print could not be kept',
    });
    expect(await look(make({ intents: broken }), callFor('j4'))).toMatchObject({ outcome: 'accepted' });
    expect(outs(printers)).toEqual(['j1#2']);
  });

  it('proves after a crash by an older job that a begun sending never came, when its sender is surely gone', async () => {
    const printers = await start();
    const intents = memoryBlobs();
    let drop = false;
    const uri = await between(
      () => printers,
      (operation, pass, hangUp) => (drop && operation === printJob ? hangUp() : pass()),
    );
    const make = () => driverAt(uri, { intents, handOver: 'print-job', timeoutMs: 1000, busyRetries: 0 });
    const call = callFor('j2');
    for (const witness of [false, true]) {
      if (witness) expect(await make().send(callFor('j1'))).toMatchObject({ outcome: 'printed' });
      const about = witness ? callFor('j3') : call;
      drop = true;
      await make().send(about);
      drop = false;
      // A process that remembers nothing.
      expect(await look(make(), { ...about, at: about.at + 3999 })).toMatchObject({ outcome: 'accepted' });
      expect(await look(make(), { ...about, at: about.at + 4000 })).toMatchObject({
        outcome: witness ? 'unavailable' : 'unknown',
      });
    }
    expect(outs(printers)).toEqual(['j1#1']);
  });

  it('hands job and document over at once where a printer knows no more', async () => {
    const printers = await start({ simple: true });
    expect(await driverAt(printers.uri('P1')).send(callFor('j1'))).toMatchObject({ outcome: 'printed' });
    expect(printers.record.map(({ type }) => type)).toEqual(['loaded', 'accepted', 'out']);
    const stubborn = driverAt(printers.uri('P1'), { handOver: 'create-job' });
    expect(await stubborn.send(callFor('j2'))).toMatchObject({ outcome: 'printed' });
    expect(outs(printers)).toEqual(['j1#1', 'j2#1']);
  });

  it('does not know what became of a job that the printer had and forgot', async () => {
    const [first, twin] = [await start(), await start()];
    let behind = first;
    const driver = driverAt(
      await between(
        () => behind,
        (_, pass) => pass(),
      ),
    );
    for (const printers of [first, twin])
      expect(await driverAt(printers.uri('P1')).send(callFor('j1'))).toMatchObject({ outcome: 'printed' });
    expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'printed' });
    behind = twin;
    expect(await look(driver, callFor('j2'))).toMatchObject({ outcome: 'unknown' });
  });

  it('survives any answer, in bounded time and size', async () => {
    const answers: Buffer[] = [
      Buffer.from('no HTTP at all'),
      Buffer.from('HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n'),
      Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'),
      // A length of -5 would send a decoder back to where it was.
      Buffer.concat([
        Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n'),
        Buffer.from([1, 1, 0, 0, 0, 0, 0, 1, 1, 0x44, 0xff, 0xfb, 0xff, 0xfb, 3, 3]),
      ]),
      Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n${'x'.repeat(9000)}`),
      Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf'),
    ];
    for (const answer of answers) {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end(answer));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      open.push(server);
      const { port } = server.address() as AddressInfo;
      const driver = driverAt(`ipp://127.0.0.1:${port}/`, { timeoutMs: 1000, maxAnswerBytes: 2048 });
      expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
      expect(await look(driver, callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    }
  });

  it('refuses what it cannot work with', () => {
    const good: IppPrinterOptions = {
      id: 'P1',
      medium: 'card',
      blanks: 1,
      uri: 'ipp://localhost/ipp/print',
      document: () => cardPdf(''),
    };
    const fieldOf = (options: object) => {
      try {
        ippPrinter({ ...good, ...options });
      } catch (error) {
        if (isLoketError(error, 'invalid-config')) return error.issues[0]?.field;
        throw error;
      }
      return undefined;
    };
    expect(fieldOf({})).toBeUndefined();
    expect(fieldOf({ uri: 'ftp://localhost/' })).toBe('uri');
    expect(fieldOf({ uri: 'ipps://me:secret@localhost/' })).toBe('uri');
    expect(fieldOf({ tls: { pins: ['ab:cd'] } })).toBe('tls.pins[0]');
    expect(fieldOf({ handOver: 'by-hand' })).toBe('handOver');
    expect(fieldOf({ intents: {} })).toBe('intents');
    const login = () => ({ user: 'office', password: 'secret' });
    expect(fieldOf({ login })).toBeUndefined();
    expect(fieldOf({ login, uri: 'card' })).toBe('uri');
    expect(fieldOf({ login, uri: 'ipp://printer.example/' })).toBe('login');
    expect(fieldOf({ login, deviceUri: 'http://192.0.2.1/' })).toBe('login');
    expect(fieldOf({ login, uri: 'ipp://printer.example/', plainLogin: true })).toBeUndefined();
    expect(fieldOf({ login, uri: 'ipps://printer.example/' })).toBeUndefined();
    expect(fieldOf({ deviceUri: 'card' })).toBe('deviceUri');
    expect(fieldOf({ pollMs: 0 })).toBe('pollMs');
    expect(fieldOf({ document: 'card.pdf' })).toBe('document');
    expect(fieldOf({ blanks: -1 })).toBe('blanks');
  });
});
