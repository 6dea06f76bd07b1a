import { type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { hashOf, sha256 } from '../src/signing/pades/cms.js';
import { cmsTemplate } from '../src/signing/pades/cms-template.js';
import {
  embedSignature,
  pdfString,
  pdfTemplate,
  placeFor,
  preparePdf,
  qrDrawer,
} from '../src/signing/pades/index.js';
import { documentDigest, type PreparedPdf } from '../src/signing/pades/prepared-pdf.js';

/** Key and certificates of a signer. */
export interface BenchSigner {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
}

/** Makes the document of the nth person: own name, own number and own QR code, all in vectors, on a prepared template. */
export type DocumentMaker = (n: number) => PreparedPdf;

/** A letter of about 20 KB besides the place for the signature, to be filled for each person. */
export async function letterTemplate(): Promise<DocumentMaker> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const page = pdf.addPage([595, 842]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  page.drawText('SURAT KETERANGAN', { x: 60, y: 780, size: 16, font });
  page.node.setFontDictionary(pdf.context.obj('Person'), font.ref);
  page.node.addContentStream(pdf.context.register(pdf.context.stream(placeFor('person', 4000))));
  // Hashes, because a PDF library would compress anything simpler away.
  const bulk = Array.from({ length: 440 }, (_, i) => sha256(Buffer.from(`${i}`)));
  await pdf.attach(Buffer.concat(bulk), 'data.bin');
  const bytes = await pdf.save({ useObjectStreams: false });
  const prepared = await preparePdf(bytes, { fieldName: 'Head', page: 0, signedAt: Date.UTC(2026, 2, 2) });
  const template = pdfTemplate(prepared);
  const draw = await qrDrawer();
  return (n) => {
    const number = `35.07/${String(n).padStart(6, '0')}/2026`;
    const text = `BT /Person 11 Tf 60 720 Td 14 TL ${pdfString(`Warga nomor ${n}`)} Tj T* ${pdfString(number)} Tj ET\n`;
    return template.fill({ person: `${text}${draw(`https://verify.example/a/${number}`, 60, 560, 100)}` });
  };
}

/** Signs as the provider does, without its ports: digest, attributes, signature, check, CMS, embedding. */
export function signerOf({ certificate, chain, key }: BenchSigner) {
  const { publicKey } = new X509Certificate(certificate);
  const { hash, attributes, cms } = cmsTemplate(certificate, chain);
  const cmsOf = (digest: Uint8Array, check: boolean) => {
    const toBeSigned = attributes(digest);
    // As the provider does it: a signer is given both.
    hashOf(hash, toBeSigned);
    const signature = sign(hash, toBeSigned, key);
    if (check && !verify(hash, toBeSigned, publicKey, signature)) throw new Error('it does not fit');
    return cms(digest, signature);
  };
  return {
    cmsOf,
    signed: (prepared: PreparedPdf, check: boolean) =>
      embedSignature(prepared, cmsOf(documentDigest(prepared, hash), check)),
    /** What the mathematics alone costs. */
    bare: (digest: Uint8Array) => {
      const toBeSigned = attributes(digest);
      return () => sign(hash, toBeSigned, key);
    },
  };
}
