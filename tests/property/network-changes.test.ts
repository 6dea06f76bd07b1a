import '../support/seed.js';
import fc from 'fast-check';
import {
  checkNetworkPlan,
  type NetworkProblem,
  planNetwork,
  replanNetwork,
  splitShares,
  whatIf,
} from 'loket/printing/planner';
import { describe, expect, it } from 'vitest';
import { chance } from '../support/chance.js';
import { smallProblem } from '../support/network-instances.js';
import { costOf, leastByHighs } from '../support/network-oracle.js';

const seed = fc.nat();

describe('a question to a network plan', () => {
  it('is answered with the exact difference, as HiGHS finds it', async () => {
    await fc.assert(
      fc.asyncProperty(seed, async (one) => {
        const draw = chance(one);
        const problem = smallProblem(draw);
        const plan = planNetwork(problem);
        const line = draw.of(problem.lines);
        const day = draw.nat(problem.days);
        const [blanks, capacity] = [draw.nat(6), draw.nat(6)];
        const told = whatIf(problem, plan, [{ lineId: line.id, day, blanks, capacity }]);
        const more = (all: readonly number[], by: number) => all.map((n, d) => (d === day ? n + by : n));
        const changed = {
          ...line,
          blanks: more(line.blanks, blanks),
          capacity: more(line.capacity, capacity),
        };
        const lines = problem.lines.map((other) => (other === line ? changed : other));
        const { unserved, short } = plan.proof;
        const least = Math.round(await leastByHighs({ ...problem, lines }, unserved, short));
        expect(costOf(plan.value, unserved, short) + costOf(told, unserved, short)).toBe(least);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused where it names no line or day', () => {
    const problem = smallProblem(chance(3));
    const plan = planNetwork(problem);
    expect(() => whatIf(problem, plan, [{ lineId: 'l0', day: 99, blanks: 1 }])).toThrow(
      /no line 'l0' has a day 99/,
    );
    expect(() => whatIf(problem, plan, [{ lineId: 'x', day: 0, blanks: 1 }])).toThrow(/no line 'x'/);
  });
});

describe('the article’s office', () => {
  const office = (days: number, blanks: number, printers: number): NetworkProblem => ({
    days,
    lines: [
      {
        id: 'headquarters',
        medium: 'ktp-el',
        capacity: Array<number>(days).fill(printers * 250),
        blanks: [blanks, ...Array<number>(days - 1).fill(0)],
        transportDays: { regency: 0 },
      },
    ],
    groups: [{ id: 'print-ready', home: 'regency', medium: 'ktp-el', count: 16_000, weight: 1, dueDay: 0 }],
  });

  it('is told that blanks bind, what a blank is worth, and that ten more printers change nothing', () => {
    const problem = office(5, 400, 10);
    const plan = planNetwork(problem);
    expect(plan.value.unserved).toBe(15_600);
    expect(plan.binding[0]).toMatchObject({
      code: 'blanks-bind',
      text: 'At headquarters blanks bind: 400 come in 5 days, and its printers have room for 12500 cards. More printers print not one card more there.',
    });
    expect(plan.blankWorth[0]?.change.unserved).toBe(-1);
    const tenMore = problem.lines[0]?.capacity.map((_, day) => ({
      lineId: 'headquarters',
      day,
      capacity: 2500,
    }));
    expect(whatIf(problem, plan, tenMore ?? [])).toEqual({ short: 0, unserved: 0, lateDays: 0 });
  });

  it('is told when, with enough blanks, they do', () => {
    const problem = office(5, 16_000, 10);
    const plan = planNetwork(problem);
    expect(plan.binding[0]?.code).toBe('printers-bind');
    const tenMore = problem.lines[0]?.capacity.map((_, day) => ({
      lineId: 'headquarters',
      day,
      capacity: 2500,
    }));
    expect(whatIf(problem, plan, tenMore ?? []).unserved).toBe(-3500);
    expect(planNetwork(office(5, 16_000, 20)).value.unserved).toBe(0);
  });

  it('keeps the ministry’s 70 of 100 for those whose record is ready', () => {
    const parts = splitShares(400, { ready: 70, others: 30 });
    const plan = planNetwork({
      days: 1,
      lines: (['ready', 'others'] as const).map((of) => ({
        id: of,
        medium: `ktp-el/${of}`,
        capacity: [2500],
        blanks: [parts[of]],
        transportDays: { regency: 0 },
      })),
      groups: [
        { id: 'r', home: 'regency', medium: 'ktp-el/ready', count: 16_000, weight: 1, dueDay: 0 },
        { id: 'o', home: 'regency', medium: 'ktp-el/others', count: 12_000, weight: 1, dueDay: 0 },
      ],
    });
    expect(plan.shipments.map(({ groupId, count }) => [groupId, count])).toEqual([
      ['r', 280],
      ['o', 120],
    ]);
  });
});

describe('shares', () => {
  it('are whole, add up, and differ from the exact part by less than one', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 34 });
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), shares, (quantity, list) => {
        const sum = list.reduce((total, one) => total + one, 0);
        fc.pre(sum > 0);
        const parts = Object.values(
          splitShares(quantity, Object.fromEntries(list.map((n, i) => [`k${i}`, n]))),
        );
        expect(parts.reduce((total, one) => total + one, 0)).toBe(quantity);
        for (const [i, part] of parts.entries()) {
          expect(Number.isInteger(part)).toBe(true);
          expect(Math.abs(part - (quantity * (list[i] ?? 0)) / sum)).toBeLessThan(1);
        }
      }),
    );
    expect(() => splitShares(4, { a: 0 })).toThrow(/must not all be 0/);
    expect(() => splitShares(4.5, { a: 1 })).toThrow(/quantity.*must be a whole number/);
    expect(() => splitShares(4, { a: -1, b: 2 })).toThrow(/shares.a.*must be 0 or more/);
  });
});

describe('a plan made anew', () => {
  it('leaves what is frozen, is as good as any for the rest, and is proved', async () => {
    await fc.assert(
      fc.asyncProperty(seed, async (one) => {
        const draw = chance(one);
        const problem = smallProblem(draw);
        const before = planNetwork(problem);
        const frozenUntil = draw.nat(problem.days + 1);
        const lines = problem.lines.map((line) => ({
          ...line,
          capacity: line.capacity.map((room, day) => (day < frozenUntil ? room : draw.nat(room + 4))),
          blanks: line.blanks.map((n, day) => (day < frozenUntil ? n : n + draw.nat(4))),
        }));
        const groups = [
          ...problem.groups,
          {
            ...(problem.groups[0] ?? { home: 'h0', medium: 'card', weight: 1, dueDay: 0 }),
            id: 'new',
            count: 5,
          },
        ];
        const now = { ...problem, lines, groups };
        const { problem: rest, plan, shipments } = replanNetwork(now, before, { frozenUntil });
        const frozen = before.shipments.filter(({ printDay }) => printDay < frozenUntil);
        expect(shipments.slice(0, frozen.length)).toEqual(frozen);
        expect(plan.shipments.every(({ printDay }) => printDay >= frozenUntil)).toBe(true);
        expect(checkNetworkPlan(rest, plan)).toEqual({ ok: true });
        const { unserved, short } = plan.proof;
        expect(costOf(plan.value, unserved, short)).toBe(
          Math.round(await leastByHighs(rest, unserved, short)),
        );
        // Together they fit the problem as it is now.
        for (const line of lines) {
          let blanks = 0;
          for (let day = 0; day < problem.days; day++) {
            const printed = shipments.reduce(
              (sum, s) => sum + (s.lineId === line.id && s.printDay === day ? s.count : 0),
              0,
            );
            if (day >= frozenUntil) expect(printed).toBeLessThanOrEqual(line.capacity[day] ?? 0);
            blanks += (line.blanks[day] ?? 0) - printed;
            expect(blanks).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is refused where more was printed than there is now', () => {
    const line = { id: 'l', medium: 'card', capacity: [5, 5], blanks: [10, 0], transportDays: { h: 0 } };
    const group = { id: 'g', home: 'h', medium: 'card', count: 8, weight: 1, dueDay: 0 };
    const before = planNetwork({ days: 2, lines: [line], groups: [group] });
    const fewer = { days: 2, lines: [line], groups: [{ ...group, count: 4 }] };
    expect(() => replanNetwork(fewer, before, { frozenUntil: 1 })).toThrow(
      /must be 5 or more, which are frozen/,
    );
    const lost = { days: 2, lines: [{ ...line, blanks: [4, 0] }], groups: [group] };
    expect(() => replanNetwork(lost, before, { frozenUntil: 1 })).toThrow(
      /lines.l.blanks.*must be 5 or more/,
    );
  });
});

describe('a problem', () => {
  const line = { id: 'l', medium: 'card', capacity: [5], blanks: [5], transportDays: { h: 0 } };
  const group = { id: 'g', home: 'h', medium: 'card', count: 5, weight: 1, dueDay: 0 };
  const problem = { days: 1, lines: [line], groups: [group] };
  const refusal = (changed: object): string => {
    try {
      planNetwork({ ...problem, ...changed });
      return 'accepted';
    } catch (error) {
      return String(error);
    }
  };

  it('is refused by field and rule where it cannot be planned', () => {
    expect(refusal({ lines: [{ ...line, capacity: [1, 2] }] })).toMatch(
      /lines\[0\]\.capacity: must hold 1 days/,
    );
    expect(refusal({ lines: [line, line] })).toMatch(/lines\[1\]\.id: must be unique/);
    expect(refusal({ groups: [{ ...group, count: -1 }] })).toMatch(/groups\[0\]\.count: must be 0 or more/);
    expect(refusal({ groups: [{ ...group, weight: 0.5 }] })).toMatch(/weight: must be a whole number/);
    expect(refusal({ days: 401 })).toMatch(/days: must be 400 or less/);
    expect(refusal({ quotas: [{ id: 'q', classes: ['a'], min: 4, max: 2 }] })).toMatch(
      /min: must be max, 2, or less/,
    );
    const overlapping = [
      { id: 'q', classes: ['a', 'b'] },
      { id: 'r', classes: ['b', 'c'] },
    ];
    expect(refusal({ quotas: overlapping })).toMatch(
      /quotas\[1\]\.classes: must not name what quota 'q' names/,
    );
    const heavy = { ...group, count: 1_000_000_000, weight: 1_000_000, dueDay: -100_000 };
    expect(refusal({ groups: [heavy] })).toMatch(/groups: must not be so many, heavy and late/);
  });

  it('without lines, groups or days left is a plan all the same', () => {
    expect(planNetwork({ days: 1, lines: [], groups: [] }).binding.map(({ code }) => code)).toEqual([
      'nothing-binds',
    ]);
    expect(planNetwork({ ...problem, lines: [] }).value.unserved).toBe(5);
    expect(planNetwork({ ...problem, lines: [] }).binding.map(({ text }) => text)).toEqual([
      'Nobody prints card for h: 5 cards.',
    ]);
  });
});
