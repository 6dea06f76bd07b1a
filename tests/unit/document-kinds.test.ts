import { createOffice, type DocumentKindInput, defineDocumentKind } from 'loket';
import { temporaryOn, validUntil } from 'loket/documents';
import { testClock } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { calendar, opening } from '../support/office.js';

const plain: DocumentKindInput = { id: 'card', service: 'cards', medium: 'card' };
const title = { en: 'A paper' };

describe('a document kind', () => {
  it('has its defaults filled in', () => {
    expect(defineDocumentKind(plain)).toEqual({
      id: 'card',
      service: 'cards',
      media: [{ medium: 'card' }],
      signature: null,
      needsRecord: false,
      inspect: null,
      checkBack: false,
      serviceStandard: {
        electronic: { days: 0, count: 'working' },
        wet: { days: 5, count: 'working' },
        none: { days: 0, count: 'working' },
      },
      claim: { days: 90, count: 'calendar' },
      retention: { days: 365, count: 'calendar' },
      handover: { code: 'none', maxTries: 5 },
      cases: [],
      requirements: [],
      numberTemplate: null,
      temporary: null,
      issued: {},
      title: {},
    });
  });

  it('keeps the defaults of parts left out', () => {
    const kind = defineDocumentKind({
      ...plain,
      signature: { by: 'head' },
      serviceStandard: { wet: { days: 3, count: 'calendar' } },
      handover: { code: 'proxy' },
      temporary: { kind: 'paper', validFor: { months: 6 } },
      requirements: [{ id: 'letter', title, when: 'lost' }],
    });
    expect(kind.signature).toEqual({ by: 'head', wetStage: 'after-print' });
    expect(kind.serviceStandard.wet).toEqual({ days: 3, count: 'calendar' });
    expect(kind.serviceStandard.electronic).toEqual({ days: 0, count: 'working' });
    expect(kind.handover).toEqual({ code: 'proxy', maxTries: 5 });
    expect(kind.temporary).toEqual({ kind: 'paper', validFor: { months: 6 }, renewals: null });
    expect(kind.requirements).toEqual([
      { id: 'letter', title, original: false, copies: 0, papers: 1, substitutes: [], when: ['lost'] },
    ]);
  });

  it('may keep unclaimed documents without asking anybody to destroy them', () => {
    expect(defineDocumentKind({ ...plain, retention: null }).retention).toBeNull();
  });

  const letter = { id: 'letter', title };
  const wrong: readonly (readonly [
    what: string,
    change: Record<string, unknown>,
    field: string,
    rule: RegExp,
  ])[] = [
    ['an empty id', { id: '' }, 'id', /must not be empty/],
    ['a misspelt field', { claims: {} }, '(whole)', /claims/],
    ['no medium at all', { medium: [] }, 'medium', /must name a medium/],
    [
      'media that overlap in time',
      {
        medium: [
          { medium: 'a', until: '2020-06-30' },
          { medium: 'b', from: '2020-06-30' },
        ],
      },
      'medium',
      /must not overlap in time/,
    ],
    [
      'a medium that ends before it begins',
      { medium: [{ medium: 'a', from: '2020-07-01', until: '2020-06-30' }] },
      'medium[0].until',
      /must not lie before from/,
    ],
    ['a day that is none', { issued: { until: '2022-02-30' } }, 'issued.until', /must be a day/],
    [
      'issuing that ends before it begins',
      { issued: { from: '2022-11-01', until: '2022-10-31' } },
      'issued.until',
      /before from/,
    ],
    ['a retention of half a day', { retention: { days: 0.5, count: 'calendar' } }, 'retention.days', /whole/],
    [
      'a code at pickup for nobody known',
      { handover: { code: 'friends' } },
      'handover.code',
      /none, proxy or always/,
    ],
    ['no tries at all', { handover: { maxTries: 0 } }, 'handover.maxTries', /1 or more/],
    [
      'itself as its temporary document',
      { temporary: { kind: 'card', validFor: { months: 6 } } },
      'temporary.kind',
      /another kind/,
    ],
    [
      'a temporary document valid for no month',
      { temporary: { kind: 'x', validFor: { months: 0 } } },
      'temporary.validFor.months',
      /1 or more/,
    ],
    [
      'a temporary document renewed less than never',
      { temporary: { kind: 'x', validFor: { months: 6 }, renewals: -1 } },
      'temporary.renewals',
      /0 or more/,
    ],
    [
      'two papers with one id',
      { requirements: [letter, letter] },
      'requirements[1]',
      /must not overlap in time/,
    ],
    [
      'a substitute with the id of its own requirement',
      { requirements: [{ ...letter, substitutes: [letter] }] },
      'requirements[0].substitutes[0].id',
      /must be unique/,
    ],
    [
      'one substitute for two requirements',
      {
        requirements: [
          { ...letter, substitutes: [{ id: 's', title }] },
          { id: 'other', title, substitutes: [{ id: 's', title }] },
        ],
      },
      'requirements[1].substitutes[0].id',
      /must be unique/,
    ],
    [
      'a substitute that is asked for elsewhere',
      {
        requirements: [
          { ...letter, substitutes: [{ id: 'other', title }] },
          { id: 'other', title },
        ],
      },
      'requirements[1].id',
      /must be unique/,
    ],
    [
      'a requirement of no paper',
      { requirements: [{ ...letter, papers: 0 }] },
      'requirements[0].papers',
      /1 or more/,
    ],
    ['a requirement without a title', { requirements: [{ id: 'letter' }] }, 'requirements[0].title', /./],
    [
      'a tag that is empty',
      { requirements: [{ ...letter, when: [] }] },
      'requirements[0].when',
      /must name a tag/,
    ],
    [
      'a substitute that ends before it begins',
      {
        requirements: [
          { ...letter, substitutes: [{ id: 's', title, from: '2020-01-02', until: '2020-01-01' }] },
        ],
      },
      'requirements[0].substitutes[0].until',
      /before from/,
    ],
    ...[
      ['an unknown placeholder', '{region}-{colour}-{serial:4}'],
      ['no serial', '{region}-{code}'],
      ['a serial without a width', '{serial}'],
      ['a serial of no digits', '{serial:0}'],
      ['a serial of 13 digits', '{serial:13}'],
      ['a placeholder twice', '{yyyy}-{yyyy}-{serial:4}'],
      ['two serials', '{serial:4}-{serial:5}'],
      ['a month without its year', '{mm}-{serial:4}'],
      ['a day without its month', '{dd}{yyyy}-{serial:4}'],
      ['a brace left open', '{serial:4}-{'],
      ['a placeholder in another', '{{serial:4}}'],
    ].map(
      ([what = '', numberTemplate]) =>
        [
          `a number with ${what}`,
          { numberTemplate },
          'numberTemplate',
          /\{serial:1\} to \{serial:12\}/,
        ] as const,
    ),
  ];

  it.each(wrong)('is refused with %s', (_what, change, field, rule) => {
    let issues: readonly { readonly field: string; readonly rule: string }[] = [];
    try {
      defineDocumentKind({ ...plain, ...change });
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid-config' });
      issues = (error as { issues: typeof issues }).issues;
    }
    expect(issues.find((issue) => issue.field === field)?.rule).toMatch(rule);
  });

  it('may have two rules about one paper on different days', () => {
    const kind = defineDocumentKind({
      ...plain,
      requirements: [
        { id: 'letter', title, until: '2020-06-30', substitutes: [{ id: 's', title }] },
        { id: 'letter', title, from: '2020-07-01', substitutes: [{ id: 's', title }] },
      ],
    });
    expect(kind.requirements).toHaveLength(2);
  });
});

describe('a temporary document', () => {
  const card = defineDocumentKind({ ...plain, temporary: { kind: 'paper', validFor: { months: 6 } } });
  const paper = defineDocumentKind({
    id: 'paper',
    service: 'cards',
    medium: 'paper',
    issued: { until: '2022-10-31' },
  });
  const office = (...kinds: (typeof card)[]) => createOffice({ calendar, kinds, clock: testClock(opening) });

  it('is found while it is issued, in an office that has it', () => {
    expect(temporaryOn(card, [card, paper], '2022-10-31')).toBe(paper);
    expect(temporaryOn(card, [card, paper], '2022-11-01')).toBeUndefined();
    expect(temporaryOn(card, [card], '2022-10-31')).toBeUndefined();
    expect(temporaryOn(paper, [card, paper], '2022-10-31')).toBeUndefined();
  });

  it('is one that the office has', () => {
    expect(office(card, paper).core.config.kinds).toHaveLength(2);
    expect(() => office(card)).toThrowError(
      expect.objectContaining({
        issues: [{ field: 'kinds[0].temporary.kind', rule: 'must be one of (none)', value: 'paper' }],
      }),
    );
  });

  it('has no temporary document itself, or each would open the next', () => {
    const circle = defineDocumentKind({
      id: 'paper',
      service: 'cards',
      medium: 'paper',
      temporary: { kind: 'card', validFor: { months: 1 } },
    });
    expect(() => office(card, circle)).toThrowError(
      /kinds\[0\]\.temporary\.kind.*kinds\[1\]\.temporary\.kind/,
    );
  });
});

describe('the last day of a validity', () => {
  it.each([
    ['2019-07-17', 6, '2020-01-17'],
    ['2019-08-31', 6, '2020-02-29'],
    ['2018-08-31', 6, '2019-02-28'],
    ['2019-08-30', 6, '2020-02-29'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-02-29', 48, '2024-02-29'],
    ['2019-10-31', 1, '2019-11-30'],
    ['2019-12-31', 1, '2020-01-31'],
    // The day that Samoa left out, and an hour that New York does.
    ['2011-06-30', 6, '2011-12-30'],
    ['2019-02-10', 1, '2019-03-10'],
  ])('from %s and %i months on is %s', (from, months, day) => {
    expect(validUntil(from, { months })).toEqual({ ok: true, day });
  });

  it('counts calendar days without a calendar, and working days with one', () => {
    expect(validUntil('2019-07-17', { days: 14, count: 'calendar' })).toEqual({
      ok: true,
      day: '2019-07-31',
    });
    expect(validUntil('2019-07-19', { days: 1, count: 'working' }, calendar)).toEqual({
      ok: true,
      day: '2019-07-22',
    });
    expect(validUntil('2019-12-31', { days: 1, count: 'working' }, calendar)).toEqual({
      ok: false,
      code: 'calendar-year-unknown',
      year: 2020,
    });
  });

  it.each([
    ['a day that is none', () => validUntil('2019-02-30', { months: 1 })],
    ['an end after the year 9999', () => validUntil('9999-12-31', { months: 1 })],
    ['working days without a calendar', () => validUntil('2019-07-17', { days: 1, count: 'working' })],
  ])('is refused for %s', (_what, count) => {
    expect(count).toThrowError(expect.objectContaining({ code: 'invalid-data' }));
  });
});
