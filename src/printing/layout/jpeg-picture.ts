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

/** Start of scan, and end of image. */
const SCAN = 0xda;
const END = 0xd9;

const NOT_READABLE = 'must be a photo that can be read';

/**
 * Walks through a JPEG's segments (ISO/IEC 10918-1, annex B) and leaves its image as it is. Where it was taken, by which
 * camera, its thumbnails and what follows the image, as a film or a depth map, are left out of what is drawn. @internal
 */
export function jpegPicture(file: Buffer): Picture | string {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let frame: { width: number; height: number; components: number } | undefined;
  let matrix: Picture['matrix'] = upright;
  let scans = 0;
  let at = 2;
  for (;;) {
    // A marker may be led by any number of fill bytes.
    while (file[at] === 0xff && file[at + 1] === 0xff) at++;
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined) return NOT_READABLE;
    if (marker === END) break;
    if (at + 4 > file.length) return NOT_READABLE;
    const length = file.readUInt16BE(at + 2);
    const segment = file.subarray(at, at + 2 + length);
    if (length < 2 || segment.length < 2 + length) return NOT_READABLE;
    if (isFrame(marker)) {
      if (marker > 0xc2) return 'must be a photo as baseline or progressive JPEG';
      if (length < 8 || segment[4] !== 8) return 'must be a photo of 8 bits a colour';
      frame = {
        height: segment.readUInt16BE(5),
        width: segment.readUInt16BE(7),
        components: segment[9] ?? 0,
      };
    }
    if (marker === 0xe1) matrix = turns[orientationOf(segment.subarray(4)) ?? 0] ?? matrix;
    kept.push(withoutNotes(marker, segment));
    at += 2 + length;
    if (marker !== SCAN) continue;
    const end = endOfScan(file, at);
    kept.push(file.subarray(at, end));
    at = end;
    scans++;
  }
  if (!frame || scans === 0) return NOT_READABLE;
  kept.push(file.subarray(at, at + 2));
  const { components } = frame;
  if (components !== 1 && components !== 3)
    return 'must be a photo in grey or in RGB, not for print shops (CMYK)';
  const broken = sizeRule(frame.width, frame.height);
  if (broken) return broken;
  const data = Buffer.concat(kept);
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

/** Tables of Huffman codes and of quantities, restarts, and a number of lines that was not known before. */
const TABLES = [0xc4, 0xdb, 0xdd, 0xdc];

/** Keeps of a segment what the image is made of, and what says how its colours are meant. */
function withoutNotes(marker: number, segment: Buffer): Buffer {
  if (marker === SCAN || isFrame(marker) || TABLES.includes(marker)) return segment;
  const says = (name: string) => segment.subarray(4, 4 + name.length).toString('latin1') === name;
  if (marker === 0xe2 && says('ICC_PROFILE\0')) return segment;
  if (marker === 0xe0 && says('JFIF\0')) {
    const short = shortened(segment, 14);
    // Its thumbnail's width and height.
    return Buffer.concat([short.subarray(0, 16), Buffer.alloc(short.length === 0 ? 0 : 2)]);
  }
  return marker === 0xee && says('Adobe') ? shortened(segment, 12) : Buffer.alloc(0);
}

/** Cuts a segment to as many bytes, or to none when it has less. */
function shortened(segment: Buffer, bytes: number): Buffer {
  if (segment.length < 4 + bytes) return Buffer.alloc(0);
  const short = Buffer.from(segment.subarray(0, 4 + bytes));
  short.writeUInt16BE(2 + bytes, 2);
  return short;
}

/** Finds the next marker that is no restart, or the end of the file. */
function endOfScan(file: Buffer, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at;
  }
  return file.length;
}

/** Finds tag 0x0112 of the first directory of an Exif segment; `undefined` where there is none, as in XMP. */
function orientationOf(exif: Buffer): number | undefined {
  if (exif.subarray(0, 6).toString('latin1') !== 'Exif\0\0') return undefined;
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
    if (entry + 12 > tiff.length) return undefined;
    if (short(entry) === 0x0112) return short(entry + 8);
  }
  return undefined;
}
