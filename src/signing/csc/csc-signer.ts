import { X509Certificate } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import { ecdsaToDer } from '../pades/ecdsa.js';
import type { RawFailure, RawSignCall, RawSigner, SignatureHash } from '../pades/raw-signer.js';
import { algorithms, onlyPss } from './csc-algorithms.js';
import { type CscContext, type CscFailure, clientOf } from './csc-client.js';
import { type CscCall, type CscClientOptions, clientShape } from './csc-options.js';

/** Says where a remote signing service stands and how it is entered. */
export interface CscSignerOptions extends CscClientOptions {
  /** The credential that signs. */
  readonly credentialId: string;
  /** Reads the PIN of the credential; asked before each authorisation, kept nowhere. */
  readonly pin?: ((call: CscCall) => string | Promise<string>) | undefined;
  /** Reads the one-time password of the credential; asked before each authorisation, kept nowhere. */
  readonly otp?: ((call: CscCall) => string | Promise<string>) | undefined;
  /** Whether the service must be asked to send the one-time password before `otp` is read. Default `false`. */
  readonly sendOtp?: boolean | undefined;
  /**
   * Sole control assurance level of the credential. Default 2: an authorisation names the hashes, and holds for no
   * others. 1 leaves them out, for services that refuse them.
   */
  readonly scal?: 1 | 2 | undefined;
  /** Most signatures under one authorisation, 1 to 1,000; `multisign` of the credential tells them. Default 50. */
  readonly batch?: number | undefined;
  /**
   * Lets the service answer at once and sign later, with `version: 2`. Default `false`.
   *
   * @experimental until checked against the standard's text
   */
  readonly later?: boolean | undefined;
  /** Milliseconds between two questions whether a promised signature is made, 1 or more. Default 1,000. */
  readonly pollEveryMs?: number | undefined;
  /** Most such questions, 1 or more. Default 60. */
  readonly polls?: number | undefined;
}

/** Asks for signatures under one authorisation. */
export interface CscBatch extends CscContext {
  /** Hashes to sign, 1 to `batch`. */
  readonly hashes: readonly Uint8Array[];
  /** Digest that made the hashes. Default `sha256`. */
  readonly hashAlgorithm?: SignatureHash | undefined;
  /** Kind of the key, as `describe` told it. */
  readonly keyType: 'rsa' | 'ec';
}

/** Signs with a remote credential: a raw signer that can also sign several hashes under one authorisation. */
export interface CscSigner extends RawSigner {
  /**
   * Signs all hashes with one authorisation and one request, or none. `signatures` stand in the order of the hashes,
   * PKCS #1 v1.5 for RSA and DER ECDSA-Sig-Values for ECDSA.
   */
  signBatch(
    batch: CscBatch,
  ): Promise<{ readonly outcome: 'ok'; readonly signatures: readonly Uint8Array[] } | RawFailure>;
  /**
   * Signs many calls in batches, one after the other; outcomes stand in the order of the calls. After a batch that
   * failed no other is tried: its failure stands for the rest when it was `rejected`, so that a wrong PIN is shown once,
   * and else the rest is `unavailable`. A call that is stopped before its batch is sent is `unavailable` alone; one that is
   * stopped later stops its batch.
   */
  signMany(calls: readonly RawSignCall[]): Promise<readonly Awaited<ReturnType<RawSigner['sign']>>[]>;
}

const options = lazy(() =>
  z
    .strictObject({
      ...clientShape(),
      credentialId: z.string().min(1, 'must not be empty'),
      pin: z.function().optional(),
      otp: z.function().optional(),
      sendOtp: z.boolean('must be true or false').optional(),
      scal: z.union([z.literal(1), z.literal(2)], 'must be 1 or 2').optional(),
      batch: z
        .int('must be a whole number')
        .min(1, 'must be 1 or more')
        .max(1000, 'must be 1000 or less')
        .optional(),
      later: z.boolean('must be true or false').optional(),
      pollEveryMs: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
      polls: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
    })
    .refine(({ later, version }) => later !== true || version === 2, {
      path: ['later'],
      message: 'must not be true without version 2',
    }),
);

/**
 * Makes a signer of a remote signing service that speaks the CSC API v1.0.4.0: `credentials/info`,
 * `credentials/authorize` with the hashes pinned, `signatures/signHash`.
 *
 * - `unavailable`: not connected, the service answered 503 or 429, or a step before `signHash` failed, for only that one
 *   signs;
 * - `unknown`: `signHash` was sent and no readable answer came;
 * - `rejected`: the service refused with an error of its protocol, or the key signs with RSA-PSS only. When it refuses
 *   the authorisation as expired or used, a new one is asked for, once, unless it needs a one-time password.
 *
 * Secrets are read by the resolvers for each request and appear in no outcome. A wrong PIN or one-time password is never
 * shown twice, for services lock.
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
export function cscSigner(config: CscSignerOptions): CscSigner {
  parseHiddenOrThrow<unknown>(options(), config, 'CSC signer');
  const { credentialId, pin, otp, scal = 2, batch: most = 50, pollEveryMs = 1000, polls = 60 } = config;
  const client = clientOf(config);

  async function authorize(batch: CscBatch): Promise<{ outcome: 'ok'; sad: string } | RawFailure> {
    const { at, requestId, hashes, hashAlgorithm } = batch;
    const step = 'credentials/authorize';
    const about: CscCall = { step, at, requestId };
    if (config.sendOtp === true) {
      const sent = await client.sendOtp(credentialId, batch);
      if (sent.outcome !== 'ok') return plain(sent);
    }
    const secrets: { pin?: string; otp?: string } = {};
    try {
      if (pin) secrets.pin = await pin(about);
    } catch {
      return { outcome: 'unavailable', reason: `${step}: the PIN could not be read` };
    }
    try {
      if (otp) secrets.otp = await otp(about);
    } catch {
      return { outcome: 'unavailable', reason: `${step}: the one-time password could not be read` };
    }
    const pinned = scal === 2 ? { hashes, hashAlgorithm } : {};
    const answer = await client.authorize(
      { credentialId, signatures: hashes.length, ...pinned, ...secrets },
      batch,
    );
    return answer.outcome === 'ok' ? { outcome: 'ok', sad: answer.value.sad } : plain(answer);
  }

  /** Waits for signatures that the service promised; it may make them whatever becomes of the questions. */
  async function fetchLater(
    responseId: string,
    batch: CscBatch,
  ): Promise<readonly Uint8Array[] | RawFailure> {
    const step = 'signatures/signPolling';
    for (let n = 0; n < polls; n++) {
      try {
        await wait(pollEveryMs, undefined, { signal: batch.signal });
      } catch {
        return { outcome: 'unknown', reason: `${step}: stopped while the service works` };
      }
      const answer = await client.poll(responseId, batch);
      if (answer.outcome === 'rejected') return { outcome: 'unknown', reason: answer.reason };
      const signatures = answer.outcome === 'ok' ? answer.value.signatures : undefined;
      if (signatures?.length === batch.hashes.length) return signatures;
      if (signatures) return { outcome: 'unknown', reason: `${step}: the answer cannot be read` };
    }
    return { outcome: 'unknown', reason: `${step}: not made after ${polls} questions` };
  }

  async function signBatch(batch: CscBatch): Promise<Awaited<ReturnType<CscSigner['signBatch']>>> {
    const { hashes, hashAlgorithm = 'sha256', keyType } = batch;
    const size = algorithms[hashAlgorithm].bytes;
    if (hashes.length === 0 || hashes.length > most)
      return { outcome: 'rejected', reason: `a batch holds 1 to ${most} hashes` };
    if (hashes.some((hash) => hash.length !== size))
      return { outcome: 'rejected', reason: `a hash of ${hashAlgorithm} has ${size} bytes` };
    const signAlgorithm = algorithms[hashAlgorithm].sign[keyType];
    for (let again = false; ; again = true) {
      const authorized = await authorize(batch);
      if (authorized.outcome !== 'ok') return authorized;
      const { sad } = authorized;
      const answer = await client.sign(
        { credentialId, sad, hashes, hashAlgorithm, signAlgorithm, later: config.later },
        batch,
      );
      // Not with a one-time password: the signatory would be asked twice for one thing.
      if (answer.outcome === 'rejected' && answer.expiredSad && !again && !otp) continue;
      if (answer.outcome !== 'ok') return plain(answer);
      const { responseId = '', signatures = await fetchLater(responseId, batch) } = answer.value;
      if ('outcome' in signatures) return signatures;
      return { outcome: 'ok', signatures: keyType === 'ec' ? signatures.map(ecdsaToDer) : signatures };
    }
  }

  return {
    ...(otp && { signatureNeedsPerson: true }),
    async describe(call) {
      const step = 'credentials/info';
      const answer = await client.credential(credentialId, call);
      if (answer.outcome !== 'ok') return plain(answer);
      const { keyEnabled, certificateStatus, certificates } = answer.value;
      if (!keyEnabled) return { outcome: 'rejected', reason: `${step}: the key is not enabled` };
      if (certificateStatus !== 'valid')
        return { outcome: 'rejected', reason: `${step}: the certificate is not valid` };
      if (onlyPss(answer.value.algorithms))
        return { outcome: 'rejected', reason: `${step}: the key signs with RSA-PSS only` };
      const [certificate, ...chain] = certificates;
      const keyType = certificate && keyTypeOf(certificate);
      if (!certificate || !keyType)
        return { outcome: 'rejected', reason: `${step}: the certificate is neither RSA nor ECDSA` };
      return { outcome: 'ok', certificate, chain, keyType };
    },

    async sign({ at, signal, requestId, keyType, hash, digest }) {
      const made = await signBatch({ at, signal, requestId, keyType, hashAlgorithm: hash, hashes: [digest] });
      if (made.outcome !== 'ok') return made;
      const [signature] = made.signatures;
      return signature
        ? { outcome: 'ok', signature }
        : { outcome: 'unknown', reason: 'signatures/signHash: the answer cannot be read' };
    },

    signBatch,

    async signMany(calls) {
      const outcomes = new Map<RawSignCall, Awaited<ReturnType<RawSigner['sign']>>>();
      let stopped: RawFailure | undefined;
      for (const part of parts(calls, most)) {
        // A call that was stopped takes none of the others with it, as long as nothing was sent.
        const live = part.filter(({ signal }) => !signal.aborted);
        const [first] = live;
        if (!first) continue;
        const made: Awaited<ReturnType<CscSigner['signBatch']>> =
          stopped ?? (await signBatch(batchOf(first, live)));
        for (const [n, call] of live.entries()) {
          const signature = made.outcome === 'ok' ? made.signatures[n] : undefined;
          if (signature) outcomes.set(call, { outcome: 'ok', signature });
          else if (made.outcome !== 'ok') outcomes.set(call, made);
        }
        if (made.outcome === 'rejected') stopped = made;
        else if (made.outcome !== 'ok')
          stopped = { outcome: 'unavailable', reason: 'not sent, for an earlier batch failed' };
      }
      return calls.map(
        (call) => outcomes.get(call) ?? { outcome: 'unavailable', reason: 'stopped before sending' },
      );
    },
  };
}

function batchOf(first: RawSignCall, calls: readonly RawSignCall[]): CscBatch {
  const { at, keyType, hash, requestId } = first;
  return {
    at,
    keyType,
    hashAlgorithm: hash,
    requestId: calls.length === 1 ? requestId : `${requestId} and ${calls.length - 1} more`,
    hashes: calls.map(({ digest }) => digest),
    signal: AbortSignal.any(calls.map(({ signal }) => signal)),
  };
}

/** Cuts calls into runs of one kind of key and hash, none longer than `most`. */
function parts(calls: readonly RawSignCall[], most: number): RawSignCall[][] {
  const all: RawSignCall[][] = [];
  for (const call of calls) {
    const last = all.at(-1);
    if (last && last.length < most && last[0]?.keyType === call.keyType && last[0].hash === call.hash)
      last.push(call);
    else all.push([call]);
  }
  return all;
}

function plain({ outcome, reason }: CscFailure): RawFailure {
  return { outcome, reason };
}

function keyTypeOf(certificate: Uint8Array): 'rsa' | 'ec' | undefined {
  try {
    const type = new X509Certificate(certificate).publicKey.asymmetricKeyType;
    return type === 'rsa' || type === 'ec' ? type : undefined;
  } catch {
    return undefined;
  }
}
