import type { AggregateKind, OfficeStore } from 'loket/office';

const kinds: readonly AggregateKind[] = ['application', 'queue', 'signer', 'desk', 'centre'];
const statuses = ['due', 'started', 'done', 'unknown', 'refused', 'failed'] as const;

/** Writes all that a store holds as one text: equal texts mean that nothing changed. */
export async function dump(store: OfficeStore): Promise<string> {
  const aggregates: unknown[] = [];
  for (const kind of kinds) {
    for (const id of await store.list({ kind, limit: 100_000 })) {
      aggregates.push([kind, id, await store.load({ kind, id })]);
    }
  }
  const effects: unknown[] = [];
  for (const status of statuses) effects.push([status, await store.effects(status)]);
  const timers = await store.dueTimers(Number.MAX_SAFE_INTEGER);
  const journal = await store.journal({ after: 0, limit: 100_000 });
  return JSON.stringify({ aggregates, effects, timers, journal });
}
