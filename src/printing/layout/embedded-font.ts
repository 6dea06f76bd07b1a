/**
 * A font whose glyphs go into each file, cut down to the characters that documents may use. Made by `embedFont` from
 * `loket/printing/font`; glyphs are numbered from 0, where 0 is the font's sign for a missing one.
 */
export interface EmbeddedFont {
  /** PostScript name, as in `DejaVuSans`. */
  readonly name: string;
  /** `truetype` has TrueType outlines, `cff` is a bare CFF table with glyphs by number. */
  readonly format: 'truetype' | 'cff';
  /** The font program, cut down. */
  readonly program: Uint8Array;
  /** Numbers of glyphs by character (a UTF-16 unit): the characters that documents may use. */
  readonly codes: ReadonlyMap<number, number>;
  /** Widths by glyph, in thousandths of the size. */
  readonly widths: readonly number[];
  /** Thousandths of the size; `descent` is negative. */
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  /** Left, bottom, right, top of all its glyphs, in thousandths of the size. */
  readonly box: readonly [number, number, number, number];
  /** Degrees against the clock from upright: 0, or less than 0 for a font that leans right. */
  readonly italicAngle: number;
  /** Answers a glyph's outline as the data of an SVG path, in thousandths of the size, upwards. */
  outline(glyph: number): string;
}

/** Tells a prepared font from a font's file. @internal */
export function isEmbeddedFont(value: unknown): value is EmbeddedFont {
  return (
    typeof value === 'object' &&
    value !== null &&
    'program' in value &&
    value.program instanceof Uint8Array &&
    'codes' in value &&
    value.codes instanceof Map &&
    'widths' in value &&
    Array.isArray(value.widths)
  );
}
