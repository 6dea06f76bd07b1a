import { create, type Font } from 'fontkit';
import { z } from 'zod';
import { isLoketError, issuesError, type LoketError } from '../../internal/errors.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EmbeddedFont } from '../layout/embedded-font.js';
import { basic, drawable, LATIN } from './drawable.js';

/** Says which characters of a font go into files. */
export interface EmbedFontOptions {
  /**
   * `latin`, the default: those of Latin-1, Latin Extended-A and usual punctuation that the font has. `all`: all that it
   * has and that can be drawn letter by letter. Or a text of all characters that documents may use; each must be there.
   */
  readonly characters?: 'latin' | 'all' | { readonly of: string } | undefined;
}

const optionsSchema = lazy(() =>
  z.strictObject({
    characters: z
      .union(
        [z.enum(['latin', 'all']), z.strictObject({ of: z.string().min(1, 'must not be empty') })],
        'must be latin, all or { of: text }',
      )
      .optional(),
  }),
);

/** Codes of a layout's font are positive 16-bit numbers, and 0 is no character. */
const MOST = 32_000;

/**
 * Prepares a font for layouts: cuts it down to the characters that documents may use and measures them. Give it to
 * `compileLayout` as `fonts: { body: font }` and name it in the template as `font: 'body'`; as `regular` or `bold` it takes
 * the place of Helvetica in a template as it stands. The cut program goes into each file as it is, so that a document
 * costs no work; fewer characters make smaller files.
 *
 * One character is one glyph: letters are neither joined nor moved. Scripts that need that or run from right to left
 * (Arabic, Hebrew, Devanagari, Javanese and others), loose accents and characters beyond U+FFFF are left out, so that
 * layouts refuse them by name.
 *
 * Needs the optional peer `fontkit`.
 *
 * @param file a TrueType or OpenType font, not a collection
 *
 * @throws {@link LoketError} with code `invalid-config` when the file is no such font, its maker does not permit
 * embedding a part of it, or it lacks a character that was asked for
 *
 * @example
 * ```ts
 * import { embedFont, isLoketError } from 'loket/printing/font';
 *
 * try {
 *   embedFont(new TextEncoder().encode('not a font'));
 * } catch (error) {
 *   isLoketError(error) && error.code; //=> 'invalid-config'
 * }
 * ```
 */
export function embedFont(file: Uint8Array, options: EmbedFontOptions = {}): EmbeddedFont {
  const { characters = 'latin' } = parseOrThrow<EmbedFontOptions>(optionsSchema(), options, 'font');
  if (!(file instanceof Uint8Array)) throw refused('must be the bytes of a font', typeof file);
  try {
    return embeddedFont(file, characters);
  } catch (error) {
    if (isLoketError(error)) throw error;
    // The library reads a table when it is needed, and falls over one that is broken.
    throw broken(file);
  }
}

type Characters = 'latin' | 'all' | { readonly of: string };

function embeddedFont(file: Uint8Array, characters: Characters): EmbeddedFont {
  const font = create(Buffer.from(file));
  if (!isSingle(font)) throw refused('must be one font, no collection', font.type);
  const name = nameOf(font);
  const permitted = font['OS/2']?.fsType;
  if (permitted?.noEmbedding || permitted?.bitmapOnly || permitted?.noSubsetting) {
    throw refused('must be a font that may be embedded in part (OS/2 fsType)', name);
  }
  const { unitsPerEm } = font;
  // As OpenType has it (table head); widths are 16-bit numbers here as there.
  if (!(unitsPerEm >= 16 && unitsPerEm <= 16_384)) throw broken(file);
  const made = cutDown(font, name, unitsOf(font, name, characters));
  if (made.widths.some((width) => !(width >= 0 && width <= 0xffff))) throw broken(file);
  return made;
}

const broken = (file: Uint8Array) => refused('must be a TrueType or OpenType font', `${file.length} bytes`);

function refused(rule: string, value: unknown): LoketError {
  return issuesError('invalid-config', 'font', [{ field: 'file', rule, value }]);
}

const isSingle = (font: ReturnType<typeof create>): font is Font => 'createSubset' in font;

/** Takes of a font's name what a PostScript name may have (OpenType, name ID 6); some fonts have none. */
function nameOf(font: Font): string {
  const name: unknown = font.postscriptName;
  const cleaned = typeof name === 'string' ? name.replace(/[^!-~]|[()<>[\]{}/%#]/g, '') : '';
  return cleaned === '' ? 'Font' : cleaned;
}

function unitsOf(font: Font, name: string, characters: Characters): number[] {
  // Asked one by one: a list of all that a font claims may fill the memory.
  const has = (point: number) => drawable(point) && font.hasGlyphForCodePoint(point);
  const units =
    typeof characters === 'object' ? wantedOf(characters.of) : characters === 'all' ? basic() : LATIN;
  const found = [...units].filter(has).sort((a, b) => a - b);
  const missing = typeof characters === 'object' ? [...units].find((point) => !has(point)) : undefined;
  if (missing !== undefined) {
    const value = `U+${missing.toString(16).toUpperCase().padStart(4, '0')}`;
    const rule = `must be characters that ${name} has letter by letter`;
    throw issuesError('invalid-config', 'font', [{ field: 'characters', rule, value }]);
  }
  if (found.length === 0) throw refused('must have characters that can be drawn', name);
  if (found.length > MOST)
    throw refused(`must have at most ${MOST} characters; name those that are used`, found.length);
  return found;
}

const wantedOf = (text: string): ReadonlySet<number> =>
  new Set([...text.normalize('NFC')].map((one) => one.codePointAt(0) ?? 0));

function cutDown(font: Font, name: string, units: readonly number[]): EmbeddedFont {
  const scale = 1000 / font.unitsPerEm;
  const thousandths = (value: number) => Math.round(value * scale);
  const subset = font.createSubset();
  const glyphs = [font.getGlyph(0)];
  // As the cut font counts them: in their order, 0 for the sign of a missing one.
  const numbers = new Map([[0, 0]]);
  const codes = new Map<number, number>();
  for (const unit of units) {
    const glyph = font.glyphForCodePoint(unit);
    const code = numbers.get(glyph.id) ?? glyphs.length;
    if (code === glyphs.length) {
      subset.includeGlyph(glyph);
      numbers.set(glyph.id, code);
      glyphs.push(glyph);
    }
    codes.set(unit, code);
  }
  const isNumber = (one: number) => Number.isFinite(one);
  if (!glyphs.every(({ path }) => path.commands.every(({ args }) => args.every(isNumber))))
    throw new RangeError('an outline is broken');
  // Written once a glyph, when a preview asks for it.
  const outlines: (string | undefined)[] = [];
  // An empty glyph, as a space is, has no box.
  const boxes = glyphs.map(({ bbox }) => bbox).filter(({ minX, maxX }) => minX <= maxX);
  const outermost = (which: 'minX' | 'minY' | 'maxX' | 'maxY', choose: (...all: number[]) => number) =>
    choose(0, ...boxes.map((box) => box[which])) * scale;
  return {
    name,
    format: 'CFF ' in font ? 'cff' : 'truetype',
    program: new Uint8Array(subset.encode()),
    codes,
    widths: glyphs.map(({ advanceWidth }) => thousandths(advanceWidth)),
    ascent: thousandths(font.ascent),
    descent: thousandths(font.descent),
    capHeight: thousandths(font.capHeight || font.ascent),
    box: [
      Math.floor(outermost('minX', Math.min)),
      Math.floor(outermost('minY', Math.min)),
      Math.ceil(outermost('maxX', Math.max)),
      Math.ceil(outermost('maxY', Math.max)),
    ],
    italicAngle: font.italicAngle,
    outline: (glyph) => (outlines[glyph] ??= glyphs[glyph]?.path.scale(scale, scale).toSVG() ?? ''),
  };
}
