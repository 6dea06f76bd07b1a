import type { PDFContext, PDFDict, PDFObject } from '@cantoo/pdf-lib';

/** What one incremental update of a PDF holds, read by its own cross-reference and nothing else. @internal */
export interface PdfUpdate {
  /** The objects that it adds or replaces, by number. */
  readonly objects: ReadonlyMap<number, PDFObject>;
  /** Where each object's bytes lie in the file; missing for one inside an object stream. */
  readonly places: ReadonlyMap<number, { readonly start: number; readonly end: number }>;
  readonly trailer: PDFDict;
  readonly context: PDFContext;
}

/** An update longer than this is not what adding a signature takes. */
const mostObjects = 10_000;

type Lib = typeof import('@cantoo/pdf-lib');

const latin1 = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);

/** Where the last cross-reference of a file begins; `undefined` where its end does not say. @internal */
export function startXref(bytes: Uint8Array): number | undefined {
  const tail = latin1(bytes, Math.max(0, bytes.length - 64), bytes.length);
  const found = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail);
  return found ? Number(found[1]) : undefined;
}

/**
 * Reads the one incremental update that was appended to a file (ISO 32000-1, 7.5.6). It goes by the update's own
 * cross-reference, as a viewer does, and not by what a search for objects would find; `undefined` where anything does
 * not fit exactly.
 * @internal
 */
export async function readUpdate(file: Uint8Array, before: number): Promise<PdfUpdate | undefined> {
  const lib = await import('@cantoo/pdf-lib');
  try {
    return read(lib, file, before);
  } catch {
    return undefined;
  }
}

interface Entry {
  readonly number: number;
  /** Offset of the object, or number of the object stream that holds it. */
  readonly at: number;
  readonly inStream: boolean;
}

function read(lib: Lib, file: Uint8Array, before: number): PdfUpdate | undefined {
  const old = startXref(file.subarray(0, before));
  const start = startXref(file);
  if (old === undefined || start === undefined || start < before) return undefined;
  const context = lib.PDFContext.create();
  const isTable = latin1(file, start, start + 4) === 'xref';
  const found = isTable ? readTable(lib, context, file, start) : readStream(lib, context, file, start);
  if (!found) return undefined;
  const { entries, trailer } = found;
  const previous = trailer.get(lib.PDFName.of('Prev'));
  // A hybrid file has a second cross-reference, and viewers do not agree on which to follow.
  if (trailer.has(lib.PDFName.of('XRefStm')) || trailer.has(lib.PDFName.of('Encrypt'))) return undefined;
  if (!(previous instanceof lib.PDFNumber) || previous.asNumber() !== old) return undefined;
  if (entries.length > mostObjects) return undefined;

  const objects = new Map<number, PDFObject>();
  const places = new Map<number, { start: number; end: number }>();
  for (const { number, at, inStream } of entries) {
    if (inStream) continue;
    if (objects.has(number) || at < before) return undefined;
    const object = objectAt(lib, context, file, number, at);
    if (!object) return undefined;
    objects.set(number, object.value);
    places.set(number, { start: at, end: object.end });
  }
  // Two objects over the same bytes would be two readings of them.
  const order = [...places.values()].sort((a, b) => a.start - b.start);
  if (order.some(({ start: next }, i) => i > 0 && next < (order[i - 1]?.end ?? 0))) return undefined;
  for (const { number, at, inStream } of entries) {
    if (!inStream) continue;
    const value = objectInStream(lib, objects.get(at), number);
    if (!value || objects.has(number)) return undefined;
    objects.set(number, value);
  }
  return { objects, places, trailer, context };
}

function readTable(lib: Lib, context: PDFContext, file: Uint8Array, start: number) {
  const entries: Entry[] = [];
  let at = start + 4;
  const line = /\s*(\d{1,10})\s+(\d{1,10})\s*\r?\n?/y;
  const text = latin1(file, at, file.length);
  const end = text.indexOf('trailer');
  if (end < 0) return undefined;
  line.lastIndex = 0;
  while (!/^\s*$/.test(text.slice(line.lastIndex, end))) {
    const head = line.exec(text);
    if (!head) return undefined;
    const [first = 0, count = 0] = head.slice(1).map(Number);
    if (count > mostObjects) return undefined;
    let from = line.lastIndex;
    for (let i = 0; i < count; i++) {
      const row = /^(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}/.exec(text.slice(from, from + 20));
      if (!row) return undefined;
      if (row[3] === 'n') {
        if (Number(row[2]) !== 0) return undefined;
        entries.push({ number: first + i, at: Number(row[1]), inStream: false });
        // Freeing an object is a change; only the head of the list of free ones is always there.
      } else if (first + i !== 0) return undefined;
      from += row[0].length;
    }
    line.lastIndex = from;
  }
  at += end + 'trailer'.length;
  const trailer = parse(lib, context, file.subarray(at));
  return trailer instanceof lib.PDFDict ? { entries, trailer } : undefined;
}

function readStream(lib: Lib, context: PDFContext, file: Uint8Array, start: number) {
  const number = Number(/^(\d{1,10}) 0 obj/.exec(latin1(file, start, start + 20))?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return undefined;
  const stream = objectAt(lib, context, file, number, start)?.value;
  if (!(stream instanceof lib.PDFRawStream)) return undefined;
  const { dict } = stream;
  if (dict.get(lib.PDFName.of('Type')) !== lib.PDFName.of('XRef')) return undefined;
  const numbers = (key: string): number[] | undefined => {
    const list = dict.get(lib.PDFName.of(key));
    if (!(list instanceof lib.PDFArray)) return undefined;
    return list.asArray().map((one) => (one instanceof lib.PDFNumber ? one.asNumber() : Number.NaN));
  };
  const widths = numbers('W');
  const size = dict.get(lib.PDFName.of('Size'));
  const index = numbers('Index') ?? [0, size instanceof lib.PDFNumber ? size.asNumber() : Number.NaN];
  if (widths?.length !== 3 || widths.some((w) => !(w >= 0 && w <= 8)) || index.some(Number.isNaN)) {
    return undefined;
  }
  const data = lib.decodePDFRawStream(stream).decode();
  const entries: Entry[] = [];
  let at = 0;
  const field = (width: number, otherwise: number) => {
    if (width === 0) return otherwise;
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (data[at++] ?? Number.NaN);
    return value;
  };
  for (let i = 0; i + 1 < index.length; i += 2) {
    const [first = 0, count = 0] = [index[i], index[i + 1]];
    if (count > mostObjects) return undefined;
    for (let n = 0; n < count; n++) {
      const [kind, second, third] = [
        field(widths[0] ?? 0, 1),
        field(widths[1] ?? 0, 0),
        field(widths[2] ?? 0, 0),
      ];
      if (![kind, second, third].every(Number.isSafeInteger)) return undefined;
      if (kind === 1 && third === 0) entries.push({ number: first + n, at: second, inStream: false });
      else if (kind === 2) entries.push({ number: first + n, at: second, inStream: true });
      else if (!(kind === 0 && first + n === 0)) return undefined;
    }
  }
  return { entries: entries.filter((entry) => entry.number !== number), trailer: dict };
}

/** Reads an object where a cross-reference says that it is. */
function objectAt(
  lib: Lib,
  context: PDFContext,
  file: Uint8Array,
  number: number,
  at: number,
): { readonly value: PDFObject; readonly end: number } | undefined {
  const head = new RegExp(`^${number} 0 obj\\b`).exec(latin1(file, at, at + 24));
  if (!head) return undefined;
  const body = file.subarray(at + head[0].length);
  const parser = lib.PDFObjectParser.forBytes(body, context);
  const value = parser.parseObject();
  const used = (parser as unknown as { bytes: { offset(): number } }).bytes.offset();
  const close = /^\s*endobj\b/.exec(latin1(body, used, used + 32));
  return close ? { value, end: at + head[0].length + used + close[0].length } : undefined;
}

function objectInStream(lib: Lib, stream: PDFObject | undefined, number: number): PDFObject | undefined {
  if (!(stream instanceof lib.PDFRawStream)) return undefined;
  const name = (key: string) => lib.PDFName.of(key);
  const [count, first] = [stream.dict.get(name('N')), stream.dict.get(name('First'))];
  if (!(count instanceof lib.PDFNumber) || !(first instanceof lib.PDFNumber)) return undefined;
  const data = lib.decodePDFRawStream(stream).decode();
  const heads = latin1(data, 0, first.asNumber()).trim().split(/\s+/).map(Number);
  const place = heads.findIndex((value, i) => i % 2 === 0 && value === number);
  const offset = place < 0 ? undefined : heads[place + 1];
  if (offset === undefined || place / 2 >= count.asNumber()) return undefined;
  return parse(lib, lib.PDFContext.create(), data.subarray(first.asNumber() + offset));
}

function parse(lib: Lib, context: PDFContext, bytes: Uint8Array): PDFObject {
  return lib.PDFObjectParser.forBytes(bytes, context).parseObject();
}
