import type { PDFArray, PDFDict, PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import { badDocument } from './bad-document.js';
import { locateSignature, type PreparedPdf } from './prepared-pdf.js';
import { drawAppearance, type VisibleSignature } from './visible.js';

/** Says how the signature of a PDF looks and what it says. */
export interface PreparePdfOptions {
  /** Name of the signature field; must not exist yet. */
  readonly fieldName: string;
  /** Page on which it lies, from 0. */
  readonly page: number;
  /** Left, bottom, width and height in millimetres from the page's lower left corner. Invisible if left out. */
  readonly rectMm?: readonly [number, number, number, number] | undefined;
  /** Name of the person who signs. */
  readonly name?: string | undefined;
  /** Why the document is signed. */
  readonly reason?: string | undefined;
  /** Where it is signed. */
  readonly location?: string | undefined;
  /** The time that the document claims, in whole seconds as UTC. */
  readonly signedAt: EpochMs;
  /** Place for the signature in bytes, 1,024 to 65,536. Default 8,192. */
  readonly contentsBytes?: number | undefined;
  /**
   * Whether the signature certifies the document; the first one can. `false` for a further signature, which leaves those
   * before it whole. Default `true`.
   */
  readonly certify?: boolean | undefined;
  /** What is seen; needs `rectMm`. */
  readonly visible?: VisibleSignature | undefined;
}

const text = () => z.string().min(1, 'must not be empty').max(500, 'must be 500 letters or less');
const options = lazy(() =>
  z
    .strictObject({
      fieldName: text().regex(/^[^.]*$/, 'must not hold a full stop'),
      page: z.int('must be a whole number').min(0, 'must be 0 or more'),
      rectMm: z
        .tuple([
          z.number(),
          z.number(),
          z.number().positive('must be more than 0'),
          z.number().positive('must be more than 0'),
        ])
        .optional(),
      name: text().optional(),
      reason: text().optional(),
      location: text().optional(),
      signedAt: z.number().min(0, 'must be 0 or more'),
      contentsBytes: z
        .int('must be a whole number')
        .min(1024, 'must be 1024 or more')
        .max(65_536, 'must be 65536 or less')
        .optional(),
      certify: z.boolean().optional(),
      visible: z
        .strictObject({
          lines: z.array(z.string()).max(20, 'must be 20 lines or less'),
          qr: text().max(2000, 'must be 2000 letters or less').optional(),
        })
        .optional(),
    })
    .refine((o) => o.visible === undefined || o.rectMm !== undefined, {
      path: ['rectMm'],
      message: 'must be given when something is visible',
    }),
);

/** Ten digits hold the offsets of any file that fits in memory. */
const offsetDigits = 1_000_000_000;

/**
 * Adds an empty signature to any PDF: a field with `/ETSI.CAdES.detached`, and a certification that allows form filling
 * and further signatures (DocMDP P=2, so that validation data can be added later); without `certify` an approval
 * signature, also on a signed document. What was there stays as it is; the new objects come as an incremental update
 * (ISO 32000-1, 7.5.6). The same input gives the same bytes.
 *
 * Needs the optional peers `@cantoo/pdf-lib` and, for a QR code, `qr`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule, `invalid-data` when the PDF cannot
 * be read, is encrypted, has no such page, or is signed already and must be certified
 *
 * @example
 * ```ts
 * import { PDFDocument } from '@cantoo/pdf-lib';
 * import { preparePdf } from 'loket/signing/pades';
 *
 * const pdf = await PDFDocument.create();
 * pdf.addPage();
 * const prepared = await preparePdf(await pdf.save(), {
 *   fieldName: 'Head',
 *   page: 0,
 *   signedAt: Date.parse('2026-03-02T09:00+07:00'),
 * });
 * prepared.byteRange[2] - prepared.byteRange[1]; //=> 16386
 * ```
 */
export async function preparePdf(pdf: Uint8Array, config: PreparePdfOptions): Promise<PreparedPdf> {
  parseOrThrow<unknown>(options(), config, 'signature field');
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(pdf, { updateMetadata: false, forIncrementalUpdate: true });
  } catch (cause) {
    throw badDocument('must be a PDF that is whole and not encrypted', `${pdf.length} bytes`, cause);
  }
  await addField(document, config);
  return fillByteRange(await document.commit(), (config.contentsBytes ?? 8192) * 2);
}

async function addField(document: PDFDocument, config: PreparePdfOptions): Promise<void> {
  const lib = await import('@cantoo/pdf-lib');
  const { PDFName, PDFHexString, PDFString, PDFNumber } = lib;
  const { context, catalog } = document;
  const { fieldName, contentsBytes = 8192, rectMm, visible, certify = true } = config;
  const page = document.getPages()[config.page];
  if (!page) throw badDocument(`must have a page ${config.page}`, document.getPageCount());
  const perms = catalog.lookupMaybe(PDFName.of('Perms'), lib.PDFDict);
  if (certify && perms?.has(PDFName.of('DocMDP'))) throw badDocument('must not be certified already');

  const signature: PDFDict = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, ...Array.from({ length: 3 }, () => PDFNumber.of(offsetDigits))],
    Contents: PDFHexString.of('0'.repeat(contentsBytes * 2)),
    M: PDFString.fromDate(new Date(Math.floor(config.signedAt / 1000) * 1000)),
    ...(certify && {
      Reference: [
        {
          Type: 'SigRef',
          TransformMethod: 'DocMDP',
          TransformParams: { Type: 'TransformParams', P: 2, V: '1.2' },
        },
      ],
    }),
  }) as PDFDict;
  const texts = { Name: config.name, Reason: config.reason, Location: config.location };
  for (const [key, value] of Object.entries(texts)) {
    if (value !== undefined) signature.set(PDFName.of(key), PDFHexString.fromText(value));
  }
  const signatureRef = context.register(signature);

  const points = (rectMm ?? [0, 0, 0, 0]).map((mm) => (mm * 72) / 25.4);
  const [left = 0, bottom = 0, width = 0, height = 0] = points;
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFHexString.fromText(fieldName),
    V: signatureRef,
    P: page.ref,
    Rect: [left, bottom, left + width, bottom + height],
    // Print and locked: the annotation belongs to the paper and is nobody's to move.
    F: 132,
  }) as PDFDict;
  if (rectMm) {
    const appearance = await drawAppearance(document, visible ?? { lines: [] }, width, height);
    field.set(PDFName.of('AP'), context.obj({ N: appearance }));
  }
  const fieldRef = context.register(field);
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), lib.PDFArray);
  page.node.set(PDFName.of('Annots'), context.obj([...(annotations?.asArray() ?? []), fieldRef]));

  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), lib.PDFDict);
  const fields: PDFArray | undefined = form?.lookupMaybe(PDFName.of('Fields'), lib.PDFArray);
  for (const ref of fields?.asArray() ?? []) {
    const dict = context.lookupMaybe(ref as PDFRef, lib.PDFDict);
    const name = dict?.lookup(PDFName.of('T'));
    const taken = name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : undefined;
    // A certification must be the first signature of a document (ISO 32000-1, 12.8.2.2).
    if (certify && dict?.lookup(PDFName.of('FT')) === PDFName.of('Sig') && dict.has(PDFName.of('V')))
      throw badDocument('must not be signed already');
    if (taken === fieldName) throw badDocument(`must not have a field '${fieldName}' yet`, fieldName);
  }
  const entries = Object.fromEntries(
    (form?.entries() ?? []).map(([key, value]) => [key.decodeText(), value]),
  );
  catalog.set(
    PDFName.of('AcroForm'),
    // Signatures exist, and the file may only be appended to.
    context.obj({ ...entries, Fields: [...(fields?.asArray() ?? []), fieldRef], SigFlags: 3 }),
  );
  if (!certify) return;
  const others = Object.fromEntries(
    (perms?.entries() ?? []).map(([key, value]) => [key.decodeText(), value]),
  );
  catalog.set(PDFName.of('Perms'), context.obj({ ...others, DocMDP: signatureRef }));
}

/** Writes the true offsets over the placeholder of `/ByteRange`, in the same number of bytes. */
function fillByteRange(bytes: Uint8Array, hexDigits: number): PreparedPdf {
  const file = Buffer.from(bytes);
  const start = file.lastIndexOf(`<${'0'.repeat(hexDigits)}>`);
  const range = file.lastIndexOf('/ByteRange');
  const close = file.indexOf(']', range);
  if (start < 0 || range < 0 || close < 0) throw badDocument('could not be given a signature');
  const after = start + hexDigits + 2;
  const offsets = `/ByteRange [0 ${start} ${after} ${file.length - after}`;
  if (offsets.length > close - range) throw badDocument('must be smaller', file.length);
  file.write(offsets.padEnd(close - range), range, 'latin1');
  return locateSignature(file);
}
