import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Effort, type Figure, median, round } from './lib.js';
import type { BenchSigner } from './signing-template.js';

/** Signs in one thread and in two, in turn; documents a second. */
export async function signingThreads(signer: BenchSigner, effort: Effort): Promise<Figure> {
  const workerData = {
    certificate: signer.certificate,
    chain: [...signer.chain],
    pem: signer.key.export({ format: 'pem', type: 'pkcs8' }),
  };
  const threads = [0, 1].map(
    () => new Worker(new URL('./signing-thread.js', import.meta.url), { workerData }),
  );
  try {
    await Promise.all(threads.map((thread) => once(thread, 'message')));
    const rate = async (count: number, what: 'sign' | 'spin') => {
      const rates = threads.slice(0, count).map(async (thread) => {
        const answer = once(thread, 'message');
        thread.postMessage({ ms: Math.max(effort.sliceMs, 200), what });
        const [{ made, ms }] = await answer;
        return (made * 1000) / ms;
      });
      return (await Promise.all(rates)).reduce((sum, one) => sum + one, 0);
    };
    const one: number[] = [];
    const two: number[] = [];
    const cores: number[] = [];
    for (let i = 0; i < effort.rounds; i++) {
      const alone = await rate(1, 'spin');
      one.push(await rate(1, 'sign'));
      two.push(await rate(2, 'sign'));
      cores.push((await rate(2, 'spin')) / alone);
    }
    const ratio = median(two.map((value, i) => value / (one[i] ?? Number.NaN)));
    return {
      name: 'signing.threads',
      ours: round(median(two)),
      peer: round(median(one)),
      unit: 'documents a second, two threads against one',
      ratio: round(ratio),
      goal: '>= 1.8',
      met: ratio >= 1.8,
      note: `RSA-2048, the same documents as signing.rsa2048 with the check of our own signature; two threads that only count made ${round(median(cores))} times one in the same rounds, which is what the machine gave`,
    };
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
