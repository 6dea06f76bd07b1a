import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
const text = () => z.string().max(2000);
const presence = () => z.object({ presence: z.string(), type: z.string().optional() }).optional();

/** Answers of the service, each taken only when it can be read. */
export const answers = {
  info: lazy(() =>
    z
      .object({
        specs: text(),
        name: text().default(''),
        region: text().optional(),
        authType: z.array(text()).default([]),
        oauth2: text().optional(),
        methods: z.array(text()).default([]),
      })
      .readonly(),
  ),
  list: lazy(() =>
    z
      .object({ credentialIDs: z.array(text().min(1)).max(10_000), nextPageToken: text().optional() })
      .transform(({ credentialIDs, nextPageToken }) => ({ credentialIds: credentialIDs, nextPageToken })),
  ),
  credential: lazy(() =>
    z
      .object({
        description: text().optional(),
        key: z.object({ status: text(), algo: z.array(text()), len: z.int().optional() }),
        cert: z.object({
          status: text().optional(),
          certificates: z.array(z.base64().transform(bytes)).min(1).max(10),
        }),
        authMode: text().optional(),
        auth: z.object({ mode: text() }).optional(),
        SCAL: text().optional(),
        PIN: presence(),
        OTP: presence(),
        multisign: z.int().min(1).optional(),
      })
      .transform((given) => ({
        description: given.description,
        keyEnabled: given.key.status === 'enabled',
        algorithms: given.key.algo,
        certificateStatus: given.cert.status ?? 'valid',
        certificates: given.cert.certificates,
        authMode: given.authMode ?? given.auth?.mode,
        scal: given.SCAL === '2' ? (2 as const) : (1 as const),
        pin: given.PIN?.presence === 'true',
        otp: given.OTP?.presence === 'true',
        otpOnline: given.OTP?.type === 'online',
        multisign: given.multisign ?? 1,
      })),
  ),
  sad: lazy(() =>
    z
      .object({ SAD: z.string().min(1).max(65_536), expiresIn: z.number().min(0).optional() })
      // 3600 s where the service leaves it out.
      .transform(({ SAD, expiresIn = 3600 }) => ({ sad: SAD, expiresInMs: expiresIn * 1000 })),
  ),
  signatures: lazy(() =>
    z
      .object({
        signatures: z.array(z.base64().min(8).max(4096).transform(bytes)).max(1000).optional(),
        responseID: text().min(1).optional(),
      })
      .transform(({ signatures, responseID }) => ({ signatures, responseId: responseID })),
  ),
  timestamp: lazy(() =>
    z
      .object({ timestamp: z.base64().min(8).max(180_000).transform(bytes) })
      .transform(({ timestamp }) => ({ token: timestamp })),
  ),
  tokens: lazy(() =>
    z
      .object({
        access_token: z.string().min(1).max(65_536),
        refresh_token: z.string().min(1).max(65_536).optional(),
        expires_in: z.number().min(0).optional(),
      })
      .transform((given) => ({
        access: given.access_token,
        refresh: given.refresh_token,
        expiresInMs: (given.expires_in ?? 3600) * 1000,
      })),
  ),
  nothing: lazy(() => z.unknown().transform(() => ({}))),
};

/** What a service says of itself. */
export interface CscInfo {
  /** Version of the API, as `1.0.4.0`. */
  readonly specs: string;
  readonly name: string;
  readonly region?: string | undefined;
  /** Ways to enter, as `basic` or `oauth2client`. */
  readonly authType: readonly string[];
  /** Base address of the OAuth service. */
  readonly oauth2?: string | undefined;
  /** Steps that it knows. */
  readonly methods: readonly string[];
}

/** What a service says of a credential. */
export interface CscCredential {
  readonly description?: string | undefined;
  readonly keyEnabled: boolean;
  /** Object identifiers of the algorithms of the key. */
  readonly algorithms: readonly string[];
  /** `valid`, `expired`, `revoked` or `suspended`. */
  readonly certificateStatus: string;
  /** As DER, the signer's first. */
  readonly certificates: readonly Uint8Array[];
  /** `implicit`, `explicit` or `oauth2code`. */
  readonly authMode?: string | undefined;
  /** Sole control assurance level; at 2 an authorisation holds for the hashes that it names. */
  readonly scal: 1 | 2;
  /** Whether an authorisation needs a PIN. */
  readonly pin: boolean;
  /** Whether an authorisation needs a one-time password. */
  readonly otp: boolean;
  /** Whether the service sends the one-time password when it is asked to. */
  readonly otpOnline: boolean;
  /** Most signatures of one authorisation. */
  readonly multisign: number;
}
