import { countersFor, lineOutlook, planStaff, type StaffInput } from 'loket/queue';
import { describe, expect, it } from 'vitest';
import { LoketError } from '../../src/internal/errors.js';

const minute = 60_000;
const hour = 60 * minute;
const eight = Date.parse('2019-07-17T08:00+07:00');
const hours = (arrivals: readonly number[]) =>
  arrivals.map((count, i) => ({ from: eight + i * hour, to: eight + (i + 1) * hour, arrivals: count }));
const base = { meanServiceMs: 6 * minute, target: { share: 0.8, withinMs: 15 * minute } };

function fieldsRefused(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof LoketError && error.code === 'invalid-data') return error.issues.map((i) => i.field);
    throw error;
  }
  throw new Error('was not refused');
}

describe('counters for a target', () => {
  const morning = { ...base, arrivalsPerHour: 60 };

  it('opens none where nobody comes', () => {
    expect(countersFor({ ...morning, arrivalsPerHour: 0 })).toEqual({
      counters: 0,
      because: 'nobody',
      servedInTimeShare: 1,
      occupancy: 0,
    });
  });

  it('says which of the rules asked for the last counter', () => {
    expect(countersFor(morning).because).toBe('target');
    expect(countersFor({ ...morning, maxOccupancy: 0.5 })).toMatchObject({
      counters: 12,
      because: 'occupancy',
    });
  });

  it('needs fewer where people give up than where nobody does', () => {
    const sharp = { ...morning, target: { share: 0.8, withinMs: 2 * minute } };
    expect(countersFor({ ...sharp, meanPatienceMs: 2 * minute }).counters).toBeLessThan(
      countersFor(sharp).counters,
    );
  });

  it('serves a load of tens of thousands', () => {
    const { counters, occupancy } = countersFor({ ...morning, arrivalsPerHour: 400_000 });
    expect(counters).toBe(40_001);
    expect(occupancy).toBeGreaterThan(0.9999);
  });

  it('refuses what makes no sense, naming each field', () => {
    const nonsense = { arrivalsPerHour: -1, meanServiceMs: Number.NaN, target: { share: 1, withinMs: -1 } };
    expect(fieldsRefused(() => countersFor({ ...nonsense, meanPatienceMs: 0, maxOccupancy: 1.5 }))).toEqual([
      'arrivalsPerHour',
      'meanServiceMs',
      'target.share',
      'target.withinMs',
      'meanPatienceMs',
      'maxOccupancy',
    ]);
    expect(fieldsRefused(() => countersFor({ ...morning, arrivalsPerHour: 1e9 }))).toEqual([
      'arrivalsPerHour',
    ]);
  });
});

describe('a staff plan', () => {
  it('comes to Erlang C where arrivals stay the same', () => {
    const slots = hours(Array.from({ length: 40 }, () => 45));
    const plan = planStaff({ ...base, slots, counters: { min: 5, max: 5 } });
    const steady = lineOutlook({ arrivalsPerHour: 45, meanServiceMs: base.meanServiceMs, counters: 5 });
    const last = plan.slots.at(-1);
    expect(last?.servedInTimeShare).toBeCloseTo(steady.servedWithin(15 * minute), 4);
    expect(Math.abs((last?.meanWaitMs ?? 0) / steady.meanWaitMs - 1)).toBeLessThan(1e-3);
    expect(last?.occupancy).toBeCloseTo(0.9, 4);
  });

  it('meets the target with the counters it asks for, and not with one fewer', () => {
    const slots = hours([30, 90, 40, 20]);
    const plan = planStaff({ ...base, slots });
    expect(plan.isMet).toBe(true);
    const counters = plan.slots.map((slot) => slot.counters);
    expect(plan.counterHours).toBe(counters.reduce((sum, n) => sum + n));
    const scarce = slots.map((slot, i) => ({ ...slot, counters: { max: i === 1 ? 7 : (counters[i] ?? 0) } }));
    expect(planStaff({ ...base, slots: scarce }).binding).toContain(eight + 2 * hour);
  });

  it('hands the line from slot to slot where the counters are too few, and says what brings it down by when', () => {
    const plan = planStaff({ ...base, slots: hours([60, 120, 40, 20, 10]), counters: { max: 8 } });
    const surge = plan.slots[1];
    const after = plan.slots[2];
    expect(plan.binding).toEqual([eight + hour, eight + 2 * hour]);
    expect(surge?.recovery).toEqual([]);
    expect(after?.backlogAtStart).toBe(surge?.backlogAtEnd);
    expect(after?.backlogAtStart).toBeGreaterThan(35);
    expect(after?.recovery[0]).toEqual({ counters: 9, by: eight + 3 * hour, isPossible: false });
    expect(after?.recovery[1]).toEqual({ counters: 6, by: eight + 4 * hour, isPossible: true });
    expect(plan.slots.at(-1)?.isMet).toBe(true);
  });

  it('brings a backlog of the day before down by the times it tells, when so many counters are open', () => {
    const day = { ...base, slots: hours([60, 60, 60, 60]), backlog: 80 };
    const ways = planStaff({ ...day, counters: { max: 6 } }).slots[0]?.recovery ?? [];
    expect(ways.length).toBeGreaterThan(1);
    for (const { counters, by, isPossible } of ways) {
      expect(isPossible).toBe(counters <= 6);
      const held = planStaff({ ...day, counters: { min: counters, max: counters } });
      const end = held.slots.find((slot) => slot.to === by);
      // As a flow nobody is left; by chance a few still are.
      expect(end?.backlogAtEnd).toBeLessThan(8);
      const fewer = planStaff({ ...day, counters: { min: counters - 1, max: counters - 1 } });
      expect(fewer.slots.find((slot) => slot.to === by)?.backlogAtEnd).toBeGreaterThan(
        end?.backlogAtEnd ?? 0,
      );
    }
  });

  it('opens more counters while signatures by hand take longer', () => {
    const slots = hours([50, 50, 50]).map((slot, i) => ({ ...slot, serviceFactor: i === 1 ? 2 : 1 }));
    const [before, wet, after] = planStaff({ ...base, slots }).slots;
    expect(wet?.counters).toBeGreaterThanOrEqual(10);
    expect(before?.counters).toBeLessThan(wet?.counters ?? 0);
    expect(after?.counters).toBeLessThan(wet?.counters ?? 0);
  });

  it('knows a lunch at which nobody serves: who came before waits until it is over', () => {
    const [first, lunch, last] = hours([30, 12, 30]);
    if (!first || !lunch || !last) throw new Error('no hours');
    const plan = planStaff({ ...base, slots: [first, { ...lunch, counters: { max: 0 } }, last] });
    expect(plan.binding).toEqual([lunch.from]);
    expect(plan.slots[1]?.counters).toBe(0);
    expect(plan.slots[1]?.meanWaitMs).toBeGreaterThan(30 * minute);
    expect(plan.slots[2]?.backlogAtStart).toBeGreaterThan(12);
  });

  it('opens no counter in a slot in which nobody comes and nobody is left', () => {
    const plan = planStaff({ ...base, slots: hours([0, 30]) });
    expect(plan.slots[0]).toMatchObject({ counters: 0, isMet: true, isBinding: false });
    expect(plan.slots[1]?.counters).toBeGreaterThan(2);
  });

  it('serves those who are left where nobody comes any more', () => {
    const plan = planStaff({ ...base, slots: hours([0]), backlog: 20 });
    expect(plan.slots[0]?.counters).toBeGreaterThan(2);
    expect(plan.closingBacklog).toBeLessThan(0.01);
  });

  it('tells when the last are served, or that they never are', () => {
    const day = { ...base, slots: hours([100]) };
    const open = planStaff({ ...day, counters: { max: 5 } });
    expect(open.closingBacklog).toBeGreaterThan(40);
    expect(open.clearedAt).toBeCloseTo(eight + hour + (open.closingBacklog * base.meanServiceMs) / 5, 3);
    const shut = planStaff({ ...day, counters: { max: 0 } });
    expect(shut).toMatchObject({ isMet: false, clearedAt: Infinity });
    expect(shut.slots[0]).toMatchObject({ meanWaitMs: Infinity, servedInTimeShare: 0, occupancy: 0 });
  });

  it('plans an office of thousands an hour', () => {
    const plan = planStaff({ ...base, slots: hours([3000]), backlog: 28_000, counters: { max: 300 } });
    expect(plan.binding).toEqual([eight]);
    expect(plan.closingBacklog).toBeCloseTo(28_000 - 300 + 3000 - 3000, 0);
  });

  it('refuses slots that do not follow each other, and numbers that make no sense', () => {
    const [first, second] = hours([1, 2]);
    if (!first || !second) throw new Error('no hours');
    const of = (input: Partial<StaffInput>) =>
      fieldsRefused(() => planStaff({ ...base, slots: [first], ...input }));
    expect(of({ slots: [] })).toEqual(['slots']);
    expect(of({ slots: [second, first] })).toEqual(['slots[1].from']);
    expect(of({ slots: [{ ...first, to: first.from }] })).toEqual(['slots[0].to']);
    expect(of({ slots: [{ ...first, arrivals: -1, serviceFactor: 0 }] })).toEqual([
      'slots[0].arrivals',
      'slots[0].serviceFactor',
      'slots[0].serviceFactor',
    ]);
    expect(of({ backlog: 1.5, counters: { min: 3, max: 2 } })).toEqual(['backlog', 'counters.min']);
    expect(of({ slots: [{ ...first, counters: { min: 5 } }], counters: { max: 4 } })).toEqual([
      'slots[0].counters.min',
    ]);
    expect(of({ meanServiceMs: 0, target: { share: 0, withinMs: 0 } }).slice(0, 2)).toEqual([
      'meanServiceMs',
      'target.share',
    ]);
  });
});
