import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { type Reply, refuse, sameSecret } from './csc-service.js';
import type { SigningServerOptions } from './options.js';

const tokenRequest = lazy(() =>
  z.object({
    grant_type: z.enum(['client_credentials', 'authorization_code', 'refresh_token']),
    code: z.string().max(500).optional(),
    refresh_token: z.string().max(500).optional(),
    client_id: z.string().max(500),
    client_secret: z.string().max(500),
  }),
);
const loginRequest = lazy(() => z.object({ refresh_token: z.string().max(500).optional() }));
const revokeRequest = lazy(() => z.object({ token: z.string().max(500) }));

interface Held {
  readonly owner: string;
  readonly until: number;
}

/** Who may enter: the fixed bearer, and tokens that clients and users get with their secrets. */
export function access(options: Pick<SigningServerOptions, 'bearer' | 'clients' | 'users' | 'tokenForMs'>) {
  const { bearer, clients = [], users = [], tokenForMs = 3_600_000 } = options;
  const tokens = new Map<string, Held>();
  const refreshers = new Map<string, Held>();
  const usedCodes = new Set<string>();

  function give(owner: string, at: number): Reply {
    const [token, refresh] = [randomBytes(18), randomBytes(18)].map((bytes) => bytes.toString('base64url'));
    if (token === undefined || refresh === undefined) return refuse('server_error', 'no chance', 500);
    tokens.set(token, { owner, until: at + tokenForMs });
    refreshers.set(refresh, { owner, until: at + 100 * tokenForMs });
    const expires_in = Math.floor(tokenForMs / 1000);
    return {
      status: 200,
      body: { access_token: token, refresh_token: refresh, token_type: 'Bearer', expires_in },
    };
  }

  /** A refresh token serves once. */
  function refreshed(refresh: string | undefined, owner: string | undefined, at: number): Reply {
    const held = refreshers.get(refresh ?? '');
    if (refresh !== undefined) refreshers.delete(refresh);
    if (!held || held.until <= at || (owner !== undefined && held.owner !== owner))
      return refuse('invalid_grant', 'The refresh token is unknown, used or expired');
    return give(held.owner, at);
  }

  function token(form: unknown, at: number): Reply {
    const parsed = tokenRequest().safeParse(form);
    if (!parsed.success) return refuse('invalid_request', 'Malformed request');
    const { grant_type, client_id, client_secret, code = '', refresh_token } = parsed.data;
    const client = clients.find(({ id }) => id === client_id);
    if (!client || !sameSecret(client.secret, client_secret))
      return refuse('invalid_client', 'Client authentication failed', 401);
    if (grant_type === 'refresh_token') return refreshed(refresh_token, client_id, at);
    if (grant_type === 'client_credentials') return give(client_id, at);
    if (client.code === undefined || usedCodes.has(code) || !sameSecret(client.code, code))
      return refuse('invalid_grant', 'The authorization code is unknown or used');
    usedCodes.add(code);
    return give(client_id, at);
  }

  function login(shown: string, body: unknown, at: number): Reply {
    const parsed = loginRequest().safeParse(body);
    if (!parsed.success) return refuse('invalid_request', 'Malformed request');
    const { refresh_token } = parsed.data;
    if (refresh_token !== undefined) return refreshed(refresh_token, undefined, at);
    const given = shown.startsWith('Basic ') ? Buffer.from(shown.slice(6), 'base64').toString('utf8') : '';
    const user = users.find(({ name, password }) => sameSecret(`${name}:${password}`, given));
    return user ? give(user.name, at) : refuse('authentication_error', 'The user is unknown', 401);
  }

  function revoke(body: unknown): Reply {
    const parsed = revokeRequest().safeParse(body);
    if (!parsed.success) return refuse('invalid_request', 'Malformed request');
    const owner = (refreshers.get(parsed.data.token) ?? tokens.get(parsed.data.token))?.owner;
    // With one of them all tokens of its owner go (RFC 7009, 2.1).
    for (const map of [tokens, refreshers])
      for (const [held, { owner: of }] of map) if (of === owner) map.delete(held);
    return { status: 204, body: {} };
  }

  return {
    token,
    login,
    revoke,
    /** Whether a header opens the door. */
    opens(shown: string, at: number): boolean {
      if (sameSecret(shown, `Bearer ${bearer}`)) return true;
      const held = shown.startsWith('Bearer ') ? tokens.get(shown.slice(7)) : undefined;
      return held !== undefined && at < held.until;
    },
  };
}
