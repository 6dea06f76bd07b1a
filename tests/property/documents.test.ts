import fc from 'fast-check';
import { type DocumentKind, defineDocumentKind } from 'loket';
import {
  checkRequirements,
  formatNumber,
  type GivenPaper,
  parseNumber,
  type RequirementInput,
  type Validity,
  validUntil,
} from 'loket/documents';
import { describe, expect, it } from 'vitest';

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const someDay = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2022-12-31'), noInvalidDate: true })
  .map(dayOf);
const validity: fc.Arbitrary<Validity> = fc.oneof(
  fc.record({ days: fc.integer({ min: 0, max: 400 }), count: fc.constant('calendar' as const) }),
  fc.record({ months: fc.integer({ min: 1, max: 24 }) }),
);
const tags = ['foreigner', 'lost'];

/** A kind whose papers are called r0, r0s0, r0s1, r1 and on. */
const kinds: fc.Arbitrary<DocumentKind> = fc
  .array(
    fc.record(
      {
        papers: fc.integer({ min: 1, max: 3 }),
        validFor: validity,
        when: fc.constantFrom(...tags),
        until: someDay,
        replaced: fc.array(fc.record({ validFor: validity, from: someDay }, { requiredKeys: [] }), {
          maxLength: 2,
        }),
      },
      { requiredKeys: ['papers', 'replaced'] },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) =>
    defineDocumentKind({
      id: 'kind',
      service: 'service',
      medium: 'paper',
      requirements: list.map(
        ({ replaced, ...rest }, i): RequirementInput => ({
          ...rest,
          id: `r${i}`,
          title: {},
          substitutes: replaced.map((substitute, j) => ({ ...substitute, id: `r${i}s${j}`, title: {} })),
        }),
      ),
    }),
  );

const idsOf = (kind: DocumentKind) =>
  kind.requirements.flatMap((r) => [r.id, ...r.substitutes.map((s) => s.id)]);

const cases = fc.tuple(kinds, someDay, fc.subarray(tags)).chain(([kind, day, given]) => {
  const known = tags.filter((tag) => kind.requirements.some((r) => r.when.includes(tag)));
  const paper: fc.Arbitrary<GivenPaper> = fc.record(
    { requirement: fc.constantFrom(...idsOf(kind)), issuedOn: someDay.filter((issued) => issued <= day) },
    { requiredKeys: ['requirement'] },
  );
  const papers = fc.array(paper, { maxLength: 12 });
  const on = { day, tags: given.filter((tag) => known.includes(tag)) };
  return fc.record({ kind: fc.constant(kind), on: fc.constant(on), papers, more: papers });
});

describe('requirements', () => {
  it('are never less complete with more papers', () => {
    fc.assert(
      fc.property(cases, ({ kind, on, papers, more }) => {
        const some = checkRequirements(kind, papers, on);
        const all = checkRequirements(kind, [...papers, ...more], on);
        const open = (check: typeof some) =>
          [...check.missing, ...check.expired, ...check.unclear].map((note) => note.requirement);
        if (some.complete) expect(all.complete).toBe(true);
        expect(open(some)).toEqual(expect.arrayContaining(open(all)));
      }),
    );
  });

  it('are met, missing, expired or unclear, and only one of these', () => {
    fc.assert(
      fc.property(cases, ({ kind, on, papers }) => {
        const check = checkRequirements(kind, papers, on);
        const lists = [check.missing, check.expired, check.unclear, check.substituted].map(
          (notes) => new Set(notes.map((note) => note.requirement)),
        );
        const named = lists.flatMap((list) => [...list]);
        expect(new Set(named).size).toBe(named.length);
        expect(check.complete).toBe(lists.slice(0, 3).every((list) => list.size === 0));
      }),
    );
  });

  it('count each substitute once, for its own requirement, and only as far as papers are lacking', () => {
    fc.assert(
      fc.property(cases, ({ kind, on, papers }) => {
        const { substituted } = checkRequirements(kind, papers, on);
        for (const requirement of kind.requirements) {
          const notes = substituted.filter((note) => note.requirement === requirement.id);
          expect(notes.length).toBeLessThanOrEqual(requirement.papers);
          for (const { paper } of notes) {
            expect(requirement.substitutes.map((s) => s.id)).toContain(paper);
            const given = papers.filter((p) => p.requirement === paper).length;
            expect(notes.filter((note) => note.paper === paper).length).toBeLessThanOrEqual(given);
          }
        }
      }),
    );
  });

  it('do not depend on the order of the papers', () => {
    fc.assert(
      fc.property(cases, ({ kind, on, papers }) => {
        const one = checkRequirements(kind, papers, on);
        const other = checkRequirements(kind, [...papers].reverse(), on);
        expect(other.complete).toBe(one.complete);
        expect(other.missing).toEqual(one.missing);
      }),
    );
  });

  it('take a paper on its last day and not on the next', () => {
    fc.assert(
      fc.property(someDay, validity, (issuedOn, validFor) => {
        const kind = defineDocumentKind({
          id: 'kind',
          service: 'service',
          medium: 'paper',
          requirements: [{ id: 'letter', title: {}, validFor }],
        });
        const end = validUntil(issuedOn, validFor);
        if (!end.ok) throw new Error('no end');
        const next = dayOf(new Date(Date.parse(end.day) + 86_400_000));
        const on = (day: string) => checkRequirements(kind, [{ requirement: 'letter', issuedOn }], { day });
        expect(on(end.day).complete).toBe(true);
        expect(on(next).expired.map((note) => note.params)).toEqual([{ validUntil: end.day }]);
      }),
    );
  });
});

describe('a validity in months', () => {
  it('ends in the month that many months on, on the same day or on the last', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 1200 }), (from, months) => {
        const end = validUntil(from, { months });
        if (!end.ok) throw new Error('no end');
        const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(monthOf(end.day) - monthOf(from)).toBe(months);
        const tomorrow = dayOf(new Date(Date.parse(end.day) + 86_400_000));
        const same = end.day.slice(8) === from.slice(8);
        expect(same || (end.day.slice(8) < from.slice(8) && tomorrow.endsWith('-01'))).toBe(true);
      }),
    );
  });
});

describe('document numbers', () => {
  const literal = fc.constantFrom('', '-', '/', '.', 'No. ', 'A', '7', '$', '(', '\\');
  const numbers = fc
    .record({
      region: fc.constantFrom('3507', '35.07', '350713', '3'),
      code: fc.constantFrom('L', 'LU', 'KM', 'ABCDEFGHIJ'),
      day: someDay,
      width: fc.integer({ min: 1, max: 12 }),
      share: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      date: fc.constantFrom([], ['yyyy'], ['mm', 'yyyy'], ['dd', 'mm', 'yyyy']),
      others: fc.subarray(['region', 'code']),
      literals: fc.array(literal, { minLength: 7, maxLength: 7 }),
    })
    .chain((made) => {
      const names = [...made.others, ...made.date, `serial:${made.width}`];
      return fc
        .shuffledSubarray(names, { minLength: names.length, maxLength: names.length })
        .map((order) => ({ ...made, order }));
    })
    .map(({ region, code, day, width, share, date, others, literals, order }) => ({
      template: `${order.map((name, i) => `${literals[i]}{${name}}`).join('')}${literals[6]}`,
      parts: { region, code, day, serial: 1 + Math.floor(share * (10 ** width - 1)) },
      read: {
        ...(others.includes('region') ? { region } : {}),
        ...(others.includes('code') ? { code } : {}),
        ...(date.length > 0 ? { day: day.slice(0, [0, 4, 7, 10][date.length]) } : {}),
      },
      width,
    }));

  it('read back as what they were written of, by any template', () => {
    fc.assert(
      fc.property(numbers, ({ template, parts, read }) => {
        const text = formatNumber(template, parts);
        expect(parseNumber(template, text)).toEqual({ ok: true, value: { ...read, serial: parts.serial } });
      }),
      { numRuns: 1000 },
    );
  });

  it('are written as they were read, whatever was typed', () => {
    fc.assert(
      fc.property(numbers, fc.array(fc.constantFrom(...'0379./-LU7A '), { maxLength: 20 }), (made, typed) => {
        const text = typed.join('');
        const result = parseNumber(made.template, text);
        if (!result.ok) return;
        const { day, ...rest } = result.value;
        const full = day === undefined ? {} : { day: `${day}-01-01`.slice(0, 10) };
        expect(formatNumber(made.template, { ...rest, ...full })).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse a serial with more digits than its place', () => {
    fc.assert(
      fc.property(numbers, ({ template, parts, width }) => {
        const over = { ...parts, serial: 10 ** width };
        expect(() => formatNumber(template, over)).toThrowError(/digits or fewer/);
      }),
    );
  });
});
