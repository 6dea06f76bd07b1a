import { testPki } from '../src/testing/test-pki.js';
import { type Effort, type Figure, interleaved, median, ratioOf, round } from './lib.js';
import { signingEndToEnd } from './signing-peers.js';
import { letterTemplate, signerOf } from './signing-template.js';
import { signingThreads } from './signing-threads.js';

const validity = { validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' };

export async function signing(effort: Effort): Promise<Figure[]> {
  const documentOf = await letterTemplate();
  const { byteRange } = documentOf(0);
  const size = byteRange[1] + byteRange[3];
  const goals = [
    { name: 'signing.rsa2048', keyType: 'rsa', goal: 0.5 },
    { name: 'signing.p256', keyType: 'ec', goal: 0.2 },
  ] as const;
  const rsa = testPki({ keyType: 'rsa', ...validity });
  const figures = goals.flatMap(({ name, keyType, goal }): Figure[] => {
    const { cmsOf, signed, bare } = signerOf(keyType === 'rsa' ? rsa : testPki({ keyType, ...validity }));
    const digest = new Uint8Array(32).fill(7);
    let n = 0;
    const works = [
      () => signed(documentOf(n++), false),
      () => signed(documentOf(n++), true),
      () => cmsOf(digest, false),
      bare(digest),
    ];
    const [ours, checked, cms, peer] = interleaved(works, effort);
    const ratio = ratioOf(peer, ours);
    const row = (of: readonly number[] | undefined) => ({
      ours: round(median(of ?? [])),
      peer: round(median(peer ?? [])),
      unit: 'µs a document',
    });
    return [
      {
        name,
        ...row(ours),
        ratio: round(ratio),
        goal: `>= ${goal}`,
        met: ratio >= goal,
        note: `own name, number and vector QR filled into a prepared template, ${size} signed bytes hashed, signed, embedded, against crypto.sign alone; ratio with the check of our own signature, which the provider always makes, ${round(ratioOf(peer, checked))}`,
      },
      {
        name: `signing.cms.${keyType === 'rsa' ? 'rsa2048' : 'p256'}`,
        ...row(cms),
        unit: 'µs a signature',
        ratio: round(ratioOf(peer, cms)),
        goal: null,
        met: null,
        note: 'the bare CMS of a digest that is there, without a document, against crypto.sign alone',
      },
    ];
  });
  return [...figures, await signingThreads(rsa, effort), ...(await signingEndToEnd(rsa, documentOf, effort))];
}
