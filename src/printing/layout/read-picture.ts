import { jpegPicture } from './jpeg-picture.js';
import type { Picture } from './picture.js';
import { pngPicture } from './png-picture.js';

/** The most bytes of a photo's file. */
const PHOTO_BYTES = 8_000_000;

/** Reads a photo, or answers the rule that it breaks. @internal */
export function pictureOf(bytes: Uint8Array): Picture | string {
  if (bytes.length > PHOTO_BYTES) return `must be a photo of at most ${PHOTO_BYTES} bytes`;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length > 3 && file[0] === 0xff && file[1] === 0xd8) return jpegPicture(file);
  if (file.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return pngPicture(file);
  return 'must be a photo as JPEG or PNG';
}
