import { createOffice, isLoketError, type SignatureProvider } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { expect, it } from 'vitest';

const open = (signer: SignatureProvider, clock = testClock('2019-07-17T08:00+07:00')) =>
  createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [signer],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10 })],
    clock,
  });
const silent = [{ from: '2019-07-17T08:00+07:00', until: '2019-07-17T08:01+07:00', how: 'silent' }] as const;

async function oneSilentCall(signer: SignatureProvider) {
  const clock = testClock('2019-07-17T08:00+07:00');
  const office = open(signer, clock);
  const ani = office.as({ id: 'ani', role: 'officer' });
  const { applicationId } = await ani.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
  await ani.queue.callNext({ counter: 'A' });
  await ani.documents.pass(applicationId);
  await office.settle();
  expect((await office.documents.get(applicationId)).state).toBe('signing.unknown');
  clock.advance(60_000);
  await office.settle();
  return (await office.documents.get(applicationId)).state;
}

it('looks up what came of a call without an answer, and does not sign again', async () => {
  const signer = fakeSigner({ outages: [...silent] });
  expect(await oneSilentCall(signer)).toBe('readyForPickup');
  expect([...signer.signed.values()]).toEqual([1]);
});

it('leaves an unknown outcome to a person where the provider cannot look up', async () => {
  const signer = fakeSigner({ outages: [...silent], canLookUp: false });
  expect(await oneSilentCall(signer)).toBe('signing.unknown');
  expect([...signer.signed.values()]).toEqual([1]);
});

it('reads a provider that is an instance of a class', async () => {
  class Own implements SignatureProvider {
    get id() {
      return 'own';
    }
    readonly signatory = 'head';
    sign() {
      return { outcome: 'ok' } as const;
    }
    probe() {
      return true;
    }
  }
  expect((await open(new Own()).signing.status())[0]?.provider).toBe('own');
});

it('refuses a provider that is none', () => {
  const opening = () => open(null as unknown as SignatureProvider);
  expect(opening).toThrow('signatures[0]');
  try {
    opening();
  } catch (error) {
    expect(isLoketError(error, 'invalid-config')).toBe(true);
  }
});
