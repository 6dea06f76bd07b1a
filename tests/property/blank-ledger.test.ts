import '../support/seed.js';
import fc from 'fast-check';
import { type CentreCommand, type CentreState, centreDecider, imbalance } from 'loket/printing';
import { expect, it } from 'vitest';
import { readCentre } from '../../src/printing/stored-centre.js';

const config = {
  printers: [
    { id: 'P1', medium: 'card', blanks: 20, supplies: ['ribbon'], thermal: { cards: 3, coolMs: 60_000 } },
    { id: 'P2', medium: 'card', blanks: 5, site: 'north' },
    { id: 'P3', medium: 'paper', blanks: 0, cardsPerDay: 2 },
  ],
  media: [
    { id: 'card', form: 'card', serialNumbers: true, lowAt: 60 },
    { id: 'paper', form: 'paper' },
    { id: 'ribbon', form: 'supply', prints: 4 },
  ],
  stock: { card: 30, paper: 10, ribbon: 3 },
  sites: [{ id: 'north', stock: { card: 10 } }, { id: 'south' }],
  calendar: {
    dayOf: (at: number) => new Date(at).toISOString().slice(0, 10),
    endOf: (day: string) => Date.parse(`${day}T00:00Z`) + 86_400_000,
  },
} as const;
const decider = centreDecider(config);

type Body = CentreCommand extends infer C
  ? C extends CentreCommand
    ? Omit<C, 'id' | 'at' | 'by'>
    : never
  : never;

const quantity = fc.integer({ min: 1, max: 12 });
const site = fc.constantFrom('main', 'north', 'south');
const medium = fc.constantFrom('card', 'paper', 'ribbon');
const printerId = fc.constantFrom('P1', 'P2', 'P3');
/** A job that is at a printer then, by its place among them; jobs that are not there are named now and then too. */
const jobId = fc.integer({ min: 0, max: 9 }).map((n) => `#${n}`);
const transferId = fc.constantFrom('t-1', 't-2');
const reservationId = fc.constantFrom('r-1', 'r-2');
const reason = fc.constant('why');
const serial = fc.integer({ min: 1, max: 40 }).map((n) => `S-${n}`);
const a = <T extends Body['type']>(type: T, shape: object): fc.Arbitrary<Body> =>
  fc.record({ type: fc.constant(type), ...shape }) as fc.Arbitrary<Body>;

const movement: fc.Arbitrary<Body> = fc.oneof(
  a('blanks.receive', { medium, quantity, site }),
  a('blanks.load', { printerId, quantity }),
  a('blanks.load', { printerId, quantity, reservationId }),
  a('blanks.unload', { printerId, quantity }),
  a('blanks.send', { transferId, medium, quantity, site, to: site }),
  a('blanks.send', {
    transferId,
    medium: fc.constant('card'),
    quantity,
    to: fc.constantFrom('north', 'south'),
  }),
  a('blanks.arrive', { transferId, quantity: fc.integer({ min: 0, max: 14 }) }),
  a('blanks.return', { medium, quantity, site, reason }),
  a('blanks.spoil', { medium, quantity, site, reason }),
  a('blanks.spoil', { medium, quantity, printerId, reason }),
  a('blanks.reserve', { reservationId, medium, quantity, site, reason }),
  a('blanks.release', { reservationId }),
  a('stock.take', { medium, site, warehouse: fc.integer({ min: 0, max: 40 }) }),
  a('stock.take', {
    medium,
    site,
    hoppers: fc.dictionary(printerId, fc.integer({ min: 0, max: 20 }), { maxKeys: 2 }),
  }),
  a('supply.mount', { printerId, medium }),
  a('printer.stop', { printerId, reason }),
  a('printer.start', { printerId }),
  a('printer.break', { printerId, reason }),
  a('printer.repair', { printerId }),
  a('printer.check', { printerId }),
);
const work: fc.Arbitrary<Body> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom('card', 'paper')).map(
    ([id, what]): Body => ({
      type: 'print.request',
      jobId: `j-${id}`,
      applicationId: `a-${id}`,
      medium: what,
      kind: 'k',
      since: 1,
    }),
  ),
  fc.constant<Body>({ type: 'centre.dispatch' }),
  fc.constant<Body>({ type: 'centre.dispatch' }),
  a('job.report', { jobId, attempt: fc.constantFrom(1, 1, 1, 2), outcome: fc.constant('accepted') }),
  a('job.report', {
    jobId,
    attempt: fc.constantFrom(1, 1, 1, 2),
    outcome: fc.constantFrom('printed', 'spoiled', 'failed', 'unavailable', 'unknown'),
    serial,
    reason,
  }),
  a('card.printed', { jobId, serial }),
  a('card.spoiled', { jobId, reason, serial }),
  a('card.failed', { jobId, reason }),
  a('card.unknown', { jobId, reason }),
  a('print.cancel', { jobId }),
  a('document.discard', { jobId }),
);
const commands = fc.array(
  fc.tuple(fc.oneof(movement, { weight: 2, arbitrary: work }), fc.integer({ min: 0, max: 40_000 })),
  {
    minLength: 1,
    maxLength: 120,
    size: 'max',
  },
);
const by = { id: 'rina', role: 'store' };

function named({ jobs }: CentreState, body: Body): Body {
  const place = 'jobId' in body && body.jobId.startsWith('#') ? Number(body.jobId.slice(1)) : undefined;
  if (place === undefined) return body;
  const there = Object.values(jobs).filter((job) => job.state !== 'queued' || place > 7);
  return { ...body, jobId: there[place % Math.max(1, there.length)]?.jobId ?? 'nobody' } as Body;
}

function checkBooks(centre: CentreState): void {
  let moved = 0;
  for (const [where, books] of Object.entries(centre.ledger)) {
    for (const [what, account] of Object.entries(books)) {
      expect([where, what, imbalance(account)]).toEqual([where, what, 0]);
      const { hoppers, missing: _, ...places } = account;
      for (const n of [...Object.values(places), ...Object.values(hoppers)]) {
        expect(n).toBeGreaterThanOrEqual(0);
      }
      expect(account.reserved).toBeLessThanOrEqual(account.warehouse);
      const kept = Object.values(centre.reservations).filter(
        (one) => one.site === where && one.medium === what,
      );
      expect(account.reserved).toBe(kept.reduce((sum, one) => sum + one.quantity, 0));
      const held = Object.values(centre.jobs).filter(
        (job) =>
          job.medium === what &&
          ['sent', 'running', 'unknown'].includes(job.state) &&
          (centre.printers[job.printerId ?? '']?.context.site ?? '') === where,
      );
      expect(account.inProcess).toBe(held.length);
      moved += account.transferredOut - account.transferredIn;
    }
  }
  // What left one site and has not arrived is on the way, and nowhere else.
  expect(moved).toBe(Object.values(centre.transfers).reduce((sum, one) => sum + one.quantity, 0));
}

/** Nothing keeps a printer from printing that it does not tell, and what it tells is so. */
function checkPrinters(centre: CentreState): void {
  for (const { state, context, meter } of Object.values(centre.printers)) {
    const hopper = centre.ledger[context.site]?.[context.medium]?.hoppers[context.id] ?? 0;
    const out = Object.values(meter.printsLeft).some((left) => left < 1);
    if (state === 'idle') expect([hopper > 0, out]).toEqual([true, false]);
    if (state === 'outOfMedia') expect([hopper > 0, out]).toEqual([false, false]);
    if (state === 'outOfRibbon') expect(out).toBe(true);
    expect(context.jobId === null).toBe(!['printing', 'finishing', 'breaking'].includes(state));
  }
}

it('balances at every site after every command, whatever is done with blanks, printers and jobs', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(commands, (all) => {
      let centre = decider.initial('main');
      let at = Date.parse('2026-03-02T08:00Z');
      for (const [n, [body, wait]] of all.entries()) {
        at += wait;
        const before = JSON.stringify(centre);
        const command = { ...named(centre, body), id: `c-${n}`, at, by } as CentreCommand;
        const outcome = decider.decide(centre, command, {});
        expect(JSON.stringify(centre)).toBe(before);
        if (!outcome.ok) continue;
        for (const event of outcome.events) {
          seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
          centre = decider.evolve(centre, event);
        }
        checkBooks(centre);
        checkPrinters(centre);
      }
      expect(readCentre(JSON.parse(JSON.stringify(centre)))).toEqual(centre);
    }),
    { numRuns: Number(process.env.LOKET_RUNS ?? 100) },
  );
  // Every booking there is was made, else the property says little.
  for (const type of [
    'blanks.received',
    'blanks.loaded',
    'blanks.unloaded',
    'blanks.sent',
    'blanks.arrived',
    'blanks.returned',
    'blanks.spoiled',
    'blanks.reserved',
    'blanks.released',
    'stock.taken',
    'supply.mounted',
    'job.assigned',
    'job.printed',
    'job.spoiled',
    'job.failed',
    'job.requeued',
    'job.lost',
    'printer.paused',
    'printer.ready',
    'printer.brokeDown',
    'printer.repaired',
    'stock.ranLow',
  ])
    expect([type, (seen.get(type) ?? 0) > 0]).toEqual([type, true]);
});

it('finds in a stock take exactly what was taken from the shelf and from hoppers, and finds it again', () => {
  const taking = fc.record({
    warehouse: fc.integer({ min: 0, max: 30 }),
    hopper: fc.integer({ min: 0, max: 20 }),
    found: fc.integer({ min: 0, max: 5 }),
    used: fc.integer({ min: 0, max: 15 }),
  });
  fc.assert(
    fc.property(taking, ({ warehouse, hopper, found, used }) => {
      let centre = decider.initial('main');
      let n = 0;
      const give = (body: Body) => {
        const outcome = decider.decide(centre, { ...body, id: `c-${n++}`, at: n, by } as CentreCommand, {});
        if (!outcome.ok) throw new Error(outcome.message);
        for (const event of outcome.events) centre = decider.evolve(centre, event);
      };
      const books = () => centre.ledger.main?.card;
      give({ type: 'blanks.receive', medium: 'card', quantity: 40 });
      if (used > 0) give({ type: 'blanks.load', printerId: 'P1', quantity: used });
      const [shelf, there] = [books()?.warehouse ?? 0, books()?.hoppers.P1 ?? 0];
      const counted = { warehouse: shelf - warehouse, hoppers: { P1: Math.max(0, there - hopper) } };
      give({ type: 'stock.take', medium: 'card', ...counted });
      expect(books()?.missing).toBe(warehouse + there - counted.hoppers.P1);
      give({ type: 'stock.take', medium: 'card', warehouse: counted.warehouse + found });
      expect(books()?.missing).toBe(warehouse + there - counted.hoppers.P1 - found);
      checkBooks(centre);
    }),
    { numRuns: 200 },
  );
});
