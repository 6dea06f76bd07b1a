import { createOffice } from 'loket';
import {
  areasOf,
  dukcapil,
  dukcapilKinds,
  dukcapilPriorityReasons,
  dukcapilQueue,
  indonesianQueueWords,
  knownRegions,
  provinceNames,
} from 'loket/indonesia';
import { testClock } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { issuedOn, mediumOn } from '../../src/documents/kind.js';

describe('the preset of a civil registry', () => {
  const preset = dukcapil({ regency: '35.07' });
  const kind = (id: string) => {
    const found = preset.kinds.find((k) => k.id === id);
    if (!found) throw new Error(`no kind ${id}`);
    return found;
  };

  it('promises Wednesday 24 July to who came on Wednesday 17 July 2019, or Monday by the calendar', () => {
    const { calendar } = preset;
    expect(calendar.deadline('2019-07-17', { days: 5, count: 'working' })).toMatchObject({
      day: '2019-07-24',
    });
    expect(calendar.deadline('2019-07-17', { days: 5, count: 'calendar' })).toMatchObject({
      day: '2019-07-22',
    });
  });

  it('reads the code of the regency with and without the dot', () => {
    expect(dukcapil({ regency: '3507' })).toMatchObject({
      id: 'dukcapil-35.07',
      calendar: { id: 'id-35.07' },
    });
  });

  it('has areas for a regency with a table and none for another', () => {
    expect(preset.areas).toHaveLength(33);
    expect(dukcapil({ regency: '73.71' })).toMatchObject({
      areas: [],
      calendar: { timeZone: 'Asia/Makassar' },
    });
  });

  it.each(['99.07', '35', '35.00', '35.07.13', 'Malang', ''])("refuses '%s' as a regency", (regency) => {
    expect(() => dukcapil({ regency })).toThrowError(
      expect.objectContaining({
        code: 'invalid-config',
        issues: expect.arrayContaining([expect.objectContaining({ field: 'regency', value: regency })]),
      }),
    );
  });

  it('refuses a number of days that is none, and a misspelt option', () => {
    expect(() => dukcapil({ regency: '35.07', wetDays: -1 })).toThrowError(
      /wetDays: must be 0 or more, got -1/,
    );
    const misspelt = { regency: '35.07', wetDay: 3 };
    expect(() => dukcapil(misspelt)).toThrowError(expect.objectContaining({ code: 'invalid-config' }));
  });

  it('has only kinds whose media it has on every day', () => {
    const media = preset.media.map((m) => m.id);
    for (const k of preset.kinds) {
      for (const day of ['2019-07-17', '2020-06-30', '2020-07-01', '2026-01-05']) {
        expect(media).toContain(mediumOn(k, day));
      }
      expect(Object.keys(k.title)).toEqual(['id', 'en']);
    }
  });

  it('has signed documents on security blanks until mid 2020 and on plain paper after', () => {
    expect(mediumOn(kind('akta-lahir'), '2020-06-30')).toBe('security-blank');
    expect(mediumOn(kind('akta-lahir'), '2020-07-01')).toBe('a4-paper');
    expect(mediumOn(kind('ktp-el'), '2020-07-01')).toBe('ktp-el-card');
  });

  it('has cards that nobody signs, of which the identity card waits for its record', () => {
    expect(kind('ktp-el')).toMatchObject({ signature: null, needsRecord: true, service: 'identity-cards' });
    expect(kind('kia')).toMatchObject({ signature: null, needsRecord: false });
    expect(kind('kk')).toMatchObject({ signature: { by: 'head' }, service: 'families' });
  });

  it('gives a document signed by hand the days of the announcement, or those of the host', () => {
    expect(kind('kk').serviceStandard.wet).toEqual({ days: 5, count: 'working' });
    const other = dukcapil({ regency: '35.07', wetDays: 3, wetCount: 'calendar' });
    expect(other.kinds.find((k) => k.id === 'kk')?.serviceStandard.wet).toEqual({
      days: 3,
      count: 'calendar',
    });
  });

  it('issues temporary certificates until October 2022, without an end, or not at all', () => {
    expect(issuedOn(kind('suket'), '2022-10-31')).toBe(true);
    expect(issuedOn(kind('suket'), '2022-11-01')).toBe(false);
    const suket = (issueSuket: boolean) => dukcapilKinds({ issueSuket }).find((k) => k.id === 'suket');
    expect(suket(true)?.issued).toEqual({});
    expect(suket(false)).toBeUndefined();
  });
});

describe('regions', () => {
  it('are found with and without dots', () => {
    expect(knownRegions.nameOf('35.07.01')).toBe('Donomulyo');
    expect(knownRegions.nameOf('350733')).toBe('Pagelaran');
    expect(knownRegions.nameOf('35')).toBe('Jawa Timur');
    expect(areasOf('35.07')).toEqual(areasOf('3507'));
  });

  it('are 38 provinces', () => {
    expect(Object.keys(provinceNames)).toHaveLength(38);
  });
});

describe('the queue of an Indonesian office', () => {
  const office = () =>
    createOffice({
      ...dukcapil({ regency: '35.07' }),
      counters: [{ id: '1', services: ['families'] }],
      clock: testClock('2019-07-17T08:00:00+07:00'),
    });

  it('calls somebody with a lawful reason earlier than who came before', async () => {
    const { queue } = office().as({ id: 'ani', role: 'officer' });
    await queue.issue({ kind: 'kk', applicant: { ref: 'p-1' } });
    const elderly = await queue.issue({
      kind: 'kk',
      applicant: { ref: 'p-2' },
      priority: { reason: 'elderly' },
    });
    expect((await queue.callNext({ counter: '1' }))?.ticketId).toBe(elderly.ticketId);
  });

  it('knows no reason without a source, and refuses one that is not in its list', async () => {
    expect(dukcapilPriorityReasons.map(({ reason }) => reason)).toEqual(
      dukcapilQueue.classes?.flatMap(({ reasons }) => reasons ?? []),
    );
    for (const { source } of dukcapilPriorityReasons) expect(source).toContain('not verified');
    const { queue } = office().as({ id: 'ani', role: 'officer' });
    const issued = queue.issue({
      kind: 'kk',
      applicant: { ref: 'p-1' },
      priority: { reason: 'in a hurry' },
    });
    await expect(issued).rejects.toMatchObject({ refusal: { code: 'unknown-priority' } });
  });

  it('has words for every class and reason', () => {
    for (const { id, reasons } of dukcapilQueue.classes ?? []) {
      expect(indonesianQueueWords[`class.${id}`]).toBeTruthy();
      for (const reason of reasons ?? []) expect(indonesianQueueWords[`priority.${reason}`]).toBeTruthy();
    }
  });
});
