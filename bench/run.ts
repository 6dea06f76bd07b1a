import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Measured as hosts run it: plain JavaScript, without what a TypeScript loader adds to each function.
const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  entryPoints: ['main', 'bytes-child', 'million-child', 'signing-thread'].map(
    (name) => `${root}bench/${name}.ts`,
  ),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  outdir: `${root}out/bench`,
  logLevel: 'error',
});
const { status } = spawnSync(process.execPath, [`${root}out/bench/main.js`, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
