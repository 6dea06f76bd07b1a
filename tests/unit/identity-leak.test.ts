import { createOffice, isLoketError, memoryStore } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { parseCommand } from 'loket/office';
import { testClock } from 'loket/testing';
import { expect, it } from 'vitest';
import { dump } from '../support/invariants.js';

// Made up: a region, a date and a serial that belong to nobody.
const number = '3507134107900001';

it('refuses an identity number in the place of a reference, and repeats it nowhere', async () => {
  const store = memoryStore();
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    clock: testClock('2019-07-17T08:00+07:00'),
    store,
  });
  const desk = office.as({ id: 'ani', role: 'officer' });
  const refused = await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: number } }).catch((e) => e);
  expect(isLoketError(refused, 'refused')).toBe(true);
  expect(refused.refusal.code).toBe('invalid-command');
  expect(refused.refusal.issues[0].field).toBe('applicant.ref');
  const imported = await desk.documents.import([
    {
      applicationId: 'b-1',
      kind: 'ktp-el',
      applicant: { ref: number },
      state: 'printing.queued',
      since: '2019-07-01T08:00+07:00',
    },
  ]);
  expect(imported.refused[0]?.refusal.issues?.[0]?.field).toBe('applicant.ref');
  const said = JSON.stringify([refused, refused.message, refused.stack, imported.refused[0]?.refusal]);
  expect(said).not.toContain(number);
  expect(await dump(store)).not.toContain(number);
});

it('repeats no identity number either when the payload breaks another rule', async () => {
  const payloads = [
    { kind: 'akta-lahir', applicant: { ref: Number(number) } },
    { kind: 'akta-lahir', applicant: { ref: 'v-1', nik: number } },
    { kind: 'akta-lahir', applicant: { ref: 'v-1' }, nik: number },
    { kind: 'akta-lahir', applicant: number },
  ];
  for (const payload of payloads) {
    const head = { type: 'ticket.issue', id: 'c-1', at: 0, by: { id: 'ani', role: 'officer' } };
    const parsed = parseCommand({ ...head, ...payload });
    expect(parsed.ok ? 'accepted' : parsed.code).toBe('invalid-command');
    expect(parsed.ok || parsed.issues?.[0]?.field).toMatch(/^applicant|^\(whole\)$/);
    expect(JSON.stringify(parsed)).not.toContain(number);
  }
});
