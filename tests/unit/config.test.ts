import { createOffice, defineCalendar, defineDocumentKind, isLoketError, type OfficeConfig } from 'loket';
import { createCore } from 'loket/office';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { calendar, card, letter, opening } from '../support/office.js';

const good: OfficeConfig = {
  calendar,
  kinds: [letter, card],
  media: [
    { id: 'paper', form: 'paper' },
    { id: 'card', form: 'card' },
  ],
  counters: [{ id: '1', services: ['letters'] }],
  signatures: [fakeSigner()],
  printers: [virtualPrinter({ id: 'P1', media: 'paper', blanks: 10 })],
  clock: testClock(opening),
};

type Wrong = readonly [
  what: string,
  change: Record<string, unknown>,
  field: string,
  rule: RegExp,
  value: unknown,
];
const signer = fakeSigner();
const printer = virtualPrinter({ id: 'P1', media: 'paper', blanks: 10 });
const { sign: _, ...mute } = signer;
const { send: __, ...lame } = printer;

const wrong: readonly Wrong[] = [
  [
    'two counters with one id',
    { counters: [good.counters?.[0], good.counters?.[0]] },
    'counters[1].id',
    /unique/,
    '1',
  ],
  [
    'a counter without a service',
    { counters: [{ id: '1', services: [] }] },
    'counters[0].services',
    /must name a service/,
    [],
  ],
  [
    'a counter with a service that no kind needs',
    { counters: [{ id: '1', services: ['visas'] }] },
    'counters[0].services[0]',
    /letters, cards/,
    'visas',
  ],
  ['no document kind', { kinds: [] }, 'kinds', /must name a document kind/, []],
  [
    'a document kind that was not defined',
    { kinds: [{ id: 'x' }] },
    'kinds[0]',
    /made by defineDocumentKind/,
    { id: 'x' },
  ],
  ['two kinds with one id', { kinds: [letter, letter] }, 'kinds[1].id', /unique/, 'letter'],
  [
    'a kind on an unknown medium',
    { media: [{ id: 'paper', form: 'paper' }] },
    'kinds[1].medium',
    /paper/,
    'card',
  ],
  [
    'a kind of an unknown service',
    { services: [{ id: 'letters', prefix: 'A' }] },
    'kinds[1].service',
    /letters/,
    'cards',
  ],
  [
    'a medium of an unknown form',
    { media: [{ id: 'paper', form: 'vellum' }] },
    'media[0].form',
    /card, paper or supply/,
    'vellum',
  ],
  [
    'two services with one prefix',
    {
      services: [
        { id: 'letters', prefix: 'A' },
        { id: 'cards', prefix: 'A' },
      ],
    },
    'services[1].prefix',
    /unique/,
    'A',
  ],
  ['a calendar that is none', { calendar: {} }, 'calendar', /made by defineCalendar/, {}],
  [
    'a calendar without the current year',
    { clock: testClock('2020-07-17T08:00+07:00') },
    'calendar',
    /2020; it holds 2019/,
    'town',
  ],
  [
    'a printer with an unknown medium',
    { printers: [{ ...printer, medium: 'vellum' }] },
    'printers[0].medium',
    /paper, card/,
    'vellum',
  ],
  ['negative blanks', { printers: [{ ...printer, blanks: -1 }] }, 'printers[0].blanks', /0 or more/, -1],
  ['half a blank', { printers: [{ ...printer, blanks: 1.5 }] }, 'printers[0].blanks', /whole number/, 1.5],
  ['two printers with one id', { printers: [printer, printer] }, 'printers[1].id', /unique/, 'P1'],
  ['a printer that cannot print', { printers: [lame] }, 'printers[0].send', /must be a function/, undefined],
  ['negative stock', { stock: { paper: -5 } }, 'stock.paper', /0 or more/, -5],
  ['stock of an unknown medium', { stock: { vellum: 5 } }, 'stock.vellum', /paper, card/, 'vellum'],
  [
    'two providers with one id',
    { signatures: [signer, { ...signer, signatory: 'deputy' }] },
    'signatures[1].id',
    /unique/,
    'fake',
  ],
  [
    'two providers for one signatory',
    { signatures: [signer, { ...signer, id: 'other' }] },
    'signatures[1].signatory',
    /unique/,
    'head',
  ],
  [
    'a provider that cannot sign',
    { signatures: [mute] },
    'signatures[0].sign',
    /must be a function/,
    undefined,
  ],
  [
    'a provider that opens its lane at once',
    { signatures: [{ ...signer, failureThreshold: 0 }] },
    'signatures[0].failureThreshold',
    /1 or more/,
    0,
  ],
  ['a wet desk of nobody', { wetDesks: [{ signatory: 'mayor' }] }, 'wetDesks[0].signatory', /head/, 'mayor'],
  [
    'a wet desk without room',
    { wetDesks: [{ signatory: 'head', papersPerDay: 0 }] },
    'wetDesks[0].papersPerDay',
    /1 or more/,
    0,
  ],
  [
    'a batch that composes itself later than it is full',
    { wetDesks: [{ signatory: 'head', minBatch: 101 }] },
    'wetDesks[0].minBatch',
    /maxBatch, 100, or fewer/,
    101,
  ],
  [
    'a batch of more papers than a command names',
    { wetDesks: [{ signatory: 'head', maxBatch: 1001 }] },
    'wetDesks[0].maxBatch',
    /1000 or fewer/,
    1001,
  ],
  [
    'a signatory who is their own deputy',
    { wetDesks: [{ signatory: 'head', deputies: ['plh', 'head'] }] },
    'wetDesks[0].deputies',
    /must not name the signatory/,
    'head',
  ],
  [
    'two wet desks of one signatory',
    { wetDesks: [{ signatory: 'head' }, { signatory: 'head' }] },
    'wetDesks[1].signatory',
    /unique/,
    'head',
  ],
  ['no print attempts', { limits: { printAttempts: 0 } }, 'limits.printAttempts', /1 or more/, 0],
  ['an unknown limit', { limits: { recalls: 3 } }, 'limits', /recalls/, { recalls: 3 }],
  ['an unknown key', { countres: [] }, '(whole)', /countres/, undefined],
  ['an id that is no text', { id: 7 }, 'id', /must be a text/, 7],
  ['an id that would break stored state', { id: '__proto__' }, 'id', /__proto__/, '__proto__'],
  ['a call that may take no time', { callTimeoutMs: 0 }, 'callTimeoutMs', /1 or more/, 0],
  ['no calls at once', { maxInFlight: 0.5 }, 'maxInFlight', /whole number, 1 or more/, 0.5],
];

function issueOf(open: () => unknown) {
  try {
    open();
  } catch (error) {
    if (isLoketError(error, 'invalid-config')) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('an office', () => {
  it('opens with a good configuration', () => {
    expect(createOffice(good).core.config.services).toEqual([
      { id: 'letters', prefix: 'A' },
      { id: 'cards', prefix: 'B' },
    ]);
  });

  it.each(wrong)('refuses %s', (_what, change, field, rule, value) => {
    const error = issueOf(() => createOffice({ ...good, ...change } as OfficeConfig));
    const issue = error.issues.find((one) => one.field === field);
    expect(issue, JSON.stringify(error.issues)).toBeDefined();
    expect(issue?.rule).toMatch(rule);
    if (field !== '(whole)') expect(issue?.value).toEqual(value);
    expect(error.message).toContain(field);
  });

  it('names everything that is wrong at once', () => {
    const change = { counters: [{ id: '1', services: ['visas'] }], stock: { vellum: 1 } };
    const { issues } = issueOf(() => createCore({ ...good, ...change } as OfficeConfig));
    expect(issues.map((issue) => issue.field)).toEqual(['counters[0].services[0]', 'stock.vellum']);
  });
});

describe('the parts of an office', () => {
  it.each([
    [
      'cards a day',
      () => virtualPrinter({ id: 'P', media: 'm', blanks: 1, cardsPerDay: 0 }),
      'cardsPerDay',
      0,
    ],
    [
      'hours a day',
      () => virtualPrinter({ id: 'P', media: 'm', blanks: 1, hoursPerDay: 25 }),
      'hoursPerDay',
      25,
    ],
    ['blanks', () => virtualPrinter({ id: 'P', media: 'm', blanks: -1 }), 'blanks', -1],
    ['a signer’s id', () => fakeSigner({ id: '' }), 'id', ''],
    ['a kind’s id', () => defineDocumentKind({ id: '', service: 's', medium: 'm' }), 'id', ''],
    ['a kind’s media', () => defineDocumentKind({ id: 'k', service: 's', medium: [] }), 'medium', []],
    [
      'days to claim',
      () =>
        defineDocumentKind({ id: 'k', service: 's', medium: 'm', claim: { days: -1, count: 'calendar' } }),
      'claim.days',
      -1,
    ],
    [
      'a time zone',
      () => defineCalendar({ id: 'c', timeZone: 'Mars/Olympus', hours: {}, years: {} }),
      'timeZone',
      'Mars/Olympus',
    ],
  ])('refuse wrong %s with field and value', (_what, make, field, value) => {
    const { issues } = issueOf(make);
    expect(issues.map((issue) => issue.field)).toContain(field);
    expect(issues.find((issue) => issue.field === field)?.value).toEqual(value);
  });
});
