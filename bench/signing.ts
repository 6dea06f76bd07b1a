import { sign, verify, X509Certificate } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { sha256 } from '../src/signing/pades/cms.js';
import { cmsTemplate } from '../src/signing/pades/cms-template.js';
import { embedSignature, preparePdf } from '../src/signing/pades/index.js';
import { documentDigest } from '../src/signing/pades/prepared-pdf.js';
import { testPki } from '../src/testing/test-pki.js';
import { type Effort, type Figure, interleaved, median, ratioOf, round } from './lib.js';

/** A prepared PDF of about 20 KB besides the place for the signature. */
async function document() {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage();
  // Hashes, because a PDF library would compress anything simpler away.
  const bulk = Array.from({ length: 580 }, (_, i) => sha256(Buffer.from(`${i}`)));
  await pdf.attach(Buffer.concat(bulk), 'data.bin');
  return preparePdf(await pdf.save(), { fieldName: 'Head', page: 0, signedAt: Date.UTC(2026, 2, 2) });
}

export async function signing(effort: Effort): Promise<Figure[]> {
  const prepared = await document();
  const size = prepared.byteRange[1] + prepared.byteRange[3];
  const goals = [
    { name: 'signing.rsa2048', keyType: 'rsa', goal: 0.5 },
    { name: 'signing.p256', keyType: 'ec', goal: 0.2 },
  ] as const;
  return goals.map(({ name, keyType, goal }): Figure => {
    const pki = testPki({ keyType, validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
    const { publicKey } = new X509Certificate(pki.certificate);
    const template = cmsTemplate(pki.certificate, pki.chain);
    const one = (check: boolean) => {
      const digest = documentDigest(prepared, 'sha256');
      const toBeSigned = template.attributes(digest);
      // As the provider does it: a signer is given both.
      sha256(toBeSigned);
      const signature = sign('sha256', toBeSigned, pki.key);
      if (check && !verify('sha256', toBeSigned, publicKey, signature)) throw new Error('it does not fit');
      return embedSignature(prepared, template.cms(digest, signature));
    };
    const attributes = template.attributes(documentDigest(prepared, 'sha256'));
    const [ours, checked, peer] = interleaved(
      [() => one(false), () => one(true), () => sign('sha256', attributes, pki.key)],
      effort,
    );
    const ratio = ratioOf(peer, ours);
    return {
      name,
      ours: round(median(ours ?? [])),
      peer: round(median(peer ?? [])),
      unit: 'µs a document',
      ratio: round(ratio),
      goal: `>= ${goal}`,
      met: ratio >= goal,
      note: `prepared PDF, ${size} signed bytes, hashed and embedded, against crypto.sign alone; ratio with the check of our own signature ${round(ratioOf(peer, checked))}`,
    };
  });
}
