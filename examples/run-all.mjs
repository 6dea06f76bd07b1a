// Runs every NN-name.ts of this folder, or those whose names hold one of the arguments, one after the other, each in
// a process of its own.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((name) => /^\d\d-.*\.ts$/.test(name))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

let failed = 0;
for (const name of names) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tsx, `${folder}${name}`], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const ok = status === 0;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  if (ok) continue;
  failed++;
  console.log(stdout);
  console.log(stderr);
}
console.log(`${names.length} examples, ${failed} failed`);
process.exitCode = failed === 0 && names.length > 0 ? 0 : 1;
