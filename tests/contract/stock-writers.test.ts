import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createOffice } from 'loket';
import { type CentreState, imbalance } from 'loket/printing';
import { sqliteStore } from 'loket/stores/sqlite';
import { testClock } from 'loket/testing';
import { afterAll, expect, inject, it } from 'vitest';
import { chance } from '../support/chance.js';
import { stockOffice } from '../support/stock-office.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-stock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const program = fileURLToPath(new URL('../support/stock-child.ts', import.meta.url));
const path = join(folder, 'office.db');
const commandsEach = 40;
const began = String(Date.now());

/** Runs one who keeps the books, killed after a number of answers; tells what it said. */
function run(
  who: string,
  killAfter: number,
): Promise<{ readonly lines: readonly string[]; readonly killed: boolean }> {
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', program, path, who, String(commandsEach), began];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (lines.length === killAfter) child.kill('SIGKILL');
    });
    child.on('close', (_, signal) => resolve({ lines, killed: signal === 'SIGKILL' }));
  });
}

it('balances at every commit while three people keep the books at once and are killed again and again', async () => {
  const { nat } = chance(inject('seed'));
  let kills = 0;
  async function work(who: string): Promise<readonly string[]> {
    for (let life = 0; ; life++) {
      const { lines, killed } = await run(who, life < 2 ? 2 + nat(commandsEach) : Number.POSITIVE_INFINITY);
      if (!killed) return lines;
      kills++;
    }
  }
  const said = await Promise.all(['a', 'b', 'c'].map(work));
  expect(kills).toBeGreaterThan(0);
  for (const lines of said) expect(lines.at(-1)).toBe('end');

  const store = sqliteStore({ path });
  const { core } = createOffice({ ...stockOffice(), clock: testClock('2019-07-17T09:00+07:00'), store });
  const ref = { kind: 'centre', id: 'main' } as const;
  let centre = core.initial(ref) as CentreState;
  const journal = await store.journal({ after: 0, limit: 100_000 });
  const commands = new Set<string>();
  for (const { aggregate, event } of journal) {
    if (aggregate.kind !== 'centre') continue;
    centre = core.evolve('centre', centre, event) as CentreState;
    let onTheWay = 0;
    for (const books of Object.values(centre.ledger)) {
      for (const account of Object.values(books)) {
        expect(imbalance(account)).toBe(0);
        const { hoppers, missing: _, ...places } = account;
        expect(Math.min(...Object.values(places), ...Object.values(hoppers), 0)).toBe(0);
        onTheWay += account.transferredOut - account.transferredIn;
      }
    }
    expect(onTheWay).toBe(Object.values(centre.transfers).reduce((sum, one) => sum + one.quantity, 0));
    if (event.type === 'blanks.sent') {
      expect(commands.has(event.transferId)).toBe(false);
      commands.add(event.transferId);
    }
  }
  // What everybody was told in the end is what the store keeps, and what the journal leads to.
  const { snapshot, eventsSince } = await store.load(ref);
  let kept = snapshot as CentreState | undefined;
  if (!kept) kept = core.initial(ref) as CentreState;
  for (const event of eventsSince) kept = core.evolve('centre', structuredClone(kept), event) as CentreState;
  expect(kept).toEqual(centre);
  const done = said.flat().filter((line) => line.startsWith('done ')).length;
  const booked = journal.filter(
    ({ event }) => /^(blanks|stock)\./.test(event.type) && event.type !== 'stock.ranLow',
  );
  expect(booked.length).toBe(done);
  store.close();
}, 120_000);
