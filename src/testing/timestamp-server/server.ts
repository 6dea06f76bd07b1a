import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  PKIFailureInfo,
  PKIStatus,
  PKIStatusInfo,
  TimeStampReq,
  TimeStampResp,
  TimeStampToken,
} from '@peculiar/asn1-tsp';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import { sha256 } from '../../signing/pades/cms.js';
import { buffer, encode } from '../../signing/pades/cms-schema.js';
import { oids } from '../../signing/pades/oids.js';
import { keyPair } from '../test-pki.js';
import { type TestTsa, type TokenWish, testTsa } from '../test-tsa.js';
import { serverOptions, type TimestampServerOptions, type TimestampTrouble } from './options.js';

/** A time-stamping authority that runs in this process. */
export interface TimestampServer {
  /** Address for `httpTimestamper`. */
  readonly url: string;
  readonly port: number;
  /** Root certificate as DER: the trust anchor. */
  readonly root: Uint8Array;
  /** Number of requests that came. */
  readonly requests: () => number;
  /** Makes the next requests have a trouble; it goes before the schedule. */
  next(how: TimestampTrouble, count?: number): void;
  /** Stops listening and ends the connections. */
  close(): Promise<void>;
}

const mostBytes = 65_536;
const day = 86_400_000;

/**
 * Starts a time-stamping authority for tests and demos, on 127.0.0.1: RFC 3161 over HTTP, with a PKI of its own, and
 * troubles on demand. Its time is the header `x-loket-clock` of a request, else the machine's.
 *
 * Needs the optional peers `@peculiar/asn1-*`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { startTimestampServer } from 'loket/testing/timestamp-server';
 *
 * const server = await startTimestampServer();
 * server.next('down');
 * const answer = await fetch(server.url, { method: 'POST' });
 * await server.close();
 * answer.status; //=> 503
 * ```
 */
export async function startTimestampServer(options: TimestampServerOptions = {}): Promise<TimestampServer> {
  parseHiddenOrThrow<unknown>(serverOptions(), options, 'timestamp server');
  const { bearer, schedule = [] } = options;
  const { validFrom = Date.UTC(2019, 0, 1), validUntil = Date.UTC(2035, 0, 1) } = options;
  const authority = testTsa(validFrom, validUntil);
  const others: { stranger?: TestTsa; key?: ReturnType<typeof keyPair>['privateKey'] } = {};
  let next: { how: TimestampTrouble; count: number } | undefined;
  let requests = 0;
  let serial = 0;
  let first: Uint8Array | undefined;

  function troubleAt(at: EpochMs): TimestampTrouble | undefined {
    if (next && next.count > 0) {
      next = { ...next, count: next.count - 1 };
      return next.how;
    }
    return schedule.find(({ from, until }) => from <= at && at < until)?.how;
  }

  function tokenOf(wish: TokenWish, how: TimestampTrouble | undefined): Uint8Array {
    switch (how) {
      case 'otherImprint':
        return authority.token({ ...wish, digest: sha256(wish.digest) });
      case 'otherNonce':
        return authority.token({ ...wish, nonce: Uint8Array.from([0x2a, ...(wish.nonce ?? []).slice(1)]) });
      case 'noNonce':
        return authority.token({ ...wish, nonce: undefined });
      case 'otherTime':
        return authority.token({ ...wish, at: wish.at - day });
      case 'noPurpose':
        return authority.token({ ...wish, certificate: authority.purposeless });
      case 'otherKey':
        others.key ??= keyPair('ec').privateKey;
        return authority.token({ ...wish, key: others.key });
      case 'untrusted':
        others.stranger ??= testTsa(validFrom, validUntil);
        return others.stranger.token(wish);
      default:
        return authority.token(wish);
    }
  }

  function stamp(body: Uint8Array, at: EpochMs, how: TimestampTrouble | undefined): Uint8Array {
    if (how === 'failing') return refusal(failureBits.systemFailure);
    const request = read(body);
    if (how === 'refusing' || !request) return refusal(failureBits.badRequest);
    const { messageImprint, nonce } = request;
    if (messageImprint.hashAlgorithm.algorithm !== oids.sha256) return refusal(failureBits.badAlg);
    const wish: TokenWish = {
      digest: new Uint8Array(messageImprint.hashedMessage.buffer),
      nonce: nonce && new Uint8Array(nonce),
      at,
      serial: ++serial,
    };
    if (how === 'stale')
      return first ?? granted(authority.token({ ...wish, digest: sha256(), nonce: Uint8Array.from([1]) }));
    const response = granted(tokenOf(wish, how));
    if (how === undefined) first ??= response;
    return response;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    requests++;
    const clock = Number(request.headers['x-loket-clock'] ?? Number.NaN);
    const at = Number.isSafeInteger(clock) ? clock : Date.now();
    const how = troubleAt(at);
    if (how === 'down') return void response.writeHead(503).end();
    if (how === 'silent') return void request.socket.destroy();
    if (how === 'hanging') return;
    if (how === 'page')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>');
    if (bearer !== undefined && request.headers.authorization !== `Bearer ${bearer}`)
      return void response.writeHead(401).end();
    if (request.method !== 'POST' || body === undefined) return void response.writeHead(400).end();
    const bytes = stamp(body, at, how);
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
    response.end(how === 'garbled' ? bytes.subarray(0, bytes.length >> 1) : bytes);
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
    url: `http://127.0.0.1:${port}/`,
    port,
    root: authority.root,
    requests: () => requests,
    next(how, count = 1) {
      next = { how, count };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Bits of PKIFailureInfo (RFC 3161, 2.4.2), as bytes with the unused bits at the end. */
const failureBits = {
  badAlg: [[0x80], 7],
  badRequest: [[0x20], 5],
  systemFailure: [[0, 0, 0, 0x40], 6],
} as const;

function refusal([bytes, unused]: (typeof failureBits)[keyof typeof failureBits]): Uint8Array {
  const failInfo = new PKIFailureInfo(Uint8Array.from(bytes).buffer, unused);
  return encode(new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.rejection, failInfo }) }));
}

function granted(token: Uint8Array): Uint8Array {
  const timeStampToken = AsnConvert.parse(buffer(token), TimeStampToken);
  return encode(
    new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.granted }), timeStampToken }),
  );
}

function read(body: Uint8Array): TimeStampReq | undefined {
  try {
    return AsnConvert.parse(buffer(body), TimeStampReq);
  } catch {
    return undefined;
  }
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
