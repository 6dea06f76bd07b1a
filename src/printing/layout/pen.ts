import type { EncodedText, LayoutFont } from './fonts.js';
import type { Picture } from './picture.js';

/** Sets how a text is written, and where: its start, middle or end. @internal */
export interface TextPlace {
  readonly font: LayoutFont;
  readonly sizePt: number;
  readonly color?: string | undefined;
  readonly x: number;
  readonly y: number;
  /** Which part of the text lies left of `x`: 0, 0.5 or 1. */
  readonly share: number;
}

/** A rectangle in points from the bottom left. @internal */
export interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Writes the black cells of a code on a white area. @internal */
export interface CellPen {
  /** Writes one rectangle, in cells from the code's top left. */
  cell(x: number, y: number, width: number, height: number): string;
  /** Places cells on the area: the points of one cell, and of the code's top left from that of the area. */
  place(cells: string, cell: { width: number; height: number }, from: { left: number; top: number }): string;
}

/**
 * Writes what painters have decided, in one notation: the operators of PDF, or SVG. All places are points from the
 * bottom left, so that a document and its preview cannot disagree about where things are. @internal
 */
export interface Pen {
  line(
    from: readonly [number, number],
    to: readonly [number, number],
    widthPt: number,
    color: string,
  ): string;
  box(area: Area, fill: string | undefined, stroke: string | undefined, widthPt: number): string;
  /** Prepares one line of text: a function that writes a text of any size at its place. */
  text(place: TextPlace): (text: EncodedText, sizePt: number) => string;
  cells(area: Area): CellPen;
  /** Prepares a picture: a function that writes it into `to`, cut off at the edges of the area. */
  picture(area: Area, resource: string): (picture: Picture, to: Area) => string;
}
