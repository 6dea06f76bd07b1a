import { defineDocumentKind } from 'loket';
import { checkRequirements, explainRequirements, type GivenPaper, requirementsOn } from 'loket/documents';
import { describe, expect, it } from 'vitest';
import { calendar } from '../support/office.js';

const day = '2019-07-17';
const birth = defineDocumentKind({
  id: 'birth',
  service: 'civil-acts',
  medium: 'paper',
  requirements: [
    {
      id: 'hospital-letter',
      title: { en: 'Letter of the hospital' },
      substitutes: [{ id: 'statement', title: { en: 'Statement' }, from: '2016-01-01' }],
    },
    {
      id: 'village-letter',
      title: { en: 'Letter of the village' },
      validFor: { days: 14, count: 'calendar' },
    },
    { id: 'witness', title: { en: 'Card of a witness' }, papers: 2, until: '2021-09-27' },
    { id: 'permit', title: { en: 'Permit' }, when: 'foreigner', validFor: { months: 1 } },
  ],
});
const witnesses = [{ requirement: 'witness' }, { requirement: 'witness' }];
const village = (issuedOn: string) => ({ requirement: 'village-letter', issuedOn });
const enough: readonly GivenPaper[] = [{ requirement: 'hospital-letter' }, village(day), ...witnesses];
const check = (given: readonly GivenPaper[], on = {}) => checkRequirements(birth, given, { day, ...on });

describe('what an applicant has to bring', () => {
  const ids = (on = {}) => requirementsOn(birth, { day, ...on }).map(({ id }) => id);

  it('depends on the day', () => {
    expect(ids()).toEqual(['hospital-letter', 'village-letter', 'witness']);
    expect(ids({ day: '2021-09-27' })).toContain('witness');
    expect(ids({ day: '2021-09-28' })).not.toContain('witness');
  });

  it('depends on the tags of the request', () => {
    expect(ids({ tags: ['foreigner'] })).toContain('permit');
  });

  it('has the substitutes of that day only', () => {
    const of = (on: string) => requirementsOn(birth, { day: on })[0]?.substitutes.map(({ id }) => id);
    expect(of('2015-12-31')).toEqual([]);
    expect(of('2016-01-01')).toEqual(['statement']);
  });

  it('is refused for a tag that no rule has, or it would quietly be less', () => {
    expect(() => ids({ tags: ['foreiner'] })).toThrowError(
      /tags\[0\]: must be one of foreigner, got "foreiner"/,
    );
  });

  it('is refused without the one case that a request has', () => {
    const card = defineDocumentKind({
      id: 'card',
      service: 'cards',
      medium: 'card',
      cases: ['first', 'lost'],
      requirements: [{ id: 'police-letter', title: {}, when: 'lost' }],
    });
    const asked = (...tags: string[]) => requirementsOn(card, { day, tags }).length;
    expect(asked('first')).toBe(0);
    expect(asked('lost')).toBe(1);
    expect(() => asked()).toThrowError(/tags: must hold one of first, lost/);
    expect(() => asked('first', 'lost')).toThrowError(/tags: must hold one of first, lost/);
  });
});

describe('the check of given papers', () => {
  it('is complete with all of them', () => {
    expect(check(enough)).toEqual({ complete: true, missing: [], expired: [], unclear: [], substituted: [] });
  });

  it('names what is missing, and how many', () => {
    const { complete, missing } = check([village(day), { requirement: 'witness' }]);
    expect(complete).toBe(false);
    expect(missing).toEqual([
      {
        code: 'requirement.missing',
        requirement: 'hospital-letter',
        paper: 'hospital-letter',
        params: { needed: 1, given: 0 },
      },
      {
        code: 'requirement.missing',
        requirement: 'witness',
        paper: 'witness',
        params: { needed: 2, given: 1 },
      },
    ]);
  });

  it('takes a substitute and says so', () => {
    const { complete, substituted } = check([{ requirement: 'statement' }, village(day), ...witnesses]);
    expect(complete).toBe(true);
    expect(substituted).toEqual([
      { code: 'requirement.substituted', requirement: 'hospital-letter', paper: 'statement', params: {} },
    ]);
  });

  it('notes no substitute where the paper itself is there', () => {
    expect(check([{ requirement: 'statement' }, ...enough]).substituted).toEqual([]);
  });

  it('takes no substitute before its first day', () => {
    const early = check([{ requirement: 'statement' }, village('2015-12-31'), ...witnesses], {
      day: '2015-12-31',
    });
    expect(early.missing.map((note) => note.requirement)).toEqual(['hospital-letter']);
  });

  it('takes a paper up to and including its last day', () => {
    const given = [...enough.filter((p) => p.requirement !== 'village-letter'), village('2019-07-03')];
    expect(check(given).complete).toBe(true);
    expect(check(given, { day: '2019-07-18' }).expired).toEqual([
      {
        code: 'requirement.expired',
        requirement: 'village-letter',
        paper: 'village-letter',
        params: { validUntil: '2019-07-17' },
      },
    ]);
  });

  it('forgets a paper that is too old once a newer one is given', () => {
    expect(check([village('2019-01-01'), ...enough]).expired).toEqual([]);
  });

  it('cannot tell whether a paper without a day of issue is too old', () => {
    const { complete, unclear } = check([
      { requirement: 'hospital-letter' },
      { requirement: 'village-letter' },
      ...witnesses,
    ]);
    expect(complete).toBe(false);
    expect(unclear).toMatchObject([{ code: 'requirement.undated', paper: 'village-letter' }]);
  });

  it('asks a calendar where working days count, and cannot tell in a year without holidays', () => {
    const kind = defineDocumentKind({
      id: 'k',
      service: 's',
      medium: 'm',
      requirements: [{ id: 'letter', title: {}, validFor: { days: 1, count: 'working' } }],
    });
    const at = (issuedOn: string, on: object) =>
      checkRequirements(kind, [{ requirement: 'letter', issuedOn }], { day: '2019-07-22', ...on });
    expect(at('2019-07-19', { calendar }).complete).toBe(true);
    expect(at('2019-07-18', { calendar }).expired).toHaveLength(1);
    expect(at('2018-07-19', { calendar }).unclear).toMatchObject([
      { code: 'requirement.calendar-year-unknown', params: { year: 2018 } },
    ]);
    expect(() => at('2019-07-19', {})).toThrowError(/without a calendar/);
  });

  it.each([
    [
      'a paper that the kind does not know',
      [{ requirement: 'hospital-leter' }],
      {},
      /given\[0\]\.requirement: must be one of/,
    ],
    [
      'a paper from the future',
      [village('2019-07-18')],
      {},
      /given\[0\]\.issuedOn: must not lie after 2019-07-17/,
    ],
    ['a day that is none', enough, { day: '2019-02-30' }, /day: must be a day/],
    ['a misspelt option', enough, { tag: ['foreigner'] }, /tag/],
  ])('is refused for %s', (_what, given, on, message) => {
    expect(() => check(given, on)).toThrowError(message);
    expect(() => check(given, on)).toThrowError(expect.objectContaining({ code: 'invalid-data' }));
  });

  it('can be said in words', () => {
    const said = check([{ requirement: 'statement' }, village('2019-01-01')]);
    expect(explainRequirements(birth, said, 'en').map(({ text }) => text)).toEqual([
      'Card of a witness is missing: 0 of 2 given.',
      'Letter of the village is too old: it was valid until 2019-01-15.',
      'Statement is given instead of Letter of the hospital.',
    ]);
    expect(explainRequirements(birth, said, 'nl')[0]?.text).toBe('witness is missing: 0 of 2 given.');
  });
});
