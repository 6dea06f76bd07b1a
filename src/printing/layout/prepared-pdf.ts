/**
 * A PDF that waits for its signature: all is in place, and a signature of at most `contents` is written over the zeros
 * there. What is signed are the two stretches of `byteRange` (ISO 32000-1, 12.8.1).
 */
export interface PreparedPdf {
  readonly bytes: Uint8Array;
  /** Start and length of what lies before the `<` of the contents, start and length of what lies behind the `>`. */
  readonly byteRange: readonly [number, number, number, number];
  /** Offsets of the first hexadecimal digit and of the `>` behind the last. */
  readonly contents: { readonly start: number; readonly end: number };
}
