import { inflateSync } from 'node:zlib';

const signature = /\/Type\s*\/Sig(?![\w])|\/ByteRange\b/;

/** Gives the bytes of a PDF as they lie in the file, followed by every stream that can be inflated. */
export function openedUp(pdf) {
  const text = pdf.toString('latin1');
  const parts = [text];
  for (const { 0: word, index } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    try {
      parts.push(inflateSync(pdf.subarray(index + word.length)).toString('latin1'));
    } catch {
      // Not a compressed stream.
    }
  }
  return parts.join('\n');
}

/** Tells whether there is any trace of a signature dictionary, in object streams too. */
export const bearsSignature = (pdf) => signature.test(openedUp(pdf));

/**
 * Cuts out what was signed and the signature, by bytes alone.
 *
 * @throws Error when the file holds another number of signatures than one, or its ranges leave something out
 */
export function signedParts(pdf) {
  const text = pdf.toString('latin1');
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const dictionaries = [...openedUp(pdf).matchAll(/\/Type\s*\/Sig(?![\w])/g)];
  if (ranges.length !== 1 || dictionaries.length !== 1)
    throw new Error(`${ranges.length} byte ranges and ${dictionaries.length} signatures instead of one`);
  const [start, length, after, rest] = ranges[0].slice(1).map(Number);
  if (start !== 0 || after + rest !== pdf.length)
    throw new Error('the byte range does not reach from the first byte to the last');
  const gap = text.slice(length, after);
  const contents = /^<([0-9A-Fa-f]+)>$/.exec(gap)?.[1];
  if (contents === undefined || !/\/Contents\s*$/.test(text.slice(0, length)))
    throw new Error('something else than /Contents is left out of the byte range');
  const padded = Buffer.from(contents, 'hex');
  const cms = padded.subarray(0, derLength(padded));
  if (padded.subarray(cms.length).some((byte) => byte !== 0))
    throw new Error('/Contents holds more than one CMS and zeros');
  const times = [...text.matchAll(/\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/g)];
  if (times.length !== 1) throw new Error(`${times.length} times of signing instead of one`);
  const [year, month, ...others] = times[0].slice(1).map(Number);
  return {
    content: Buffer.concat([pdf.subarray(0, length), pdf.subarray(after)]),
    cms,
    signedAt: Date.UTC(year, month - 1, ...others),
  };
}

function derLength(bytes) {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  return 2 + count + bytes.readUIntBE(2, count);
}
