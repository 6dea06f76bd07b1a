/** An image XObject, or a mask of one: entries of its dictionary, and its stream. @internal */
export interface ImageObject {
  readonly entries: string;
  readonly data: Buffer;
}

/** A photo as files and previews take it: upright, and without what its maker wrote beside the image. @internal */
export interface Picture {
  /** Pixels, as it is looked at. */
  readonly width: number;
  readonly height: number;
  /** Takes the unit square of the stored image to the unit square as it is looked at (ISO 32000-1, 8.3.3). */
  readonly matrix: readonly [number, number, number, number, number, number];
  readonly image: ImageObject;
  readonly mask?: ImageObject | undefined;
  /** Answers the image as a data URL. */
  href(): string;
}

/** Pixels of a side, and of the whole. */
const LONGEST = 10_000;
const MOST = 25_000_000;

/** Answers the rule that a photo's size breaks. @internal */
export function sizeRule(width: number, height: number): string | undefined {
  if (width < 1 || height < 1) return 'must be a photo of at least one pixel';
  if (width > LONGEST || height > LONGEST) return `must be a photo of at most ${LONGEST} pixels a side`;
  if (width * height > MOST) return `must be a photo of at most ${MOST} pixels`;
  return undefined;
}
