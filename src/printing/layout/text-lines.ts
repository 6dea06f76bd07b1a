import { type EncodedText, encode, type LayoutFont } from './fonts.js';
import { cut, longest } from './text-painter.js';

/** A text's paragraphs as words in the codes of a font. @internal */
export interface Words {
  readonly paragraphs: readonly (readonly EncodedText[])[];
  readonly space: EncodedText;
}

/** Takes a text apart at line breaks and spaces, or answers the first character that the font lacks. @internal */
export function wordsOf(font: LayoutFont, text: string): Words | { readonly missing: string } {
  const space = text.includes(' ') ? encode(font, ' ') : { codes: '', width: 0 };
  if ('missing' in space) return space;
  const paragraphs: EncodedText[][] = [];
  // Line breaks at the end, as forms leave them, are no lines.
  for (const paragraph of text.trimEnd().split(/\r\n|\r|\n/)) {
    const words: EncodedText[] = [];
    for (const word of paragraph.split(' ')) {
      if (word === '') continue;
      const encoded = encode(font, word);
      if ('missing' in encoded) return encoded;
      words.push(encoded);
    }
    paragraphs.push(words);
  }
  return { paragraphs, space };
}

/**
 * Fills lines with as many words as each takes, in a room in thousandths of the size; `undefined` when a word is wider
 * than a line, or when there are more lines than `most`. @internal
 */
export function linesOf(words: Words, room: number, most: number): EncodedText[] | undefined {
  const lines: EncodedText[] = [];
  for (const paragraph of words.paragraphs) {
    let line: EncodedText = { codes: '', width: 0 };
    for (const word of paragraph) {
      if (word.width > room) return undefined;
      const longer = joined(line, words.space, word);
      if (longer.width <= room) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    lines.push(line);
    if (lines.length > most) return undefined;
  }
  return lines;
}

/**
 * Fills `most` lines and no more: breaks words that are wider than a line, ends in an ellipsis; `undefined` when a letter
 * or the ellipsis has no room. @internal
 */
export function cutLinesOf(
  font: LayoutFont,
  words: Words,
  room: number,
  most: number,
): EncodedText[] | undefined {
  const broken = {
    ...words,
    paragraphs: words.paragraphs.map((words) => words.flatMap((word) => pieces(font, word, room))),
  };
  const lines = linesOf(broken, room, Number.POSITIVE_INFINITY);
  if (!lines || lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = kept.pop();
  const next = lines[most];
  // The next line's words follow, so that the ellipsis stands as far right as it can.
  const end = last && cut(font, next?.codes ? joined(last, words.space, next) : last, room);
  return end && [...kept, end];
}

function joined(line: EncodedText, space: EncodedText, word: EncodedText): EncodedText {
  if (line.codes === '') return word;
  return { codes: line.codes + space.codes + word.codes, width: line.width + space.width + word.width };
}

function pieces(font: LayoutFont, word: EncodedText, room: number): EncodedText[] {
  const all: EncodedText[] = [];
  let rest = word;
  while (rest.width > room) {
    const piece = longest(font, rest.codes, room);
    // Not even one letter fits: the word stays too wide.
    if (piece.codes === '') break;
    all.push(piece);
    rest = { codes: rest.codes.slice(piece.codes.length), width: rest.width - piece.width };
  }
  return [...all, rest];
}
