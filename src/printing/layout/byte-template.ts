import {
  PDFContext,
  type PDFDict,
  PDFHexString,
  type PDFObject,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { EmbeddedFont } from './embedded-font.js';
import { fontObjects } from './font-objects.js';
import { standardFonts } from './fonts.js';
import { DATE, indirect } from './objects.js';
import type { Drawing } from './painters.js';
import { type SignatureBytes, type SignatureParts, signatureBytes } from './signature-bytes.js';

/** What a document is made of, before it is bytes. @internal */
export interface DocumentParts {
  readonly title: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly pages: readonly Drawing[];
  readonly signature?: SignatureParts | undefined;
  /** Fonts that go into the file, by their names among the resources. */
  readonly fonts: ReadonlyMap<string, EmbeddedFont>;
  /** Names of photos among the resources, by field. */
  readonly photos: ReadonlyMap<string, string>;
}

/** An object that is written anew for each document: a drawing or a date between texts, or a photo. @internal */
export type Slot =
  | {
      readonly kind: 'stream';
      readonly head: string;
      readonly middle: string;
      readonly drawing: Drawing;
      readonly tail: string;
    }
  | { readonly kind: 'dated'; readonly pieces: readonly string[] }
  /** A photo, and the mask that says where it is transparent. */
  | { readonly kind: 'photo'; readonly field: string; readonly image: PDFRef; readonly mask: PDFRef };

/** A document whose fixed objects are bytes already. The objects of `slots` have the numbers from 1; a photo has two. @internal */
export interface ByteTemplate {
  readonly head: Uint8Array;
  readonly slots: readonly Slot[];
  /** Rows of the cross-reference table for the objects in `head`. */
  readonly fixedRows: string;
  readonly size: number;
  readonly trailer: string;
  readonly signature?: SignatureBytes | undefined;
}

/** Lets the library serialise everything that documents have in common. @internal */
export function byteTemplate(parts: DocumentParts): ByteTemplate {
  const context = PDFContext.create();
  const { signature } = parts;
  // What changes has the first numbers, so that the table's other rows are one fixed text.
  const info = context.nextRef();
  const streams = parts.pages.map((page) => (page.painters.length > 0 ? context.nextRef() : undefined));
  const appearance = signature && context.nextRef();
  const photos = [...parts.photos].map(([field, resource]) => ({
    field,
    resource,
    image: context.nextRef(),
    mask: context.nextRef(),
  }));
  const dictionary = signature && context.nextRef();
  const dynamic = context.largestObjectNumber;

  const fonts = Object.values(standardFonts()).map(({ resource, baseFont }) => [
    resource,
    context.register(
      context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: baseFont, Encoding: 'WinAnsiEncoding' }),
    ),
  ]);
  for (const [resource, font] of parts.fonts) fonts.push([resource, fontObjects(context, font)]);
  const images = photos.map(({ resource, image }) => [resource, image]);
  const resources = context.register(
    context.obj({
      Font: Object.fromEntries(fonts),
      ...(images.length > 0 ? { XObject: Object.fromEntries(images) } : {}),
    }),
  );
  const tree = context.nextRef();
  const widget = signature && context.nextRef();
  const pages = parts.pages.map((page, i) => {
    const contents = [context.register(context.flateStream(page.fixed)), ...(streams[i] ? [streams[i]] : [])];
    return context.register(
      context.obj({
        Type: 'Page',
        Parent: tree,
        MediaBox: [0, 0, exact(parts.width), exact(parts.height)],
        Resources: resources,
        Contents: contents,
        ...(widget && signature.page === i ? { Annots: [widget] } : {}),
      }),
    );
  });
  context.assign(tree, context.obj({ Type: 'Pages', Kids: pages, Count: pages.length }));
  if (signature && widget && appearance && dictionary) {
    context.assign(
      widget,
      context.obj({
        Type: 'Annot',
        Subtype: 'Widget',
        FT: 'Sig',
        T: PDFString.of('Signature'),
        V: dictionary,
        // Printed, and locked against being moved.
        F: 132,
        Rect: signature.rect.map(exact),
        P: pages[signature.page] ?? tree,
        AP: { N: appearance },
      }),
    );
  }
  const root = context.register(
    context.obj({
      Type: 'Catalog',
      Pages: tree,
      ...(widget && dictionary
        ? // Signatures exist, and the file is only ever appended to.
          { AcroForm: { Fields: [widget], SigFlags: 3 }, Perms: { DocMDP: dictionary } }
        : {}),
    }),
  );

  const slots: Slot[] = [dated(info, infoOf(context, parts.title))];
  for (const [i, ref] of streams.entries()) {
    const drawing = parts.pages[i];
    if (ref && drawing) slots.push(stream(ref, context.obj({ Length: 0 }), { ...drawing, fixed: '' }));
  }
  if (signature && appearance) {
    const [left, bottom, right, top] = signature.rect;
    const form = context.obj({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, exact(right - left), exact(top - bottom)],
      Resources: resources,
      Length: 0,
    });
    slots.push(stream(appearance, form, signature.appearance));
  }
  for (const { field, image, mask } of photos) slots.push({ kind: 'photo', field, image, mask });
  const { head, offsets } = serialise(context);
  const size = context.largestObjectNumber + 1;
  return {
    head,
    slots,
    fixedRows: offsets
      .slice(dynamic + 1)
      .map(row)
      .join(''),
    size,
    trailer: `trailer\n<< /Size ${size} /Root ${root} /Info ${info} /ID [`,
    signature: signature && dictionary && signatureBytes(context, dictionary, signature),
  };
}

/** Writes one row of a cross-reference table. @internal */
export const row = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;

const exact = (value: number): number => Math.round(value * 10_000) / 10_000;

function infoOf(context: PDFContext, title: string): PDFDict {
  return context.obj({
    Title: PDFHexString.fromText(title),
    Producer: PDFString.of('loket'),
    CreationDate: PDFString.of(DATE),
    ModDate: PDFString.of(DATE),
  });
}

function dated(ref: PDFRef, object: PDFObject): Slot {
  return { kind: 'dated', pieces: indirect(ref, object).split(DATE) };
}

function stream(ref: PDFRef, dictionary: PDFDict, drawing: Drawing): Slot {
  const [head = '', rest = ''] = indirect(ref, dictionary).split('/Length 0');
  const close = rest.lastIndexOf('\nendobj');
  return {
    kind: 'stream',
    head: `${head}/Length `,
    middle: `${rest.slice(0, close)}\nstream\n`,
    drawing,
    tail: `\nendstream${rest.slice(close)}`,
  };
}

/** Writes the header and all objects that the context holds; tells where each number lies. */
function serialise(context: PDFContext): { readonly head: Uint8Array; readonly offsets: readonly number[] } {
  const pieces: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const add = (piece: Uint8Array) => {
    pieces.push(piece);
    length += piece.length;
  };
  const header = new Uint8Array(context.header.sizeInBytes());
  context.header.copyBytesInto(header, 0);
  add(header);
  add(Buffer.from('\n'));
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    offsets[ref.objectNumber] = length;
    add(Buffer.from(`${ref.objectNumber} 0 obj\n`));
    const bytes = new Uint8Array(object.sizeInBytes());
    object.copyBytesInto(bytes, 0);
    add(bytes);
    add(Buffer.from('\nendobj\n'));
  }
  return { head: new Uint8Array(Buffer.concat(pieces)), offsets };
}
