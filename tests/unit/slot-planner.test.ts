import {
  checkSlotPlan,
  dailyWindows,
  planSlots,
  type SlotPrinter,
  type SlotProblem,
  slotJobs,
  slotPrices,
  slotWords,
  splitDelivery,
  whatBinds,
  withPrinterDay,
} from 'loket/printing/planner';
import { describe, expect, it } from 'vitest';
import { bruteSlots } from '../support/slot-brute.js';

const hour = 3_600_000;
const day = 24 * hour;
const printers = (count: number): SlotPrinter[] =>
  Array.from({ length: count }, (_, m) => ({ id: `P${m + 1}`, msPerCard: 115_200, dailyDuty: 250 }));
const windows = dailyWindows({ firstDay: 0, days: 30, from: 8 * hour, until: 16 * hour });

/** The office of the article: 400 blanks, 28,000 requests. */
const office: SlotProblem = {
  from: 0,
  jobs: { count: 28_000 },
  printers: printers(25),
  objective: 'makespan',
  windows,
  blanks: [{ at: 0, count: 400 }],
};

describe("the article's office", () => {
  it('says that blanks bind, and uses them within the first half hour of the day', () => {
    const plan = planSlots(office);
    expect(plan.printed).toBe(400);
    expect(plan.exactOn).toBe('every-start');
    expect(plan.finishedAt).toBe(8 * hour + 16 * 115_200);
    expect(plan.binding).toEqual({
      code: 'planner.blanks-bind',
      params: { cards: 28_000, printed: 400, blanks: 400 },
      text: 'Blanks bind: 400 blanks for 28000 cards; more printers print no card more until blanks arrive.',
    });
    expect(checkSlotPlan(office, plan)).toEqual({ ok: true });
  });

  it('prices one more blank at a card and one more printer-day at none', () => {
    const { oneMoreBlank, oneMorePrinterDay } = slotPrices(office);
    expect(oneMoreBlank).toMatchObject({ cards: 1, isWorth: true });
    expect(oneMorePrinterDay.size).toBe(25);
    for (const price of oneMorePrinterDay.values()) expect(price.cards).toBe(0);
  });

  it('does not print one card more with ten more printers', () => {
    expect(planSlots({ ...office, printers: printers(35) }).printed).toBe(400);
  });

  it('says that printers bind once there are blanks, and that ten more are a day and more sooner', () => {
    const enough = { ...office, blanks: [{ at: 0, count: 28_000 }] };
    const plan = planSlots(enough);
    expect(plan.binding.code).toBe('planner.printers-bind');
    const more = planSlots({ ...enough, printers: printers(35) });
    expect(Math.floor((plan.finishedAt ?? 0) / day) + 1).toBe(5);
    expect(Math.floor((more.finishedAt ?? 0) / day) + 1).toBe(4);
    const { oneMoreBlank, oneMorePrinterDay } = slotPrices(enough);
    expect(oneMoreBlank).toEqual({ cards: 0, value: [0n], isWorth: false });
    expect(oneMorePrinterDay.get('P1')?.isWorth).toBe(true);
  });

  it('says the same in days, for both readings of the backlog', () => {
    const asked = { printers: 25, cardsPerDay: 250, stock: 400 };
    for (const backlog of [28_000, 44_000]) {
      const { binding, cardsForOneBlank, now } = whatBinds({ ...asked, backlog });
      expect(binding.text).toBe(
        `Blanks bind: 400 blanks for ${backlog} cards, which the printers use in 30.7 minutes. 10 more printers change nothing until blanks arrive: more than 6250 for one morning.`,
      );
      expect([cardsForOneBlank, now.clears]).toEqual([1, false]);
    }
    const enough = whatBinds({ ...asked, backlog: 44_000, stock: 44_000 });
    expect(enough.binding.text).toBe(
      'There are blanks enough for more printers to matter: with 10 more the last day is 6 and not 8.',
    );
  });

  it('splits a delivery over 33 sub-districts and the headquarters to the last blank', () => {
    const areas = Array.from({ length: 33 }, (_, i) => ({
      id: `sub-district ${i + 1}`,
      waiting: 500 + 37 * i,
    }));
    const all = [...areas, { id: 'headquarters', waiting: 4000, minimum: 100 }];
    for (const rule of ['largest-remainder', 'earliest-clear'] as const) {
      const split = splitDelivery({ quantity: 10_000, areas: all, rule });
      if (!split.isPossible) throw new Error(split.reason.text);
      expect([...split.shares.values()].reduce((sum, share) => sum + share, 0)).toBe(10_000);
      expect(split.unallocated).toBe(0);
    }
    const short = splitDelivery({ quantity: 50, areas: all, rule: 'largest-remainder' });
    expect(short).toMatchObject({ isPossible: false, reason: { code: 'capacity.minima-above' } });
  });
});

describe('prices', () => {
  const problem: SlotProblem = {
    from: 0,
    jobs: slotJobs([{ weight: 3 }, { weight: 1 }, { weight: 2 }, {}]),
    printers: [
      {
        id: 'A',
        msPerCard: 4,
        windows: [
          [0, 9],
          [20, 29],
        ],
      },
      {
        id: 'B',
        msPerCard: 6,
        windows: [
          [2, 9],
          [20, 29],
        ],
      },
    ],
    objective: 'weightedCompletion',
    day: { startsAt: 0, lengthMs: 20 },
    blanks: [
      { at: 0, count: 2 },
      { at: 20, count: 1 },
    ],
  };

  it('are the differences that trying everything finds', () => {
    const base = bruteSlots(problem, 100);
    const { oneMoreBlank, oneMorePrinterDay } = slotPrices(problem);
    const blank = bruteSlots({ ...problem, blanks: [...(problem.blanks ?? []), { at: 0, count: 1 }] }, 100);
    expect(oneMoreBlank.cards).toBe(blank.printed - base.printed);
    expect(oneMoreBlank.value).toEqual([(blank.value[0] ?? 0n) - (base.value[0] ?? 0n)]);
    for (const printer of problem.printers) {
      const more = bruteSlots(withPrinterDay(problem, printer.id), 100);
      const price = oneMorePrinterDay.get(printer.id);
      expect(price?.cards).toBe(more.printed - base.printed);
      expect(price?.value).toEqual([(more.value[0] ?? 0n) - (base.value[0] ?? 0n)]);
    }
  });

  it('add a printer for its first working day only', () => {
    const added = withPrinterDay(problem, 'B').printers.at(-1);
    expect(added).toMatchObject({ id: 'B+1', windows: [[2, 9]] });
    expect(withPrinterDay(problem, 'nobody')).toBe(problem);
  });
});

describe('binding', () => {
  const base = {
    from: 0,
    jobs: { count: 10 },
    printers: [{ id: 'A', msPerCard: 10 }],
    objective: 'makespan',
  } as const;

  it('tells working time that ends too soon', () => {
    const plan = planSlots({ ...base, windows: [[0, 55]] });
    expect(plan.binding.code).toBe('planner.calendar-binds');
    expect(plan.printed).toBe(5);
    expect([...plan.printerOf]).toEqual([0, 0, 0, 0, 0, -1, -1, -1, -1, -1]);
    expect(plan.at(5)).toBeUndefined();
  });

  it('tells that both bind when each alone makes it better', () => {
    const late = {
      ...base,
      blanks: [
        { at: 0, count: 5 },
        { at: 70, count: 5 },
      ],
    };
    expect(planSlots(late).binding.code).toBe('planner.both-bind');
  });

  it('tells which binds most when both do', () => {
    const blanks = [{ at: 0, count: 5 }];
    const late = planSlots({ ...base, blanks: [...blanks, { at: 300, count: 5 }] }).binding;
    expect([late.code, late.params.byBlanks, late.params.byPrinters]).toEqual([
      'planner.blanks-bind-most',
      250,
      20,
    ]);
    const soon = planSlots({ ...base, blanks: [...blanks, { at: 51, count: 5 }] }).binding;
    expect([soon.code, soon.params.byBlanks, soon.params.byPrinters]).toEqual([
      'planner.printers-bind-most',
      1,
      20,
    ]);
  });

  it('tells that deliveries bind when more printers finish no sooner', () => {
    const late = {
      ...base,
      blanks: [
        { at: 0, count: 9 },
        { at: 500, count: 1 },
      ],
    };
    expect(planSlots(late).binding.code).toBe('planner.deliveries-bind');
  });

  it('tells that nothing binds', () => {
    expect(planSlots({ ...base, jobs: { count: 1 } }).binding.code).toBe('planner.nothing-binds');
    expect(planSlots({ ...base, jobs: { count: 0 } })).toMatchObject({
      printed: 0,
      value: [0n],
      finishedAt: null,
    });
  });
});

it('never lets a slow printer begin late where a fast one should wait', () => {
  // The fast printer takes the second blank: the first goes to the slow one, although the fast one would end it sooner.
  const problem = {
    from: 0,
    jobs: { count: 2 },
    printers: [
      { id: 'fast', msPerCard: 4 },
      { id: 'slow', msPerCard: 5 },
    ],
    objective: 'makespan',
    blanks: [
      { at: 0, count: 1 },
      { at: 3, count: 1 },
    ],
  } as const;
  const plan = planSlots(problem);
  expect([...plan].map(({ printer, startAt, endAt }) => [printer, startAt, endAt])).toEqual([
    ['slow', 0, 5],
    ['fast', 3, 7],
  ]);
  expect(plan.proof).toMatchObject({ method: 'counting', from: 3, cards: 1, slotsBefore: 0, end: 7 });
});

it('refuses what makes no sense, naming field, rule and value', () => {
  const one = {
    from: 0,
    jobs: { count: 1 },
    printers: [{ id: 'A', msPerCard: 10 }],
    objective: 'makespan',
  } as const;
  const refused: [Partial<SlotProblem>, string][] = [
    [{ jobs: { count: -1 } }, 'jobs.count'],
    [{ jobs: { count: 2, weights: [1] } }, 'jobs.weights'],
    [{ jobs: { count: 1, weights: [0.5] } }, 'jobs.weights[0]'],
    [{ printers: [{ id: 'A' }] }, 'printers[0]'],
    [{ printers: [{ id: 'A', msPerCard: 0 }] }, 'printers[0].msPerCard'],
    [{ printers: [{ id: 'A', msPerCard: 1, dailyDuty: 5 }] }, 'dailyDuty'],
    [{ printers: [one.printers[0], one.printers[0]] }, 'different ids'],
    [{ windows: [[5, 5]] }, 'windows[0]'],
    [{ windows: [[0, 4e11]] }, 'windows'],
    [{ blanks: [{ at: 0, count: 1.5 }] }, 'blanks[0].count'],
  ];
  for (const [change, field] of refused) {
    expect(() => planSlots({ ...one, ...change } as SlotProblem)).toThrow(field);
  }
});

it('words every code', () => {
  for (const [code, text] of Object.entries(slotWords)) {
    expect(code).toMatch(/^(planner|capacity)\.[a-z.-]+$/);
    expect(text).toMatch(/^[A-Z{].*\.$/);
  }
});

it('rejects a plan on the grid that leaves out a card for which there is a slot', () => {
  const problem = {
    from: 0,
    jobs: { count: 3 },
    printers: [
      { id: 'A', msPerCard: 4 },
      { id: 'B', msPerCard: 6 },
    ],
    objective: 'weightedCompletion',
    windows: [[0, 100]],
    blanks: [
      { at: 0, count: 1 },
      { at: 5, count: 2 },
    ],
  } as const;
  const plan = planSlots(problem);
  expect([plan.exactOn, plan.printed]).toEqual(['slot-grid', 3]);
  expect(checkSlotPlan(problem, plan)).toEqual({ ok: true });
  const last = plan.order[2] ?? 0;
  const fewer = {
    ...plan,
    printed: 2,
    value: [BigInt(plan.endOf.reduce((sum, end, job) => sum + (job === last ? 0 : end), 0))],
    lowerBound: [0n],
    printerOf: plan.printerOf.map((m, job) => (job === last ? -1 : m)),
    endOf: plan.endOf.map((end, job) => (job === last ? Number.NaN : end)),
  };
  expect(checkSlotPlan(problem, fewer)).toMatchObject({ ok: false, reason: { code: 'planner.check.proof' } });
});
