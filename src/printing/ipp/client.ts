import { request } from 'node:http';
import type { Socket } from 'node:net';
import { attribute, decode, encode, groupTags, type IppAttribute, type IppMessage } from './codec.js';
import { brokenBy, connectTo, httpUrl, type IppTls, NoConnection } from './connection.js';
import { type Operation, operations } from './operations.js';

/** What a request to a printer came to. @internal */
export type IppAnswer =
  | { readonly kind: 'answer'; readonly message: IppMessage }
  /** No connection was made, or the request was turned away before it was IPP: nothing was done. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** Something may have been sent, and no answer came that can be read; `open` when the printer may still be at it. */
  | { readonly kind: 'silent'; readonly reason: string; readonly open: boolean };

/** Who asks, where a printer wants to know it. */
export interface IppLogin {
  readonly user: string;
  readonly password: string;
}

/** A request to a printer. @internal */
export interface IppRequest {
  readonly uri: string;
  readonly operation: Operation;
  /** Operation attributes after charset, language and `printer-uri`. */
  readonly attributes: readonly IppAttribute[];
  readonly jobAttributes?: readonly IppAttribute[];
  readonly subscriptionAttributes?: readonly IppAttribute[];
  readonly document?: Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly tls?: IppTls | undefined;
  /** Asked for each request, its answer kept nowhere. */
  readonly login?: (() => IppLogin | Promise<IppLogin>) | undefined;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** A gateway's word (RFC 9110 §15.6): whoever is behind it may have the request and be at it. */
const passedOn: readonly number[] = [502, 504];

let requests = 0;

/** Sends one request and waits for its answer, bounded in time and size; never rejects. @internal */
export function askPrinter(ask: IppRequest): Promise<IppAnswer> {
  requests = (requests % 0x7ffffffe) + 1;
  const requestId = requests;
  const head = encode({
    version: { major: 1, minor: 1 },
    code: operations[ask.operation],
    requestId,
    groups: [
      {
        tag: groupTags.operation,
        attributes: [
          attribute('charset', 'attributes-charset', 'utf-8'),
          attribute('language', 'attributes-natural-language', 'en'),
          attribute('uri', 'printer-uri', ask.uri),
          ...ask.attributes,
        ],
      },
      ...(ask.jobAttributes?.length ? [{ tag: groupTags.job, attributes: ask.jobAttributes }] : []),
      ...(ask.subscriptionAttributes?.length
        ? [{ tag: groupTags.subscription, attributes: ask.subscriptionAttributes }]
        : []),
    ],
  });
  const body = ask.document ? Buffer.concat([head, ask.document]) : head;
  return reach(ask, body, requestId);
}

async function reach(ask: IppRequest, body: Buffer, requestId: number): Promise<IppAnswer> {
  const unreachable = (reason: string): IppAnswer => ({ kind: 'unreachable', reason });
  if (ask.signal?.aborted) return unreachable('the call was ended');
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ask.timeoutMs);
  const onAbort = () => over.abort();
  ask.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    let authorization: Record<string, string> = {};
    if (ask.login) {
      try {
        authorization = { authorization: basic(await inTime(ask.login(), over.signal)) };
      } catch {
        // What a resolver throws may hold what it read.
        if (!over.signal.aborted) return unreachable('the password could not be read');
      }
    }
    if (over.signal.aborted) return unreachable(ask.signal?.aborted ? 'the call was ended' : 'no time left');
    let socket: Socket;
    try {
      socket = await connectTo({ uri: ask.uri, tls: ask.tls, signal: over.signal });
    } catch (error) {
      if (ask.signal?.aborted) return unreachable('the call was ended');
      return unreachable(error instanceof NoConnection ? error.message : `no connection: ${brokenBy(error)}`);
    }
    return await exchange(ask, { body, requestId, socket, authorization, signal: over.signal });
  } finally {
    clearTimeout(timer);
    ask.signal?.removeEventListener('abort', onAbort);
  }
}

/** Waits for a host's answer no longer than for a printer's. */
function inTime<T>(value: T | Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onOver = () => reject(new Error('too late'));
    signal.addEventListener('abort', onOver, { once: true });
    Promise.resolve(value)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onOver));
    if (signal.aborted) onOver();
  });
}

function basic({ user, password }: IppLogin): string {
  // RFC 7617 §2: the name ends at the first colon.
  if (user.includes(':')) throw new Error('the user has a colon');
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

interface Connected {
  readonly body: Buffer;
  readonly requestId: number;
  readonly socket: Socket;
  readonly authorization: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function exchange(ask: IppRequest, { body, requestId, socket, ...how }: Connected): Promise<IppAnswer> {
  return new Promise((resolve) => {
    const { url } = httpUrl(ask.uri);
    const out = request({
      host: url.hostname,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: {
        ...ask.headers,
        ...how.authorization,
        host: url.host,
        'content-type': 'application/ipp',
        'content-length': body.length,
        connection: 'close',
      },
      // A connection of its own for each request, without an agent: one that is kept may be dead without anybody knowing.
      createConnection: () => socket,
    });
    const end = (reason: string, open = false) => finish({ kind: 'silent', reason, open });
    const onOver = () =>
      end(ask.signal?.aborted ? 'the call was ended' : `no answer within ${ask.timeoutMs} ms`, true);
    how.signal.addEventListener('abort', onOver, { once: true });

    let done = false;
    function finish(answer: IppAnswer): void {
      if (done) return;
      done = true;
      how.signal.removeEventListener('abort', onOver);
      out.destroy();
      resolve(answer);
    }

    out.on('error', (error) => end(`the connection broke: ${brokenBy(error)}`));
    out.on('response', (response) => {
      const { statusCode = 0 } = response;
      // Turned away at the door: RFC 8010 §3.4.3 keeps IPP's own refusals within a 200. A redirect is not followed.
      if (statusCode >= 300 && statusCode < 500)
        return finish({ kind: 'unreachable', reason: `HTTP status ${statusCode}` });
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > ask.maxAnswerBytes) end(`the answer is longer than ${ask.maxAnswerBytes} bytes`);
      });
      response.on('error', (error) => end(`the connection broke: ${brokenBy(error)}`));
      response.on('aborted', () => end('the connection was cut in the middle of an answer'));
      response.on('end', () => {
        if (statusCode !== 200) return end(`HTTP status ${statusCode}`, passedOn.includes(statusCode));
        const message = decode(Buffer.concat(parts));
        if (!message) return end('the answer is no IPP message');
        if (message.requestId !== requestId) return end('the answer belongs to another request');
        finish({ kind: 'answer', message });
      });
    });
    out.end(body);
    if (how.signal.aborted) onOver();
  });
}
