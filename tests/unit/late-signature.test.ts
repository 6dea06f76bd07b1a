import { fakeSigner } from 'loket/testing';
import { expect, it } from 'vitest';
import type { SignatureProvider } from '../../src/signing/index.js';
import { smallOffice } from '../support/office.js';

/** A provider whose calls end when the test says so. */
function heldBack() {
  const calls: ((
    outcome: { outcome: 'ok'; artifact: string } | { outcome: 'unavailable'; reason: string },
  ) => void)[] = [];
  const provider: SignatureProvider = {
    ...fakeSigner(),
    maxHoldMs: 3_600_000,
    sign: () => new Promise((resolve) => void calls.push(resolve)),
  };
  return { provider, calls };
}

it('ends the wait of a document at its limit, whatever the signer does, and lets the pen take over', async () => {
  let failing = true;
  const provider: SignatureProvider = {
    ...fakeSigner(),
    // Every second call fails, so that the lane never opens.
    failureThreshold: 100,
    retryAfterMs: 3_600_000,
    maxHoldMs: 365 * 86_400_000,
    sign: () => (failing ? { outcome: 'unavailable', reason: 'overloaded' } : { outcome: 'ok' }),
  };
  const { office, desk, clock, serve } = smallOffice({
    signatures: [provider],
    limits: { maxHold: { days: 1, count: 'working' } },
  });
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  for (let hour = 0; hour < 48; hour++) {
    await office.settle();
    clock.advance(3_600_000);
  }
  await office.settle();
  const view = await office.documents.get(applicationId);
  expect(view.state).toBe('signing.wet');
  expect(view.milestones.printed).not.toBeNull();
  expect(view.commitment?.basis).toBe('wet');
  failing = false;
  await desk.signing.signedByHand([applicationId]);
  expect((await office.documents.get(applicationId)).milestones.signed?.mode).toBe('wet');
});

it('declares a signature void that comes for an application that was cancelled meanwhile', async () => {
  const { provider, calls } = heldBack();
  const { office, desk, serve } = smallOffice({ signatures: [provider] });
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  office.start();
  await Promise.resolve();
  while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect((await office.documents.get(applicationId)).state).toBe('signing.electronic');
  await desk.documents.cancel(applicationId, { reason: 'changed my mind' });
  const voided: unknown[] = [];
  office.on('signature.voided', ({ event }) => void voided.push(event));
  calls[0]?.({ outcome: 'ok', artifact: 'late.pdf' });
  await office.settle();
  await office.stop();
  expect(voided).toEqual([expect.objectContaining({ applicationId, artifact: 'late.pdf' })]);
  expect(await office.effects('refused')).toEqual([]);
  expect((await office.documents.get(applicationId)).state).toBe('cancelled');
});

it('does not sign again what was cancelled while it was being signed', async () => {
  const { provider, calls } = heldBack();
  const { office, desk, clock, serve } = smallOffice({ signatures: [provider] });
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  office.start();
  while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await desk.documents.cancel(applicationId, { reason: 'changed my mind' });
  calls[0]?.({ outcome: 'unavailable', reason: 'down' });
  await office.settle();
  clock.advance(3_600_000);
  await office.settle();
  await office.stop();
  expect(calls).toHaveLength(1);
  expect(await office.effects('refused')).toEqual([]);
});
