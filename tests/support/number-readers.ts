// Reads numbers back from words, by other rules than they are spoken by: from left to right, with no division.

const units = (words: string) => new Map(words.split(' ').map((word, n) => [word, n]));
const known = (word: string, value: number | undefined): number => {
  if (value === undefined) throw new Error(`no number word: '${word}'`);
  return value;
};

const english = units(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
for (const [at, word] of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  english.set(word, 20 + 10 * at);

export function readEnglish(text: string): number {
  let done = 0;
  let open = 0;
  for (const word of text.split(/[ -]/)) {
    if (word === 'hundred') open *= 100;
    else if (word === 'thousand') [done, open] = [open * 1000, 0];
    else open += known(word, english.get(word));
  }
  return done + open;
}

const indonesian = units('nol satu dua tiga empat lima enam tujuh delapan sembilan');

export function readIndonesian(text: string): number {
  let done = 0;
  let open = 0;
  let digit = 0;
  // The language joins a one to what it counts; taken apart, every unit follows its own number.
  for (const word of text.replace(/\bse(?=puluh|belas|ratus|ribu)/g, 'satu ').split(' ')) {
    if (word === 'belas') [open, digit] = [open + 10 + digit, 0];
    else if (word === 'puluh') [open, digit] = [open + digit * 10, 0];
    else if (word === 'ratus') [open, digit] = [open + digit * 100, 0];
    else if (word === 'ribu') [done, open, digit] = [(open + digit) * 1000, 0, 0];
    else digit = known(word, indonesian.get(word));
  }
  return done + open + digit;
}
