import { defineSpokenWords } from 'loket/queue';

/** Dutch, as a host would bring it: units before tens, and a diaeresis where two vowels would run together. */
export const dutch = defineSpokenWords({
  words: [
    ...['nul', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf'],
    ...['twaalf', 'dertien', 'veertien', 'vijftien', 'zestien', 'zeventien', 'achttien', 'negentien'],
  ],
  rules: [
    [20, 'twintig'] as const,
    [30, 'dertig'] as const,
    [40, 'veertig'] as const,
    [50, 'vijftig'] as const,
    [60, 'zestig'] as const,
    [70, 'zeventig'] as const,
    [80, 'tachtig'] as const,
    [90, 'negentig'] as const,
  ]
    .flatMap(([from, ten]) => [
      { from, each: 10, text: `[{rest}en]${ten}` },
      { from: from + 2, each: 10, text: `[{rest}ën]${ten}` },
      { from: from + 4, each: 10, text: `[{rest}en]${ten}` },
    ])
    .concat([
      { from: 100, each: 100, text: 'honderd[{rest}]' },
      { from: 200, each: 100, text: '{times}honderd[{rest}]' },
      { from: 1000, each: 1000, text: 'duizend[{rest}]' },
      { from: 2000, each: 1000, text: '{times}duizend[{rest}]' },
    ]),
  between: ' ',
  ticket: 'cardinal',
  counter: 'cardinal',
});

/** Javanese (ngoko), where a number takes another form before what it counts. */
export const javanese = defineSpokenWords({
  words: [
    ...[
      'nol',
      'siji',
      'loro',
      'telu',
      'papat',
      'lima',
      'enem',
      'pitu',
      'wolu',
      'sanga',
      'sepuluh',
      'sewelas',
    ],
    ...['rolas', 'telulas', 'patbelas', 'limalas', 'nembelas', 'pitulas', 'wolulas', 'sangalas'],
  ],
  linked: {
    2: 'rong',
    3: 'telung',
    4: 'patang',
    5: 'limang',
    6: 'nem',
    7: 'pitung',
    8: 'wolung',
    9: 'sangang',
  },
  exceptions: {
    ...{ 20: 'rong puluh', 21: 'selikur', 22: 'rolikur', 23: 'telulikur', 24: 'patlikur', 25: 'selawe' },
    ...{ 26: 'nemlikur', 27: 'pitulikur', 28: 'wolulikur', 29: 'sangalikur' },
  },
  rules: [
    { from: 20, text: '{times} puluh[ {rest}]' },
    { from: 50, text: 'seket[ {rest}]' },
    { from: 60, text: 'sewidak[ {rest}]' },
    { from: 70, text: '{times} puluh[ {rest}]' },
    { from: 100, text: 'satus[ {rest}]' },
    { from: 200, text: '{times} atus[ {rest}]' },
    { from: 1000, text: 'sewu[ {rest}]' },
    { from: 2000, text: '{times} ewu[ {rest}]' },
  ],
  between: ' ',
  ticket: 'cardinal',
  counter: 'cardinal',
});
