/** Sizes a page: A4 upright, an identity card (ID-1 of ISO/IEC 7810: 85.60 x 53.98 mm), or millimetres. */
export type LayoutPageSize = 'A4' | 'ID-1' | { readonly widthMm: number; readonly heightMm: number };

/** Says what letters look like. */
export interface LayoutLetters {
  /** Points, 1 to 200. */
  readonly sizePt: number;
  /**
   * Default `regular`. `regular` and `bold` are Helvetica, which is not embedded; any other name is that of a font given
   * to `compileLayout`.
   */
  readonly font?: string | undefined;
  /** Default `left`. */
  readonly align?: 'left' | 'center' | 'right' | undefined;
  /** As `#1a2b3c`. Default black. */
  readonly color?: string | undefined;
}

/**
 * Says where and how one line of text stands. A text wider than `maxWidthMm` is made smaller, by default to no less
 * than half its size, or cut with an ellipsis.
 */
export interface LayoutTextStyle extends LayoutLetters {
  /** Millimetres from the left to the text's start, middle or end, as `align` says. */
  readonly xMm: number;
  /** Millimetres from the top to the line on which the text stands. */
  readonly yMm: number;
  /** Millimetres that the text may be wide, more than 0. Left out, it is as wide as it is. */
  readonly maxWidthMm?: number | undefined;
  /**
   * What becomes of a wider text. Default `shrink`; one that would shrink below half is refused, never cut. With
   * `ellipsis`, which the font must have, one of which not even the ellipsis fits is refused.
   */
  readonly fit?: 'shrink' | 'ellipsis' | undefined;
}

/** Draws the same text on each document. */
export interface LayoutText extends LayoutTextStyle {
  readonly type: 'text';
  readonly text: string;
}

/** Draws a value of the document. */
export interface LayoutField extends LayoutTextStyle {
  readonly type: 'field';
  /** Name of the value; several elements may draw the same one. */
  readonly field: string;
  /** Whether the value may be left out. Default `false`. */
  readonly optional?: boolean | undefined;
}

/**
 * Draws a text in a box, from its top: broken at spaces and line breaks into as many lines as there is room for; line
 * breaks at its end do not count. What does not fit is made smaller, or cut with an ellipsis; nothing is drawn outside
 * the box.
 */
export interface LayoutBlock extends LayoutLetters {
  readonly type: 'block';
  /** The same text on each document; either this or `field`. */
  readonly text?: string | undefined;
  /** Name of the value. */
  readonly field?: string | undefined;
  /** Whether the value may be left out. Default `false`. */
  readonly optional?: boolean | undefined;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** From one line to the next, as a multiple of the size, 0.8 to 4. Default 1.2. */
  readonly lineHeight?: number | undefined;
  /**
   * What becomes of a longer text. Default `shrink`; one that would shrink below `leastSizePt` is refused, never cut. With
   * `ellipsis`, which the font must have, one of which not even the ellipsis fits is refused.
   */
  readonly fit?: 'shrink' | 'ellipsis' | undefined;
  /** Points, 1 to `sizePt`. Default half of `sizePt`. */
  readonly leastSizePt?: number | undefined;
}

/** Draws a value as a QR code (ISO/IEC 18004) of vector rectangles, on white, with its quiet zone of 4 modules. */
export interface LayoutQr {
  readonly type: 'qr';
  /** Name of the value. */
  readonly field: string;
  readonly xMm: number;
  readonly yMm: number;
  /** Millimetres of one side, quiet zone included. A text whose modules would be smaller than 0.169 mm is refused. */
  readonly sizeMm: number;
  /** How much of it may be lost: 7, 15, 25 or 30 %. Default `medium`. */
  readonly recovery?: 'low' | 'medium' | 'quartile' | 'high' | undefined;
}

/** Draws a value as a bar code of vector rectangles, on white, with its quiet zones of 10 modules. */
export interface LayoutBarcode {
  readonly type: 'barcode';
  /** Name of the value. */
  readonly field: string;
  /** Name of an alphabet given to `compileLayout`, as in `code128`. */
  readonly symbology: string;
  readonly xMm: number;
  readonly yMm: number;
  /** Millimetres, quiet zones included. A text whose bars would be thinner than 0.169 mm is refused. */
  readonly widthMm: number;
  /** Millimetres, the text below included, which must leave room for bars. */
  readonly heightMm: number;
  /** Points of the text below the bars in the font `regular`, 1 to 200. Left out, there is none. */
  readonly textPt?: number | undefined;
}

/**
 * Draws a photo: a value of bytes, JPEG (grey or RGB; turned upright as its Exif says) or PNG, of at most 8 MB and 25
 * megapixels. Of a file only the image is taken along, not the place or the camera that it names.
 */
export interface LayoutPhoto {
  readonly type: 'photo';
  /** Name of the value; no other kind of element may draw it. */
  readonly field: string;
  /** Whether the value may be left out. Default `false`. */
  readonly optional?: boolean | undefined;
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** `cover`, the default, fills the box and cuts what is over on both sides alike; `contain` shows all of it. */
  readonly fit?: 'cover' | 'contain' | undefined;
}

/** Draws a straight line. */
export interface LayoutLine {
  readonly type: 'line';
  readonly x1Mm: number;
  readonly y1Mm: number;
  readonly x2Mm: number;
  readonly y2Mm: number;
  /** Points, more than 0. Default 0.5. */
  readonly widthPt?: number | undefined;
  /** Default black. */
  readonly color?: string | undefined;
}

/** Draws a rectangle: filled, outlined or both. */
export interface LayoutBox {
  readonly type: 'box';
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Colour inside. Default: none. */
  readonly fill?: string | undefined;
  /** Colour of the outline. Default: black where nothing is filled, else none. */
  readonly stroke?: string | undefined;
  /** Points of the outline, more than 0. Default 0.5. */
  readonly widthPt?: number | undefined;
}

/** What can be drawn: on a page, or inside a signature. */
export type LayoutMark =
  | LayoutText
  | LayoutField
  | LayoutBlock
  | LayoutQr
  | LayoutBarcode
  | LayoutPhoto
  | LayoutLine
  | LayoutBox;

/** Holds the visible signature. A template has one at most. */
export interface LayoutSignature {
  readonly type: 'signature';
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Name of the signatory, as the signature dictionary tells it. */
  readonly name?: string | undefined;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  /** What an electronic signature shows; places count from the signature's own top left. */
  readonly elements: readonly LayoutMark[];
  /** What stands there instead when the document is signed by hand. Default: a line for the pen. */
  readonly blank?: readonly LayoutMark[] | undefined;
}

/** One thing on a page. */
export type LayoutElement = LayoutMark | LayoutSignature;

/** One page, or one side of a card. What is the same on all documents lies beneath what differs. */
export interface LayoutPage {
  readonly elements: readonly LayoutElement[];
}

/** A document's look as plain data. Places are in millimetres from the top left. */
export interface LayoutTemplate {
  /** Unique id, as in `birth-certificate`. */
  readonly id: string;
  /** Title in the file's properties. Default: the id. */
  readonly title?: string | undefined;
  readonly size: LayoutPageSize;
  /** At least one; a card has two. */
  readonly pages: readonly LayoutPage[];
}
