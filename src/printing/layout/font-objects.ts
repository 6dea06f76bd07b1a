import { createHash } from 'node:crypto';
import { type PDFContext, type PDFRef, PDFString } from '@cantoo/pdf-lib';
import type { EmbeddedFont } from './embedded-font.js';
import { unitsOf } from './fonts.js';

/** Puts a font into a file: two bytes a glyph, and a table that gives readers the characters back (ISO 32000-1, 9.7). @internal */
export function fontObjects(context: PDFContext, font: EmbeddedFont): PDFRef {
  const truetype = font.format === 'truetype';
  const name = `${tagOf(font.program)}+${font.name}`;
  const program = context.register(
    context.flateStream(
      font.program,
      truetype ? { Length1: font.program.length } : { Subtype: 'CIDFontType0C' },
    ),
  );
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      // Symbolic: its glyphs are not those of a standard encoding.
      Flags: font.italicAngle === 0 ? 4 : 68,
      FontBBox: [...font.box],
      ItalicAngle: font.italicAngle,
      Ascent: font.ascent,
      Descent: font.descent,
      CapHeight: font.capHeight,
      // Nobody reads it where the program is there, but it must be told.
      StemV: 80,
      [truetype ? 'FontFile2' : 'FontFile3']: program,
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: truetype ? 'CIDFontType2' : 'CIDFontType0',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [0, [...font.widths]],
      ...(truetype ? { CIDToGIDMap: 'Identity' } : {}),
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicode(unitsOf(font)))),
    }),
  );
}

/** Six letters that tell this cut of the font from others (ISO 32000-1, 9.6.4). */
function tagOf(program: Uint8Array): string {
  const digest = createHash('sha256').update(program).digest();
  return String.fromCharCode(...[...digest.subarray(0, 6)].map((byte) => 65 + (byte % 26)));
}

/** A table takes a hundred entries at a time. */
const ENTRIES = 100;

function toUnicode(units: readonly number[]): string {
  const hex = (value: number) => value.toString(16).padStart(4, '0');
  const entries = units.map((unit, glyph) => `<${hex(glyph)}> <${hex(unit)}>`).slice(1);
  let tables = '';
  for (let i = 0; i < entries.length; i += ENTRIES) {
    const some = entries.slice(i, i + ENTRIES);
    tables += `${some.length} beginbfchar\n${some.join('\n')}\nendbfchar\n`;
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${tables}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}
