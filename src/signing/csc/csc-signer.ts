import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { RawDescribeCall, RawFailure, RawSignCall, RawSigner } from '../pades/raw-signer.js';
import { type Answer, type CscStep, post } from './csc-http.js';
import { ecdsaToDer } from './ecdsa.js';

/** Says what a request to the service is about. */
export interface CscCall {
  readonly step: CscStep;
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Names the signing request; missing when only the certificate is asked for. */
  readonly requestId?: string | undefined;
}

/** Says where a remote signing service stands and how it is entered. */
export interface CscSignerOptions {
  /** Address before `/csc/v1`, by https, or by http on this machine. */
  readonly baseUrl: string;
  /** The credential that signs. */
  readonly credentialId: string;
  /** Reads the value of the `Authorization` header, as `Bearer …`; asked before each request, kept nowhere. */
  readonly authorization: () => string | Promise<string>;
  /** Reads the PIN of the credential; asked before each authorisation, kept nowhere. */
  readonly pin?: (() => string | Promise<string>) | undefined;
  /** Milliseconds for one request, 1 or more. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Replaces the global `fetch`, for a proxy or a client certificate. */
  readonly fetch?: typeof fetch | undefined;
  /** Further headers of a request. */
  readonly headers?: ((call: CscCall) => Readonly<Record<string, string>>) | undefined;
  /** Told status and headers of each answer, as for measuring. */
  readonly onAnswer?:
    | ((call: CscCall, answer: { readonly status: number; readonly headers: Headers }) => void)
    | undefined;
}

const local = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const options = lazy(() =>
  z.strictObject({
    baseUrl: z.string().refine((text) => {
      if (!URL.canParse(text)) return false;
      const url = new URL(text);
      if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
      return url.protocol === 'https:' || (url.protocol === 'http:' && local.test(url.hostname));
    }, 'must be an https address, or http on this machine, without a user or a query'),
    credentialId: z.string().min(1, 'must not be empty'),
    authorization: z.function(),
    pin: z.function().optional(),
    timeoutMs: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
    fetch: z.function().optional(),
    headers: z.function().optional(),
    onAnswer: z.function().optional(),
  }),
);

const infoAnswer = lazy(() =>
  z.object({
    key: z.object({ status: z.string(), algo: z.array(z.string()) }),
    cert: z.object({ status: z.string().optional(), certificates: z.array(z.base64()).min(1).max(10) }),
  }),
);
const authorizeAnswer = lazy(() => z.object({ SAD: z.string().min(1).max(65_536) }));
const signAnswer = lazy(() => z.object({ signatures: z.array(z.base64().min(8).max(4096)).length(1) }));

const hashAlgorithms = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
const ecdsaWith = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const;
const sha256WithRsa = '1.2.840.113549.1.1.11';
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));

/**
 * Makes a signer of a remote signing service that speaks the CSC API v1.0.4.0: `credentials/info`,
 * `credentials/authorize` with the hash pinned, `signatures/signHash`.
 *
 * - `unavailable`: not connected, the service answered 503 or 429, or a step before `signHash` failed, for only that one
 *   signs;
 * - `unknown`: `signHash` was sent and no readable answer came;
 * - `rejected`: the service refused with an error of its protocol. When it refuses the authorisation as expired or used,
 *   a new one is asked for, once.
 *
 * Secrets are read by the resolvers for each request and appear in no outcome.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cscSigner } from 'loket/signing/csc';
 *
 * const signer = cscSigner({
 *   baseUrl: 'http://127.0.0.1:9',
 *   credentialId: 'head-2026',
 *   authorization: () => 'Bearer secret',
 *   pin: () => '000000',
 * });
 * const told = await signer.describe({ at: 0, signal: AbortSignal.abort() });
 * told; //=> { outcome: 'unavailable', reason: 'credentials/info: stopped before sending' }
 * ```
 */
export function cscSigner(config: CscSignerOptions): RawSigner {
  parseHiddenOrThrow<unknown>(options(), config, 'CSC signer');
  const { baseUrl, credentialId, authorization, pin, timeoutMs = 10_000 } = config;
  const base = `${baseUrl.replace(/\/+$/, '')}/csc/v1`;

  async function ask(
    step: CscStep,
    call: RawDescribeCall & Partial<RawSignCall>,
    body: object,
  ): Promise<Answer> {
    const about: CscCall = { step, at: call.at, requestId: call.requestId };
    try {
      return await post({
        url: `${base}/${step}`,
        headers: { ...config.headers?.(about), authorization: await authorization() },
        body: { credentialID: credentialId, ...body },
        signal: call.signal,
        timeoutMs,
        fetch: config.fetch ?? fetch,
        onAnswer: (status, headers) => config.onAnswer?.(about, { status, headers }),
      });
    } catch {
      return { kind: 'notDone', reason: 'a resolver failed' };
    }
  }

  /** What a step that signs nothing came to, when it came to nothing. */
  function failed(step: CscStep, answer: Exclude<Answer, { kind: 'ok' }>): RawFailure {
    if (answer.kind === 'refused') return { outcome: 'rejected', reason: `${step}: ${answer.error}` };
    return { outcome: 'unavailable', reason: `${step}: ${answer.reason}` };
  }

  async function authorize(call: RawSignCall): Promise<{ outcome: 'ok'; sad: string } | RawFailure> {
    const step = 'credentials/authorize';
    let secret: string | undefined;
    try {
      secret = await pin?.();
    } catch {
      return { outcome: 'unavailable', reason: `${step}: the PIN could not be read` };
    }
    const answer = await ask(step, call, {
      numSignatures: 1,
      hash: [Buffer.from(call.digest).toString('base64')],
      ...(secret !== undefined && { PIN: secret }),
      clientData: call.requestId,
    });
    if (answer.kind !== 'ok') return failed(step, answer);
    const parsed = authorizeAnswer().safeParse(answer.body);
    if (!parsed.success) return { outcome: 'unavailable', reason: `${step}: the answer cannot be read` };
    return { outcome: 'ok', sad: parsed.data.SAD };
  }

  return {
    async describe(call) {
      const step = 'credentials/info';
      const answer = await ask(step, call, { certificates: 'chain', certInfo: true });
      if (answer.kind !== 'ok') return failed(step, answer);
      const parsed = infoAnswer().safeParse(answer.body);
      if (!parsed.success) return { outcome: 'unavailable', reason: `${step}: the answer cannot be read` };
      const { key, cert } = parsed.data;
      if (key.status !== 'enabled') return { outcome: 'rejected', reason: `${step}: the key is not enabled` };
      if ((cert.status ?? 'valid') !== 'valid')
        return { outcome: 'rejected', reason: `${step}: the certificate is not valid` };
      const [certificate, ...chain] = cert.certificates.map(bytesOf);
      const keyType = certificate && keyTypeOf(certificate);
      if (!certificate || !keyType)
        return { outcome: 'rejected', reason: `${step}: the certificate is neither RSA nor ECDSA` };
      return { outcome: 'ok', certificate, chain, keyType };
    },

    async sign(call) {
      const step = 'signatures/signHash';
      for (let again = false; ; again = true) {
        const authorized = await authorize(call);
        if (authorized.outcome !== 'ok') return authorized;
        const answer = await ask(step, call, {
          SAD: authorized.sad,
          hash: [Buffer.from(call.digest).toString('base64')],
          hashAlgo: hashAlgorithms[call.hash],
          signAlgo: call.keyType === 'rsa' ? sha256WithRsa : ecdsaWith[call.hash],
          clientData: call.requestId,
        });
        if (answer.kind === 'refused' && answer.sad && !again) continue;
        if (answer.kind === 'refused' || answer.kind === 'notDone') return failed(step, answer);
        if (answer.kind === 'lost') return { outcome: 'unknown', reason: `${step}: ${answer.reason}` };
        const parsed = signAnswer().safeParse(answer.body);
        const [text] = parsed.success ? parsed.data.signatures : [];
        if (text === undefined) return { outcome: 'unknown', reason: `${step}: the answer cannot be read` };
        const signature = bytesOf(text);
        return { outcome: 'ok', signature: call.keyType === 'ec' ? ecdsaToDer(signature) : signature };
      }
    },
  };
}

function keyTypeOf(certificate: Uint8Array): 'rsa' | 'ec' | undefined {
  try {
    const type = new X509Certificate(certificate).publicKey.asymmetricKeyType;
    return type === 'rsa' || type === 'ec' ? type : undefined;
  } catch {
    return undefined;
  }
}
