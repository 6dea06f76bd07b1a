import type { AggregateRef, AggregateState, OfficeEvent } from './aggregates.js';
import { keyOf } from './aggregates.js';
import type { OfficeCore } from './core.js';
import type { OfficeStore } from './store.js';

/** An aggregate as the engine holds it. @internal */
export interface Held {
  state: AggregateState;
  revision: number;
  lastAt: number;
  /** Commits since the last snapshot of a large aggregate. */
  sinceSnapshot: number;
  /** Whether its revision was compared with the store's since others wrote. */
  checked: number;
}

/** Holds aggregates between commands, so that a large one is not read again for each. @internal */
export function aggregateCache(core: OfficeCore, store: OfficeStore) {
  const held = new Map<string, Held>();
  /** Counts the times that others were seen to have written. */
  let doubts = 0;

  async function read(ref: AggregateRef): Promise<Held> {
    const { snapshot, revision, lastAt, eventsSince } = await store.load(ref);
    let state = snapshot === undefined ? core.initial(ref) : core.load(ref.kind, snapshot);
    for (const event of eventsSince) state = core.evolve(ref.kind, state, event);
    return { state, revision, lastAt, sinceSnapshot: 0, checked: doubts };
  }

  return {
    async load(ref: AggregateRef): Promise<Held> {
      const key = keyOf(ref);
      const known = held.get(key);
      if (known?.checked === doubts) return known;
      if (known && (await store.revisionsOf([ref]))[0] === known.revision) {
        known.checked = doubts;
        return known;
      }
      const fresh = await read(ref);
      held.set(key, fresh);
      return fresh;
    },
    /** Learns which of these were never written, with one question instead of one for each. */
    async foresee(refs: readonly AggregateRef[]): Promise<void> {
      const unseen = refs.filter((ref) => !held.has(keyOf(ref)));
      const revisions = await store.revisionsOf(unseen);
      for (const [i, ref] of unseen.entries()) {
        if (revisions[i] !== 0) continue;
        const state = core.initial(ref);
        held.set(keyOf(ref), { state, revision: 0, lastAt: 0, sinceSnapshot: 0, checked: doubts });
      }
    },
    /** Takes a commit into the held copy. */
    advance(ref: AggregateRef, events: readonly OfficeEvent[], at: number, next?: AggregateState): void {
      const known = held.get(keyOf(ref));
      if (!known) return;
      if (next) known.state = next;
      else for (const event of events) known.state = core.evolve(ref.kind, known.state, event);
      known.revision++;
      known.lastAt = at;
    },
    forget(ref: AggregateRef): void {
      held.delete(keyOf(ref));
    },
    /** Has each copy compared with the store before it is used again. */
    doubt(): void {
      doubts++;
    },
    clear: () => held.clear(),
  };
}
