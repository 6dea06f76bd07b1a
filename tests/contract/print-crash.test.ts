import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/print-crash.mjs', import.meta.url));

it('loses no card and doubles none when the office is killed while ten printers work', {
  timeout: 400_000,
}, () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [script, '--kills', '10', '--printers', '10', '--seed', String(inject('seed'))],
    { encoding: 'utf8', timeout: 390_000 },
  );
  expect(stderr).toBe('');
  const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
  expect(figures).toMatchObject({ ok: true, killed: 10, repeated: 0 });
  expect(figures.confirmed).toBeGreaterThan(0);
});
