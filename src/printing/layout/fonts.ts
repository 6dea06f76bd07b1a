import { Encodings, Font, FontNames } from '@cantoo/pdf-lib/standard-fonts';
import { lazy } from '../../internal/lazy.js';
import type { EmbeddedFont } from './embedded-font.js';

/** Says how one font writes a character: its code, and its width in thousandths of the size. @internal */
export interface LayoutFont {
  /** Name of the font among the resources of a page. */
  readonly resource: string;
  readonly bold: boolean;
  /** Whether a code has two bytes. */
  readonly wide: boolean;
  /** Codes by UTF-16 unit; -1 where the font has no such character. */
  readonly codes: Int16Array;
  /** Widths by code. */
  readonly widths: Uint16Array;
  /** UTF-16 units by code. */
  readonly units: Uint16Array;
  /** How far letters with their accents go above and below the line, in thousandths of the size; both positive. */
  readonly above: number;
  readonly below: number;
  /** Which characters it has, for a refusal. */
  readonly has: string;
  readonly outline?: ((code: number) => string) | undefined;
}

/** Text in the codes of a font, one character of the string a code, and its width in thousandths of the size. @internal */
export interface EncodedText {
  readonly codes: string;
  readonly width: number;
}

/** A font that every viewer has. @internal */
export interface StandardFont extends LayoutFont {
  readonly baseFont: string;
}

/** Loads the two standard fonts from the library's metrics. @internal */
export const standardFonts = lazy(() => ({
  regular: load('F1', FontNames.Helvetica),
  bold: load('F2', FontNames.HelveticaBold),
}));

// A soft hyphen would be printed as a hyphen that nobody typed.
const SOFT_HYPHEN = 0xad;

function load(resource: string, name: FontNames): StandardFont {
  const font = Font.load(name);
  const codes = new Int16Array(0x10000).fill(-1);
  const widths = new Uint16Array(256);
  const units = new Uint16Array(256);
  for (const point of Encodings.WinAnsi.supportedCodePoints) {
    if (point === SOFT_HYPHEN) continue;
    const glyph = Encodings.WinAnsi.encodeUnicodeCodePoint(point);
    codes[point] = glyph.code;
    widths[glyph.code] = font.getWidthOfGlyph(glyph.name) ?? 0;
    units[glyph.code] = point;
  }
  const [, bottom, , top] = font.FontBBox;
  return {
    resource,
    baseFont: font.FontName,
    bold: name === FontNames.HelveticaBold,
    wide: false,
    codes,
    widths,
    units,
    above: top,
    below: -bottom,
    has: 'Windows-1252, no control characters',
  };
}

/** Takes an embedded font into use under a name among the resources. @internal */
export function embedded(resource: string, font: EmbeddedFont): LayoutFont {
  const codes = new Int16Array(0x10000).fill(-1);
  for (const [unit, glyph] of font.codes) codes[unit] = glyph;
  return {
    resource,
    bold: false,
    wide: true,
    codes,
    widths: Uint16Array.from(font.widths),
    units: Uint16Array.from(unitsOf(font)),
    above: font.box[3],
    below: -font.box[1],
    has: `those embedded of ${font.name}`,
    outline: (code) => font.outline(code),
  };
}

/** Answers a character for each glyph: of several that look alike, the first. @internal */
export function unitsOf({ codes, widths }: EmbeddedFont): number[] {
  const units = widths.map(() => 0);
  for (const [unit, glyph] of [...codes].reverse()) units[glyph] = unit;
  return units;
}

/** Writes a text in a font's codes, or answers the first character that the font lacks. @internal */
export function encode(font: LayoutFont, text: string): EncodedText | { readonly missing: string } {
  let plain = !font.wide;
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
