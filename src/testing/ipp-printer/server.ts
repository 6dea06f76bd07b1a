import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import { attribute, attributesOf, decode, encode, groupTags } from '../../printing/ipp/codec.js';
import { carries, control, mayControl } from './control.js';
import { handle } from './handle.js';
import { type IppPrinterFault, type IppPrintersOptions, ippPrintersOptions } from './options.js';
import { openRecord, type PrinterRecordLine } from './record.js';
import { type VirtualMachine, virtualMachine } from './virtual-machine.js';

/** Virtual IPP printers at work. */
export interface IppPrinters {
  /** The port on 127.0.0.1. */
  readonly port: number;
  /** What the control endpoint `POST /control` asks for as `Authorization: Bearer <token>`. */
  readonly token: string;
  /** What happened so far, oldest first. */
  readonly record: readonly PrinterRecordLine[];
  /** Resolves when a fault has cut the power; a new start with the same record goes on from there. */
  readonly crashed: Promise<void>;
  /** The URI of a printer, as `ipp://127.0.0.1:8631/ipp/print/P1`. */
  uri(id: string): string;
  /** Puts blanks or ribbon into a printer. */
  load(id: string, put: { readonly blanks?: number; readonly ribbon?: number }): void;
  /** Makes a fault strike the next job of a printer. */
  arm(id: string, fault: IppPrinterFault): void;
  /** Takes out what jammed in a printer. */
  clear(id: string): void;
  /** Ends all connections and stops. */
  close(): Promise<void>;
}

const maxRequestBytes = 33_554_432;

/**
 * Starts virtual printers that speak IPP over HTTP on 127.0.0.1 and put out cards that are lines of a record, written
 * to disk before a request is answered.
 *
 * A request that carries the caller's clock as HTTP header `x-loket-clock` or operation attribute `loket-clock` (epoch
 * milliseconds as text) moves the printers to that time, and a job says in `loket-done-at` when its card will be done.
 * Without it the machine's clock counts.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { ippPrinter } from 'loket/printing/ipp';
 * import { startIppPrinters } from 'loket/testing/ipp-printer';
 *
 * const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 10 }] });
 * const driver = ippPrinter({
 *   id: 'P1',
 *   medium: 'card',
 *   blanks: 10,
 *   uri: printers.uri('P1'),
 *   document: () => new TextEncoder().encode('%PDF-1.4 a card'),
 * });
 * const job = { jobId: 'j1', applicationId: 'a1', kind: 'card', medium: 'card', attempt: 1, effectId: 'e1' };
 * const call = { ...job, printerId: 'P1', at: 0, signal: new AbortController().signal };
 * await driver.send(call); //=> { outcome: 'printed', serial: 'P1-000001' }
 * await driver.send(call); //=> { outcome: 'printed', serial: 'P1-000001' }
 * printers.record.filter(({ type }) => type === 'out').length; //=> 1
 * await printers.close();
 * ```
 */
export async function startIppPrinters(options: IppPrintersOptions): Promise<IppPrinters> {
  return startPrinters(options, undefined);
}

/** Starts printers; `onCrash` ends the process where a fault cuts the power. @internal */
export async function startPrinters(
  options: IppPrintersOptions,
  onCrash: (() => void) | undefined,
): Promise<IppPrinters> {
  parseHiddenOrThrow<unknown>(ippPrintersOptions(), options, 'virtual IPP printers');
  const { token = randomUUID() } = options;
  const record = openRecord(options.record);
  const machines = new Map(options.printers.map((setup) => [setup.id, virtualMachine(setup, record)]));
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let virtualNow: EpochMs | undefined;
  let off = false;
  let tellCrash = () => {};
  const crashed = new Promise<void>((resolve) => {
    tellCrash = resolve;
  });
  const now = () => virtualNow ?? Date.now();
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    receive(request, response).catch(() => request.socket.destroy());
  };
  const server = options.tls ? createSecureServer(options.tls, onRequest) : createServer(onRequest);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function switchOff(): Promise<void> {
    if (off) return;
    off = true;
    for (const timer of timers) clearTimeout(timer);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
    record.close();
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > maxRequestBytes) return refuse(response, 413, 'too long');
      parts.push(part);
    }
    if (off) return;
    const body = Buffer.concat(parts);
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method !== 'POST') return refuse(response, 405, 'only POST');
    if (path === '/control') {
      if (!mayControl(request.headers.authorization, token)) return refuse(response, 401, 'wrong token');
      const problem = control(machines, body.toString(), now());
      return problem === undefined ? refuse(response, 204) : refuse(response, 400, problem);
    }
    if (options.login && !carries(request.headers.authorization, options.login)) {
      response.setHeader('www-authenticate', 'Basic realm="loket"');
      return refuse(response, 401, 'who are you?');
    }
    const machine = machines.get(/^\/ipp\/print\/([\w.-]+)(\/\d+)?$/.exec(path)?.[1] ?? '');
    if (!machine) return refuse(response, 404, 'no such printer');
    if (request.headers['content-type'] !== 'application/ipp')
      return refuse(response, 415, 'must be application/ipp');
    const message = decode(body);
    if (!message) return refuse(response, 400, 'no IPP message');

    const said = attributesOf(message.groups[0])['loket-clock']?.[0] ?? request.headers['x-loket-clock'];
    if (/^\d{1,15}$/.test(String(said ?? ''))) virtualNow = Math.max(virtualNow ?? 0, Number(said));
    const at = now();
    machine.advance(at);
    const {
      code,
      groups,
      fault,
      operation = [],
    } = handle(machine, message, uriOf(machine.setup.id), at, virtualNow !== undefined);
    if (fault === 'crash-before-out' || fault === 'crash-after-out') {
      onCrash?.();
      await switchOff();
      return tellCrash();
    }
    wakeLater(machine, at);
    if (fault === 'drop') return void request.socket.destroy();
    const known = message.version.major === 1 || message.version.major === 2;
    const answer = encode({
      version: known ? message.version : { major: 1, minor: 1 },
      code,
      requestId: Math.max(message.requestId, 0),
      groups: [
        {
          tag: groupTags.operation,
          attributes: [
            attribute('charset', 'attributes-charset', 'utf-8'),
            attribute('language', 'attributes-natural-language', 'en'),
            ...operation,
          ],
        },
        ...groups,
      ],
    });
    response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': answer.length });
    response.end(answer);
  }

  /** In real time a card comes out by itself; a caller's clock moves only with its requests. */
  function wakeLater(machine: VirtualMachine, at: EpochMs): void {
    const doneAt = machine.current()?.doneAt;
    if (virtualNow !== undefined || doneAt === undefined) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        machine.advance(Math.max(Date.now(), doneAt));
      },
      Math.max(0, doneAt - at),
    );
    timers.add(timer);
  }

  function machineOf(id: string): VirtualMachine {
    const machine = machines.get(id);
    if (!machine) throw new Error(`no printer is called '${id}'`);
    return machine;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const uriOf = (id: string) => `${options.tls ? 'ipps' : 'ipp'}://127.0.0.1:${port}/ipp/print/${id}`;
  return {
    port,
    token,
    record: record.lines,
    crashed,
    uri: (id) => uriOf(machineOf(id).setup.id),
    load: (id, put) => machineOf(id).load(put, now()),
    arm: (id, fault) => machineOf(id).arm(fault),
    clear: (id) => machineOf(id).clear(),
    close: switchOff,
  };
}

function refuse(response: ServerResponse, status: number, why = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(why);
}
