// A real signature on a PDF: a test key file signs a birth certificate as PAdES B-B, from the queue to the signed
// bytes, and the signature is checked with nothing but Node's own cryptography.
import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { padesProvider, pkcs12Signer, type RawSignCall } from 'loket/signing/pades';
import { memoryBlobs, testClock, virtualPrinter } from 'loket/testing';
import { testPki } from 'loket/testing/signing-server';

const pki = testPki({
  name: 'Kepala Dinas (test)',
  validFrom: '2019-01-01T00:00Z',
  validUntil: '2020-01-01T00:00Z',
});
const p12 = pki.p12('rahasia');
const key = pkcs12Signer({ p12: () => p12, passphrase: () => 'rahasia' });
const blobs = memoryBlobs();
const passed: (RawSignCall & { signature: Buffer })[] = [];

const provider = padesProvider({
  id: 'pades',
  signatory: 'head',
  blobs,
  // Between the provider and the key, to show what passes: attributes and their digest, never the document.
  signer: {
    describe: (call) => key.describe(call),
    sign: async (call) => {
      const made = await key.sign(call);
      if (made.outcome === 'ok') passed.push({ ...call, signature: Buffer.from(made.signature) });
      return made;
    },
  },
  document: async ({ applicationId, kind }) => {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.addPage([595, 842]).drawText(`${kind} ${applicationId}`, { x: 60, y: 760, size: 16 });
    return pdf.save();
  },
  appearance: ({ applicationId }) => ({
    fieldName: 'Head',
    page: 0,
    rectMm: [20, 20, 90, 30],
    name: 'Kepala Dinas',
    visible: {
      lines: ['Ditandatangani secara elektronik oleh', 'Kepala Dinas'],
      qr: `https://verify.example/${encodeURIComponent(applicationId)}`,
    },
  }),
});

const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [provider],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  clock: testClock('2019-07-22T08:00+07:00'),
});
const artifacts: string[] = [];
office.on('signature.made', ({ event }) => {
  if (event.type === 'signature.made' && event.artifact !== undefined) artifacts.push(event.artifact);
});
const ani = office.as({ id: 'ani', role: 'officer' });
const { applicationId, ticketId } = await ani.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
await ani.queue.callNext({ counter: 'A' });
await ani.documents.pass(applicationId);
await ani.queue.finish(ticketId);
await office.settle();

const { state, milestones } = await office.documents.get(applicationId);
console.log(`${applicationId} is ${state}, signed ${milestones.signed?.mode}`);
assert.equal(state, 'readyForPickup');

const [call] = passed;
assert.ok(call && passed.length === 1);
console.log(`to the key went     SHA-256 ${Buffer.from(call.digest).toString('hex').slice(0, 32)}…`);
const { publicKey } = new X509Certificate(pki.certificate);
assert.ok(verify('sha256', call.toBeSigned, publicKey, call.signature));

const [artifact = ''] = artifacts;
const pdf = Buffer.from((await blobs.get(artifact)) ?? []);
console.log(`the signed document ${artifact.slice(0, 39)}…, ${pdf.length} bytes`);
assert.ok(pdf.includes('/SubFilter /ETSI.CAdES.detached'));
assert.ok(pdf.includes(call.signature.toString('hex')));
// Whoever changes it is found out: what the attributes say of its bytes is what its bytes are.
const [, from = 0, before = 0, after = 0, rest = 0] =
  /ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1'))?.map(Number) ?? [];
assert.equal(after + rest, pdf.length);
const ranges = [pdf.subarray(from, from + before), pdf.subarray(after, after + rest)];
const digest = createHash('sha256').update(Buffer.concat(ranges)).digest();
assert.ok(Buffer.from(call.toBeSigned).includes(digest));
console.log('its signature fits the certificate, and its bytes fit the signature');
