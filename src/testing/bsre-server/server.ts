import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import { chanceOf } from './chance-of.js';
import {
  type BsreServerOptions,
  type BsreSignatory,
  type BsreTroubleKind,
  bsreServerOptions,
} from './options.js';
import { type HeldKey, holdKey } from './sign-for-real.js';

/** One document that the server signed. */
export interface BsreRecord {
  /** Counts from 1. */
  readonly seq: number;
  readonly at: number;
  readonly documentId: string;
  /** Common name of whose key signed. */
  readonly by: string;
  /** SHA-256 of the document that came, as hex. */
  readonly input: string;
  /** SHA-256 of the signed document, as hex. */
  readonly output: string;
}

/** An Esign Client that runs in this process. */
export interface BsreServer {
  /** Address for `bsreSigner`. */
  readonly url: string;
  readonly port: number;
  /** Root certificates as DER, by identity number: trust anchors for `checkReceipt`. */
  readonly roots: ReadonlyMap<string, Uint8Array>;
  /** Every document that was signed, also in earlier runs on the same folder. */
  readonly record: readonly BsreRecord[];
  /** Makes the next requests to sign have a trouble. */
  setNext(how: BsreTroubleKind, count: number): void;
  /** Stops listening and ends the connections. */
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: Uint8Array | string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const mostBytes = 32 * 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const json = (status: number, body: object): Reply => ({
  status,
  body: JSON.stringify(body),
  type: 'application/json',
});

/**
 * Starts an Esign Client for tests and demos, on 127.0.0.1: versions 1 and 2 of signing, download and status, really
 * signing with a test PKI of its own, and troubles on demand. Every document that it signs is in the record before it is
 * answered. It knows both shapes of errors, gives a document out by its id once, and answers 500 to a broken file.
 * Registering, seals and verification are left out.
 *
 * Needs the optional peers of `loket/signing/pades` and `@noble/curves`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { bsreSigner } from 'loket/signing/bsre';
 * import { startBsreServer } from 'loket/testing/bsre-server';
 *
 * const nik = '3507000000000001';
 * const server = await startBsreServer({
 *   basic: 'office:secret',
 *   signatories: [{ nik, passphrase: 'rahasia', name: 'Head of office' }],
 * });
 * const signer = bsreSigner({
 *   version: 2,
 *   baseUrl: server.url,
 *   authorization: () => `Basic ${Buffer.from('office:secret').toString('base64')}`,
 *   nik: () => nik,
 *   passphrase: () => 'rahasia',
 * });
 * await signer.probe({ at: 0, signal: new AbortController().signal }); //=> true
 * await server.close();
 * ```
 */
export async function startBsreServer(options: BsreServerOptions): Promise<BsreServer> {
  parseHiddenOrThrow<unknown>(bsreServerOptions(), options, 'BSrE server');
  const { basic, signatories, folder, latencyMs = 860, delayMs = 200, schedule = [], storm } = options;
  const { validFrom = '2019-01-01T00:00Z', validUntil = '2035-01-01T00:00Z' } = options;
  const keys = new Map<string, HeldKey>(
    signatories.map(({ nik, name }) => [nik, holdKey(name, validFrom, validUntil)]),
  );
  const stranger = holdKey('Somebody else', validFrom, validUntil);
  const shown = `Basic ${Buffer.from(basic).toString('base64')}`;
  const path = folder === undefined ? undefined : join(folder, 'bsre-record.jsonl');
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const record: BsreRecord[] = [];
  if (path !== undefined && existsSync(path)) {
    for (const line of readFileSync(path, 'utf8').split('\n')) if (line !== '') record.push(JSON.parse(line));
  }
  const undelivered = new Map<string, Uint8Array>();
  const byInput = new Map<string, Uint8Array[]>();
  let next: { how: BsreTroubleKind; count: number } | undefined;
  let limps = 0;
  const draw = storm && chanceOf(storm.seed);

  function troubleAt(at: number): BsreTroubleKind | undefined {
    if (next && next.count > 0) {
      next.count--;
      return next.how;
    }
    const planned = schedule.find(({ from, until }) => from <= at && at < until)?.how;
    if (planned !== undefined || !draw) return planned;
    let left = draw();
    for (const [how, share] of Object.entries(storm.shares)) {
      left -= share;
      if (left < 0) return how as BsreTroubleKind;
    }
    return undefined;
  }

  async function signIt(key: HeldKey, pdf: Uint8Array, at: number) {
    const signed = await key.sign(pdf, at);
    const documentId = sha256(signed).slice(0, 24);
    const line: BsreRecord = {
      seq: record.length + 1,
      at,
      documentId,
      by: key.name,
      input: sha256(pdf),
      output: sha256(signed),
    };
    record.push(line);
    if (path !== undefined) appendFileSync(path, `${JSON.stringify(line)}\n`, { flush: true });
    undelivered.set(documentId, signed);
    byInput.set(line.input, [...(byInput.get(line.input) ?? []), signed]);
    return { signed, documentId };
  }

  function refusal(code: number, text: string): Reply {
    return options.errors === 'inText'
      ? json(400, { error: `Proses signing gagal : ${text} ${code}`, status_code: 400 })
      : // One of the versions gives the number as text.
        json(400, { error: text, status_code: String(code) });
  }

  /** Signs or refuses; `undefined` where the connection is to end, `null` where it is to hang. */
  async function signing(
    fields: { nik: string; passphrase: string; pdf: Uint8Array },
    at: number,
    answer: (signed: Uint8Array, documentId: string) => Reply,
    how: BsreTroubleKind | undefined,
  ): Promise<Reply | undefined | null> {
    if (how === 'limping' && limps++ % 2 === 0) return json(503, { error: 'Service Unavailable' });
    if (how === 'dropped') return undefined;
    const who = signatories.find(({ nik }) => nik === fields.nik);
    const key = keys.get(fields.nik);
    if (!who || !key) return refusal(2011, 'User tidak terdaftar');
    if ((who.status ?? 'ISSUE') !== 'ISSUE') return refusal(2021, 'Sertifikat tidak ada');
    if (who.passphrase !== fields.passphrase) return refusal(2031, 'Passphrase anda salah');
    let made: { signed: Uint8Array; documentId: string };
    try {
      made = await signIt(how === 'otherSignatory' ? stranger : key, fields.pdf, at);
      if (how === 'twice') made = await signIt(key, fields.pdf, at);
      if (how === 'otherDocument') made = await signIt(key, await otherPdf(), at);
    } catch {
      const error = 'Proses signing gagal : com.itextpdf.text.exceptions.InvalidPdfException: Rebuild failed';
      return json(500, { error });
    }
    if (how === 'silent') return undefined;
    if (how === 'hanging') return null;
    if (how === 'late') await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (how === 'unsigned') return answer(fields.pdf, made.documentId);
    if (how === 'truncated')
      return answer(made.signed.subarray(0, made.signed.length - 500), made.documentId);
    return answer(made.signed, made.documentId);
  }

  async function respond(request: IncomingMessage, body: Uint8Array): Promise<Reply | undefined | null> {
    const url = request.url ?? '';
    const clock = Number(request.headers['x-loket-clock'] ?? Number.NaN);
    const at = Number.isSafeInteger(clock) ? clock : Date.now();
    const isSign = url === '/api/sign/pdf' || url === '/api/v2/sign/pdf';
    const how = isSign ? troubleAt(at) : schedule.find((t) => t.from <= at && at < t.until)?.how;
    if (how === 'down') return json(503, { error: 'Service Unavailable' });
    if (how === 'gateway') {
      return { status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>', type: 'text/html' };
    }
    if (how === 'empty') return { status: 200, body: '' };
    if (request.headers.authorization !== shown) {
      return json(401, { timestamp: at, status: 401, error: 'Unauthorized', path: url });
    }
    if (url === '/api/v2/sign/pdf') {
      const { nik, passphrase, file } = JSON.parse(Buffer.from(body).toString('utf8'));
      const pdf = Uint8Array.from(Buffer.from(String(file?.[0] ?? ''), 'base64'));
      return signing(
        { nik: String(nik), passphrase: String(passphrase), pdf },
        at,
        (signed) => json(200, { time: latencyMs, file: [Buffer.from(signed).toString('base64')] }),
        how,
      );
    }
    if (url === '/api/sign/pdf') {
      const form = await new Response(Uint8Array.from(body), {
        headers: { 'content-type': request.headers['content-type'] ?? '' },
      }).formData();
      const file = form.get('file');
      const pdf = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const fields = { nik: String(form.get('nik')), passphrase: String(form.get('passphrase')), pdf };
      return signing(fields, at, answerV1, how);
    }
    const download = /^\/api\/sign\/download\/([0-9a-f]+)$/.exec(url)?.[1];
    if (download !== undefined) {
      const signed = undelivered.get(download);
      undelivered.delete(download);
      return signed
        ? { status: 200, body: signed, type: 'application/pdf' }
        : json(404, { error: 'Dokumen telah didownload sebelumnya' });
    }
    const asked = options.tells === true ? /^\/loket\/signed\/([0-9a-f]{64})$/.exec(url)?.[1] : undefined;
    if (asked !== undefined) {
      const file = (byInput.get(asked) ?? []).map((signed) => Buffer.from(signed).toString('base64'));
      return json(200, { file });
    }
    const v1Status = /^\/api\/user\/status\/(\d+)$/.exec(url)?.[1];
    if (v1Status !== undefined) return statusOf(signatories, v1Status);
    if (url === '/api/v2/user/check/status') {
      return statusOf(signatories, String(JSON.parse(Buffer.from(body).toString('utf8')).nik));
    }
    return json(404, { error: 'Not Found' });
  }

  function answerV1(signed: Uint8Array, documentId: string): Reply {
    const headers = { [options.hyphen === true ? 'id-dokumen' : 'id_dokumen']: documentId };
    switch (options.answers ?? 'pdf') {
      case 'id':
        return json(200, { id_dokumen: documentId });
      case 'base64':
        return { status: 200, body: Buffer.from(signed).toString('base64'), type: 'text/plain', headers };
      default:
        return { status: 200, body: signed, type: 'application/pdf', headers };
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const reply =
      body === undefined ? json(413, { error: 'Payload Too Large' }) : await respond(request, body);
    if (reply === undefined) return void request.socket.destroy();
    if (reply === null) return;
    const slow = schedule.some(({ how }) => how === 'slow') && isSlow(request);
    response.writeHead(reply.status, {
      'x-loket-latency-ms': String(slow ? latencyMs * 6 : latencyMs),
      'content-type': reply.type ?? 'text/plain',
      ...reply.headers,
    });
    response.end(reply.body);
  }
  function isSlow(request: IncomingMessage): boolean {
    const clock = Number(request.headers['x-loket-clock'] ?? Date.now());
    return schedule.some(({ from, until, how }) => how === 'slow' && from <= clock && clock < until);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    roots: new Map([...keys].map(([nik, { pki }]) => [nik, pki.root])),
    record,
    setNext(how, count) {
      next = { how, count };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function statusOf(signatories: readonly BsreSignatory[], nik: string): Reply {
  const who = signatories.find((one) => one.nik === nik);
  if (!who)
    return json(200, { status_code: '2021', status: 'NO_CERTIFICATE', message: 'Sertifikat tidak ada' });
  return json(200, { status_code: 1111, status: who.status ?? 'ISSUE', message: 'User' });
}

async function otherPdf(): Promise<Uint8Array> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage();
  return pdf.save();
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= mostBytes) pieces.push(piece);
  }
  return size > mostBytes ? undefined : Buffer.concat(pieces);
}
