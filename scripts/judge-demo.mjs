/**
 * Judges what a run of the demo on real parts left behind, without a line of loket:
 * `node scripts/judge-demo.mjs [folder] [--sample N] [--seed S]` (default: all papers in out/).
 *
 * Exits 1 when something is wrong, and 2 when there is nothing to judge or a program to judge with is missing.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeBlanks } from './lib/judge/blanks.mjs';
import { readLeftBehind } from './lib/judge/left-behind.mjs';
import { judgePrinters } from './lib/judge/printers.mjs';
import { sampler } from './lib/judge/sample.mjs';
import { judgeSignatures, judgeUnsigned } from './lib/judge/signatures.mjs';
import { judgeSignedPapers } from './lib/judge/signed-papers.mjs';
import { missingTools } from './lib/judge/tools.mjs';
import { verdicts } from './lib/judge/verdicts.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string' } },
});
const [folder = 'out'] = positionals;
const missing = missingTools();
if (missing.length > 0) {
  console.error(`missing: ${missing.join(', ')}; on Debian get them with: bash scripts/setup-debian.sh`);
  process.exit(process.env.CI === 'true' ? 1 : 2);
}
if (!existsSync(join(folder, 'office.db'))) {
  console.error(`no run on real parts in ${folder}: first run npm run demo`);
  process.exit(2);
}

const began = performance.now();
const left = readLeftBehind(folder);
const sample = sampler(values.sample, values.seed);
const temp = mkdtempSync(join(tmpdir(), 'loket-judge-'));
mkdirSync(join(temp, 'nss'));
const report = verdicts();
report.note(`${folder}: ${left.events.length} events, ${sample.says}`);
try {
  judgeSignatures(left, report);
  judgePrinters(left, report);
  judgeBlanks(left, report);
  await judgeSignedPapers(left, sample.of([...left.papers.signed.values()]), temp, report);
  const unsigned = [...left.papers.wet.values(), ...left.papers.cards.values()];
  await judgeUnsigned(left, sample.of(unsigned), report);
} finally {
  rmSync(temp, { recursive: true, force: true });
}
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(`${report.failed() === 0 ? 'all held' : `${report.failed()} checks FAILED`}, ${seconds} s`);
process.exitCode = report.failed() === 0 ? 0 : 1;
