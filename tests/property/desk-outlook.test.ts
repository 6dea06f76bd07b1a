import fc from 'fast-check';
import { type Calendar, defineCalendar } from 'loket/calendar';
import {
  type DeskPace,
  type DeskState,
  deskDecider,
  deskFinish,
  deskOutlook,
  deskPace,
  whoSigns,
} from 'loket/signing';
import { describe, expect, it } from 'vitest';
import '../support/seed.js';

const minute = 60_000;
const hours = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '15:30' },
];
const calendar = defineCalendar({
  id: 'town',
  timeZone: 'Asia/Jakarta',
  hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: [{ from: '08:00', to: '11:00' }] },
  years: { 2026: { source: 'made up', holidays: [{ date: '2026-03-19', name: 'Nyepi', kind: 'holiday' }] } },
});
const monday = Date.parse('2026-03-02T00:00+07:00');

const instant = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((n) => monday + n * minute);
const world = fc.record({
  at: instant,
  papersPerDay: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
  minBatch: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  maxWaitMs: fc.option(
    fc.integer({ min: 1, max: 3000 }).map((n) => n * minute),
    { nil: undefined },
  ),
  counts: fc.record({ waiting: fc.nat(60), batched: fc.nat(60), sent: fc.nat(60) }),
  absences: fc.array(
    fc.record({
      from: instant,
      minutes: fc.option(fc.integer({ min: 1, max: 7 * 24 * 60 }), { nil: null, freq: 8 }),
      deputy: fc.constantFrom('plh', null),
    }),
    { maxLength: 4 },
  ),
  lessons: fc.array(
    fc.record({
      signed: fc.integer({ min: 1, max: 200 }),
      workMs: fc.integer({ min: 1, max: 900 }).map((n) => n * minute),
    }),
    { maxLength: 20 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function build({ absences, counts, lessons, minBatch, maxWaitMs, papersPerDay }: World) {
  const config = { calendar, desks: [{ signatory: 'head', papersPerDay, minBatch, maxWaitMs }] };
  const desk: DeskState = {
    ...deskDecider(config).initial('head'),
    counts: { ...counts, missing: 3, lost: 2 },
    absences: absences.map(({ from, minutes, deputy }, i) => ({
      ...{ absenceId: `x-${i}`, from, deputy, reason: 'made up', by: 'ani' },
      until: minutes === null ? null : from + minutes * minute,
    })),
    lessons,
  };
  return { config, desk };
}

/** Whether somebody signs in the minute that begins at an instant. */
function signsAt(own: Calendar, desk: DeskState, at: number): boolean {
  return own.isOpen(at) && whoSigns(desk, at) !== null;
}

it('predicts no earlier for a later paper', () => {
  fc.assert(
    fc.property(
      world,
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 500 }),
      (given, n, more) => {
        const { config, desk } = build(given);
        const outlook = deskOutlook(config, desk, given.at);
        const [first, later] = [outlook.finishBy(n), outlook.finishBy(n + more)];
        if (first === null) expect(later).toBeNull();
        else if (later !== null) expect(later).toBeGreaterThanOrEqual(first);
      },
    ),
  );
});

it('predicts the same from what was recorded of its pace', () => {
  fc.assert(
    fc.property(world, fc.integer({ min: 1, max: 300 }), (given, n) => {
      const { config, desk } = build(given);
      const pace: DeskPace = JSON.parse(JSON.stringify(deskPace(config, desk, given.at)));
      const outlook = deskOutlook(config, desk, given.at);
      // A desk that goes on does not change what was forecast of it.
      desk.counts.waiting += 100;
      desk.absences = [];
      expect(deskFinish(calendar, pace, n)).toBe(outlook.finishBy(n));
    }),
  );
});

it('predicts within opening hours, never while nobody signs, and never in the past', () => {
  let predicted = 0;
  fc.assert(
    fc.property(world, fc.integer({ min: 1, max: 300 }), (given, n) => {
      const { config, desk } = build(given);
      const { finishBy, available, nextFrom, backlog } = deskOutlook(config, desk, given.at);
      const finish = finishBy(n);
      expect(available).toBe(signsAt(calendar, desk, given.at));
      expect(backlog).toBe(given.counts.waiting + given.counts.batched + given.counts.sent);
      if (nextFrom !== null) expect(signsAt(calendar, desk, nextFrom)).toBe(true);
      if (finish === null) return;
      predicted++;
      expect(finish).toBeGreaterThanOrEqual(nextFrom ?? Number.POSITIVE_INFINITY);
      // The moment at which a desk closes still counts: what was signed in its last minute is signed.
      expect(signsAt(calendar, desk, finish) || signsAt(calendar, desk, finish - 1)).toBe(true);
    }),
  );
  expect(predicted).toBeGreaterThan(50);
});

describe('a walk of the days, minute by minute', () => {
  it('comes to the same time as the forecast', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 30 }),
        (given, n, size) => {
          // A pen that takes whole minutes for a paper, so that a walk by minutes is exact.
          const perPaper = 1 + (n % 9);
          const { config, desk } = build({ ...given, papersPerDay: undefined });
          const taught = { ...desk, lessons: [{ signed: size, workMs: size * perPaper * minute }] };
          const finish = deskOutlook(config, taught, given.at).finishBy(n);
          const { waiting, batched, sent } = given.counts;
          let papers = waiting + batched + sent + n;
          while (papers % size !== 0) papers++;
          let left = papers * perPaper;
          const waits = given.minBatch !== undefined && waiting + 1 < given.minBatch;
          let at = given.at + (waits ? (given.maxWaitMs ?? 0) : 0);
          const last = monday + 120 * 24 * 60 * minute;
          for (; left > 0 && at < last; at += minute) if (signsAt(calendar, taught, at)) left--;
          if (left > 0) {
            expect(finish === null || finish >= last).toBe(true);
            return;
          }
          compared++;
          expect(finish).toBe(at);
        },
      ),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(20);
  });
});

it('learns: the configured number holds at first, and twenty batches outvote it', () => {
  const config = { calendar, desks: [{ signatory: 'head', papersPerDay: 600 }] };
  const desk = deskDecider(config).initial('head');
  const at = monday + 8 * 60 * minute;
  expect(deskOutlook(config, desk, at).papersPerDay).toBe(600);
  // Half a day for a hundred papers is 200 a day of six and a half hours.
  const lesson = { signed: 100, workMs: 195 * minute };
  expect(deskOutlook(config, { ...desk, lessons: [lesson] }, at).papersPerDay).toBe(600);
  expect(deskOutlook(config, { ...desk, lessons: Array(20).fill(lesson) }, at).papersPerDay).toBe(200);
  // A small batch that lay for a day says nothing of the pen.
  const small = { signed: 2, workMs: 390 * minute };
  const both = [...Array(10).fill(lesson), ...Array(10).fill(small)];
  expect(deskOutlook(config, { ...desk, lessons: both }, at).papersPerDay).toBe(200);
});

it('has no bound where none is configured or learned, and knows nothing when the head is away for good', () => {
  const config = { calendar };
  const desk = deskDecider(config).initial('head');
  const at = monday + 3 * 60 * minute;
  const free = deskOutlook(config, desk, at);
  expect(free).toMatchObject({
    available: false,
    who: 'head',
    papersPerDay: null,
    nextFrom: monday + 480 * minute,
  });
  expect(free.finishBy(1000)).toBe(free.nextFrom);
  const absence = { absenceId: 'x', from: 0, until: null, deputy: null, reason: 'ill', by: 'ani' };
  const away = deskOutlook(config, { ...desk, absences: [absence] }, at);
  expect([away.who, away.nextFrom, away.finishBy(1)]).toEqual([null, null, null]);
  const deputised = deskOutlook(config, { ...desk, absences: [{ ...absence, deputy: 'plh' }] }, at);
  expect([deputised.who, deputised.finishBy(1)]).toEqual(['plh', free.nextFrom]);
});
