import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { RawFailure, SignatureHash } from '../pades/raw-signer.js';
import { algorithms } from './csc-algorithms.js';
import { answers, type CscCredential, type CscInfo } from './csc-answers.js';
import type { CscStep } from './csc-http.js';
import { bare, type CscClientOptions, clientShape } from './csc-options.js';
import { sender } from './csc-send.js';

/** Says when a step is made, until when it may take, and for which request. */
export interface CscContext {
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
  /** Names the signing request; sent as `clientData`. */
  readonly requestId?: string | undefined;
}

/** Tells what came of a step that brought nothing. */
export type CscFailure = RawFailure & {
  /** The service refused the authorisation as unknown, used or expired: another one may be asked for. */
  readonly expiredSad?: true;
};

/** Tells what came of a step. */
export type CscAnswer<T> = { readonly outcome: 'ok'; readonly value: T } | CscFailure;

/** Asks for leave to sign. */
export interface CscAuthorizeRequest {
  readonly credentialId: string;
  /** The hashes to sign; left out for a credential of SCAL 1 whose service refuses them. */
  readonly hashes?: readonly Uint8Array[] | undefined;
  /** Number of signatures, 1 or more. */
  readonly signatures: number;
  /** Default `sha256`. */
  readonly hashAlgorithm?: SignatureHash | undefined;
  readonly pin?: string | undefined;
  readonly otp?: string | undefined;
}

/** Asks for signatures. */
export interface CscSignRequest {
  readonly credentialId: string;
  /** The authorisation; left out where the access token is one, as after a code with scope `credential`. */
  readonly sad?: string | undefined;
  readonly hashes: readonly Uint8Array[];
  /** Default `sha256`. */
  readonly hashAlgorithm?: SignatureHash | undefined;
  /** Object identifier of the algorithm that signs. */
  readonly signAlgorithm: string;
  /** DER of its parameters, as for RSA-PSS. */
  readonly signParameters?: Uint8Array | undefined;
  /**
   * Lets the service answer at once and sign later; of v2 only.
   *
   * @experimental until checked against the standard's text
   */
  readonly later?: boolean | undefined;
}

/** Speaks the steps of the CSC API one by one; answers are parsed, troubles are outcomes, and nothing is repeated. */
export interface CscClient {
  /** Asks what the service is and knows. */
  info(context: CscContext): Promise<CscAnswer<CscInfo>>;
  /** Lists the credentials that the authorization opens, a page at a time. */
  list(
    query: { readonly userId?: string; readonly most?: number; readonly page?: string },
    context: CscContext,
  ): Promise<
    CscAnswer<{ readonly credentialIds: readonly string[]; readonly nextPageToken?: string | undefined }>
  >;
  /** Asks for certificates and rules of a credential. */
  credential(id: string, context: CscContext): Promise<CscAnswer<CscCredential>>;
  /** Has a one-time password sent to the signatory. */
  sendOtp(credentialId: string, context: CscContext): Promise<CscAnswer<object>>;
  /** Gets an authorisation. */
  authorize(
    request: CscAuthorizeRequest,
    context: CscContext,
  ): Promise<CscAnswer<{ readonly sad: string; readonly expiresInMs: number }>>;
  /** Exchanges an authorisation for another one, for hashes of the same transaction that are not signed yet. */
  extend(
    request: { readonly credentialId: string; readonly sad: string; readonly hashes: readonly Uint8Array[] },
    context: CscContext,
  ): Promise<CscAnswer<{ readonly sad: string; readonly expiresInMs: number }>>;
  /** Signs; signatures come in the order of the hashes, ECDSA as the service gives it. */
  sign(
    request: CscSignRequest,
    context: CscContext,
  ): Promise<
    CscAnswer<{
      readonly signatures?: readonly Uint8Array[] | undefined;
      readonly responseId?: string | undefined;
    }>
  >;
  /**
   * Asks for signatures that the service promised; without `signatures` they are not made yet.
   *
   * @experimental until checked against the standard's text
   */
  poll(
    responseId: string,
    context: CscContext,
  ): Promise<CscAnswer<{ readonly signatures?: readonly Uint8Array[] | undefined }>>;
  /** Has a hash stamped; `token` is the TimeStampToken of RFC 3161 as DER, unchecked. */
  timestamp(
    request: {
      readonly hash: Uint8Array;
      readonly nonce: Uint8Array;
      readonly hashAlgorithm?: SignatureHash;
    },
    context: CscContext,
  ): Promise<CscAnswer<{ readonly token: Uint8Array }>>;
}

const options = lazy(() => z.strictObject(clientShape()));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/**
 * Makes a client of a remote signing service that speaks the CSC API v1.0.4.0, for what {@link cscSigner} does not do by
 * itself.
 *
 * - `unavailable`: not connected, answered 503 or 429, or a step that signs nothing brought no readable answer;
 * - `unknown`: `signatures/signHash` was sent and no readable answer came;
 * - `rejected`: refused with an error of the protocol.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cscClient } from 'loket/signing/csc';
 * import { startSigningServer } from 'loket/testing/signing-server';
 *
 * const server = await startSigningServer({ bearer: 'test-token', credentials: [{ id: 'head' }, { id: 'deputy' }] });
 * const client = cscClient({ baseUrl: server.url, authorization: () => 'Bearer test-token' });
 * const context = { at: Date.now(), signal: new AbortController().signal };
 * const page = await client.list({ most: 1 }, context);
 * await server.close();
 * page.outcome === 'ok' && page.value.credentialIds; //=> ['head']
 * ```
 */
export function cscClient(config: CscClientOptions): CscClient {
  parseHiddenOrThrow<unknown>(options(), config, 'CSC client');
  return clientOf(config);
}

/** The client of options that were checked already. @internal */
export function clientOf(config: CscClientOptions): CscClient {
  const { version = 1, authorization } = config;
  const send = sender(config, `${bare(config.baseUrl)}/csc/v${version}`, authorization);

  const namedHashes = (
    hashes: readonly Uint8Array[] | undefined,
    algorithm: SignatureHash | undefined,
  ): object => {
    if (!hashes) return {};
    const list = hashes.map(base64);
    if (version === 1) return { hash: list };
    return { hashes: list, hashAlgorithmOID: algorithms[algorithm ?? 'sha256'].oid };
  };

  async function ask<T>(
    step: CscStep,
    body: object,
    context: CscContext,
    schema: () => z.ZodType<T>,
    whenLost: 'unavailable' | 'unknown' = 'unavailable',
  ): Promise<CscAnswer<T>> {
    const { requestId } = context;
    const answer = await send(
      step,
      { ...body, ...(requestId !== undefined && { clientData: requestId }) },
      context,
    );
    if (answer.kind === 'failed') return answer.failure;
    if (answer.kind === 'refused') {
      const reason = `${step}: ${answer.error}`;
      return answer.sad ? { outcome: 'rejected', reason, expiredSad: true } : { outcome: 'rejected', reason };
    }
    if (answer.kind !== 'ok') {
      const outcome = answer.kind === 'lost' ? whenLost : 'unavailable';
      return { outcome, reason: `${step}: ${answer.reason}` };
    }
    const parsed = schema().safeParse(answer.body);
    if (!parsed.success) return { outcome: whenLost, reason: `${step}: the answer cannot be read` };
    return { outcome: 'ok', value: parsed.data };
  }

  return {
    info: (context) => ask('info', {}, context, answers.info),
    list: ({ userId, most, page }, context) =>
      ask(
        'credentials/list',
        {
          ...(userId !== undefined && { userID: userId }),
          ...(most !== undefined && { maxResults: most }),
          ...(page !== undefined && { pageToken: page }),
        },
        context,
        answers.list,
      ),
    credential: (id, context) =>
      ask(
        'credentials/info',
        { credentialID: id, certificates: 'chain', certInfo: true, authInfo: true },
        context,
        answers.credential,
      ),
    sendOtp: (id, context) =>
      ask(
        version === 1 ? 'credentials/sendOTP' : 'credentials/getChallenge',
        { credentialID: id },
        context,
        answers.nothing,
      ),
    authorize({ credentialId, hashes, signatures, hashAlgorithm, pin, otp }, context) {
      const v2 = [
        ...(pin === undefined ? [] : [{ id: 'PIN', value: pin }]),
        ...(otp === undefined ? [] : [{ id: 'OTP', value: otp }]),
      ];
      const secrets =
        version === 1
          ? { ...(pin !== undefined && { PIN: pin }), ...(otp !== undefined && { OTP: otp }) }
          : { ...(v2.length > 0 && { authData: v2 }) };
      return ask(
        'credentials/authorize',
        {
          credentialID: credentialId,
          numSignatures: signatures,
          ...namedHashes(hashes, hashAlgorithm),
          ...secrets,
        },
        context,
        answers.sad,
      );
    },
    extend: ({ credentialId, sad, hashes }, context) =>
      ask(
        'credentials/extendTransaction',
        { credentialID: credentialId, SAD: sad, ...namedHashes(hashes, undefined) },
        context,
        answers.sad,
      ),
    async sign(request, context) {
      const { credentialId, sad, hashes, hashAlgorithm = 'sha256', signParameters } = request;
      const answer = await ask(
        'signatures/signHash',
        {
          credentialID: credentialId,
          ...(sad !== undefined && { SAD: sad }),
          ...namedHashes(hashes, hashAlgorithm),
          ...(version === 1
            ? { hashAlgo: algorithms[hashAlgorithm].oid }
            : { operationMode: request.later === true ? 'A' : 'S' }),
          signAlgo: request.signAlgorithm,
          ...(signParameters && { signAlgoParams: base64(signParameters) }),
        },
        context,
        answers.signatures,
        'unknown',
      );
      if (answer.outcome !== 'ok') return answer;
      const { signatures, responseId } = answer.value;
      const promised = version === 2 && responseId !== undefined && signatures === undefined;
      if (promised || signatures?.length === hashes.length) return answer;
      return { outcome: 'unknown', reason: 'signatures/signHash: the answer cannot be read' };
    },
    poll: (responseId, context) =>
      ask('signatures/signPolling', { responseID: responseId }, context, answers.signatures),
    timestamp: ({ hash, nonce, hashAlgorithm = 'sha256' }, context) =>
      ask(
        'signatures/timestamp',
        {
          hash: base64(hash),
          hashAlgo: algorithms[hashAlgorithm].oid,
          nonce: Buffer.from(nonce).toString('hex'),
        },
        context,
        answers.timestamp,
      ),
  };
}
