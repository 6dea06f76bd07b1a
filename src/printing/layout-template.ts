/** Sizes a page: A4 upright, an identity card (ID-1 of ISO/IEC 7810: 85.60 x 53.98 mm), or millimetres. */
export type LayoutPageSize = 'A4' | 'ID-1' | { readonly widthMm: number; readonly heightMm: number };

/**
 * Says where and how one line of text stands. A text wider than `maxWidthMm` is made smaller, by default to no less
 * than half its size, or cut with an ellipsis.
 */
export interface LayoutTextStyle {
  /** Millimetres from the left to the text's start, middle or end, as `align` says. */
  readonly xMm: number;
  /** Millimetres from the top to the line on which the text stands. */
  readonly yMm: number;
  /** Points, 1 to 200. */
  readonly sizePt: number;
  /** Default `regular`. Both are Helvetica, which is not embedded. */
  readonly font?: 'regular' | 'bold' | undefined;
  /** Default `left`. */
  readonly align?: 'left' | 'center' | 'right' | undefined;
  /** As `#1a2b3c`. Default black. */
  readonly color?: string | undefined;
  /** Millimetres that the text may be wide, more than 0. Left out, it is as wide as it is. */
  readonly maxWidthMm?: number | undefined;
  /** What becomes of a wider text. Default `shrink`; one that would shrink below half is refused, never cut. */
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

/** Draws a value as a QR code (ISO/IEC 18004) of vector rectangles, on white, with its quiet zone of 4 modules. */
export interface LayoutQr {
  readonly type: 'qr';
  /** Name of the value. */
  readonly field: string;
  readonly xMm: number;
  readonly yMm: number;
  /** Millimetres of one side, quiet zone included, more than 0. */
  readonly sizeMm: number;
  /** How much of it may be lost: 7, 15, 25 or 30 %. Default `medium`. */
  readonly recovery?: 'low' | 'medium' | 'quartile' | 'high' | undefined;
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
export type LayoutMark = LayoutText | LayoutField | LayoutQr | LayoutLine | LayoutBox;

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
