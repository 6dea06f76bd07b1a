import { deflateSync } from 'node:zlib';
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
  const pixels = pixelsOf(file);
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
    href: () => `data:image/png;base64,${shown(file).toString('base64')}`,
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

/** Leaves out what its maker wrote beside the image. */
function shown(file: Buffer): Buffer {
  const kept = [file.subarray(0, 8)];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (CHUNKS.includes(file.subarray(at + 4, at + 8).toString('latin1'))) kept.push(file.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
