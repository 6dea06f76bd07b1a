import fc from 'fast-check';
import { maskNik, nikSchema, parseNik, provinceNames } from 'loket/indonesia';
import { describe, expect, it } from 'vitest';

const two = (n: number) => String(n).padStart(2, '0');
const at = '2026-06-30';
// Made-up holders: serials from 9000 are beyond what one sub-district registers on one day.
const holder = fc.record({
  region: fc
    .tuple(fc.constantFrom(...Object.keys(provinceNames)), fc.integer({ min: 0, max: 9999 }))
    .map(([province, rest]) => province + String(rest).padStart(4, '0')),
  born: fc.date({ min: new Date('1900-01-01'), max: new Date(at), noInvalidDate: true }),
  female: fc.boolean(),
  serial: fc.integer({ min: 9000, max: 9999 }).map(String),
});
type Holder = typeof holder extends fc.Arbitrary<infer T> ? T : never;

function nikOf({ region, born, female, serial }: Holder): string {
  const day = two(born.getUTCDate() + (female ? 40 : 0));
  return region + day + two(born.getUTCMonth() + 1) + two(born.getUTCFullYear() % 100) + serial;
}

describe('identity numbers', () => {
  it('give back what they were built of, up to the century they do not say', () => {
    fc.assert(
      fc.property(holder, (person) => {
        const born = person.born.toISOString().slice(0, 10);
        const result = parseNik(nikOf(person), { at });
        if (!result.ok) throw new Error('refused');
        const { birthDate, ambiguous, sex, region, serial } = result.value;
        expect({ sex, region, serial }).toEqual({
          sex: person.female ? 'female' : 'male',
          region: person.region,
          serial: person.serial,
        });
        expect(birthDate.slice(2)).toBe(born.slice(2));
        if (birthDate !== born) expect(ambiguous && born < birthDate).toBe(true);
        expect(birthDate <= at).toBe(true);
      }),
    );
  });

  it('are never of anybody younger than the least age', () => {
    fc.assert(
      fc.property(holder, fc.integer({ min: 0, max: 99 }), (person, minAge) => {
        const result = parseNik(nikOf(person), { at, minAge });
        if (!result.ok) return;
        const years = Number(at.slice(0, 4)) - Number(result.value.birthDate.slice(0, 4));
        const beforeBirthday = result.value.birthDate.slice(5) > at.slice(5);
        expect(years - (beforeBirthday ? 1 : 0) >= minAge).toBe(true);
      }),
    );
  });

  it('are parsed without throwing, whatever is handed in, and refusals do not repeat it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.stringMatching(/^\d{14,18}$/)), (value) => {
        const result = parseNik(value, { at });
        expect(result.ok).toBe(nikSchema.safeParse(value).success && result.ok);
        if (!result.ok && typeof value === 'string' && value.length > 5) {
          expect(JSON.stringify(result.issues)).not.toContain(value);
        }
      }),
    );
  });

  it('masked keep nothing of birth and serial', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), holder.map(nikOf)), (text) => {
        expect(maskNik(text)).toMatch(/^(\d{6}\*{10}|\*{16})$/);
      }),
    );
  });
});
