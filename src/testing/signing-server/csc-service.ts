import { createHash, randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { oids } from '../../signing/pades/oids.js';
import { signHash } from './hash-signing.js';
import type { RecordFile } from './record-file.js';
import type { HeldKey } from './server-keys.js';

/** An answer of the service: a status and a JSON body. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

const base64 = () => z.base64().max(4096);
const requests = {
  'credentials/info': lazy(() =>
    z.object({
      credentialID: z.string(),
      certificates: z.enum(['none', 'single', 'chain']).default('single'),
    }),
  ),
  'credentials/authorize': lazy(() =>
    z.object({
      credentialID: z.string(),
      numSignatures: z.int().min(1).max(100),
      hash: z.array(base64()).min(1).max(100),
      PIN: z.string().optional(),
    }),
  ),
  'signatures/signHash': lazy(() =>
    z.object({
      credentialID: z.string(),
      SAD: z.string(),
      hash: z.array(base64()).min(1).max(100),
      hashAlgo: z.string().optional(),
      signAlgo: z.string(),
      clientData: z.string().max(500).optional(),
    }),
  ),
};

interface Authorisation {
  readonly credentialId: string;
  readonly hashes: readonly string[];
  readonly until: number;
}

const refuse = (error: string, error_description: string, status = 400): Reply => ({
  status,
  body: { error, error_description },
});

/** Compares in a time that tells nothing of where two secrets differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The three steps of the CSC API v1.0.4.0 that make a signature, with the rules that a real service keeps. */
export function cscService(keys: ReadonlyMap<string, HeldKey>, record: RecordFile, sadForMs: number) {
  const authorisations = new Map<string, Authorisation>();

  function info(input: unknown): Reply {
    const parsed = requests['credentials/info']().safeParse(input);
    if (!parsed.success) return refuse('invalid_request', 'Malformed request');
    const held = keys.get(parsed.data.credentialID);
    if (!held) return refuse('invalid_request', 'Invalid parameter credentialID');
    const [own] = held.certificates;
    if (!own) return refuse('server_error', 'no certificate', 500);
    const certificate = new X509Certificate(own);
    const count = { none: 0, single: 1, chain: held.certificates.length }[parsed.data.certificates];
    return {
      status: 200,
      body: {
        description: 'Test credential',
        key: {
          status: 'enabled',
          algo: [held.keyType === 'rsa' ? oids.sha256WithRsa : oids.ecdsaWithSha256],
          len: held.keyType === 'rsa' ? 2048 : 256,
          ...(held.keyType === 'ec' && { curve: '1.2.840.10045.3.1.7' }),
        },
        cert: {
          status: 'valid',
          certificates: held.certificates.slice(0, count).map((der) => Buffer.from(der).toString('base64')),
          issuerDN: certificate.issuer.replaceAll('\n', ', '),
          subjectDN: certificate.subject.replaceAll('\n', ', '),
          serialNumber: certificate.serialNumber,
        },
        authMode: 'explicit',
        SCAL: '2',
        PIN: { presence: held.credential.pin === undefined ? 'false' : 'true' },
        OTP: { presence: 'false' },
        multisign: 100,
      },
    };
  }

  function authorize(input: unknown, at: number): Reply {
    const parsed = requests['credentials/authorize']().safeParse(input);
    if (!parsed.success) return refuse('invalid_request', 'Malformed request');
    const { credentialID, numSignatures, hash, PIN } = parsed.data;
    const held = keys.get(credentialID);
    if (!held) return refuse('invalid_request', 'Invalid parameter credentialID');
    if (hash.length !== numSignatures)
      return refuse('invalid_request', 'Numbers of signatures and hashes differ');
    if (hash.some((text) => Buffer.from(text, 'base64').length !== 32))
      return refuse('invalid_request', 'Invalid parameter hash');
    const { pin } = held.credential;
    if (pin !== undefined && !sameSecret(PIN ?? '', pin)) return refuse('invalid_pin', 'The PIN is invalid');
    for (const [old, { until }] of authorisations) if (until <= at) authorisations.delete(old);
    const sad = randomBytes(24).toString('base64url');
    authorisations.set(sad, { credentialId: credentialID, hashes: hash, until: at + sadForMs });
    return { status: 200, body: { SAD: sad, expiresIn: Math.floor(sadForMs / 1000) } };
  }

  async function sign(input: unknown, at: number, forget: boolean): Promise<Reply> {
    const parsed = requests['signatures/signHash']().safeParse(input);
    if (!parsed.success) return refuse('invalid_request', 'Malformed request');
    const { credentialID, SAD, hash, hashAlgo = oids.sha256, signAlgo, clientData } = parsed.data;
    const held = keys.get(credentialID);
    if (!held) return refuse('invalid_request', 'Invalid parameter credentialID');
    if (hashAlgo !== oids.sha256) return refuse('invalid_request', 'Invalid parameter hashAlgo');
    const algorithm = held.keyType === 'rsa' ? oids.sha256WithRsa : oids.ecdsaWithSha256;
    if (signAlgo !== algorithm) return refuse('invalid_request', 'Invalid parameter signAlgo');
    const authorisation = authorisations.get(SAD);
    if (forget) authorisations.delete(SAD);
    if (forget || !authorisation || authorisation.until <= at)
      return refuse('invalid_request', 'Invalid parameter SAD: unknown, used or expired');
    const { credentialId, hashes } = authorisation;
    if (
      credentialId !== credentialID ||
      hashes.length !== hash.length ||
      hash.some((h, i) => h !== hashes[i])
    )
      return refuse('invalid_request', 'Hash is not authorized by the authorization');
    // Used up before anything is signed: two requests at once must not share it.
    authorisations.delete(SAD);
    const signatures: string[] = [];
    for (const text of hash) {
      const signature = await signHash(held.key, Buffer.from(text, 'base64'), held.credential.ecdsa ?? 'der');
      record.add({
        at,
        credentialId,
        hash: text,
        signature: createHash('sha256').update(signature).digest('hex'),
        clientData: clientData ?? null,
      });
      signatures.push(Buffer.from(signature).toString('base64'));
    }
    return { status: 200, body: { signatures } };
  }

  return { info, authorize, sign };
}
