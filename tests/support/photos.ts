import { crc32, deflateSync } from 'node:zlib';
import { encodeLL } from '@cantoo/pdf-lib/upng';

/** 32 by 48 pixels: red at the top left, green at the top right, blue below red, yellow below green. */
export const quadrants: Uint8Array = new Uint8Array(
  Buffer.from(
    [
      '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoK',
      'CgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK',
      'CgoKCgoKCgr/wAARCAAwACADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF',
      'BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW',
      'V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi',
      '4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC',
      'AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm',
      'Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq',
      '8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD4vooor+Uz/fw/Siiiiv5bP+Fc/NeivkOiv9+P+KZf/VV/+WP/AN+H/UB/xUM/6pn/AMvf',
      '/vQ/eSiv0wor/mv/AOIof9Qn/lT/AO0P8f8A/iRf/qof/LT/AO+T+Ouiiiv+6Q/WD+xSiiiv+AM/qg//2Q==',
    ].join(''),
    'base64',
  ),
);

/** Puts an Exif segment with an orientation and a maker's note behind the start of a JPEG. */
export function withExif(jpeg: Uint8Array, orientation: number, little = false): Uint8Array {
  const note = 'SECRET-PLACE';
  const tiff = Buffer.alloc(8 + 2 + 12 + 4 + note.length);
  const short = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(little ? 'II' : 'MM', 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  tiff.write(note, 26, 'latin1');
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

/** Puts a segment behind the start of a JPEG. */
export function withSegment(jpeg: Uint8Array, marker: number, content: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]));
}

/** Encodes pixels as PNG: `colour` answers red, green, blue and alpha. */
export function png(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
): Uint8Array {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set(colour(x, y), (y * width + x) * 4);
  return new Uint8Array(encodeLL([pixels.buffer], width, height, 3, 1, 8));
}

/** Writes a chunk of a PNG, with its checksum (ISO/IEC 15948, 5.3). */
export function pngChunk(type: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/** Encodes pixels as an opaque PNG, grey or RGB, whose rows have each of the five filters in turn (ISO/IEC 15948, 9). */
export function filteredPng(
  width: number,
  height: number,
  colours: 1 | 3,
  value: (x: number, y: number, colour: number) => number,
): { readonly file: Uint8Array; readonly data: Buffer } {
  const row = width * colours;
  const sample = (at: number, y: number) =>
    at < 0 || y < 0 ? 0 : value(Math.floor(at / colours), y, at % colours);
  const rows = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y++) {
    const filter = y % 5;
    rows[y * (row + 1)] = filter;
    for (let at = 0; at < row; at++) {
      const [left, up, corner] = [sample(at - colours, y), sample(at, y - 1), sample(at - colours, y - 1)];
      const guess = [0, left, up, Math.floor((left + up) / 2), paeth(left, corner, up)];
      rows[y * (row + 1) + 1 + at] = (sample(at, y) - (guess[filter] ?? 0)) & 0xff;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, colours === 1 ? 0 : 2], 8);
  const data = deflateSync(rows);
  const parts = [pngChunk('IHDR', header), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))];
  return {
    file: new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])),
    data,
  };
}

function paeth(left: number, corner: number, up: number): number {
  const guess = left + up - corner;
  const far = (one: number) => Math.abs(guess - one);
  if (far(left) <= far(up) && far(left) <= far(corner)) return left;
  return far(up) <= far(corner) ? up : corner;
}
