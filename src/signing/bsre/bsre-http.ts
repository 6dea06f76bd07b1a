/** What came back from one request. @internal */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Uint8Array;
    }
  /** Surely not sent. */
  | { readonly kind: 'notSent'; readonly reason: string }
  /** Sent, perhaps, and no whole answer came. */
  | { readonly kind: 'lost'; readonly reason: string };

/** A request to make. @internal */
export interface ExchangeRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

/** A signed document of many pages with pictures; more is nobody's. */
const mostBytes = 64 * 1024 * 1024;

/** Errors of `fetch` that can only come before the request was sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Makes one request; never throws, never follows a redirect. @internal */
export async function exchange(request: ExchangeRequest): Promise<Exchange> {
  if (request.signal.aborted) return { kind: 'notSent', reason: 'stopped before sending' };
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)]);
  try {
    const response = await request.fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      headers: request.headers,
      ...(request.body !== undefined && { body: request.body }),
      signal,
    });
    const body = await read(response);
    if (!body) return { kind: 'lost', reason: 'the answer is too long' };
    return { kind: 'answered', status: response.status, headers: response.headers, body };
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && beforeSending.has(code))
      return { kind: 'notSent', reason: `not sent: ${code}` };
    return {
      kind: 'lost',
      reason: signal.aborted ? 'no answer in time' : 'the connection ended without an answer',
    };
  }
}

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
  return Uint8Array.from(Buffer.concat(pieces));
}

/** Finds the system's error code, which fetch hides in causes, and in lists where it tried several addresses. */
function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    const { code, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: readonly unknown[] };
    if (typeof code === 'string') return code;
    at = cause ?? errors?.[0];
  }
  return undefined;
}
