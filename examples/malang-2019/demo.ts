/** The article's week, played through loket: `npm run demo`. */
import { join } from 'node:path';
import { readInput } from './input.js';
import { progressBar } from './progress-bar.js';
import { runDemo } from './run-demo.js';
import { terminalText } from './terminal.js';

const outDir = join(process.cwd(), 'out');
const summary = await runDemo(readInput(process.argv[2]), outDir, progressBar(process.stdout));
const files = ['report.html', 'events.jsonl', 'summary.json'].map((name) => join(outDir, name));
console.log(terminalText(summary, files));
// A claim that does not hold must not look like a run that went well.
if (!summary.ok) process.exitCode = 1;
