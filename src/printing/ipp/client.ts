import { request } from 'node:http';
import { attribute, decode, encode, groupTags, type IppAttribute, type IppMessage } from './codec.js';
import { type Operation, operations } from './operations.js';

/** What a request to a printer came to. @internal */
export type IppAnswer =
  | { readonly kind: 'answer'; readonly message: IppMessage }
  /** No connection was made, so nothing was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** Something may have been sent, and no answer came that can be read; `open` when the printer may still be at it. */
  | { readonly kind: 'silent'; readonly reason: string; readonly open: boolean };

/** A request to a printer. @internal */
export interface IppRequest {
  readonly uri: string;
  readonly operation: Operation;
  /** Operation attributes after charset, language and `printer-uri`. */
  readonly attributes: readonly IppAttribute[];
  readonly jobAttributes?: readonly IppAttribute[];
  readonly document?: Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly signal?: AbortSignal | undefined;
}

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
    ],
  });
  const body = ask.document ? Buffer.concat([head, ask.document]) : head;
  return exchange(ask, body, requestId);
}

function exchange(ask: IppRequest, body: Buffer, requestId: number): Promise<IppAnswer> {
  if (ask.signal?.aborted) return Promise.resolve({ kind: 'unreachable', reason: 'the call was ended' });
  return new Promise((resolve) => {
    let connected = false;
    // RFC 8010 §4 and §5: IPP is a POST over HTTP, by default on port 631.
    const url = new URL(ask.uri.replace(/^ipp:/, 'http:'));
    const port = url.port || (ask.uri.startsWith('ipp:') ? '631' : '80');
    const out = request({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { ...ask.headers, 'content-type': 'application/ipp', 'content-length': body.length },
      // A connection of its own for each request: one that is kept may be dead without anybody knowing.
      agent: false,
    });
    const end = (reason: string, open = false) =>
      finish(connected ? { kind: 'silent', reason, open } : { kind: 'unreachable', reason });
    const onAbort = () => end('the call was ended', true);
    const timer = setTimeout(() => end(`no answer within ${ask.timeoutMs} ms`, true), ask.timeoutMs);
    ask.signal?.addEventListener('abort', onAbort, { once: true });

    let done = false;
    function finish(answer: IppAnswer): void {
      if (done) return;
      done = true;
      clearTimeout(timer);
      ask.signal?.removeEventListener('abort', onAbort);
      out.destroy();
      resolve(answer);
    }

    out.on('socket', (socket) => {
      socket.on('connect', () => {
        connected = true;
      });
    });
    out.on('error', (error) => end(error.message));
    out.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > ask.maxAnswerBytes) end(`the answer is longer than ${ask.maxAnswerBytes} bytes`);
      });
      response.on('error', (error) => end(error.message));
      response.on('aborted', () => end('the connection was cut in the middle of an answer'));
      response.on('end', () => {
        if (response.statusCode !== 200) return end(`HTTP status ${response.statusCode}`);
        const message = decode(Buffer.concat(parts));
        if (!message) return end('the answer is no IPP message');
        if (message.requestId !== requestId) return end('the answer belongs to another request');
        finish({ kind: 'answer', message });
      });
    });
    out.end(body);
  });
}
