import { Encodings, Font, FontNames } from '@cantoo/pdf-lib/standard-fonts';
import { lazy } from '../../internal/lazy.js';

/** Says how one font writes a character: its code, and its width in thousandths of the size. @internal */
export interface LayoutFont {
  /** Name of the font among the resources of a page. */
  readonly resource: string;
  readonly baseFont: string;
  /** Codes by UTF-16 unit; -1 where the font has no such character. */
  readonly codes: Int16Array;
  /** Widths by code. */
  readonly widths: Uint16Array;
}

/** Text in the codes of a font, one character of the string a code, and its width in thousandths of the size. @internal */
export interface EncodedText {
  readonly codes: string;
  readonly width: number;
}

/** Loads the two fonts from the library's metrics. @internal */
export const layoutFonts = lazy(() => ({
  regular: load('F1', FontNames.Helvetica),
  bold: load('F2', FontNames.HelveticaBold),
}));

// A soft hyphen would be printed as a hyphen that nobody typed.
const SOFT_HYPHEN = 0xad;

function load(resource: string, name: FontNames): LayoutFont {
  const font = Font.load(name);
  const codes = new Int16Array(0x10000).fill(-1);
  const widths = new Uint16Array(256);
  for (const point of Encodings.WinAnsi.supportedCodePoints) {
    if (point === SOFT_HYPHEN) continue;
    const glyph = Encodings.WinAnsi.encodeUnicodeCodePoint(point);
    codes[point] = glyph.code;
    widths[glyph.code] = font.getWidthOfGlyph(glyph.name) ?? 0;
  }
  return { resource, baseFont: font.FontName, codes, widths };
}

/** Writes a text in a font's codes, or answers the first character that the font lacks. @internal */
export function encode(font: LayoutFont, text: string): EncodedText | { readonly missing: string } {
  let plain = true;
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const code = font.codes[unit] ?? -1;
    if (code < 0) {
      // Letters and their accents may come apart; together they may have a code.
      const composed = text.normalize('NFC');
      if (composed !== text) return encode(font, composed);
      return { missing: String.fromCodePoint(text.codePointAt(i) ?? unit) };
    }
    if (code !== unit) plain = false;
    width += font.widths[code] ?? 0;
  }
  return { codes: plain ? text : recode(font, text), width };
}

function recode(font: LayoutFont, text: string): string {
  let codes = '';
  for (let i = 0; i < text.length; i++) codes += String.fromCharCode(font.codes[text.charCodeAt(i)] ?? 0);
  return codes;
}
