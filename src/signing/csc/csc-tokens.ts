import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { RawFailure } from '../pades/raw-signer.js';
import { answers } from './csc-answers.js';
import {
  bare,
  type CscAuthorization,
  type CscConnection,
  connectionShape,
  isSafeAddress,
} from './csc-options.js';
import { sender } from './csc-send.js';

/** Enters as a client of the OAuth service. */
export interface CscOauthClient {
  readonly clientId: string;
  /** Reads the client's secret; asked when it is needed, kept nowhere. */
  readonly clientSecret: () => string | Promise<string>;
}

/** OAuth 2.0 client credentials (RFC 6749, 4.4): the office itself is the user. */
export interface CscClientGrant extends CscOauthClient {
  readonly kind: 'client';
}

/** OAuth 2.0 authorization code (RFC 6749, 4.1): the signatory was asked in a browser. */
export interface CscCodeGrant extends CscOauthClient {
  readonly kind: 'code';
  /** Reads the code that the browser brought back; asked for the first token and when no refresh token holds. */
  readonly code: () => string | Promise<string>;
  /** The address to which the browser was sent back. */
  readonly redirectUri?: string | undefined;
}

/** `auth/login` of the API itself, with HTTP Basic (RFC 7617). */
export interface CscLoginGrant {
  readonly kind: 'login';
  /** Reads the user's name; asked when it is needed, kept nowhere. */
  readonly user: () => string | Promise<string>;
  /** Reads the password; asked when it is needed, kept nowhere. */
  readonly password: () => string | Promise<string>;
}

/** Says how tokens are got. */
export type CscGrant = CscClientGrant | CscCodeGrant | CscLoginGrant;

/** Says where tokens come from. */
export interface CscTokensOptions extends CscConnection {
  readonly grant: CscGrant;
  /** Address before `/oauth2`, where `info` tells another one. Default: `baseUrl`. */
  readonly oauthUrl?: string | undefined;
  /** Milliseconds before its end at which a token is renewed, 0 or more. Default 30,000. */
  readonly renewBeforeMs?: number | undefined;
  /** Version of the API for `login`. Default 1. */
  readonly version?: 1 | 2 | undefined;
}

/** Gets access tokens, keeps them in memory while they hold, and renews them: the `authorization` of a signer. */
export interface CscTokens extends CscAuthorization {
  (call: { readonly at: EpochMs }): Promise<string | RawFailure>;
  readonly forget: () => void;
  /** Has the service take back the tokens, and forgets them. */
  revoke(call: {
    readonly at: EpochMs;
    readonly signal: AbortSignal;
  }): Promise<{ readonly outcome: 'ok' } | RawFailure>;
}

const options = lazy(() => {
  const named = z.string().min(1, 'must not be empty');
  const read = z.function();
  const client = { clientId: named, clientSecret: read };
  return z.strictObject({
    ...connectionShape(),
    grant: z.discriminatedUnion(
      'kind',
      [
        z.strictObject({ kind: z.literal('client'), ...client }),
        z.strictObject({
          kind: z.literal('code'),
          ...client,
          code: read,
          redirectUri: z.string().optional(),
        }),
        z.strictObject({ kind: z.literal('login'), user: read, password: read }),
      ],
      'must be client, code or login',
    ),
    oauthUrl: z
      .string()
      .refine(isSafeAddress, 'must be an https address, or http on this machine, without a user or a query')
      .optional(),
    renewBeforeMs: z.number().min(0, 'must be 0 or more').optional(),
    version: z.union([z.literal(1), z.literal(2)], 'must be 1 or 2').optional(),
  });
});

/**
 * Makes a source of access tokens for a CSC service: OAuth 2.0 client credentials or authorization code, with
 * `oauth2/token`, or `auth/login`. A token is kept in memory, in no record, until shortly before its end; then it is
 * renewed with the refresh token, or by the grant. Calls at the same time share one request. A refused secret is
 * `rejected`; a service that does not answer is `unavailable`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cscSigner, cscTokens } from 'loket/signing/csc';
 * import { startSigningServer } from 'loket/testing/signing-server';
 *
 * const server = await startSigningServer({
 *   bearer: 'test-token',
 *   credentials: [{ id: 'head' }],
 *   clients: [{ id: 'office', secret: 'client-secret' }],
 * });
 * const signer = cscSigner({
 *   baseUrl: server.url,
 *   credentialId: 'head',
 *   authorization: cscTokens({
 *     baseUrl: server.url,
 *     grant: { kind: 'client', clientId: 'office', clientSecret: () => 'client-secret' },
 *   }),
 * });
 * const told = await signer.describe({ at: Date.now(), signal: new AbortController().signal });
 * await server.close();
 * told.outcome; //=> 'ok'
 * ```
 */
export function cscTokens(config: CscTokensOptions): CscTokens {
  parseHiddenOrThrow<unknown>(options(), config, 'CSC tokens');
  const { grant, renewBeforeMs = 30_000, version = 1 } = config;
  const oauth = bare(config.oauthUrl ?? config.baseUrl);
  const api = `${bare(config.baseUrl)}/csc/v${version}`;
  // In the closure, where no inspection, serialiser or error finds them.
  let access: { readonly token: string; readonly until: EpochMs } | undefined;
  let refresh: string | undefined;
  let asking: Promise<string | RawFailure> | undefined;

  async function request(renew: string | undefined, at: EpochMs) {
    const signal = new AbortController().signal;
    if (grant.kind === 'login') {
      const basic = async () =>
        `Basic ${Buffer.from(`${await grant.user()}:${await grant.password()}`, 'utf8').toString('base64')}`;
      const send = sender(config, api, basic);
      return send('auth/login', renew === undefined ? { rememberMe: true } : { refresh_token: renew }, {
        at,
        signal,
      });
    }
    const form = new URLSearchParams({
      client_id: grant.clientId,
      client_secret: await grant.clientSecret(),
    });
    if (renew !== undefined) {
      form.set('grant_type', 'refresh_token');
      form.set('refresh_token', renew);
    } else if (grant.kind === 'code') {
      form.set('grant_type', 'authorization_code');
      form.set('code', await grant.code());
      if (grant.redirectUri !== undefined) form.set('redirect_uri', grant.redirectUri);
    } else {
      form.set('grant_type', 'client_credentials');
      form.set('scope', 'service');
    }
    return sender(config, oauth)('oauth2/token', form, { at, signal });
  }

  async function get(at: EpochMs): Promise<string | RawFailure> {
    const step = grant.kind === 'login' ? 'auth/login' : 'oauth2/token';
    const renew = refresh;
    refresh = undefined;
    let answer: Awaited<ReturnType<typeof request>>;
    try {
      answer = await request(renew, at);
    } catch {
      refresh = renew;
      return { outcome: 'unavailable', reason: `${step}: a secret could not be read` };
    }
    if (answer.kind === 'failed') return answer.failure;
    if (answer.kind === 'refused') {
      // A refresh token ends some day; the grant itself may still hold.
      if (renew !== undefined) return get(at);
      return { outcome: 'rejected', reason: `${step}: ${answer.error}` };
    }
    if (answer.kind !== 'ok') {
      refresh = renew;
      return { outcome: 'unavailable', reason: `${step}: ${answer.reason}` };
    }
    const parsed = answers.tokens().safeParse(answer.body);
    if (!parsed.success) return { outcome: 'unavailable', reason: `${step}: the answer cannot be read` };
    const { access: token, expiresInMs } = parsed.data;
    refresh = parsed.data.refresh ?? renew;
    access = { token, until: at + expiresInMs };
    return `Bearer ${token}`;
  }

  async function token({ at }: { readonly at: EpochMs }): Promise<string | RawFailure> {
    if (access && at < access.until - renewBeforeMs) return `Bearer ${access.token}`;
    asking ??= get(at).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return Object.assign(token, {
    forget: () => {
      access = undefined;
    },
    async revoke({ at, signal }: { readonly at: EpochMs; readonly signal: AbortSignal }) {
      const [held, kind] = refresh === undefined ? [access?.token, 'access'] : [refresh, 'refresh'];
      const shown = access === undefined ? undefined : `Bearer ${access.token}`;
      access = undefined;
      refresh = undefined;
      if (held === undefined) return { outcome: 'ok' as const };
      const what = { token: held, token_type_hint: `${kind}_token` };
      const step = grant.kind === 'login' ? 'auth/revoke' : 'oauth2/revoke';
      try {
        const answer =
          grant.kind === 'login'
            ? await sender(config, api, () => shown ?? `Bearer ${held}`)('auth/revoke', what, { at, signal })
            : await sender(config, oauth)(
                'oauth2/revoke',
                new URLSearchParams({
                  ...what,
                  client_id: grant.clientId,
                  client_secret: await grant.clientSecret(),
                }),
                { at, signal },
              );
        if (answer.kind === 'ok') return { outcome: 'ok' as const };
        if (answer.kind === 'failed') return answer.failure;
        if (answer.kind === 'refused')
          return { outcome: 'rejected' as const, reason: `${step}: ${answer.error}` };
        return { outcome: 'unavailable' as const, reason: `${step}: ${answer.reason}` };
      } catch {
        return { outcome: 'unavailable' as const, reason: `${step}: a secret could not be read` };
      }
    },
  });
}
