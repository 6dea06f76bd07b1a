import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';

/** One step of the CSC API, or of the OAuth service beside it; the last three are of v2 only. */
export type CscStep =
  | 'info'
  | 'auth/login'
  | 'auth/revoke'
  | 'oauth2/token'
  | 'oauth2/revoke'
  | 'credentials/list'
  | 'credentials/info'
  | 'credentials/authorize'
  | 'credentials/extendTransaction'
  | 'credentials/sendOTP'
  | 'signatures/signHash'
  | 'signatures/timestamp'
  | 'credentials/getChallenge'
  | 'signatures/signPolling';

/** What came of one request. */
export type Answer =
  | { readonly kind: 'ok'; readonly body: unknown }
  /** The service refused, in the words of its protocol. */
  | { readonly kind: 'refused'; readonly error: string; readonly sad: boolean; readonly token: boolean }
  /** Nothing was done: not sent at all, or the service said that it cannot work now. */
  | { readonly kind: 'notDone'; readonly reason: string }
  /** Sent, and no answer came that can be read. */
  | { readonly kind: 'lost'; readonly reason: string };

/** A request to make. */
export interface CscRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** An object goes as JSON, a form as a form. */
  readonly body: object | URLSearchParams;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
  readonly onAnswer: (status: number, headers: Headers) => void;
}

/** Longer answers are not read: a certificate chain has some thousand bytes. */
const mostBytes = 262_144;

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

/** Errors that the CSC API and OAuth name; others are not repeated, for a service may quote what it was sent. */
const namedErrors = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_token',
  'invalid_grant',
  'invalid_scope',
  'unsupported_grant_type',
  'unsupported_response_type',
  'authentication_error',
  'invalid_pin',
  'invalid_otp',
  'access_denied',
  'unauthorized',
  'unauthorized_client',
  'insufficient_scope',
  'expired_token',
  'authorization_expired',
  'credential_disabled',
  'server_error',
]);

/** Errors by which a service says that it works again later, and did nothing now. */
const laterErrors = new Set([
  'temporarily_unavailable',
  'rate_limit_exceeded',
  'rate_limited',
  'too_many_requests',
  'slow_down',
]);

const refusal = lazy(() => z.object({ error: z.string().min(1), error_description: z.string().optional() }));

/** Makes one request and says what came of it; never throws, never follows a redirect. */
export async function post(request: CscRequest): Promise<Answer> {
  if (request.signal.aborted) return { kind: 'notDone', reason: 'stopped before sending' };
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)]);
  const form = request.body instanceof URLSearchParams;
  let response: Response;
  let text: string | undefined;
  try {
    response = await request.fetch(request.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...request.headers,
        'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
        accept: 'application/json',
      },
      body: form ? request.body.toString() : JSON.stringify(request.body),
      signal,
    });
    request.onAnswer(response.status, response.headers);
    text = await read(response);
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && beforeSending.has(code))
      return { kind: 'notDone', reason: `not sent: ${code}` };
    return {
      kind: 'lost',
      reason: signal.aborted ? 'no answer in time' : 'the connection ended without an answer',
    };
  }
  const { status } = response;
  const body = text === undefined ? undefined : json(text);
  if (status === 503 || status === 429) return { kind: 'notDone', reason: `the service answered ${status}` };
  if (status === 204 || (text === '' && (status === 200 || status === 202))) return { kind: 'ok', body: {} };
  if ((status === 200 || status === 202) && body !== undefined) return { kind: 'ok', body };
  const refused = status >= 400 && status < 500 ? refusal().safeParse(body) : undefined;
  if (refused?.success) {
    const { error, error_description: words = '' } = refused.data;
    if (laterErrors.has(error)) return { kind: 'notDone', reason: `the service answered ${error}` };
    return {
      kind: 'refused',
      error: namedErrors.has(error) ? error : 'another error',
      sad: /\bsad\b/i.test(`${error.replaceAll('_', ' ')} ${words}`),
      token: status === 401 && (error === 'invalid_token' || error === 'expired_token'),
    };
  }
  return { kind: 'lost', reason: `the service answered ${status} with what cannot be read` };
}

async function read(response: Response): Promise<string | undefined> {
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
  return Buffer.concat(pieces).toString('utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
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
