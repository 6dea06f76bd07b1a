import { type Picture, sizeRule } from './picture.js';

/** How a JPEG's pixels are turned before they are looked at, by Exif's `Orientation` (CIPA DC-008, 4.6.4). */
const turns: Readonly<Record<number, Picture['matrix']>> = {
  1: [1, 0, 0, 1, 0, 0],
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, -1, -1, 0, 1, 1],
  6: [0, -1, 1, 0, 0, 1],
  7: [0, 1, 1, 0, 0, 0],
  8: [0, 1, -1, 0, 1, 0],
};
const upright = [1, 0, 0, 1, 0, 0] as const;

const NOT_READABLE = 'must be a photo that can be read';

/**
 * Reads a JPEG's headers (ISO/IEC 10918-1, annex B) and leaves its image as it is. Where it was taken, by which camera
 * and its thumbnail are left out of what is drawn. @internal
 */
export function jpegPicture(file: Buffer): Picture | string {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let frame: { width: number; height: number; components: number } | undefined;
  let matrix: Picture['matrix'] = upright;
  let at = 2;
  for (;;) {
    // A marker may be led by any number of fill bytes.
    while (file[at] === 0xff && file[at + 1] === 0xff) at++;
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined || at + 4 > file.length) return NOT_READABLE;
    const length = file.readUInt16BE(at + 2);
    const segment = file.subarray(at, at + 2 + length);
    if (length < 2 || segment.length < 2 + length) return NOT_READABLE;
    if (marker === 0xda) break;
    if (isFrame(marker)) {
      if (marker > 0xc2) return 'must be a photo as baseline or progressive JPEG';
      if (length < 8 || segment[4] !== 8) return 'must be a photo of 8 bits a colour';
      frame = {
        height: segment.readUInt16BE(5),
        width: segment.readUInt16BE(7),
        components: segment[9] ?? 0,
      };
    }
    if (marker === 0xe1) matrix = turns[orientationOf(segment.subarray(4))] ?? matrix;
    if (says(marker, segment)) kept.push(segment);
    at += 2 + length;
  }
  const end = endOfImage(file, at);
  if (!frame || end === undefined) return NOT_READABLE;
  const { components } = frame;
  if (components !== 1 && components !== 3)
    return 'must be a photo in grey or in RGB, not for print shops (CMYK)';
  const broken = sizeRule(frame.width, frame.height);
  if (broken) return broken;
  const data = Buffer.concat([...kept, file.subarray(at, end)]);
  const sideways = matrix[0] === 0;
  return {
    width: sideways ? frame.height : frame.width,
    height: sideways ? frame.width : frame.height,
    matrix,
    image: {
      entries: `/Width ${frame.width} /Height ${frame.height} /ColorSpace /${components === 1 ? 'DeviceGray' : 'DeviceRGB'} /BitsPerComponent 8 /Filter /DCTDecode`,
      data,
    },
    href: () => `data:image/jpeg;base64,${data.toString('base64')}`,
  };
}

/** Start of frame: C0 to CF, but for the tables of C4 and CC, and C8. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Of what is beside the tables, keeps only that which says how colours are meant: JFIF, ICC profiles, Adobe's transform. */
function says(marker: number, segment: Buffer): boolean {
  if (marker === 0xe2) return segment.subarray(4, 16).toString('latin1') === 'ICC_PROFILE\0';
  if (marker === 0xe0 || marker === 0xee) return true;
  return marker < 0xe0 || (marker > 0xef && marker !== 0xfe);
}

/**
 * Walks the scans from the first one to behind the mark that ends the image. What a camera wrote behind it, a film or
 * a depth map, stays away.
 */
function endOfImage(file: Buffer, start: number): number | undefined {
  let at = start;
  while (at + 2 <= file.length) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff || marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) at++;
    else if (marker === 0xd9) return at + 2;
    else if (at + 4 > file.length) return undefined;
    else at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}

/** Finds tag 0x0112 of the first directory of an Exif segment; 1 where there is none. */
function orientationOf(exif: Buffer): number {
  if (exif.subarray(0, 6).toString('latin1') !== 'Exif\0\0') return 1;
  const tiff = exif.subarray(6);
  const little = tiff.subarray(0, 2).toString('latin1') === 'II';
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const long = (at: number) =>
    at + 4 > tiff.length ? tiff.length : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at);
  const directory = long(4);
  const entries = short(directory);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) return 1;
    if (short(entry) === 0x0112) return short(entry + 8);
  }
  return 1;
}
