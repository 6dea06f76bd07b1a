// A service that takes whole PDFs and gives them back signed may give back anything. Nothing is taken on trust: an answer
// counts once it is found to be our document, with one signature of the official, and nothing else.
import assert from 'node:assert/strict';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createOffice, defineDocumentKind } from 'loket';
import { indonesianCalendar } from 'loket/indonesia';
import { bsreSigner } from 'loket/signing/bsre';
import { documentProvider, receiptCheck } from 'loket/signing/document';
import { memoryBlobs, testClock, virtualPrinter } from 'loket/testing';
import { startBsreServer } from 'loket/testing/bsre-server';

const nik = '3507000000000001';
const server = await startBsreServer({
  basic: 'office:secret',
  signatories: [{ nik, passphrase: 'rahasia', name: 'Head of office' }],
});
const root = server.roots.get(nik);
assert.ok(root);
const blobs = memoryBlobs();
const clock = testClock('2026-03-02T08:30+07:00');
const office = createOffice({
  calendar: indonesianCalendar(),
  kinds: [
    defineDocumentKind({ id: 'letter', service: 'letters', medium: 'paper', signature: { by: 'head' } }),
  ],
  counters: [{ id: '1', services: ['letters'] }],
  signatures: [
    documentProvider({
      id: 'bsre',
      signatory: 'head',
      blobs,
      signer: bsreSigner({
        version: 2,
        baseUrl: server.url,
        authorization: () => `Basic ${Buffer.from('office:secret').toString('base64')}`,
        nik: () => nik,
        passphrase: () => 'rahasia',
        headers: ({ at }) => ({ 'x-loket-clock': `${at}` }),
      }),
      // What was sent is kept before it is sent, so it is made once.
      document: async ({ applicationId }) => {
        const pdf = await PDFDocument.create({ updateMetadata: false });
        pdf.addPage([300, 200]).drawText(applicationId, { x: 20, y: 100, size: 12 });
        return pdf.save();
      },
      check: receiptCheck({ roots: [root], signatory: ({ subject }) => subject.includes('Head of office') }),
    }),
  ],
  printers: [virtualPrinter({ id: 'P1', media: 'paper', blanks: 50 })],
  clock,
});
const reasons: string[] = [];
office.on('request.lost', ({ event }) => {
  if (event.type === 'request.lost') reasons.push(event.reason);
});
const eva = office.as({ id: 'eva', role: 'officer' });

async function serve(person: string): Promise<string> {
  const { applicationId, ticketId } = await eva.queue.issue({ kind: 'letter', applicant: { ref: person } });
  await eva.queue.callNext({ counter: '1' });
  await eva.documents.pass(applicationId);
  await eva.queue.finish(ticketId);
  await office.settle();
  return applicationId;
}
const stateOf = async (id: string) => (await office.documents.get(id)).state;

const first = await serve('v-1');
console.log(`an honest answer: ${await stateOf(first)}`);
assert.equal(await stateOf(first), 'readyForPickup');

// The same letter of somebody else, another official, a file without a signature, half a file.
const lies = ['otherDocument', 'otherSignatory', 'unsigned', 'truncated'] as const;
const doubtful: string[] = [];
for (const [i, how] of lies.entries()) {
  server.setNext(how, 1);
  const id = await serve(`v-${i + 2}`);
  doubtful.push(id);
  console.log(`${how}: ${await stateOf(id)}, for ${reasons.at(-1)}`);
  assert.equal(await stateOf(id), 'signing.unknown');
  // A service that lies may have signed all the same: nothing is sent again before a person has asked there.
  clock.advance(60_000);
  await office.settle();
}
const [status] = await office.signing.status();
assert.deepEqual(
  status?.unknown.map(({ applicationId }) => applicationId),
  doubtful,
);
const calls = server.record.length;
clock.advance(3_600_000);
await office.settle();
assert.equal(server.record.length, calls);
console.log(`an hour later: still ${doubtful.length} for a person, and nothing was sent twice`);
await server.close();
