import { isLoketError } from 'loket';
import { expect, it } from 'vitest';
import type { OfficeStore } from '../../src/office/index.js';
import { memoryStore } from '../../src/stores/memory.js';
import { smallOffice } from '../support/office.js';

/** A store whose applications were written by another version, as `rewrite` has them. */
function storeOf(store: OfficeStore, rewrite: (snapshot: Record<string, unknown>) => unknown): OfficeStore {
  return {
    ...store,
    async load(ref) {
      const loaded = await store.load(ref);
      if (ref.kind !== 'application' || loaded.snapshot === undefined) return loaded;
      return { ...loaded, snapshot: rewrite(structuredClone(loaded.snapshot) as Record<string, unknown>) };
    },
  };
}

function asVersion1(snapshot: Record<string, unknown>): unknown {
  const {
    record: _,
    holdUntil: __,
    escalatedAt: ___,
    links: ____,
    handover: _____,
    ...context
  } = snapshot.context as Record<string, unknown>;
  const { retention: a, handover: b, temporary: c, ...rules } = context.rules as Record<string, unknown>;
  return { ...snapshot, v: 1, context: { ...context, rules } };
}

async function stored() {
  const store = memoryStore();
  const { office, desk, serve } = smallOffice({ store });
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  await office.stop();
  return { store, applicationId };
}

it('goes on with applications that version 1 stored', async () => {
  const { store, applicationId } = await stored();
  const { office, desk } = smallOffice({ store: storeOf(store, asVersion1) as never });
  const view = await office.documents.get(applicationId);
  expect(view).toMatchObject({ state: 'signing.electronic', links: null, escalatedAt: null });
  await office.settle();
  await desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
  expect((await office.engine.get({ kind: 'application', id: applicationId })).state).toMatchObject({ v: 2 });
  await office.stop();
});

it('refuses an application that lacks a field, or comes from a newer version, and does nothing with it', async () => {
  const { store, applicationId } = await stored();
  const lacking = (snapshot: Record<string, unknown>) => {
    const { signedAt: _, ...context } = snapshot.context as Record<string, unknown>;
    return { ...snapshot, context };
  };
  const codeOf = async (rewrite: Parameters<typeof storeOf>[1]) => {
    const { desk } = smallOffice({ store: storeOf(store, rewrite) as never });
    try {
      await desk.documents.cancel(applicationId, { reason: 'no more' });
      return 'accepted';
    } catch (error) {
      return isLoketError(error) ? error.code : error;
    }
  };
  expect(await codeOf(lacking)).toBe('invalid-data');
  expect(await codeOf((snapshot) => ({ ...snapshot, v: 3 }))).toBe('unknown-version');
  expect((await store.load({ kind: 'application', id: applicationId })).snapshot).toMatchObject({
    state: 'signing.electronic',
  });
});
