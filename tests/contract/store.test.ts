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
        commitMany: (batch) =>
          store.commitMany({
            ...batch,
            commits: batch.commits.map((commit) => ({
              ...commit,
              expectedRevision: (store.revisionsOf([commit.aggregate]) as number[])[0] ?? 0,
            })),
          }),
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
        commitMany: async (batch) => {
          const timers = await store.dueTimers(Number.MAX_SAFE_INTEGER);
          const drops = batch.drops?.flatMap(({ key }) => timers.filter((timer) => timer.key === key));
          return store.commitMany({ ...batch, drops });
        },
      };
    });
    const outcomes = await Promise.allSettled(broken.map(({ run }) => run()));
    const failed = broken.filter((_, i) => outcomes[i]?.status === 'rejected').map(({ name }) => name);
    expect(failed).toContain('drops a timer only in the generation that fired');
  });

  it('finds a store that lets a fenced process write', async () => {
    const broken = storeContract(() => {
      const store = memoryStore();
      return { ...store, commitMany: (batch) => store.commitMany({ ...batch, lease: null }) };
    });
    const outcomes = await Promise.allSettled(broken.map(({ run }) => run()));
    const failed = broken.filter((_, i) => outcomes[i]?.status === 'rejected').map(({ name }) => name);
    expect(failed).toContain('refuses what a process writes whose lease was taken over');
  });
});
