import { verify, X509Certificate } from 'node:crypto';
import type { EpochMs } from '../../internal/time.js';
import { type CmsTemplate, cmsTemplate } from './cms-template.js';
import type { SigningIdentity } from './raw-signer.js';

/** A signer's certificate, made ready for many signatures. */
export interface KnownIdentity {
  readonly certificate: Uint8Array;
  readonly keyType: 'rsa' | 'ec';
  /** When the signer was last asked for it. */
  readonly at: EpochMs;
  readonly template: CmsTemplate;
  /** Tells whether the certificate is valid at a time. */
  readonly inForce: (at: EpochMs) => boolean;
  /** Tells whether a signature fits the certificate. */
  readonly verifies: (data: Uint8Array, signature: Uint8Array) => boolean;
}

/** Reads a certificate once. */
export function knowIdentity({ certificate, chain, keyType }: SigningIdentity, at: EpochMs): KnownIdentity {
  const template = cmsTemplate(certificate, chain);
  const { publicKey, validFrom, validTo } = new X509Certificate(certificate);
  const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
  return {
    certificate,
    keyType,
    at,
    template,
    inForce: (time) => from <= time && time <= until,
    verifies: (data, signature) => verify(template.hash, data, publicKey, signature),
  };
}
