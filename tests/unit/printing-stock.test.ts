import { isLoketError } from 'loket';
import { createAllocator, manualPrinter } from 'loket/printing';
import { virtualPrinter } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { smallOffice } from '../support/office.js';

const cards = { id: 'card', form: 'card', serialNumbers: true } as const;
const paper = { id: 'paper', form: 'paper' } as const;
const ribbon = { id: 'ribbon', form: 'supply', prints: 3 } as const;
const hourMs = 3_600_000;

/** An office with cards only, asked for one after the other. */
function cardOffice(config: Parameters<typeof smallOffice>[0] = {}) {
  const small = smallOffice({ media: [paper, cards, ribbon], ...config });
  let n = 0;
  return {
    ...small,
    async ask(): Promise<string> {
      const { applicationId, ticketId } = await small.serve('card', `v-${++n}`);
      await small.desk.documents.pass(applicationId);
      await small.desk.queue.finish(ticketId);
      await small.office.settle();
      return applicationId;
    },
    printer: async () => (await small.office.printing.printers())[0],
    account: async (medium = 'card', site = 'main') =>
      (await small.office.printing.stock()).find((one) => one.medium === medium && one.site === site),
  };
}
const fast = (more: object = {}) => ({ ...virtualPrinter({ id: 'C1', media: 'card', blanks: 9 }), ...more });

describe('a printer', () => {
  it('waits for blanks when its hopper is empty, and goes on when it is loaded', async () => {
    const { ask, printer, desk, office } = cardOffice({ printers: [fast({ blanks: 1 })] });
    await ask();
    const second = await ask();
    expect(await printer()).toMatchObject({ state: 'outOfMedia', blanks: 0 });
    await desk.printing.load({ printerId: 'C1', quantity: 2 });
    await office.settle();
    expect((await office.documents.get(second)).state).toBe('printed');
    expect(await printer()).toMatchObject({ state: 'idle', blanks: 1 });
  });

  it('stands without blanks from the first morning on', async () => {
    const { printer } = cardOffice({ printers: [manualPrinter({ id: 'C1', medium: 'card', blanks: 0 })] });
    expect((await printer())?.state).toBe('outOfMedia');
  });

  it('stops when its ribbon is used up, spoiled cards counted, and goes on with a new one', async () => {
    const spoils = virtualPrinter({
      id: 'C1',
      media: 'card',
      blanks: 9,
      script: (nth) => (nth === 2 ? 'spoiled' : 'printed'),
    });
    const printers = [{ ...spoils, supplies: ['ribbon'] }];
    const small = cardOffice({ printers, stock: { card: 5, ribbon: 1 } });
    await small.ask();
    const second = await small.ask();
    expect((await small.office.documents.get(second)).state).toBe('printed');
    expect(await small.printer()).toMatchObject({ state: 'outOfRibbon', printsLeft: { ribbon: 0 } });
    const third = await small.ask();
    expect((await small.office.documents.get(third)).state).toBe('printing.queued');
    await small.desk.printing.mount({ printerId: 'C1', medium: 'ribbon' });
    await small.office.settle();
    expect((await small.office.documents.get(third)).state).toBe('printed');
    expect(await small.account('ribbon')).toMatchObject({
      opening: 2,
      warehouse: 0,
      issued: 1,
      hoppers: { C1: 1 },
    });
    await expect(small.desk.printing.mount({ printerId: 'C1', medium: 'ribbon' })).rejects.toMatchObject({
      refusal: { code: 'blanks-short' },
    });
  });

  it('cools when its budget is used up, and goes on by itself', async () => {
    const thermal = { cards: 2, coolMs: 10 * 60_000 };
    const { ask, printer, office, clock } = cardOffice({ printers: [fast({ thermal })] });
    await ask();
    await ask();
    const third = await ask();
    const until = clock.now() + 10 * 60_000;
    expect(await printer()).toMatchObject({ state: 'cooling', until });
    clock.set(until - 1);
    await office.settle();
    expect((await office.documents.get(third)).state).toBe('printing.queued');
    clock.set(until);
    await office.settle();
    expect((await office.documents.get(third)).state).toBe('printed');
  });

  it('never has to cool where it is given time between cards', async () => {
    const thermal = { cards: 2, coolMs: 10 * 60_000 };
    const { ask, printer, clock } = cardOffice({ printers: [fast({ thermal })] });
    for (let i = 0; i < 5; i++) {
      await ask();
      expect((await printer())?.state).toBe('idle');
      clock.advance(5 * 60_000);
    }
  });

  it('rests when its day’s cards are made, until the next day', async () => {
    const { ask, printer, office, clock } = cardOffice({ printers: [fast({ cardsPerDay: 2 })] });
    await ask();
    await ask();
    const third = await ask();
    expect((await printer())?.state).toBe('resting');
    clock.set('2019-07-17T23:59+07:00');
    await office.settle();
    expect((await office.documents.get(third)).state).toBe('printing.queued');
    clock.set('2019-07-18T00:00+07:00');
    await office.settle();
    expect((await office.documents.get(third)).state).toBe('printed');
  });

  it('goes to repair after its job, and is back when it is repaired, with the spoiled card first in line', async () => {
    const { ask, printer, desk, office, clock } = cardOffice({
      printers: [manualPrinter({ id: 'C1', medium: 'card', blanks: 4 })],
    });
    await ask();
    clock.advance(60_000);
    const second = await ask();
    await desk.printing.breakPrinter('C1', { reason: 'head is scorched' });
    expect(await printer()).toMatchObject({ state: 'breaking', reason: 'head is scorched' });
    const [job] = await office.printing.worklist();
    await desk.printing.spoiled(job?.jobId ?? '', { reason: 'scorched', serial: 'S-1' });
    await office.settle();
    expect((await printer())?.state).toBe('inRepair');
    clock.advance(3 * 24 * hourMs);
    await desk.printing.repairPrinter('C1');
    await office.settle();
    expect(await printer()).toMatchObject({ state: 'printing', outlook: { repairDays: 8.5 } });
    expect((await office.documents.get(second)).state).toBe('printing.queued');
  });

  it('is asked for the next job before a slower one', async () => {
    const slow = virtualPrinter({ id: 'A-slow', media: 'card', blanks: 9, cardsPerDay: 100 });
    const quick = virtualPrinter({ id: 'B-quick', media: 'card', blanks: 9, cardsPerDay: 400 });
    const { ask, office, clock } = cardOffice({ printers: [slow, quick] });
    for (let i = 0; i < 4; i++) await ask();
    for (let i = 0; i < 20; i++) {
      clock.advance(60_000);
      await office.settle();
    }
    expect((await office.printing.printers()).map(({ state }) => state)).toEqual(['idle', 'idle']);
    await ask();
    expect((await office.printing.printers()).map(({ id, state }) => [id, state])).toEqual([
      ['A-slow', 'idle'],
      ['B-quick', 'printing'],
    ]);
  });
});

describe('the books', () => {
  it('follow blanks from one site to another, and miss what did not arrive', async () => {
    const { desk, office, account } = cardOffice({ sites: [{ id: 'north' }] });
    await desk.printing.send({ transferId: 't-1', medium: 'card', quantity: 4, to: 'north' });
    expect(await office.printing.transfers()).toMatchObject([{ from: 'main', to: 'north', quantity: 4 }]);
    expect((await office.printing.board()).onTheWay).toEqual({ card: 4 });
    expect(await account()).toMatchObject({ warehouse: 1, transferredOut: 4 });
    await desk.printing.arrive('t-1', { quantity: 3 });
    expect(await account('card', 'north')).toMatchObject({ warehouse: 3, transferredIn: 4, missing: 1 });
    expect(await office.printing.transfers()).toEqual([]);
    await expect(desk.printing.arrive('t-1', { quantity: 1 })).rejects.toMatchObject({
      refusal: { code: 'not-found' },
    });
  });

  it('keep what is reserved for its purpose', async () => {
    const { desk, account, office } = cardOffice({ printers: [fast({ blanks: 0 })] });
    const reservation = { reservationId: 'first-timers', reason: 'seventeen this week' };
    await desk.printing.reserve({ ...reservation, medium: 'card', quantity: 3 });
    expect(await account()).toMatchObject({ warehouse: 5, reserved: 3, free: 2 });
    const load = (quantity: number, reservationId?: string) =>
      desk.printing.load({ printerId: 'C1', quantity, reservationId });
    await expect(load(3)).rejects.toThrow(/holds 2 of 'card', not 3/);
    await load(2, 'first-timers');
    expect(await office.printing.reservations()).toMatchObject([{ quantity: 1 }]);
    await desk.printing.release('first-timers');
    expect(await account()).toMatchObject({ warehouse: 3, reserved: 0 });
  });

  it('find in a stock take what is missing, and what turned up again', async () => {
    const { desk, account } = cardOffice({ printers: [fast()] });
    const count = { medium: 'card', warehouse: 3, hoppers: { C1: 8 } };
    expect(await desk.printing.takeStock(count)).toEqual({ expected: 14, counted: 11, missing: 3 });
    expect(await desk.printing.takeStock({ medium: 'card', warehouse: 4 })).toMatchObject({ missing: -1 });
    expect(await account()).toMatchObject({ warehouse: 4, hoppers: { C1: 8 }, missing: 2 });
    await expect(desk.printing.takeStock({ medium: 'card' })).rejects.toThrow(/nothing was counted/);
  });

  it('take spoiled and returned blanks off, with the reason', async () => {
    const { desk, account } = cardOffice({ printers: [fast()] });
    await desk.printing.spoil({ medium: 'card', quantity: 2, reason: 'damp' });
    await desk.printing.spoil({ medium: 'card', quantity: 1, reason: 'bent', printerId: 'C1' });
    await desk.printing.giveBack({ medium: 'card', quantity: 1, reason: 'misprinted chip' });
    expect(await account()).toMatchObject({ warehouse: 2, spoiled: 3, returned: 1, hoppers: { C1: 8 } });
  });

  it('know which serial numbers were delivered, and which are booked on no card yet', async () => {
    const known = { ...cards, knownSerials: true };
    const small = cardOffice({ media: [paper, known, ribbon], stock: {}, printers: [fast({ blanks: 0 })] });
    const { desk, office } = small;
    const receive = (from: string, to: string, quantity: number) =>
      desk.printing.receive({ medium: 'card', quantity, serials: [{ from, to }] });
    await receive('C1-000001', 'C1-000004', 4);
    await expect(receive('C1-000004', 'C1-000005', 2)).rejects.toThrow(/C1-000004 to C1-000005 meets/);
    await expect(desk.printing.receive({ medium: 'card', quantity: 4 })).rejects.toThrow(
      /must name its serial/,
    );
    await desk.printing.load({ printerId: 'C1', quantity: 4 });
    await small.ask();
    await small.ask();
    expect(await office.printing.unbookedSerials('card')).toEqual([{ from: 'C1-000003', to: 'C1-000004' }]);
  });

  it('tell the office once when blanks have come down to their mark', async () => {
    const told: unknown[] = [];
    const low = { ...cards, lowAt: 12 };
    const { ask, desk } = cardOffice({
      media: [paper, low, ribbon],
      printers: [fast()],
      notifier: { stockLow: (stock) => void told.push(stock) },
    });
    await ask();
    expect(told).toEqual([]);
    await ask();
    await ask();
    expect(told).toEqual([{ medium: 'card', free: 12, mark: 12 }]);
    await desk.printing.receive({ medium: 'card', quantity: 2 });
    await ask();
    expect(told.length).toBe(2);
  });

  it('forecast how long blanks last from what was used on the days of printing', async () => {
    const { ask, office, clock } = cardOffice({ printers: [fast()] });
    expect(await office.printing.forecast('card')).toMatchObject({ free: 14, perDay: null, daysLeft: null });
    for (const count of [2, 4]) {
      for (let i = 0; i < count; i++) await ask();
      clock.advance(24 * hourMs);
    }
    const { perDay, daysLeft } = await office.printing.forecast('card');
    expect(perDay).toBe(3);
    expect(daysLeft?.likely).toBeCloseTo(8 / 3);
    expect(daysLeft && daysLeft.low < daysLeft.likely && (daysLeft.high ?? 0) > daysLeft.likely).toBe(true);
  });

  it('count for a promise only where a printer takes the medium', async () => {
    const { ask, office } = cardOffice({ stock: {}, sites: [{ id: 'shed', stock: { card: 100 } }] });
    const id = await ask();
    expect((await office.documents.get(id)).commitment?.pending).toBe(null);
    const there = cardOffice({
      stock: {},
      sites: [{ id: 'shed', stock: { card: 100 } }],
      printers: [fast({ blanks: 0 })],
    });
    const waits = await there.ask();
    expect((await there.office.documents.get(waits)).commitment?.pending).toBe('blanks-short');
  });
});

describe('a configuration', () => {
  const refused = (config: Parameters<typeof smallOffice>[0]): string => {
    try {
      cardOffice(config);
    } catch (error) {
      if (isLoketError(error, 'invalid-config')) return error.message;
    }
    return 'accepted';
  };

  it('is refused where a printer, a site or a supply does not fit', () => {
    expect(refused({ printers: [fast({ supplies: ['card'] })] })).toMatch(
      /supplies\[0\].*must be one of ribbon/,
    );
    expect(refused({ printers: [fast({ site: 'moon' })] })).toMatch(
      /printers\[0\].site.*must be one of main/,
    );
    expect(refused({ printers: [{ ...fast(), medium: 'ribbon' }] })).toMatch(/printers\[0\].medium/);
    expect(refused({ sites: [{ id: 'north', stock: { gold: 1 } }] })).toMatch(/sites\[0\].stock.gold/);
    expect(refused({ media: [paper, cards, { id: 'r', form: 'supply' }] })).toMatch(/prints.*must be given/);
    expect(refused({ printers: [fast({ thermal: { cards: 0, coolMs: 1 } })] })).toMatch(/thermal.cards/);
    expect(() =>
      createAllocator({ printers: [{ id: 'P', medium: 'gold', blanks: 1 }], media: [cards], stock: {} }),
    ).toThrow(/printers\[0\]\.medium: must be one of the media/);
  });
});

describe('an allocator alone', () => {
  const at = Date.parse('2026-03-02T08:00Z');
  const by = { id: 'system', role: 'system' };
  const config = {
    printers: [
      { id: 'P1', medium: 'card', blanks: 1, thermal: { cards: 1, coolMs: 120_000 } },
      { id: 'P2', medium: 'card', blanks: 0 },
    ],
    media: [cards],
    stock: { card: 1 },
  };

  it('tells of each job where it stands and why', () => {
    const allocator = createAllocator(config);
    let centre = allocator.open();
    let n = 0;
    const give = (command: object) => {
      const outcome = allocator.decide(centre, { id: `c-${++n}`, at, by, ...command } as never);
      if (!outcome.ok) throw new Error(outcome.message);
      for (const event of outcome.events) centre = allocator.evolve(centre, event);
    };
    const codes = (jobId: string) => allocator.job(centre, jobId, at)?.why.map(({ code }) => code);
    const job = { type: 'print.request', medium: 'card', kind: 'id' };
    for (const i of [1, 2, 3]) give({ ...job, jobId: `j-${i}`, applicationId: `a-${i}`, since: i });
    give({ type: 'centre.dispatch' });
    expect(codes('j-1')).toEqual(['print.sent']);
    expect(codes('j-2')).toEqual(['print.waits', 'print.turn']);
    expect(codes('j-3')).toEqual(['print.waits', 'print.noBlank']);
    give({ type: 'job.report', jobId: 'j-1', attempt: 1, outcome: 'printed', serial: 'S-1' });
    give({ type: 'blanks.load', printerId: 'P1', quantity: 1 });
    expect(centre.printers.P1?.state).toBe('cooling');
    give({ type: 'printer.stop', printerId: 'P2', reason: 'no operator' });
    expect(codes('j-2')).toEqual(['print.waits', 'print.turn', 'print.cooling']);
    give({ type: 'printer.stop', printerId: 'P1', reason: 'no operator' });
    expect(codes('j-2')).toEqual(['print.waits', 'print.noneInService']);
    expect(allocator.job(centre, 'nobody', at)).toBeUndefined();
    expect(allocator.printer(centre, 'P1')?.cardsPerDay).toBe(250);
    expect(allocator.board(centre).waiting).toEqual({ card: 2 });
    expect(allocator.forecast(centre, 'card').waiting).toBe(2);
  });

  it('reads what an earlier version stored', () => {
    const allocator = createAllocator(config);
    const books = { ...allocator.open().ledger.main?.card, warehouse: 1, hoppers: { P1: 1, P2: 0 } };
    const { reserved: _, ...account } = books as Record<string, unknown>;
    const context = { medium: 'card', jobId: null, reason: null };
    const stored = {
      v: 1,
      printers: {
        P1: { state: 'idle', context: { ...context, id: 'P1' } },
        P2: { state: 'idle', context: { ...context, id: 'P2' } },
      },
      jobs: {},
      lines: {},
      ledger: { card: account },
      serials: {},
      sequence: 0,
    };
    const centre = allocator.load(stored);
    expect([centre.v, centre.printers.P1?.state, centre.printers.P2?.state]).toEqual([
      2,
      'idle',
      'outOfMedia',
    ]);
    expect(centre.ledger.main?.card).toMatchObject({ reserved: 0, hoppers: { P1: 1, P2: 0 } });
    expect(() => allocator.load({ ...stored, v: 3 })).toThrow(/version 3/);
  });
});

it('is explained to whoever asks why a card waits', async () => {
  const { ask, office } = cardOffice({ stock: {}, printers: [fast({ blanks: 1 })] });
  await ask();
  const waits = await ask();
  const said = (await office.explain({ applicationId: waits })).map(({ text }) => text);
  expect(said).toContain('It waits to be printed; before it: 0.');
  expect(said).toContain('Blanks of card are left: 0; its turn needs 1 more.');
});

it('counts what became of a doubtful card for that card, not for the one that the printer has now', () => {
  const at = Date.parse('2026-03-02T08:00Z');
  const allocator = createAllocator({
    printers: [{ id: 'P1', medium: 'card', blanks: 5, supplies: ['ribbon'] }],
    media: [cards, ribbon],
    stock: {},
  });
  let centre = allocator.open();
  let n = 0;
  const give = (seconds: number, command: object) => {
    const head = { id: `c-${++n}`, at: at + seconds * 1000, by: { id: 'system', role: 'system' } };
    const outcome = allocator.decide(centre, { ...head, ...command } as never);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) centre = allocator.evolve(centre, event);
  };
  const job = { type: 'print.request', medium: 'card', kind: 'id', since: 0 };
  for (const i of [1, 2]) give(0, { ...job, jobId: `j-${i}`, applicationId: `a-${i}` });
  give(0, { type: 'centre.dispatch' });
  give(10, { type: 'job.report', jobId: 'j-1', attempt: 1, outcome: 'unknown', reason: 'no answer' });
  give(100, { type: 'centre.dispatch' });
  // A person finds the first card while the printer is at the second.
  give(110, { type: 'card.printed', jobId: 'j-1', serial: 'S-1' });
  give(130, { type: 'job.report', jobId: 'j-2', attempt: 1, outcome: 'printed', serial: 'S-2' });
  const meter = centre.printers.P1?.meter;
  expect(meter).toMatchObject({ printed: 2, msPerCard: 30_000, printsLeft: { ribbon: 1 } });
});

it('refuses a limit of cards a day where nobody tells days', () => {
  const config = {
    media: [cards],
    stock: {},
    printers: [{ id: 'P', medium: 'card', blanks: 1, cardsPerDay: 9 }],
  };
  expect(() => createAllocator(config)).toThrow(
    /printers\[0\]\.cardsPerDay: must not be given without calendar/,
  );
});
