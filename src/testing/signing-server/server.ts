import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import { access } from './access.js';
import { inWordsOfV1 } from './csc-requests.js';
import { cscService, type Reply, sameSecret } from './csc-service.js';
import { controlRequest, type SigningServerOptions, serverOptions } from './options.js';
import { openRecord, type SignatureRecord } from './record-file.js';
import { holdKeys } from './server-keys.js';
import { timestamps } from './timestamps.js';
import { type Trouble, troubles } from './troubles.js';

/** A signing server that runs in this process. */
export interface SigningServer {
  /** Address for `cscSigner`. */
  readonly url: string;
  readonly port: number;
  /** Root certificates as DER, by credential: trust anchors for verifiers. */
  readonly roots: ReadonlyMap<string, Uint8Array>;
  /** Root certificate of its timestamps as DER, if it makes them. */
  readonly timestampRoot?: Uint8Array | undefined;
  /** Every signature that was made, also in earlier runs on the same folder. */
  readonly record: readonly SignatureRecord[];
  /** Stops listening and ends the connections. */
  close(): Promise<void>;
}

const mostBytes = 65_536;

/**
 * Starts a remote signing service for tests and demos, on 127.0.0.1: the CSC API v1.0.4.0 but for the OAuth pages of a
 * browser, v2 as far as `cscSigner` speaks it, a test PKI of its own, and troubles on demand.
 *
 * It keeps the rules that hurt: bearer and PIN are checked; an authorisation holds for its credential and hashes, once,
 * and not for long; every signature is in the record, on disk if it has a folder, **before** it is answered. `POST
 * /control` with the control token takes `{ schedule }` or `{ next: { how, count } }`.
 *
 * Needs the optional peers `@peculiar/asn1-*`, and `@noble/curves` for ECDSA.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cscSigner } from 'loket/signing/csc';
 * import { startSigningServer } from 'loket/testing/signing-server';
 *
 * const server = await startSigningServer({
 *   bearer: 'test-token',
 *   credentials: [{ id: 'head', pin: '123456', keyType: 'ec' }],
 * });
 * const signer = cscSigner({
 *   baseUrl: server.url,
 *   credentialId: 'head',
 *   authorization: () => 'Bearer test-token',
 *   pin: () => '123456',
 * });
 * const told = await signer.describe({ at: Date.now(), signal: new AbortController().signal });
 * told.outcome; //=> 'ok'
 * await server.close();
 * ```
 */
export async function startSigningServer(options: SigningServerOptions): Promise<SigningServer> {
  parseHiddenOrThrow<unknown>(serverOptions(), options, 'signing server');
  const { folder, controlToken, sadForMs = 300_000, latencyMs = 40, schedule = [] } = options;
  const keys = holdKeys(options);
  const record = openRecord(folder === undefined ? undefined : join(folder, 'record.jsonl'));
  const service = cscService(keys, record, sadForMs, options.pendingPolls ?? 1);
  const door = access(options);
  const { validFrom = Date.UTC(2019, 0, 1), validUntil = Date.UTC(2035, 0, 1) } = options;
  const stamps = options.timestamps ? timestamps(validFrom, validUntil) : undefined;
  const trouble = troubles(schedule);
  let late: (() => void)[] = [];

  async function step(path: string, body: unknown, at: number, now: Trouble): Promise<Reply> {
    switch (path) {
      case 'auth/revoke':
        return door.revoke(body);
      case 'credentials/list':
        return service.list(body);
      case 'credentials/sendOTP':
      case 'credentials/getChallenge':
        return service.sendOtp(body);
      case 'credentials/extendTransaction':
        return service.extend(body, at);
      case 'signatures/signPolling':
        return service.poll(body);
      case 'signatures/timestamp':
        if (stamps) return stamps.stamp(body, at);
        return { status: 501, body: { error: 'invalid_request', error_description: 'No timestamps here' } };
      case 'credentials/info':
        return service.info(body);
      case 'credentials/authorize':
        return service.authorize(body, at);
      case 'signatures/signHash':
        return service.sign(body, at, { forget: now?.how === 'forgetful', twice: now?.how === 'double' });
      default:
        return { status: 404, body: { error: 'invalid_request', error_description: 'No such step' } };
    }
  }

  /** The steps before the door: they say what is here, or give what opens it. */
  function atTheDoor(path: string, text: string, shown: string, at: number): Reply | undefined {
    if (path === 'oauth2/token' || path === 'oauth2/revoke') {
      const form = Object.fromEntries(new URLSearchParams(text));
      return path === 'oauth2/token' ? door.token(form, at) : door.revoke(form);
    }
    if (path === 'auth/login') return door.login(shown, json(text), at);
    if (path === 'info') {
      const methods = [...about.methods, ...(stamps ? ['signatures/timestamp'] : [])];
      return { status: 200, body: { ...about, methods } };
    }
    return undefined;
  }

  function control(body: unknown): Reply {
    const parsed = controlRequest().safeParse(body);
    if (!parsed.success) return { status: 400, body: { error: 'invalid_request' } };
    const { schedule: given, next } = parsed.data;
    if (given) trouble.setSchedule(given);
    if (next) trouble.setNext(next.how, next.count);
    return { status: 200, body: { signatures: record.lines.length } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    const text = await bodyOf(request);
    const shown = request.headers.authorization ?? '';
    if (url === '/control' && controlToken !== undefined) {
      const reply = sameSecret(shown, `Bearer ${controlToken}`) ? control(json(text)) : unauthorised;
      return send(response, reply);
    }
    const clock = Number(request.headers['x-loket-clock'] ?? Number.NaN);
    const at = Number.isSafeInteger(clock) ? clock : Date.now();
    const [, version, below = ''] = /^\/csc\/(v1|v2)\/(.+)$/.exec(url) ?? [];
    const path = /^\/oauth2\/\w+$/.test(url) ? url.slice(1) : below;
    const waiting = late;
    late = [];
    for (const release of waiting) release();
    const now = trouble.now(path, at);
    response.setHeader('x-loket-latency-ms', now?.how === 'slow' ? (now.latencyMs ?? 20_000) : latencyMs);
    if (now?.how === 'cut') return void request.socket.destroy();
    if (now?.how === 'down') return send(response, { status: 503, body: { error: 'server_error' } });
    if (text === undefined) return send(response, { status: 413, body: { error: 'invalid_request' } });
    if (request.method !== 'POST') return send(response, { status: 405, body: { error: 'invalid_request' } });
    const open = atTheDoor(path, text, shown, at);
    if (open) return send(response, open);
    if (!door.opens(shown, at)) return send(response, unauthorised);
    const body = json(text);
    const reply = await step(path, version === 'v2' ? inWordsOfV1(body) : body, at, now);
    if (now?.how === 'silent') return void request.socket.destroy();
    const signed = reply.status === 200 && path === 'signatures/signHash';
    if (signed && now?.how === 'hanging') return;
    if (signed && now?.how === 'garbled')
      return send(response, reply, (body) => body.slice(0, body.length / 2));
    if (signed && now?.how === 'wrong') return send(response, reply, spoiled);
    if (signed && now?.how === 'twice') return sendTwice(request, reply);
    if (signed && now?.how === 'late') return void late.push(() => send(response, reply));
    return send(response, reply);
  }

  const server = createServer((request, response) => {
    // A caller that goes away in the midst of a request is no trouble of ours.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    roots: new Map([...keys].map(([id, held]) => [id, held.root])),
    timestampRoot: stamps?.root,
    record: record.lines,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          record.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const about = {
  specs: '1.0.4.0',
  name: 'Test signing server',
  logo: 'http://127.0.0.1/logo.png',
  region: 'ID',
  lang: 'en',
  description: 'For tests and demos',
  authType: ['basic', 'oauth2client', 'oauth2code'],
  methods: [
    'auth/login',
    'auth/revoke',
    'credentials/list',
    'credentials/info',
    'credentials/authorize',
    'credentials/extendTransaction',
    'credentials/sendOTP',
    'signatures/signHash',
  ],
};

const unauthorised: Reply = {
  status: 401,
  body: { error: 'invalid_token', error_description: 'The access token is missing or wrong' },
};

/** Past Node's own writer, which would not send a second answer to one request. */
function sendTwice(request: IncomingMessage, { status, body }: Reply): void {
  const text = JSON.stringify(body);
  const head = `HTTP/1.1 ${status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
  request.socket.end(`${head}\r\n${text}`.repeat(2));
}

function send(response: ServerResponse, { status, body }: Reply, change = (text: string) => text): void {
  if (status === 204) return void response.writeHead(204).end();
  response.writeHead(status, { 'content-type': 'application/json' }).end(change(JSON.stringify(body)));
}

/** Changes a letter in the midst of a signature, so that it is still base64. */
function spoiled(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= mostBytes) pieces.push(piece);
  }
  return size > mostBytes ? undefined : Buffer.concat(pieces).toString('utf8');
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
