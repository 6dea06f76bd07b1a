import { defineCalendar, defineDocumentKind } from 'loket';
import {
  type ApplicationFacts,
  applicationDecider,
  type CommitmentQuestion,
  explainCommitment,
} from 'loket/documents';
import { indonesianWords } from 'loket/indonesia';
import { describe, expect, it } from 'vitest';

const day = [{ from: '08:00', to: '15:00' }];
const week = { mon: day, tue: day, wed: day, thu: day, fri: day };
const short = [{ from: '08:00', to: '12:00' }];
const holidays = [{ date: '2019-07-19', name: 'Town Day', kind: 'holiday' as const }];
const base = {
  id: 'town',
  timeZone: 'Asia/Jakarta',
  hours: week,
  years: { 2019: { source: 'made up', holidays } },
};
const calendar = defineCalendar(base);
const wednesday = Date.parse('2019-07-17T09:00+07:00');

type Days = { days: number; count: 'working' | 'calendar' };
function question(
  facts: ApplicationFacts = {},
  { wet = { days: 5, count: 'working' }, needsRecord = false }: { wet?: Days; needsRecord?: boolean } = {},
  on = calendar,
): CommitmentQuestion {
  const kind = defineDocumentKind({
    id: 'letter',
    service: 'counter',
    medium: 'paper',
    signature: { by: 'head' },
    serviceStandard: { wet },
    needsRecord,
  });
  const decider = applicationDecider({
    calendar: on,
    kinds: [kind],
    isCard: () => false,
    providerOf: () => null,
  });
  const opened = decider.decide(
    decider.initial('a-1'),
    {
      ...{ type: 'application.open', id: 'c-1', at: wednesday, by: { id: 'ani', role: 'officer' } },
      ...{ applicationId: 'a-1', kind: 'letter', applicant: { ref: 'v-1' } },
    },
    {},
  );
  if (!opened.ok || !opened.next) throw new Error('not opened');
  return { calendar: on, rules: opened.next.context.rules, at: wednesday, facts };
}
const texts = (asked: CommitmentQuestion) => explainCommitment(asked).map(({ text }) => text);

describe('explaining a commitment', () => {
  it('counts day by day, past a holiday and a weekend', () => {
    expect(texts(question())).toEqual([
      'The standard is 5 working days.',
      '2019-07-18 is day 1: working day.',
      '2019-07-19 is not counted: holiday: Town Day.',
      '2019-07-20 is not counted: closed on this day of the week.',
      '2019-07-21 is not counted: closed on this day of the week.',
      '2019-07-22 is day 2: working day.',
      '2019-07-23 is day 3: working day.',
      '2019-07-24 is day 4: working day.',
      '2019-07-25 is day 5: working day.',
      'So it is promised for 2019-07-25.',
    ]);
  });

  it('tells of the queue on the desk where that takes longer than the standard', () => {
    const said = explainCommitment(question({ desk: { waiting: 8, papersPerDay: 1 } }));
    expect(said.slice(-2)).toEqual([
      {
        code: 'commitment.step.desk',
        params: { waiting: 8, papersPerDay: 1, day: '2019-07-30' },
        text: '8 papers lie before it on the signatory’s desk, of which 1 a day can be signed: it is its turn on 2019-07-30.',
      },
      {
        code: 'commitment.step.promised',
        params: { day: '2019-07-30' },
        text: 'So it is promised for 2019-07-30.',
      },
    ]);
  });

  it('says nothing of a desk that is quick enough, or has no bound', () => {
    for (const desk of [
      { waiting: 2, papersPerDay: 1 },
      { waiting: 800, papersPerDay: null },
    ]) {
      expect(texts(question({ desk }))).toEqual(texts(question()));
    }
  });

  it('tells of the plan that has it printed later', () => {
    const said = texts(question({ plan: { printedBy: '2019-08-01' } }));
    expect(said.slice(-2)).toEqual([
      'The print plan has it printed by 2019-08-01.',
      'So it is promised for 2019-08-01.',
    ]);
  });

  it('moves a day on which the office is closed to the next on which it opens', () => {
    const said = texts(question({}, { wet: { days: 3, count: 'calendar' } }));
    expect(said).toEqual([
      'The standard is 3 calendar days.',
      '2019-07-18 is day 1: every day counts.',
      '2019-07-19 is day 2: every day counts.',
      '2019-07-20 is day 3: every day counts.',
      'The office is closed on that day; the next on which it opens is 2019-07-22.',
      'So it is promised for 2019-07-22.',
    ]);
  });

  it('counts a day of short hours, as in a month of fasting, as a whole day', () => {
    const fasting = { mon: short, tue: short, wed: short, thu: short, fri: short };
    const season = {
      name: 'fasting',
      from: '2019-07-01',
      to: '2019-07-31',
      hours: fasting,
      source: 'made up',
    };
    const other = defineCalendar({ ...base, seasons: [season] });
    expect(texts(question({}, {}, other))).toEqual(texts(question()));
  });

  it('names the same day where the standard is the same day', () => {
    expect(texts(question({}, { wet: { days: 0, count: 'working' } }))).toEqual([
      'It is due on the same day, or the next on which the office is open.',
      '2019-07-17 is a working day.',
      'So it is promised for 2019-07-17.',
    ]);
  });

  it('says how many are invited before, where blanks arrive by turns', () => {
    const said = texts({ ...question(), turn: { place: 3000, perDay: 500 } });
    expect(said.at(-2)).toBe(
      '3000 are invited before it, 500 a day, as blanks arrive: it is its turn on 2019-07-26.',
    );
  });

  it('says why no day is promised', () => {
    expect(texts(question({}, { needsRecord: true }))).toEqual([
      'No day can be promised before the record is print-ready.',
    ]);
    expect(texts({ ...question({}, { needsRecord: true }), recordReady: true }).at(-1)).toBe(
      'So it is promised for 2019-07-25.',
    );
    expect(texts(question({ stock: { blanks: 4, ahead: 4 } }))).toEqual([
      'No day can be promised while more documents wait than blanks are left.',
    ]);
    expect(texts({ ...question(), at: Date.parse('2019-12-30T09:00+07:00') })).toEqual([
      'No day can be promised in a year whose holidays are unknown.',
    ]);
  });

  it('speaks another language where words are given', () => {
    const said = texts({ ...question(), words: indonesianWords });
    expect(said[0]).toBe('Standarnya 5 hari kerja.');
    expect(said[2]).toBe('2019-07-19 tidak dihitung: hari libur: Town Day.');
    expect(said.at(-1)).toBe('Maka dijanjikan pada 2019-07-25.');
  });
});
