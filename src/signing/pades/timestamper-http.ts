import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import { encodeRequest, readResponse } from './timestamp-message.js';
import { checkTimestampToken } from './timestamp-token.js';
import type { TimestampCall, Timestamper, TimestampOutcome } from './timestamper.js';

/** Says where a time-stamping authority stands and whom to trust. */
export interface HttpTimestamperOptions {
  /** Address, by https or http: a token proves itself. With `authorization` http is for this machine only. */
  readonly url: string;
  /** Trust anchors of the authority, as DER; 1 or more. */
  readonly roots: readonly Uint8Array[];
  /** Further certificates that may lead to one, as DER. Default: those in the token only. */
  readonly intermediates?: readonly Uint8Array[] | undefined;
  /** Reads the value of the `Authorization` header; asked before each request, kept nowhere. */
  readonly authorization?: (() => string | Promise<string>) | undefined;
  /** Further headers of a request. */
  readonly headers?: ((call: Pick<TimestampCall, 'at'>) => Readonly<Record<string, string>>) | undefined;
  /** Milliseconds for one request, 1 or more. Default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds by which the authority's clock may differ from the office's, 0 or more. Default 600,000. */
  readonly skewMs?: number | undefined;
  /** Replaces the global `fetch`, for a proxy or a client certificate. */
  readonly fetch?: typeof fetch | undefined;
}

const local = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const options = lazy(() =>
  z
    .strictObject({
      url: z.string().refine((text) => {
        if (!URL.canParse(text)) return false;
        const { protocol, username, password, hash } = new URL(text);
        return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
      }, 'must be an http or https address without a user'),
      roots: z.array(z.instanceof(Uint8Array)).min(1, 'must hold one certificate or more'),
      intermediates: z.array(z.instanceof(Uint8Array)).optional(),
      authorization: z.function().optional(),
      headers: z.function().optional(),
      timeoutMs: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
      skewMs: z.number().min(0, 'must be 0 or more').optional(),
      fetch: z.function().optional(),
    })
    .refine(
      ({ url, authorization }) => {
        if (authorization === undefined || !URL.canParse(url)) return true;
        const { protocol, hostname } = new URL(url);
        return protocol === 'https:' || local.test(hostname);
      },
      {
        path: ['url'],
        message: 'must be an https address, or http on this machine, to send an authorization to',
      },
    ),
);

/** Tokens with a whole chain have some kilobytes. */
const mostBytes = 131_072;

/**
 * Makes a timestamper of an authority that speaks RFC 3161 over HTTP. A token is answered only when it stamps the very
 * digest, repeats the nonce, is of this time, is signed by a certificate whose only and critical purpose is
 * time-stamping, and leads to one of the roots. Revocation of the authority's certificate is not looked up.
 *
 * - `unavailable`: not connected, answered 429 or 5xx, or refused for a trouble of its own (`systemFailure`, …);
 * - `unknown`: no answer in time, or none that can be read;
 * - `rejected`: refused otherwise, or the token failed a check.
 *
 * Needs the optional peers `@peculiar/asn1-cms`, `@peculiar/asn1-schema`, `@peculiar/asn1-tsp` and
 * `@peculiar/asn1-x509`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { httpTimestamper } from 'loket/signing/pades';
 * import { startTimestampServer } from 'loket/testing/timestamp-server';
 *
 * const server = await startTimestampServer();
 * const timestamper = httpTimestamper({ url: server.url, roots: [server.root] });
 * const { createHash, randomBytes } = await import('node:crypto');
 * const stamped = new TextEncoder().encode('the value of a signature');
 * const told = await timestamper.stamp({
 *   stamped,
 *   digest: createHash('sha256').update(stamped).digest(),
 *   nonce: Uint8Array.from([1, ...randomBytes(15)]),
 *   at: Date.now(),
 *   signal: new AbortController().signal,
 * });
 * await server.close();
 * told.outcome; //=> 'ok'
 * ```
 */
export function httpTimestamper(config: HttpTimestamperOptions): Timestamper {
  parseHiddenOrThrow<unknown>(options(), config, 'timestamper');
  const { url, roots, intermediates, timeoutMs = 5000, skewMs = 600_000 } = config;

  async function ask(call: TimestampCall, headers: Readonly<Record<string, string>>): Promise<Reply> {
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const response = await (config.fetch ?? fetch)(url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...headers,
          'content-type': 'application/timestamp-query',
          accept: 'application/timestamp-reply',
        },
        body: Buffer.from(encodeRequest(call.digest, call.nonce)),
        signal,
      });
      if (response.status !== 200) await response.body?.cancel();
      return { status: response.status, bytes: response.status === 200 ? await read(response) : undefined };
    } catch {
      if (signal.aborted) return { status: undefined, late: true };
      // Whether it was sent matters to nobody: a timestamp may be asked for twice.
      return { status: undefined, late: false };
    }
  }

  function judge(call: TimestampCall, bytes: Uint8Array): TimestampOutcome {
    const answer = readResponse(bytes);
    if (answer.kind === 'unreadable') return { outcome: 'unknown', reason: 'the answer cannot be read' };
    if (answer.kind === 'refused')
      return { outcome: answer.later ? 'unavailable' : 'rejected', reason: `refused: ${answer.why}` };
    const { stamped, nonce, at } = call;
    const window = { from: at, until: at, skewMs };
    const verdict = checkTimestampToken(answer.token, { stamped, nonce, roots, intermediates, ...window });
    return verdict.ok
      ? { outcome: 'ok', token: answer.token }
      : { outcome: 'rejected', reason: verdict.reason };
  }

  return {
    async stamp(call) {
      if (call.signal.aborted) return { outcome: 'unavailable', reason: 'stopped before sending' };
      let headers: Readonly<Record<string, string>>;
      try {
        const secret = await config.authorization?.();
        headers = { ...config.headers?.(call), ...(secret !== undefined && { authorization: secret }) };
      } catch {
        return { outcome: 'unavailable', reason: 'a resolver failed' };
      }
      const reply = await ask(call, headers);
      if (reply.status === undefined) {
        return reply.late
          ? { outcome: 'unknown', reason: 'no answer in time' }
          : { outcome: 'unavailable', reason: 'not connected, or the connection ended without an answer' };
      }
      if (reply.status === 429 || reply.status >= 500)
        return { outcome: 'unavailable', reason: `the service answered ${reply.status}` };
      if (reply.status !== 200)
        return { outcome: 'rejected', reason: `the service answered ${reply.status}` };
      return reply.bytes
        ? judge(call, reply.bytes)
        : { outcome: 'unknown', reason: 'the answer is too long to be a timestamp' };
    },
  };
}

type Reply =
  | { readonly status: number; readonly bytes: Uint8Array | undefined }
  | { readonly status: undefined; readonly late: boolean };

async function read(response: Response): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    pieces.push(value);
  }
  return Buffer.concat(pieces);
}
