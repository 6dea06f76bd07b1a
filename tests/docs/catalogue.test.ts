import { readFileSync } from 'node:fs';
import { catalogue } from 'loket/office';
import { expect, it } from 'vitest';
import { cataloguePage } from '../../scripts/catalogue.js';

const page = readFileSync(new URL('../../docs/catalogue.md', import.meta.url), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

it('docs/catalogue.md is what the schemas say; otherwise run npm run catalogue', () => {
  expect(page).toBe(cataloguePage());
});

it('names every message and refusal', () => {
  const { commands, events, effects, refusals } = catalogue();
  const names = [...commands, ...events, ...effects].map((entry) => entry.type);
  for (const name of [...names, ...refusals.map((refusal) => refusal.code)]) {
    expect(page).toContain(`| \`${name}\` |`);
  }
});
