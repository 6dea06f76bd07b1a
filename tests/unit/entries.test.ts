import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entries, manifest } from '../../scripts/lib/entries.mjs';
import tsup from '../../tsup.config.js';
import { root } from '../support/doc-examples.js';

test('every exported subpath has a source, is built and is documented', () => {
  const typedoc: { entryPoints: string[] } = JSON.parse(readFileSync(join(root, 'typedoc.json'), 'utf8'));
  const sources = entries().map((entry) => entry.source);
  const [library] = tsup as { entry: Record<string, string> }[];
  const built = Object.values(library?.entry ?? {});
  expect(sources).not.toContain(undefined);
  expect([...built].sort()).toEqual([...sources].sort());
  expect([...typedoc.entryPoints].sort()).toEqual([...sources].sort());
});

test('every exported subpath names its built files the same way', () => {
  for (const entry of entries()) {
    const key = entry.specifier === 'loket' ? '.' : entry.specifier.replace('loket', '.');
    const base = entry.types.replace(/\.d\.ts$/, '');
    expect(manifest.exports[key]).toEqual({
      import: { types: `${base}.d.ts`, default: `${base}.js` },
      require: { types: `${base}.d.cts`, default: `${base}.cjs` },
    });
  }
});
