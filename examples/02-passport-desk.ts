// No country: an office of your own, with its calendar, its document kind, its identity numbers, and a printer that a
// person works by hand, each booklet with its serial number.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind, defineIdentityScheme } from 'loket';
import { manualPrinter } from 'loket/printing';
import { testClock } from 'loket/testing';
import { z } from 'zod';

const day = [{ from: '09:00', to: '17:00' }];
const calendar = defineCalendar({
  id: 'town-hall',
  timeZone: 'Europe/Amsterdam',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  years: {
    2026: {
      source: 'Town council, decree 12',
      holidays: [{ date: '2026-04-27', name: "King's Day", kind: 'holiday' }],
    },
  },
});
const passport = defineDocumentKind({
  id: 'passport',
  service: 'passports',
  medium: 'booklet',
  serviceStandard: { none: { days: 2, count: 'working' } },
});
const badge = defineIdentityScheme({
  id: 'badge',
  schema: z.string().regex(/^B\d{4}$/, 'must be B and 4 digits'),
  mask: (value) => `${value.slice(0, 1)}****`,
});

// A number is checked and masked; only a reference of your own goes into the office.
const typed = badge.parse('B1234');
assert.ok(typed.ok);
console.log(`the applicant is ${badge.mask(typed.value)}`);

const office = createOffice({
  calendar,
  kinds: [passport],
  media: [{ id: 'booklet', form: 'card', serialNumbers: true }],
  counters: [{ id: '1', services: ['passports'] }],
  printers: [manualPrinter({ id: 'P1', medium: 'booklet', blanks: 20 })],
  clock: testClock('2026-04-24T10:00+02:00'),
});
const eva = office.as({ id: 'eva', role: 'officer' });

const { applicationId, ticketId } = await eva.queue.issue({ kind: 'passport', applicant: { ref: 'p-1' } });
await eva.queue.callNext({ counter: '1' });
const passed = await eva.documents.pass(applicationId);
await eva.queue.finish(ticketId);
console.log(`ready by ${passed.commitment?.readyBy}: Monday is a holiday`);
assert.equal(passed.commitment?.readyBy, '2026-04-29');

await office.settle();
const [job] = await office.printing.worklist({ printerId: 'P1' });
assert.ok(job);
console.log(`on the worklist of P1: ${job.jobId}`);

// The first booklet is spoiled; the job comes back as a new one.
await eva.printing.spoiled(job.jobId, { reason: 'cover torn' });
await office.settle();
const [again] = await office.printing.worklist({ printerId: 'P1' });
assert.ok(again && again.jobId !== job.jobId);
await eva.printing.confirm(again.jobId, { serial: 'NL-000042' });
const printed = await eva.documents.get(applicationId);
console.log(`${printed.milestones.printed?.serial} is ${printed.state}, waiting for inspection`);
assert.equal(printed.state, 'printed');

await eva.documents.passInspection(applicationId);
const done = await eva.documents.handOver(applicationId, { collector: { ref: 'p-1' } });
console.log(`handed over: ${done.state}`);
assert.equal(done.state, 'collected');
const [stock] = await office.printing.stock();
console.log(`${stock?.issued} booklet issued, ${stock?.spoiled} spoiled, ${stock?.free} left`);
assert.deepEqual([stock?.issued, stock?.spoiled, stock?.free], [1, 1, 18]);
