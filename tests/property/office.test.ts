import fc from 'fast-check';
import { createOffice, defineDocumentKind, isLoketError, memoryStore, type OfficeConfig } from 'loket';
import { indonesianCalendar } from 'loket/indonesia';
import { manualPrinter } from 'loket/printing';
import { type FakeOutage, fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { expect, it } from 'vitest';
import { type Opened, perform } from '../support/drivers.js';
import { broken, dump } from '../support/invariants.js';

const start = Date.parse('2019-07-15T08:00+07:00');
const hour = 3_600_000;
const kinds = ['card', 'letter', 'deed', 'seal', 'plain', 'hand'] as const;
const calendar = indonesianCalendar();

const definitions = [
  defineDocumentKind({ id: 'card', service: 'cards', medium: 'chip', needsRecord: true }),
  defineDocumentKind({ id: 'letter', service: 'letters', medium: 'sheet', signature: { by: 'head' } }),
  defineDocumentKind({
    id: 'deed',
    service: 'letters',
    medium: 'blank',
    signature: { by: 'head' },
    inspect: true,
    checkBack: true,
  }),
  defineDocumentKind({
    id: 'seal',
    service: 'letters',
    medium: 'blank',
    signature: { by: 'head', wetStage: 'before-print' },
    inspect: true,
  }),
  defineDocumentKind({ id: 'plain', service: 'cards', medium: 'sheet' }),
  defineDocumentKind({ id: 'hand', service: 'letters', medium: 'sheet', signature: { by: 'mayor' } }),
];

const outage: fc.Arbitrary<FakeOutage> = fc
  .record({
    from: fc.integer({ min: 0, max: 60 }),
    hours: fc.integer({ min: 1, max: 20 }),
    how: fc.constantFrom('down', 'limping', 'silent'),
  })
  .map(({ from, hours, how }) => ({
    from: start + from * hour,
    until: start + (from + hours) * hour,
    how: how as FakeOutage['how'],
  }));
const printed = fc.constantFrom(
  'printed',
  'printed',
  'printed',
  'spoiled',
  'failed',
  'unavailable',
  'unknown',
);

const world = fc.record({
  outages: fc.array(outage, { maxLength: 3 }),
  canLookUp: fc.boolean(),
  prints: fc.array(printed, { minLength: 1, maxLength: 12 }),
  cardsPerDay: fc.constantFrom(undefined, 40),
  papersPerDay: fc.constantFrom(undefined, 2),
  maxHoldMs: fc.constantFrom(hour, 30 * hour),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function open(given: World) {
  const clock = testClock(start);
  const store = memoryStore();
  const signer = fakeSigner({
    outages: given.outages,
    canLookUp: given.canLookUp,
    probeEveryMs: 10 * 60_000,
    maxHoldMs: given.maxHoldMs,
  });
  let ids = 0;
  const repair = { done: false };
  const script = (nth: number) =>
    repair.done ? 'printed' : (given.prints[nth % given.prints.length] ?? 'printed');
  const rate = given.cardsPerDay === undefined ? {} : { cardsPerDay: given.cardsPerDay };
  const devices = [
    virtualPrinter({ id: 'V1', media: 'chip', blanks: 6, script, ...rate }),
    virtualPrinter({ id: 'V2', media: 'sheet', blanks: 30, script }),
    virtualPrinter({ id: 'V3', media: 'blank', blanks: 6, script, ...rate }),
  ];
  const config: OfficeConfig = {
    calendar,
    kinds: definitions,
    media: [
      { id: 'chip', form: 'card', serialNumbers: true },
      { id: 'sheet', form: 'paper' },
      { id: 'blank', form: 'paper' },
    ],
    counters: [
      { id: 'A', services: ['letters'] },
      { id: 'B', services: ['letters', 'cards'] },
    ],
    signatures: [signer],
    wetDesks: [{ signatory: 'head', ...(given.papersPerDay && { papersPerDay: given.papersPerDay }) }],
    printers: [...devices, manualPrinter({ id: 'M1', medium: 'blank', blanks: 3 })],
    stock: { chip: 3, sheet: 2 },
    clock,
    store,
    newId: () => `c${++ids}`,
  };
  return { office: createOffice(config), store, clock, signer, devices, repair };
}
type Opening = ReturnType<typeof open>;

const n = fc.nat({ max: 30 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('issue' as const), n, m: n }) },
  { weight: 6, arbitrary: fc.record({ op: fc.constant('callNext' as const), n, m: n }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('settle' as const), n, m: n }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('wait' as const), n, m: n }) },
  { weight: 6, arbitrary: fc.record({ op: fc.constant('pass' as const), n, m: n }) },
  {
    weight: 14,
    arbitrary: fc.record({
      op: fc.constantFrom(
        'recall',
        'noShow',
        'finish',
        'finish',
        'finish',
        'cancelTicket',
        'return',
        'resubmit',
        'reject',
        'cancel',
        'record',
        'record',
        'inspectGood',
        'inspectGood',
        'inspectBad',
        'check',
        'retry',
        'collect',
        'collect',
        'destroy',
        'wet',
        'electronic',
        'auto',
        'maintenance',
        'resolve',
        'sign',
        'sign',
        'confirm',
        'confirm',
        'spoiled',
        'failed',
        'unknown',
        'receive',
        'load',
        'unload',
        'stop',
        'start',
      ),
      n,
      m: n,
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const by = { id: 'ani', role: 'officer' };

async function act(opening: Opening, { op, n, m }: Step): Promise<void> {
  const { office, clock, store, signer, devices } = opening;
  const apps = await store.list({ kind: 'application', limit: 1000 });
  const applicationId = apps[(n * 31 + m) % Math.max(1, apps.length)] ?? 'none';
  const tickets = (await store.journal({ after: 0, limit: 1_000_000 })).flatMap(({ event }) =>
    event.type === 'ticket.issued' ? [event.ticketId] : [],
  );
  const ticketId = tickets[Math.max(0, tickets.length - 1 - (n % 4))] ?? 'none';
  const jobs = await office.printing.worklist();
  const job = jobs[n % Math.max(1, jobs.length)];
  const jobId = job?.jobId ?? 'none';
  const reason = 'because';
  // Whoever has the document in hand says what is true.
  const came = devices.some((device) => device.printed.includes(jobId));
  const device = job?.printerId !== 'M1';
  const give = (body: Parameters<typeof perform>[2]) => perform(office, by, body);
  switch (op) {
    case 'issue':
      return void (await give({
        type: 'ticket.issue',
        kind: kinds[n % kinds.length] ?? 'card',
        applicant: { ref: `p${m % 12}` },
      }));
    case 'callNext':
      return void (await give({ type: 'ticket.callNext', counter: n % 2 === 0 ? 'A' : 'B' }));
    case 'settle':
      return office.settle();
    case 'wait':
      clock.advance((n + 1) * 20 * 60_000);
      return;
    case 'recall':
      return void (await give({ type: 'ticket.recall', ticketId }));
    case 'noShow':
      return void (await give({ type: 'ticket.noShow', ticketId }));
    case 'finish':
      return void (await give({ type: 'ticket.finish', ticketId }));
    case 'cancelTicket':
      return void (await give({ type: 'ticket.cancel', ticketId, reason }));
    case 'pass':
      return void (await give({
        type: 'application.pass',
        applicationId: await verifying(office, applicationId),
      }));
    case 'return':
      return void (await give({ type: 'application.return', applicationId, reason }));
    case 'resubmit':
      return void (await give({ type: 'application.resubmit', applicationId }));
    case 'reject':
      return void (await give({ type: 'application.reject', applicationId, reason }));
    case 'cancel':
      return void (await give({ type: 'application.cancel', applicationId, reason }));
    case 'record':
      return void (await give({ type: 'record.ready', applicationId }));
    case 'inspectGood':
      return void (await give({ type: 'inspection.passed', applicationId }));
    case 'inspectBad':
      return void (await give({ type: 'inspection.failed', applicationId, reason }));
    case 'check':
      return void (await give({ type: 'wetSignature.checked', applicationId }));
    case 'retry':
      return void (await give({ type: 'print.retry', applicationId }));
    case 'collect':
      return void (await give({ type: 'pickup.collected', applicationId, collector: { ref: 'x' } }));
    case 'destroy':
      return void (await give({ type: 'document.destroy', applicationId, reason }));
    case 'wet':
    case 'electronic':
    case 'auto':
      return void (await give({
        type: 'signer.order',
        provider: 'fake',
        mode: op,
        reason,
        ...(m % 2 === 0 ? { until: clock.now() + (n + 1) * hour } : {}),
      }));
    case 'maintenance':
      return void (await give({
        type: 'signer.planMaintenance',
        provider: 'fake',
        from: clock.now() + n * hour,
        until: clock.now() + (n + 1 + m) * hour,
        reason,
      }));
    case 'resolve': {
      const [status] = await office.signing.status();
      const request = status?.unknown[n % Math.max(1, status.unknown.length)];
      const requestId = request?.requestId ?? 'none';
      const outcome = signer.signed.has(requestId) ? 'made' : 'notMade';
      return void (await give({ type: 'signature.resolve', provider: 'fake', requestId, outcome }));
    }
    case 'sign': {
      const signatory = n % 3 === 0 ? 'mayor' : 'head';
      const papers = await office.signing.desk(signatory);
      const ids = papers.slice(0, 1 + (m % 3)).map((paper) => paper.applicationId);
      return void (await give({
        type: 'paper.signed',
        signatory,
        applicationIds: ids.length > 0 ? ids : [applicationId],
      }));
    }
    case 'confirm':
      if (device && !came && job) return;
      return void (await give({
        type: 'card.printed',
        jobId,
        ...(m % 3 ? { serial: `s${jobId}${m}` } : {}),
      }));
    case 'spoiled':
      if (came) return;
      return void (await give({ type: 'card.spoiled', jobId, reason }));
    case 'failed':
      if (came) return;
      return void (await give({ type: 'card.failed', jobId, reason }));
    case 'unknown':
      return void (await give({ type: 'card.unknown', jobId, reason }));
    case 'receive':
      return void (await give({
        type: 'blanks.receive',
        medium: n % 2 ? 'chip' : 'blank',
        quantity: 1 + (m % 4),
      }));
    case 'load':
      return void (await give({
        type: 'blanks.load',
        printerId: n % 2 ? 'V1' : 'V3',
        quantity: 1 + (m % 3),
      }));
    case 'unload':
      return void (await give({
        type: 'blanks.unload',
        printerId: n % 2 ? 'V1' : 'V3',
        quantity: 1 + (m % 3),
      }));
    case 'stop':
      return void (await give({ type: 'printer.stop', printerId: `V${1 + (n % 3)}`, reason }));
    case 'start':
      return void (await give({ type: 'printer.start', printerId: `V${1 + (n % 3)}` }));
  }
}

async function verifying(office: Opened, other: string): Promise<string> {
  const [first] = await office.documents.list({ state: 'verifying', limit: 1 });
  return first?.id ?? other;
}

/** Staff who do their work, with blanks enough and a signer that works, until nothing is left to do. */
async function finishEverything({ office, clock, signer, devices, repair }: Opening): Promise<void> {
  repair.done = true;
  const desk = office.as(by);
  const ignore = (work: Promise<unknown>) =>
    work.catch((error: unknown) => {
      if (!isLoketError(error, 'refused')) throw error;
    });
  for (const printer of await office.printing.printers()) {
    await ignore(desk.printing.startPrinter(printer.id));
    await desk.printing.receive({ medium: printer.medium, quantity: 200 });
    await desk.printing.load({ printerId: printer.id, quantity: 200 });
  }
  await desk.signing.useAuto({ reason: 'healthy again' });
  for (let round = 0; round < 400; round++) {
    await office.settle();
    const open = (await office.documents.list({ limit: 1000 })).filter(
      (view) =>
        !['collected', 'rejected', 'cancelled', 'destroyed', 'queued', 'unclaimed'].includes(view.state),
    );
    if (open.length === 0 && round > 2) return;
    for (const { requestId } of (await office.signing.status()).flatMap((status) => status.unknown)) {
      await ignore(
        desk.signing.resolve({ requestId, outcome: signer.signed.has(requestId) ? 'made' : 'notMade' }),
      );
    }
    for (const { jobId, printerId, state } of await office.printing.worklist()) {
      const out = devices.some((device) => device.printed.includes(jobId));
      if (printerId === 'M1' || (state === 'unknown' && out)) {
        await ignore(desk.printing.confirm(jobId, { serial: `f${jobId}` }));
      } else if (state === 'unknown')
        await ignore(desk.printing.failed(jobId, { reason: 'nothing came out' }));
    }
    for (const signatory of ['head', 'mayor']) {
      const papers = await office.signing.desk(signatory);
      if (papers.length > 0)
        await desk.signing.signedByHand(
          papers.map((p) => p.applicationId),
          { signatory },
        );
    }
    for (const { id, state } of open) {
      if (state === 'verifying') await ignore(desk.documents.pass(id));
      if (state === 'returned') await ignore(desk.documents.resubmit(id));
      if (state === 'printing.awaitingRecord') await ignore(desk.documents.recordReady(id));
      if (state === 'printing.blocked') await ignore(desk.documents.retryPrint(id));
      if (state === 'printed') await ignore(desk.documents.passInspection(id));
      if (state === 'signed.wet') await ignore(desk.documents.checkBack(id));
      if (state === 'readyForPickup') await ignore(desk.documents.handOver(id, { collector: { ref: 'x' } }));
    }
    clock.advance(hour);
  }
}

const runs = Number(process.env.LOKET_RUNS ?? 60);

it('keeps every invariant over random commands, changes nothing when it refuses, and can finish what is open', {
  timeout: 3_600_000,
}, async () => {
  const refusals = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(world, fc.array(step, { minLength: 20, maxLength: 120 }), async (given, steps) => {
      const opening = open(given);
      const { office, store, signer } = opening;
      for (const [i, next] of steps.entries()) {
        const before = await dump(store);
        try {
          await act(opening, next);
        } catch (error) {
          if (!isLoketError(error, 'refused')) throw error;
          const code = error.refusal?.code ?? '';
          refusals.set(code, (refusals.get(code) ?? 0) + 1);
          expect(await dump(store)).toBe(before);
        }
        if (i % 5 === 4) expect(await broken(office, store, [signer])).toEqual([]);
      }
      expect(await broken(office, store, [signer])).toEqual([]);
      await finishEverything(opening);
      expect(await broken(office, store, [signer])).toEqual([]);
      const left = (await office.documents.list({ limit: 1000 }))
        .map((view) => view.state)
        .filter(
          (state) =>
            !['collected', 'rejected', 'cancelled', 'destroyed', 'queued', 'unclaimed'].includes(state),
        );
      expect(left).toEqual([]);
    }),
    { numRuns: runs },
  );
  console.log(`${runs} runs; refusals met: ${JSON.stringify(Object.fromEntries(refusals))}`);
});
