import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, testClock } from 'loket/testing';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'loket-two-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
const program = fileURLToPath(new URL('../support/two-process-child.ts', import.meta.url));

interface Worker {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Resolves when it has said a line that begins so, a number of times. */
  said(start: string, times?: number): Promise<void>;
  readonly ended: Promise<number | null>;
}

function work(path: string, witness: string, counter: string, visits: number): Worker {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, path, witness, counter, String(visits)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  children.add(child);
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  return {
    child,
    lines,
    ended,
    said: (start, times = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (lines.filter((line) => line.startsWith(start)).length >= times) resolve();
        };
        waiting.push(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code} before it said '${start}'`)));
      }),
  };
}

/** What was called by whom, from the record that both wrote to. */
function callers(witness: string) {
  const begun = new Map<string, Set<string>>();
  for (const line of readFileSync(witness, 'utf8').split('\n')) {
    const [what, id = '', pid = ''] = line.split(' ');
    if (what !== 'begin') continue;
    const known = begun.get(id) ?? new Set();
    begun.set(id, known.add(pid));
  }
  return begun;
}

async function check(path: string, witness: string, workers: readonly Worker[]) {
  const store = sqliteStore({ path });
  try {
    expect(store.check()).toEqual([]);
    const office = createOffice({
      ...dukcapil({ regency: '35.07' }),
      counters: [{ id: 'A', services: ['civil-acts'] }],
      signatures: [fakeSigner({ id: 'tte' })],
      clock: testClock('2019-07-18T08:00+07:00'),
      store,
    });
    const lines = workers.flatMap((worker) => worker.lines);
    const acknowledged = lines.flatMap((line) => (line.startsWith('ack ') ? [line.slice(4)] : []));
    for (const applicationId of acknowledged) {
      expect(await office.documents.find(applicationId)).toBeDefined();
    }
    for (const line of lines) {
      if (!line.startsWith('pass ')) continue;
      expect(['queued', 'verifying']).not.toContain((await office.documents.get(line.slice(5))).state);
    }
    const made = new Map<string, number>();
    for (let after = 0; ; ) {
      const part = await store.journal({ after, limit: 1000 });
      for (const { event, aggregate } of part) {
        if (event.type !== 'signature.made') continue;
        made.set(aggregate.id, (made.get(aggregate.id) ?? 0) + 1);
      }
      const last = part.at(-1);
      if (!last) break;
      after = last.position;
    }
    // One accepted signature for each, and no call that two processes made.
    expect([...made.values()].filter((times) => times !== 1)).toEqual([]);
    const shared = [...callers(witness)].filter(([, pids]) => pids.size > 1);
    expect(shared).toEqual([]);
    return { acknowledged: acknowledged.length, made: made.size, calls: callers(witness).size };
  } finally {
    store.close();
  }
}

describe('two processes on one SQLite file', () => {
  it('share the work, and make no call twice', { timeout: 120_000 }, async () => {
    // On a busy machine one of them may have done all before the other gets its turn; then there was nothing to share.
    let pids = 0;
    for (let round = 1; round <= 3 && pids < 2; round++) {
      const [path, witness] = [join(folder, `share-${round}.db`), join(folder, `share-${round}.log`)];
      writeFileSync(witness, '');
      const workers = ['A', 'B'].map((counter) => work(path, witness, counter, 40));
      // Both begin at once, or one might be done before the other has started.
      await Promise.all(workers.map((worker) => worker.said('ready')));
      for (const { child } of workers) child.stdin?.write('go\n');
      expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0]);
      const { acknowledged, made } = await check(path, witness, workers);
      expect({ acknowledged, made }).toEqual({ acknowledged: 80, made: 80 });
      pids = new Set([...callers(witness).values()].flatMap((some) => [...some])).size;
    }
    expect(pids).toBe(2);
  });

  it.skipIf(process.platform === 'win32')(
    'fence one that is paused over its lease and wakes late, and go on after one is killed',
    { timeout: 120_000 },
    async () => {
      const [path, witness] = [join(folder, 'pause.db'), join(folder, 'pause.log')];
      writeFileSync(witness, '');
      const [one, two] = [work(path, witness, 'A', 60), work(path, witness, 'B', 60)];
      await Promise.all([one.said('ready'), two.said('ready')]);
      for (const { child } of [one, two]) child.stdin?.write('go\n');
      for (const after of [10, 25]) {
        await one.said('pass', after);
        one.child.kill('SIGSTOP');
        await sleep(900);
        one.child.kill('SIGCONT');
      }
      await two.said('pass', 40);
      two.child.kill('SIGKILL');
      expect(await one.ended).toBe(0);
      await two.ended;
      const heir = work(path, witness, 'B', 0);
      await heir.said('ready');
      heir.child.stdin?.write('go\n');
      expect(await heir.ended).toBe(0);
      const found = await check(path, witness, [one, two, heir]);
      expect(found.made).toBe(new Set([...one.lines, ...two.lines].filter((l) => l.startsWith('pass'))).size);
      console.log(`2 pauses and 1 kill: ${JSON.stringify(found)}`);
    },
  );
});
