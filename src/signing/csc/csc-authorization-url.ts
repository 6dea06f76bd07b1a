import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import { bare, isSafeAddress } from './csc-options.js';

/** Says where a signatory's browser is sent, and where it comes back. */
export interface CscAuthorizationUrlOptions {
  /** Address before `/oauth2`. */
  readonly oauthUrl: string;
  readonly clientId: string;
  /** Address to which the browser is sent back with `code` and `state`. */
  readonly redirectUri: string;
  /** Random text that comes back unchanged: a code without it is somebody else's. 16 letters or more. */
  readonly state: string;
  /** Language of the pages, as `id` or `en-GB`. */
  readonly lang?: string | undefined;
}

const options = lazy(() =>
  z.strictObject({
    oauthUrl: z
      .string()
      .refine(isSafeAddress, 'must be an https address, or http on this machine, without a user or a query'),
    clientId: z.string().min(1, 'must not be empty'),
    redirectUri: z.string().refine((text) => URL.canParse(text), 'must be an address'),
    state: z.string().min(16, 'must be 16 letters or more'),
    lang: z.string().min(2, 'must be 2 letters or more').optional(),
  }),
);

/**
 * Builds the address at which a signatory lets the office in: `oauth2/authorize` with the scope `service` (CSC API
 * v1.0.4.0; RFC 6749, 4.1.1). The code that comes back is for the grant `code` of {@link cscTokens}.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cscAuthorizationUrl } from 'loket/signing/csc';
 *
 * const address = cscAuthorizationUrl({
 *   oauthUrl: 'https://signing.example',
 *   clientId: 'office',
 *   redirectUri: 'https://office.example/back',
 *   state: 'f3b1c7d20e6a4958',
 * });
 * new URL(address).searchParams.get('scope'); //=> 'service'
 * ```
 */
export function cscAuthorizationUrl(config: CscAuthorizationUrlOptions): string {
  parseHiddenOrThrow<unknown>(options(), config, 'CSC authorization address');
  const { oauthUrl, clientId, redirectUri, state, lang } = config;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'service',
    state,
    ...(lang !== undefined && { lang }),
  });
  return `${bare(oauthUrl)}/oauth2/authorize?${query}`;
}
