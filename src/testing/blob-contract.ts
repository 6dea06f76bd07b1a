import type { BlobStore } from '../internal/blobs.js';
import { isLoketError } from '../internal/errors.js';
import type { ContractCase } from './contract-case.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
// By the web's own means, so that `loket/testing` loads in a browser too.
const refOf = async (bytes: Uint8Array): Promise<string> =>
  `sha256-${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))}`;

function same(what: string, actual: unknown, expected: unknown): void {
  const show = (value: unknown) => JSON.stringify(value instanceof Uint8Array ? hex(value) : (value ?? null));
  const [is, should] = [show(actual), show(expected)];
  if (is !== should) throw new Error(`${what}: expected ${should}, got ${is}`);
}

async function refuses(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isLoketError(error, 'invalid-data')) return;
    throw error;
  }
  throw new Error(`${what}: must be refused as invalid-data`);
}

const strangeNames: readonly string[] = [
  '',
  ' ',
  '../../name',
  'CON',
  'a/b\\c:d',
  'name',
  'Name',
  'NAME\n',
  '\u0000',
  '\ud800',
  '\ud801',
  'n'.repeat(5000),
  'kutipan akta nº 1',
];

const rules: Readonly<Record<string, (blobs: BlobStore) => Promise<void>>> = {
  async 'knows nothing that nobody put or bound'(blobs) {
    same('blob', await blobs.get(await refOf(utf8('never put'))), undefined);
    same('name', await blobs.bound('never bound'), undefined);
  },

  async 'gives bytes back whole, under the hash of their content'(blobs) {
    const every = Uint8Array.from({ length: 256 }, (_, i) => i);
    for (const bytes of [new Uint8Array(), utf8('a'), every, new Uint8Array(1_000_000).fill(7)]) {
      const ref = await blobs.put(bytes);
      same('reference', ref, await refOf(bytes));
      same('bytes', await blobs.get(ref), bytes);
    }
  },

  async 'keeps the same bytes once, however often they are put'(blobs) {
    const refs = await Promise.all([1, 2, 3].map(() => blobs.put(utf8('a letter'))));
    same('references', new Set(refs).size, 1);
    same('again', await blobs.put(utf8('a letter')), refs[0]);
    same('bytes', await blobs.get(refs[0] ?? ''), utf8('a letter'));
  },

  async 'shares no memory with those who put and get'(blobs) {
    const mine = utf8('a letter');
    const putting = blobs.put(mine);
    mine.fill(0);
    const ref = await putting;
    same('reference', ref, await refOf(utf8('a letter')));
    (await blobs.get(ref))?.fill(0);
    same('bytes', await blobs.get(ref), utf8('a letter'));
  },

  async 'binds a name once, and answers the first reference ever after'(blobs) {
    const [first, second] = [await blobs.put(utf8('first')), await blobs.put(utf8('second'))];
    same('first', await blobs.bind('name', first), first);
    same('second', await blobs.bind('name', second), first);
    same('again', await blobs.bind('name', first), first);
    same('bound', await blobs.bound('name'), first);
    same('another name', await blobs.bind('other', second), second);
  },

  async 'takes any text as a name, and tells all of them apart'(blobs) {
    const refs = new Map<string, string>();
    for (const [i, name] of strangeNames.entries()) {
      const ref = await blobs.put(utf8(`blob ${i}`));
      refs.set(name, ref);
      same(JSON.stringify(name), await blobs.bind(name, ref), ref);
    }
    for (const [name, ref] of refs) same(JSON.stringify(name), await blobs.bound(name), ref);
  },

  async 'lets one of many who bind a name at once win, and tells all of them who'(blobs) {
    const refs = await Promise.all(Array.from({ length: 16 }, (_, i) => blobs.put(utf8(`blob ${i}`))));
    const answers = new Set(await Promise.all(refs.map((ref) => blobs.bind('name', ref))));
    same('winners', answers.size, 1);
    same('bound', await blobs.bound('name'), [...answers][0]);
  },

  async 'refuses references that are none'(blobs) {
    const ref = await blobs.put(utf8('a letter'));
    const wrong = ['', 'name', ref.slice(0, -1), `${ref}0`, ref.toUpperCase(), `sha256-${'../'.repeat(22)}`];
    for (const one of [...wrong, `${ref}/../x`, ` ${ref}`, `${ref}\n`]) {
      await refuses(`get ${one}`, () => blobs.get(one));
      await refuses(`bind ${one}`, () => blobs.bind('name', one));
    }
    same('bound', await blobs.bound('name'), undefined);
  },
};

/**
 * Lists what any store of blobs must do for an office to rely on it: the contract of the blob port, for any test runner.
 *
 * Each case opens a store of its own, which must be empty.
 *
 * @param make - opens a new, empty store
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { folderBlobs } from 'loket/stores/blobs';
 * import { blobContract } from 'loket/testing';
 *
 * const make = () => folderBlobs({ path: mkdtempSync(join(tmpdir(), 'loket-')) });
 * // In a test runner: for (const { name, run } of blobContract(make)) it(name, run);
 * await blobContract(make)[0]?.run();
 * ```
 */
export function blobContract(make: () => BlobStore | Promise<BlobStore>): ContractCase[] {
  return Object.entries(rules).map(([name, check]) => ({
    name,
    run: async () => check(await make()),
  }));
}
