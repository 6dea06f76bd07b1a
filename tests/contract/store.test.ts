import { memoryStore } from 'loket';
import { storeContract } from 'loket/testing';
import { describe, expect, it } from 'vitest';

describe('the memory store', () => {
  for (const { name, run } of storeContract(() => memoryStore())) it(name, run);
});

describe('the storage contract', () => {
  it('finds a store that forgets to check the revision', async () => {
    const broken = storeContract(() => {
      const store = memoryStore();
      return {
        ...store,
        commit: async (commit) =>
          store.commit({ ...commit, expectedRevision: (await store.load(commit.aggregate)).revision }),
      };
    });
    const outcomes = await Promise.allSettled(broken.map(({ run }) => run()));
    const failed = broken.filter((_, i) => outcomes[i]?.status === 'rejected').map(({ name }) => name);
    expect(failed).toContain('keeps nothing of a commit when another writer came first');
  });

  it('finds a store that drops timers of another generation', async () => {
    const broken = storeContract(() => {
      const store = memoryStore();
      return {
        ...store,
        dropTimer: async (key) => {
          const timer = (await store.dueTimers(Number.MAX_SAFE_INTEGER)).find((one) => one.key === key);
          if (timer) await store.dropTimer(key, timer.generation);
        },
      };
    });
    const outcomes = await Promise.allSettled(broken.map(({ run }) => run()));
    expect(broken.filter((_, i) => outcomes[i]?.status === 'rejected').map(({ name }) => name)).toEqual([
      'drops a timer only in the generation that fired',
    ]);
  });
});
