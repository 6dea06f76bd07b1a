import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/entries.mjs';
import { run } from './lib/run.mjs';

/** Runs every examples/NN-name.ts or .mjs against src; each must end by itself and without an error. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const wanted = process.argv.slice(2);
const files = readdirSync(join(root, 'examples'))
  .filter((name) => /^\d\d-.*\.m?[tj]s$/.test(name))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

const failed = [];
for (const name of files) {
  console.log(`\n== examples/${name}`);
  if (run(process.execPath, ['--import', tsx, join('examples', name)], { timeout: 120_000 }) !== 0)
    failed.push(name);
}
if (files.length === 0) failed.push('no example found');
console.log(
  `\n${files.length} examples, ${failed.length} failed${failed.map((name) => `\n  ${name}`).join('')}`,
);
process.exit(failed.length === 0 ? 0 : 1);
