// A dead timestamper costs a level, never the signature: an authority for timestamps fails in every way there is, the
// letters are signed all the same, and get their timestamps when it is well again.
import assert from 'node:assert/strict';
import { PDFDocument } from '@cantoo/pdf-lib';
import { httpTimestamper, padesProvider, pkcs12Signer } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { testPki } from 'loket/testing/signing-server';
import { startTimestampServer, type TimestampTrouble } from 'loket/testing/timestamp-server';

const clock = Date.parse('2019-07-17T09:00+07:00');
const authority = await startTimestampServer();
const pki = testPki({
  keyType: 'ec',
  bits: 384,
  name: 'Kepala Dinas (test)',
  validFrom: '2019-01-01T00:00Z',
  validUntil: '2020-01-01T00:00Z',
});
const p12 = pki.p12('rahasia');
const blobs = memoryBlobs();
const provider = padesProvider({
  id: 'pades',
  signatory: 'head',
  blobs,
  signer: pkcs12Signer({ p12: () => p12, passphrase: () => 'rahasia' }),
  document: async ({ applicationId }) => {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.addPage([595, 842]).drawText(`Surat keterangan ${applicationId}`, { x: 60, y: 760, size: 14 });
    return pdf.save();
  },
  timestamper: httpTimestamper({
    url: authority.url,
    roots: [authority.root],
    headers: ({ at }) => ({ 'x-loket-clock': `${at}` }),
  }),
});
const callOf = (applicationId: string, at = clock) => ({
  requestId: `${applicationId}/1`,
  applicationId,
  kind: 'surat-keterangan',
  attempt: 1,
  effectId: `effect-${applicationId}`,
  at,
  signal: new AbortController().signal,
});

const first = await provider.sign(callOf('a-0'));
assert.ok(first.outcome === 'ok' && first.level === 'B-T');
console.log(`well          signed as ${first.level}`);

const waiting: { applicationId: string; artifact: string }[] = [];
const troubles: TimestampTrouble[] = [
  'down',
  'silent',
  'page',
  'refusing',
  'stale',
  'otherImprint',
  'otherTime',
  'noPurpose',
  'otherKey',
  'untrusted',
];
for (const [i, how] of troubles.entries()) {
  authority.next(how);
  const applicationId = `a-${i + 1}`;
  const signed = await provider.sign(callOf(applicationId));
  assert.ok(signed.outcome === 'ok' && signed.level === 'B-B' && signed.artifact !== undefined);
  console.log(`${how.padEnd(13)} signed as ${signed.level}: ${signed.timestampReason}`);
  waiting.push({ applicationId, artifact: signed.artifact });
}

// In the afternoon it answers again. The signatures stay as they are; only timestamps are added.
const afternoon = clock + 6 * 3_600_000;
assert.equal(
  await provider.probeTimestamper?.({ at: afternoon, signal: new AbortController().signal }),
  true,
);
let upgraded = 0;
for (const { applicationId, artifact } of waiting) {
  const call = { ...callOf(applicationId, afternoon), artifact };
  const told = await provider.upgrade?.(call);
  assert.ok(told?.outcome === 'ok' && told.level === 'B-T' && told.artifact !== undefined);
  assert.deepEqual(await provider.upgrade?.(call), told);
  const [before, after] = [await blobs.get(artifact), await blobs.get(told.artifact)];
  assert.ok(before && after && before.length === after.length);
  upgraded++;
}
await authority.close();
console.log(`${upgraded} of ${waiting.length} letters have their timestamps by the afternoon`);
assert.equal(upgraded, troubles.length);
