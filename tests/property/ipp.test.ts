import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { PrintOutcome } from 'loket/printing';
import { memoryBlobs } from 'loket/testing';
import { type IppPrinters, type PrinterRecordLine, startIppPrinters } from 'loket/testing/ipp-printer';
import { afterAll, expect, it } from 'vitest';
import { type Cut, cuttingProxy } from '../support/cutting-proxy.js';
import { callFor, driverAt, look } from '../support/ipp.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-ipp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fault = fc.constantFrom(
  undefined,
  undefined,
  'media-empty',
  'jam',
  'ribbon-out',
  'crash-before-out',
  'crash-after-out',
  'slow',
  'lie',
  'drop',
);
const cut: fc.Arbitrary<Cut> = fc.record({
  // A send is four requests before the job, the job and its document, and three to see what came of it.
  connection: fc.integer({ min: 1, max: 10 }),
  side: fc.constantFrom('request', 'answer'),
  bytes: fc.integer({ min: 0, max: 900 }),
  how: fc.constantFrom('cut', 'garble', 'call'),
});
const job = fc.record({
  fault,
  cuts: fc.oneof(fc.constant([]), fc.array(cut, { maxLength: 3 })),
  forgets: fc.boolean(),
});

type Claim = { readonly key: string; readonly outcome: PrintOutcome };

it('never calls a card printed that did not come out, nor sends one twice, whatever fails', {
  timeout: 120_000,
}, async () => {
  let runs = 0;
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(
      fc.array(job, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.boolean(),
      async (jobs, simple, keeps) => {
        const record = join(folder, `${++runs}.jsonl`);
        const setup = {
          record,
          printers: [{ id: 'P1', blanks: 40, ribbon: 30, cardMs: 0, slowMs: 20, simple }],
        };
        let printers: IppPrinters = await startIppPrinters(setup);
        const proxy = await cuttingProxy(() => printers.port);
        const uri = `ipp://127.0.0.1:${proxy.port}/ipp/print/P1`;
        const intents = keeps ? { intents: memoryBlobs() } : {};
        const make = () => driverAt(uri, { timeoutMs: 2000, pollMs: 10, giveUpAfterMs: 200, ...intents });
        let driver = make();
        const claims: Claim[] = [];
        let down: Promise<void> | undefined;
        const watch = () => {
          down = undefined;
          void printers.crashed.then(() => {
            down = Promise.resolve();
          });
        };
        watch();
        const repair = async () => {
          if (down) {
            printers = await startIppPrinters(setup);
            watch();
          }
          if (printers.record.at(-1)?.left?.ribbon === 0) printers.load('P1', { ribbon: 10 });
        };

        for (const [i, { fault, cuts, forgets }] of jobs.entries()) {
          if (fault) printers.arm('P1', fault);
          let attempt = 1;
          for (; attempt <= 3; attempt++) {
            const abort = new AbortController();
            proxy.plan(attempt === 1 ? cuts : [], () => abort.abort());
            let call = callFor(`j${i}`, { attempt, signal: abort.signal });
            let outcome = await driver.send(call);
            claims.push({ key: `j${i}#${attempt}`, outcome });
            // What a process remembers is lost when it ends.
            if (forgets) driver = make();
            proxy.plan([], () => {});
            for (let looks = 0; outcome.outcome === 'accepted' && looks < 60; looks++) {
              await repair();
              await new Promise((resolve) => setTimeout(resolve, 1));
              call = { ...call, at: outcome.lookAt ?? call.at + 10, signal: new AbortController().signal };
              outcome = await look(driver, call);
              claims.push({ key: `j${i}#${attempt}`, outcome });
            }
            await repair();
            if (outcome.outcome !== 'unavailable') {
              // A second look may know more, never something else.
              const again = await look(driver, { ...call, signal: new AbortController().signal });
              claims.push({ key: `j${i}#${attempt}`, outcome: again });
              if (forgets) {
                // A host that lost its memory may send again; the printer's list keeps it from a second card.
                const heir = make();
                const told = await heir.send({ ...call, signal: new AbortController().signal });
                if (told.outcome !== 'unavailable') claims.push({ key: `j${i}#${attempt}`, outcome: told });
                await repair();
              }
              break;
            }
          }
        }
        // A card that nobody asked about any more may still be in the machine; the books are judged when it is out.
        for (let waits = 0; isBusy(printers.record) && waits < 1000; waits++) {
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        await printers.close();
        await proxy.close();
        const lines = readFileSync(record, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line): PrinterRecordLine => JSON.parse(line));
        judge(lines, claims, seen);
      },
    ),
    { numRuns: Number(process.env.LOKET_RUNS ?? 25) },
  );
  console.log(`outcomes over ${runs} scripts: ${JSON.stringify(seen)}`);
});

function isBusy(lines: readonly PrinterRecordLine[]): boolean {
  const ended = lines.filter(({ type }) => /^(out|spoiled|aborted|canceled|lied)$/.test(type));
  return lines.some(({ type, job }) => type === 'accepted' && !ended.some((line) => line.job === job));
}

function judge(lines: readonly PrinterRecordLine[], claims: readonly Claim[], seen: Record<string, number>) {
  const of = (type: PrinterRecordLine['type'], key: string) =>
    lines.filter((line) => line.type === type && line.name === key);
  for (const key of new Set(lines.flatMap(({ name }) => name ?? []))) {
    // A job that was created may be taken back before its document comes.
    expect(of('accepted', key).length, `${key} accepted`).toBeLessThanOrEqual(1);
    expect(of('created', key).length, `${key} created`).toBeLessThanOrEqual(1);
    expect(of('out', key).length, `${key} out`).toBeLessThanOrEqual(1);
  }
  for (const { key, outcome } of claims) {
    seen[outcome.outcome] = (seen[outcome.outcome] ?? 0) + 1;
    const about = `${key} ${JSON.stringify(outcome)}`;
    switch (outcome.outcome) {
      case 'printed':
        expect(of('out', key)[0]?.serial, about).toBe(outcome.serial);
        expect(outcome.serial, about).toBeDefined();
        break;
      case 'spoiled':
        expect(of('spoiled', key).length, about).toBe(1);
        break;
      case 'failed':
        expect(of('out', key).length + of('spoiled', key).length, about).toBe(0);
        break;
      case 'unavailable':
        expect(of('accepted', key).length, about).toBe(0);
        break;
    }
  }
  const sum = (type: PrinterRecordLine['type']) => lines.filter((line) => line.type === type).length;
  const loaded = lines.reduce((all, { blanks = 0 }) => all + blanks, 0);
  const left = lines.at(-1)?.left?.blanks ?? 0;
  expect(loaded, 'loaded = out + spoiled + left').toBe(sum('out') + sum('spoiled') + left);
}
