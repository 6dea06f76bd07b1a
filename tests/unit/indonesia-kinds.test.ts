import { createOffice, extendCalendar } from 'loket';
import {
  checkRequirements,
  formatNumber,
  parseNumber,
  requirementsOn,
  temporaryOn,
  validUntil,
} from 'loket/documents';
import { type DukcapilKindsOptions, dukcapil, dukcapilKinds } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { describe, expect, it } from 'vitest';

function kindOf(id: string, options: DukcapilKindsOptions = {}) {
  const kind = dukcapilKinds(options).find((k) => k.id === id);
  if (!kind) throw new Error(`no kind ${id}`);
  return kind;
}

/** An office on a day of a year whose holidays are invented here: none at all. */
function officeOn(day: string, options: DukcapilKindsOptions = {}) {
  const preset = dukcapil({ regency: '35.07', ...options });
  const year = Number(day.slice(0, 4));
  const clock = testClock(`${day}T09:00+07:00`);
  const office = createOffice({
    ...preset,
    calendar: extendCalendar(preset.calendar, {
      years: { [year]: { source: 'invented for this test', holidays: [] } },
    }),
    counters: [{ id: 'A', services: ['identity-cards', 'civil-acts'] }],
    signatures: [fakeSigner({ signatory: 'head' })],
    printers: [
      virtualPrinter({ id: 'blanks', media: 'security-blank', blanks: 10 }),
      virtualPrinter({ id: 'sheets', media: 'a4-paper', blanks: 10 }),
    ],
    clock,
  });
  return { office, clock, ani: office.as({ id: 'ani', role: 'officer' }) };
}

describe('rules that change by date', () => {
  const used = async (day: string, printOn = day) => {
    const { office, clock, ani } = officeOn(day);
    const { applicationId, ticketId } = await ani.queue.issue({
      kind: 'akta-lahir',
      applicant: { ref: 'v-1' },
    });
    await ani.queue.callNext({ counter: 'A' });
    await ani.documents.pass(applicationId);
    await ani.queue.finish(ticketId);
    if (printOn !== day) clock.set(`${printOn}T09:00+07:00`);
    await office.settle();
    expect((await ani.documents.get(applicationId)).state).toBe('readyForPickup');
    const stock = await office.printing.stock();
    return stock.filter((s) => s.issued > 0).map((s) => s.medium);
  };

  it('print a birth certificate on a security blank on 30 June 2020, and on paper the day after', async () => {
    expect(await used('2020-06-30')).toEqual(['security-blank']);
    expect(await used('2020-07-01')).toEqual(['a4-paper']);
  });

  it('leave a request that was opened on 30 June 2020 its blank', async () => {
    expect(await used('2020-06-30', '2020-07-01')).toEqual(['security-blank']);
  });

  const opened = async (day: string, options: DukcapilKindsOptions = {}) => {
    const { ani } = officeOn(day, options);
    try {
      await ani.queue.issue({ kind: 'suket', applicant: { ref: 'v-1' } });
      return 'issued';
    } catch (error) {
      return (error as { refusal: { code: string } }).refusal.code;
    }
  };

  it('end the temporary certificate with October 2022', async () => {
    expect(await opened('2022-10-31')).toBe('issued');
    expect(await opened('2022-11-01')).toBe('kind-not-issued');
  });

  it('leave it to an office that switches it on, and to none that switches it off', async () => {
    expect(await opened('2022-11-01', { issueSuket: true })).toBe('issued');
    expect(await opened('2022-10-31', { issueSuket: false })).toBe('unknown-kind');
  });

  it('ask for the cards of two witnesses until the letter of September 2021', () => {
    const asked = (day: string) => requirementsOn(kindOf('akta-lahir'), { day }).map(({ id }) => id);
    expect(asked('2021-09-27')).toContain('witness-ktp');
    expect(asked('2021-09-28')).not.toContain('witness-ktp');
  });
});

describe('the temporary certificate', () => {
  const bridge = (day: string, options: DukcapilKindsOptions = {}) => {
    const kinds = dukcapilKinds(options);
    return kinds[0] && temporaryOn(kinds[0], kinds, day)?.id;
  };

  it('bridges the wait for an identity card while it is issued', () => {
    expect(bridge('2019-07-17')).toBe('suket');
    expect(bridge('2022-10-31')).toBe('suket');
    expect(bridge('2022-11-01')).toBeUndefined();
    expect(bridge('2022-11-01', { issueSuket: true })).toBe('suket');
    expect(bridge('2022-10-31', { issueSuket: false })).toBeUndefined();
  });

  it('is valid for six months, and renewed as often as needed or as the office says', () => {
    const { temporary } = kindOf('ktp-el');
    expect(temporary).toEqual({ kind: 'suket', validFor: { months: 6 }, renewals: null });
    expect(temporary && validUntil('2019-07-17', temporary.validFor)).toEqual({
      ok: true,
      day: '2020-01-17',
    });
    expect(kindOf('ktp-el', { suketRenewals: 0 }).temporary?.renewals).toBe(0);
  });

  it('is named by no kind of an office that does not have it', () => {
    expect(kindOf('ktp-el', { issueSuket: false }).temporary).toBeNull();
    expect(officeOn('2019-07-17', { issueSuket: false }).office.core.config.kinds).toHaveLength(14);
  });
});

describe('what the civil registry asks for', () => {
  const day = '2026-01-05';
  const asked = (id: string, ...tags: string[]) => requirementsOn(kindOf(id), { day, tags }).map((r) => r.id);

  it('is a letter of the police for a lost card and the old one for a damaged one', () => {
    expect(asked('ktp-el', 'first')).toEqual(['kk']);
    expect(asked('ktp-el', 'lost')).toEqual(['kk', 'police-letter']);
    expect(asked('ktp-el', 'damaged')).toEqual(['kk', 'ktp-old']);
    expect(() => asked('ktp-el')).toThrowError(/tags: must hold one of first, lost, damaged, changed/);
  });

  it('lets statements replace the letter of birth and the marriage certificate', () => {
    const given = ['f-2.01', 'sptjm-birth', 'sptjm-couple', 'kk'].map((requirement) => ({ requirement }));
    const check = checkRequirements(kindOf('akta-lahir'), given, { day });
    expect(check.complete).toBe(true);
    expect(check.substituted.map(({ requirement, paper }) => [requirement, paper])).toEqual([
      ['birth-letter', 'sptjm-birth'],
      ['marriage', 'sptjm-couple'],
    ]);
  });

  it('is something for every kind, with names in both languages and a source', () => {
    for (const kind of dukcapilKinds()) {
      expect(kind.requirements, kind.id).not.toEqual([]);
      for (const paper of kind.requirements.flatMap((r) => [r, ...r.substitutes])) {
        expect(Object.keys(paper.title), paper.id).toEqual(['id', 'en']);
        expect(paper.source, paper.id).toBeTruthy();
      }
    }
  });

  it("is the office's own list where it has one", () => {
    const own = [{ id: 'letter', title: { id: 'Surat' } }];
    const kinds = dukcapil({ regency: '35.07', requirements: { kia: own } }).kinds;
    expect(kinds.find((k) => k.id === 'kia')?.requirements.map((r) => r.id)).toEqual(['letter']);
    expect(kinds.find((k) => k.id === 'kk')?.requirements.length).toBeGreaterThan(1);
    expect(() => dukcapilKinds({ requirements: { kis: own } })).toThrowError(
      /requirements\.kis: must be by kind: ktp-el/,
    );
    expect(() => dukcapilKinds({ requirements: { kia: [{ id: '', title: {} }] } })).toThrowError(
      /requirements\[0\]\.id/,
    );
  });
});

describe('the numbers of civil acts', () => {
  it('are by a pattern that an office can change', () => {
    const parts = { region: '3507', code: 'LU', day: '2019-07-17', serial: 42 };
    const { numberTemplate } = kindOf('akta-lahir');
    const number = formatNumber(numberTemplate ?? '', parts);
    expect(number).toBe('3507-LU-17072019-0042');
    expect(parseNumber(numberTemplate ?? '', number)).toEqual({ ok: true, value: parts });
    expect(kindOf('akta-mati', { certificateNumber: '{serial:6}/{yyyy}' }).numberTemplate).toBe(
      '{serial:6}/{yyyy}',
    );
    expect(kindOf('akta-mati', { certificateNumber: null }).numberTemplate).toBeNull();
    expect(() => dukcapilKinds({ certificateNumber: '{serial}' })).toThrowError(/numberTemplate/);
  });

  it('are for certificates only', () => {
    const numbered = dukcapilKinds().filter((kind) => kind.numberTemplate !== null);
    expect(numbered.every((kind) => kind.id.startsWith('akta-'))).toBe(true);
    expect(numbered).toHaveLength(7);
  });
});

describe('the options of the kinds', () => {
  it.each([
    ['a misspelt one', { wetDay: 3 }],
    ['a switch that is none', { issueSuket: 'no' }],
    ['a number of days that is none', { wetDays: -1 }],
    ['renewals that are none', { suketRenewals: -1 }],
    ['requirements that are none', { requirements: null }],
    ['nothing but null', null],
  ])('are refused with %s', (_what, options) => {
    expect(() => dukcapilKinds(options as unknown as DukcapilKindsOptions)).toThrowError(
      expect.objectContaining({ code: 'invalid-config' }),
    );
  });
});
