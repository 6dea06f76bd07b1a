import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng';
import { type ImageObject, type Picture, sizeRule } from './picture.js';

const NOT_READABLE = 'must be a photo that can be read';

/** Reads a PNG (ISO/IEC 15948); a transparent one shows what lies beneath. @internal */
export function pngPicture(file: Buffer): Picture | string {
  if (file.length < 33 || file.subarray(12, 16).toString('latin1') !== 'IHDR') return NOT_READABLE;
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const broken = sizeRule(width, height);
  if (broken) return broken;
  const own = withoutNotes(file);
  const inflated = own && inflatedOf(own, width, height);
  if (!own || !inflated) return NOT_READABLE;
  const upright = { width, height, matrix: [1, 0, 0, 1, 0, 0] } as const;
  const href = () => `data:image/png;base64,${own.file.toString('base64')}`;
  const image = asItIs(own, inflated, width, height);
  if (image) return { ...upright, image, href };
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
  const entries = `${sizeOf(width, height)} /ColorSpace`;
  return {
    ...upright,
    image: { entries: `${entries} /DeviceRGB`, data: deflateSync(colours) },
    mask: opaque ? undefined : { entries: `${entries} /DeviceGray`, data: deflateSync(alpha) },
    href,
  };
}

const sizeOf = (width: number, height: number) =>
  `/Width ${width} /Height ${height} /BitsPerComponent 8 /Filter /FlateDecode`;

/** Takes the data of a usual PNG as PDF has it too (ISO 32000-1, 7.4.4.4); `undefined` for any other PNG. */
function asItIs(own: Own, inflated: Buffer, width: number, height: number): ImageObject | undefined {
  const [depth, type, , , interlaced] = own.file.subarray(24, 29);
  const colours = type === 0 ? 1 : 3;
  if (depth !== 8 || (type !== 0 && type !== 2) || interlaced !== 0 || own.hasAlpha) return undefined;
  const row = 1 + width * colours;
  if (inflated.length !== row * height) return undefined;
  // Each row begins with the number of its filter.
  for (let at = 0; at < inflated.length; at += row) if ((inflated[at] ?? 0) > 4) return undefined;
  const filters = `/DecodeParms << /Predictor 15 /Colors ${colours} /Columns ${width} >>`;
  const space = colours === 1 ? '/DeviceGray' : '/DeviceRGB';
  return { entries: `${sizeOf(width, height)} ${filters} /ColorSpace ${space}`, data: own.data };
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

/** A PNG without notes, the data of its image, and whether a colour of it, or one of its palette's, is transparent. */
interface Own {
  readonly file: Buffer;
  readonly data: Buffer;
  readonly hasAlpha: boolean;
}

/** Leaves out what its maker wrote beside the image; `undefined` where the file ends too soon, or a chunk was spoiled. */
function withoutNotes(file: Buffer): Own | undefined {
  const kept = [file.subarray(0, 8)];
  const data: Buffer[] = [];
  let hasAlpha = false;
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.subarray(at + 4, at + 8).toString('latin1');
    if (end > file.length) return undefined;
    if (CHUNKS.includes(type)) {
      // A browser would not show it, and the preview is to show what is printed.
      if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
      kept.push(file.subarray(at, end));
    }
    if (type === 'IDAT') data.push(file.subarray(at + 8, end - 4));
    if (type === 'tRNS') hasAlpha = true;
    if (type === 'IEND') return { file: Buffer.concat(kept), data: Buffer.concat(data), hasAlpha };
    at = end;
  }
  return undefined;
}

/** Inflates the data, if it holds no more than such an image can: a small file may be made to fill the memory. */
function inflatedOf({ file, data }: Own, width: number, height: number): Buffer | undefined {
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[file[25] ?? -1];
  if (channels === undefined) return undefined;
  const row = 1 + Math.ceil((width * channels * (file[24] ?? 0)) / 8);
  try {
    // Seven interlaced passes have up to twice as many rows, each with a byte of its own.
    const most = row * height + 2 * height + 8 * channels * 8;
    const inflated = inflateSync(data, { maxOutputLength: most });
    return inflated.length >= (row - 1) * height ? inflated : undefined;
  } catch {
    return undefined;
  }
}
