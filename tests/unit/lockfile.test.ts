import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/doc-examples.js';

test('the lockfile names the optional packages of every platform, or npm ci would refuse it', () => {
  const done = spawnSync(process.execPath, ['scripts/complete-lock.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(done.stderr).toBe('');
});

test('the lockfile names no registry', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});
