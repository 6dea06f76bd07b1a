/**
 * Scripts whose letters stand beside each other as they are, from left to right. The others need shaping (OpenType GSUB
 * and GPOS) or turn their direction (Unicode Standard Annex 9).
 */
const SCRIPTS =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}]$/u;

/** Marks go on another letter; controls, formats, surrogates and private characters are nothing to be drawn. */
const NO_LETTER = /^[\p{M}\p{C}\p{Zl}\p{Zp}]$/u;

/** Hangul's single letters join into syllables. */
const joins = (point: number) => point >= 0x1100 && point <= 0x11ff;

/** Tells whether a character can be drawn letter by letter. @internal */
export function drawable(point: number): boolean {
  if (point > 0xffff || joins(point)) return false;
  const character = String.fromCodePoint(point);
  return SCRIPTS.test(character) && !NO_LETTER.test(character);
}

/** Lists all characters of one UTF-16 unit. @internal */
export const basic = (): readonly number[] => range(0x20, 0xffff);

/** Latin-1, Latin Extended-A, and punctuation as offices write it. @internal */
export const LATIN: ReadonlySet<number> = new Set([
  ...range(0x20, 0x7e),
  ...range(0xa0, 0x17f),
  ...[0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e],
  ...[0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203a, 0x20ac, 0x2116, 0x2122, 0x2212],
]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
