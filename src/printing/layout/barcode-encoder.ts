/**
 * Turns a text into the widths of a bar code: bar, space, bar and so on, in modules of 1 or more, from the first bar to
 * the last, without quiet zones. Answers `undefined` for a text that its alphabet cannot say; what is no such widths is
 * taken for that. `code128` of `loket/printing/barcode` is one.
 */
export type BarcodeEncoder = (text: string) => readonly number[] | undefined;
