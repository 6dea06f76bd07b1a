/**
 * The article's week, played through loket: `npm run demo`.
 *
 * It runs on real parts: a SQLite file, a signing server and printers as programs of their own. `--resume` goes on where
 * a run was broken off, `--memory` plays the week in memory with fakes, and a file's name gives other inputs.
 */
import { join } from 'node:path';
import { readInput, realPart } from './input.js';
import { memoryOffice } from './memory-office.js';
import { progressBar } from './progress-bar.js';
import { realOffice } from './real-office.js';
import { runDemo } from './run-demo.js';
import { terminalText } from './terminal.js';

const words = process.argv.slice(2);
const whole = readInput(words.find((word) => !word.startsWith('--')));
const outDir = process.env.LOKET_DEMO_OUT ?? join(process.cwd(), 'out');
const progress = progressBar(process.stdout);

const memory = words.includes('--memory');
const input = memory ? whole : realPart(whole);
const real = memory ? undefined : await realOffice(input, outDir, { resume: words.includes('--resume') });
// A program that breaks this one off, to see that nothing is lost, listens to what was acknowledged.
if (real && process.env.LOKET_DEMO_ACKS === '1') {
  console.log(`parts ${JSON.stringify(real.services.map(({ pid }) => pid))}`);
  real.acknowledged((plan, commands) => console.log(`ack ${plan} ${commands}`));
}
const summary = await runDemo(input, real ?? memoryOffice(input), outDir, progress);
await real?.close();
const files = ['report.html', 'events.jsonl', 'summary.json'].map((name) => join(outDir, name));
console.log(terminalText(summary, files));
// A claim that does not hold must not look like a run that went well.
if (!summary.ok) process.exitCode = 1;
