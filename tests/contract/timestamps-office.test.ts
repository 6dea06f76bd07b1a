import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { padesProvider } from 'loket/signing/pades';
import { memoryBlobs, testClock, virtualPrinter } from 'loket/testing';
import { startTimestampServer } from 'loket/testing/timestamp-server';
import { expect, it } from 'vitest';
import { keySigner, partsOf, pkiOf, samplePdf } from '../support/signing.js';
import { timestamperAt, timestampOf } from '../support/timestamps.js';

it('serves an office whose timestamper is dead: signed at once as B-B, and B-T when it is back', async () => {
  const start = Date.parse('2019-07-17T08:00+07:00');
  const back = start + 3_600_000;
  const server = await startTimestampServer({ schedule: [{ from: start, until: back, how: 'down' }] });
  try {
    const blobs = memoryBlobs();
    const clock = testClock(start);
    const provider = padesProvider({
      id: 'pades',
      signatory: 'head',
      signer: keySigner(pkiOf('ec')),
      document: () => samplePdf(),
      blobs,
      timestamper: timestamperAt(server),
      stopwatch: () => 0,
    });
    const office = createOffice({
      ...dukcapil({ regency: '35.07' }),
      counters: [{ id: 'A', services: ['civil-acts'] }],
      signatures: [provider],
      printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10 })],
      clock,
    });
    const levels: (string | undefined)[] = [];
    const upgraded: string[] = [];
    office.on('request.made', ({ event }) => {
      if (event.type === 'request.made') levels.push(event.level);
    });
    office.on('upgrade.made', ({ event }) => {
      if (event.type === 'upgrade.made') upgraded.push(event.artifact);
    });
    const ani = office.as({ id: 'ani', role: 'officer' });
    const { applicationId } = await ani.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
    await ani.queue.callNext({ counter: 'A' });
    await ani.documents.pass(applicationId);
    await office.settle();
    const { state, milestones } = await office.documents.get(applicationId);
    expect({ state, mode: milestones.signed?.mode }).toEqual({ state: 'readyForPickup', mode: 'electronic' });
    expect({ levels, upgraded }).toEqual({ levels: ['B-B'], upgraded: [] });

    for (let i = 0; i < 48 && upgraded.length === 0; i++) {
      clock.advance(600_000);
      await office.settle();
    }
    expect(upgraded.length).toBe(1);
    const bytes = (await blobs.get(upgraded[0] ?? '')) ?? new Uint8Array();
    expect(timestampOf(partsOf(bytes).cms).token).toBeDefined();
  } finally {
    await server.close();
  }
});
