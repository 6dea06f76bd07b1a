import { sign } from 'node:crypto';
import type { EpochMs } from '../../internal/time.js';
import { cmsTemplate } from '../../signing/pades/cms-template.js';
import { preparePdf } from '../../signing/pades/prepare-pdf.js';
import { documentDigest, embedSignature } from '../../signing/pades/prepared-pdf.js';
import { type TestPki, testPki } from '../test-pki.js';

/** An official whose key the server holds. */
export interface HeldKey {
  /** Common name in the certificate. */
  readonly name: string;
  readonly pki: TestPki;
  /** Signs a document; two of the same are two different files. */
  sign(pdf: Uint8Array, at: EpochMs): Promise<Uint8Array>;
}

/** Makes a key for an official: ECDSA on P-256, so that no two signatures are alike. */
export function holdKey(name: string, validFrom: EpochMs | string, validUntil: EpochMs | string): HeldKey {
  const pki = testPki({ keyType: 'ec', name, validFrom, validUntil });
  const template = cmsTemplate(pki.certificate, pki.chain);
  return {
    name,
    pki,
    async sign(pdf, at) {
      const prepared = await preparePdf(pdf, { fieldName: 'Signature', page: 0, signedAt: at });
      const digest = documentDigest(prepared);
      const signature = sign('sha256', template.attributes(digest), pki.key);
      return embedSignature(prepared, template.cms(digest, signature));
    },
  };
}
