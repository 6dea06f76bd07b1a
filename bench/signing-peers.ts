import { P12Signer as LibpdfSigner, PDF } from '@libpdf/core';
import { Validity } from '@peculiar/asn1-x509';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { writePkcs12 } from '../src/testing/test-p12.js';
import { issue, keyPair, type TestPki } from '../src/testing/test-pki.js';
import { type Effort, type Figure, median, ratioOf, round } from './lib.js';
import { type DocumentMaker, signerOf } from './signing-template.js';

/** Measures works that wait, in turn, round after round; µs a call, by round. */
async function interleavedAsync(
  works: readonly (() => unknown)[],
  { rounds, sliceMs }: Effort,
): Promise<number[][]> {
  const slice = async (work: () => unknown) => {
    const start = performance.now();
    let calls = 0;
    do {
      await work();
      calls++;
    } while (performance.now() - start < sliceMs);
    return ((performance.now() - start) * 1000) / calls;
  };
  const times: number[][] = works.map(() => []);
  for (const work of works) await slice(work);
  for (let i = 0; i < rounds; i++) {
    for (const [w, work] of works.entries()) times[w]?.push(await slice(work));
  }
  return times;
}

/** A document with the placeholder that signpdf looks for, in as many bytes. */
function withPlaceholder(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes);
  const range = file.lastIndexOf('/ByteRange');
  const close = file.indexOf(']', range);
  const text = '/ByteRange[0 /********** /********** /**********';
  if (text.length > close - range) throw new Error('no room for the placeholder');
  file.write(text.padEnd(close - range), range, 'latin1');
  return file;
}

/** A person's page from a template, with name, number and visible QR code, signed: ours and two libraries. */
export async function signingEndToEnd(
  pki: TestPki,
  documentOf: DocumentMaker,
  effort: Effort,
): Promise<Figure[]> {
  const p12 = pki.p12('rahasia');
  // It reads nothing that an ECDSA authority has issued.
  const party = { name: 'Bench', keys: keyPair('rsa') };
  const validity = new Validity({ notBefore: new Date(0), notAfter: new Date(2e12) });
  const own = issue({ ...party, by: party, authority: false, validity });
  const alone = Buffer.from(writePkcs12(party.keys.privateKey, [own], 'rahasia'));
  const { signed } = signerOf(pki);
  const cached = await LibpdfSigner.create(p12, 'rahasia');
  let n = 0;
  const works = [
    () => signed(documentOf(n++), true),
    async () => {
      const pdf = await PDF.load(documentOf(n++).bytes);
      return pdf.sign({ signer: cached, level: 'B-B', fieldName: 'Again' });
    },
    // Its signer can be used once, and decrypts the key file each time.
    () =>
      new SignPdf().sign(
        withPlaceholder(documentOf(n++).bytes),
        new P12Signer(alone, { passphrase: 'rahasia' }),
      ),
  ];
  const [ours = [], libpdf = [], signpdf = []] = await interleavedAsync(works, effort);
  const figure = (name: string, peer: readonly number[], note: string): Figure => ({
    name,
    ours: round(median(ours)),
    peer: round(median(peer)),
    unit: 'µs a document',
    ratio: round(ratioOf(peer, ours)),
    goal: null,
    met: null,
    note,
  });
  return [
    figure(
      'signing.endToEnd.libpdf',
      libpdf,
      '@libpdf/core 0.4.2: our filled page loaded and signed as B-B, signer cached; RSA-2048, own QR code on each page',
    ),
    figure(
      'signing.endToEnd.signpdf',
      signpdf,
      '@signpdf/signpdf 3.3.0 with signer-p12: our filled page with its placeholder; its signature lacks the CAdES attribute',
    ),
  ];
}
