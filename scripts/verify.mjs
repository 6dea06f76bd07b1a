import { npm, run } from './lib/run.mjs';

/**
 * Runs the whole gate in order and stops at the first failure.
 *
 * `--skip a,b` leaves steps out, `--from a` starts at a step.
 */
const steps = [
  ['lint', 'format and lint'],
  ['typecheck', 'types of everything in the repository'],
  ['deps', 'who may know whom'],
  ['test', 'unit, property, type and documentation tests'],
  ['docs', 'reference and guides, warnings are errors'],
  ['build', 'ESM, CommonJS and declarations'],
  ['api', 'public API as reported in etc/'],
  ['publint', 'package manifest'],
  ['attw', 'types as each module system resolves them'],
  ['size', 'bytes'],
  ['consumer', 'the packed package in ESM, CommonJS and TypeScript projects'],
  ['knip', 'nothing unused'],
];

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? [] : (process.argv[at + 1] ?? '').split(',').filter(Boolean);
};
const names = steps.map(([name]) => name);
const skip = option('--skip');
const [from = names[0]] = option('--from');
for (const name of [...skip, from]) {
  if (!names.includes(name)) {
    console.error(`verify knows no step '${name}', only ${names.join(', ')}`);
    process.exit(2);
  }
}

run(process.execPath, ['-v']);
const lines = [];
const began = performance.now();
for (const [name, what] of steps.slice(names.indexOf(from))) {
  if (skip.includes(name)) {
    lines.push(`skipped      ${name}`);
    continue;
  }
  console.log(`\n== ${name}: ${what}`);
  const start = performance.now();
  const code = npm(['run', '--silent', name]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  lines.push(`${code === 0 ? 'ok    ' : 'FAILED'}${seconds} s  ${name}`);
  console.log(lines.at(-1));
  if (code !== 0) {
    console.log(`\n${lines.join('\n')}\nverify stopped at ${name}`);
    process.exit(1);
  }
}
console.log(`\n${lines.join('\n')}\nverify passed in ${((performance.now() - began) / 1000).toFixed(0)} s`);
