import { readFileSync } from 'node:fs';
import { type LoketErrorCode, refusalCodes } from 'loket';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
const errorCodes = {
  'invalid-config': true,
  'invalid-data': true,
  refused: true,
  'not-compilable': true,
  conflict: true,
  stopped: true,
  'store-mismatch': true,
  'store-damaged': true,
  'store-unavailable': true,
  overloaded: true,
  'blob-damaged': true,
  'unknown-version': true,
} satisfies Record<LoketErrorCode, true>;

/** Codes in the first column of the table below a heading. */
function listed(heading: string): string[] {
  const [, after = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map((row) => row[1] ?? '');
}

it('docs/errors.md lists every error code, once and in order', () => {
  expect(listed('Error codes')).toEqual(Object.keys(errorCodes));
});

it('docs/errors.md lists every refusal code, once and in order', () => {
  expect(listed('Refusals')).toEqual(Object.keys(refusalCodes));
});
