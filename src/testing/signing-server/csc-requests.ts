import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';

const base64 = () => z.base64().max(4096);
const hashes = () => z.array(base64()).min(1).max(100);
const secret = () => z.string().max(200).optional();

/** What the steps take, in the words of v1. */
export const requests = {
  list: lazy(() => z.object({ maxResults: z.int().min(1).optional(), pageToken: z.string().optional() })),
  info: lazy(() =>
    z.object({
      credentialID: z.string(),
      certificates: z.enum(['none', 'single', 'chain']).default('single'),
    }),
  ),
  named: lazy(() => z.object({ credentialID: z.string() })),
  authorize: lazy(() =>
    z.object({
      credentialID: z.string(),
      numSignatures: z.int().min(1).max(100),
      hash: hashes().optional(),
      hashAlgo: z.string().optional(),
      PIN: secret(),
      OTP: secret(),
    }),
  ),
  extend: lazy(() => z.object({ credentialID: z.string(), SAD: z.string(), hash: hashes().optional() })),
  sign: lazy(() =>
    z.object({
      credentialID: z.string(),
      SAD: z.string(),
      hash: hashes(),
      hashAlgo: z.string().optional(),
      signAlgo: z.string(),
      clientData: z.string().max(500).optional(),
      operationMode: z.enum(['S', 'A']).default('S'),
    }),
  ),
  timestamp: lazy(() =>
    z.object({
      hash: base64(),
      hashAlgo: z.string(),
      nonce: z
        .string()
        .regex(/^([0-9a-fA-F]{2}){1,64}$/)
        .optional(),
    }),
  ),
  poll: lazy(() => z.object({ responseID: z.string() })),
};

const v2Names = lazy(() =>
  z.looseObject({
    hashes: z.unknown().optional(),
    hashAlgorithmOID: z.unknown().optional(),
    authData: z.array(z.object({ id: z.string(), value: z.string() })).optional(),
  }),
);

/** Brings a request of v2 into the words of v1. */
export function inWordsOfV1(body: unknown): unknown {
  const parsed = v2Names().safeParse(body);
  if (!parsed.success) return body;
  const { hashes: hash, hashAlgorithmOID: hashAlgo, authData = [], ...rest } = parsed.data;
  const secrets = Object.fromEntries(authData.map(({ id, value }) => [id, value]));
  return {
    ...rest,
    ...secrets,
    ...(hash !== undefined && { hash }),
    ...(hashAlgo !== undefined && { hashAlgo }),
  };
}
