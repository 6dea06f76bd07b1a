import { deflateSync, inflateSync } from 'node:zlib';
import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng';
import { type Picture, sizeRule } from './picture.js';

const NOT_READABLE = 'must be a photo that can be read';

/** Reads a PNG (ISO/IEC 15948); a transparent one shows what lies beneath. @internal */
export function pngPicture(file: Buffer): Picture | string {
  if (file.length < 33 || file.subarray(12, 16).toString('latin1') !== 'IHDR') return NOT_READABLE;
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const broken = sizeRule(width, height);
  if (broken) return broken;
  const own = withoutNotes(file);
  if (!own || !isInflatable(own, width, height)) return NOT_READABLE;
  const pixels = pixelsOf(own.file);
  if (pixels?.length !== width * height * 4) return NOT_READABLE;

  const colours = Buffer.alloc(width * height * 3);
  const alpha = Buffer.alloc(width * height);
  let opaque = true;
  for (let from = 0, to = 0, i = 0; i < alpha.length; i++, from += 4) {
    colours[to++] = pixels[from] ?? 0;
    colours[to++] = pixels[from + 1] ?? 0;
    colours[to++] = pixels[from + 2] ?? 0;
    const share = pixels[from + 3] ?? 0;
    alpha[i] = share;
    if (share !== 255) opaque = false;
  }
  const size = `/Width ${width} /Height ${height} /BitsPerComponent 8 /Filter /FlateDecode`;
  return {
    width,
    height,
    matrix: [1, 0, 0, 1, 0, 0],
    image: { entries: `${size} /ColorSpace /DeviceRGB`, data: deflateSync(colours) },
    mask: opaque ? undefined : { entries: `${size} /ColorSpace /DeviceGray`, data: deflateSync(alpha) },
    href: () => `data:image/png;base64,${own.file.toString('base64')}`,
  };
}

function pixelsOf(file: Buffer): Uint8Array | undefined {
  try {
    const [first, ...more] = toRGBA8(decode(new Uint8Array(file).buffer));
    return first && more.length === 0 ? new Uint8Array(first) : undefined;
  } catch {
    return undefined;
  }
}

const CHUNKS = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** Leaves out what its maker wrote beside the image; `undefined` where the file ends too soon. */
function withoutNotes(file: Buffer): { readonly file: Buffer; readonly data: Buffer } | undefined {
  const kept = [file.subarray(0, 8)];
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.subarray(at + 4, at + 8).toString('latin1');
    if (end > file.length) return undefined;
    if (CHUNKS.includes(type)) kept.push(file.subarray(at, end));
    if (type === 'IDAT') data.push(file.subarray(at + 8, end - 4));
    if (type === 'IEND') return { file: Buffer.concat(kept), data: Buffer.concat(data) };
    at = end;
  }
  return undefined;
}

/** Tells whether the data holds no more than such an image can: a small file may be made to fill the memory. */
function isInflatable(
  { file, data }: { file: Buffer; data: Buffer },
  width: number,
  height: number,
): boolean {
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[file[25] ?? -1];
  if (channels === undefined) return false;
  const row = 1 + Math.ceil((width * channels * (file[24] ?? 0)) / 8);
  try {
    // Seven interlaced passes have up to twice as many rows, each with a byte of its own.
    const { length } = inflateSync(data, { maxOutputLength: row * height + 2 * height + 8 * channels * 8 });
    return length >= (row - 1) * height;
  } catch {
    return false;
  }
}
