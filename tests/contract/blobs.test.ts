import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isLoketError, LoketError } from 'loket';
import type { BlobStore } from 'loket/office';
import { folderBlobs } from 'loket/stores/blobs';
import { blobContract } from 'loket/testing';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'loket-blobs-'));
let folders = 0;
const newPath = () => join(folder, String(++folders));
const open = (path = newPath()) => folderBlobs({ path });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The least that keeps the contract. */
function inMemory(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  const names = new Map<string, string>();
  const checked = (ref: string) => {
    if (!/^sha256-[0-9a-f]{64}$/.test(ref)) throw new LoketError('invalid-data', 'no reference');
    return ref;
  };
  return {
    async put(bytes) {
      const ref = `sha256-${createHash('sha256').update(bytes).digest('hex')}`;
      blobs.set(ref, bytes.slice());
      return ref;
    },
    get: async (ref) => blobs.get(checked(ref))?.slice(),
    async bind(name, ref) {
      const winner = names.get(name) ?? checked(ref);
      names.set(name, winner);
      return winner;
    },
    bound: async (name) => names.get(name),
  };
}

async function failuresOf(make: () => BlobStore): Promise<string[]> {
  const cases = blobContract(make);
  const outcomes = await Promise.allSettled(cases.map(({ run }) => run()));
  return cases.filter((_, i) => outcomes[i]?.status === 'rejected').map(({ name }) => name);
}

describe('the blob contract', () => {
  it('is kept by the least store in memory', async () => {
    expect(await failuresOf(inMemory)).toEqual([]);
  });

  it('finds a store where the last to bind a name wins', async () => {
    const failed = await failuresOf(() => {
      const names = new Map<string, string>();
      return {
        ...inMemory(),
        bind: async (name, ref) => names.set(name, ref).get(name) ?? '',
        bound: async (name) => names.get(name),
      };
    });
    expect(failed).toContain('binds a name once, and answers the first reference ever after');
  });

  it('finds a store that hands out its own memory', async () => {
    const failed = await failuresOf(() => {
      const kept = new Map<string, Uint8Array>();
      const store = inMemory();
      return {
        ...store,
        async put(bytes) {
          const ref = await store.put(bytes);
          kept.set(ref, bytes);
          return ref;
        },
        get: async (ref) => ((await store.get(ref)) ? kept.get(ref) : undefined),
      };
    });
    expect(failed).toEqual(['shares no memory with those who put and get']);
  });
});

describe('the folder of blobs', () => {
  for (const { name, run } of blobContract(open)) it(name, run);

  it('is read by another that opens the same folder', async () => {
    const path = newPath();
    const ref = await open(path).put(utf8('a letter'));
    await open(path).bind('name', ref);
    const again = open(path);
    expect(await again.get(ref)).toEqual(utf8('a letter'));
    expect(await again.bound('name')).toBe(ref);
    expect(await again.names()).toEqual(['name']);
    expect(await again.check()).toEqual([]);
  });

  it('writes nothing when the same bytes are put again', async () => {
    const path = newPath();
    const blobs = open(path);
    const ref = await blobs.put(utf8('a letter'));
    const file = join(path, 'blobs', ref.slice(7, 9), ref.slice(7));
    const before = readdirSync(path, { recursive: true }).length;
    const written = statSync(file).mtimeMs;
    await blobs.put(utf8('a letter'));
    expect(statSync(file).mtimeMs).toBe(written);
    expect(readdirSync(path, { recursive: true }).length).toBe(before);
  });

  it('tells a damaged blob instead of giving it out, and mends it when it is put again', async () => {
    const path = newPath();
    const blobs = open(path);
    const ref = await blobs.put(utf8('a letter'));
    writeFileSync(join(path, 'blobs', ref.slice(7, 9), ref.slice(7)), 'a better');
    const error = await blobs.get(ref).catch((thrown: unknown) => thrown);
    expect(isLoketError(error, 'blob-damaged') && error.issues[0]?.value).toBe(ref);
    expect(await blobs.check()).toEqual([`blob ${ref} holds something else`]);
    await blobs.put(utf8('a letter'));
    expect(await blobs.get(ref)).toEqual(utf8('a letter'));
    expect(await blobs.check()).toEqual([]);
  });

  it('tells a binding that cannot be read and one whose blob is gone', async () => {
    const path = newPath();
    const blobs = open(path);
    const ref = await blobs.put(utf8('a letter'));
    await blobs.bind('name', ref);
    rmSync(join(path, 'blobs', ref.slice(7, 9), ref.slice(7)));
    expect((await blobs.check())[0]).toMatch(/is missing$/);
    const [file = ''] = readdirSync(join(path, 'names'), { recursive: true, encoding: 'utf8' })
      .map((name) => join(path, 'names', name))
      .filter((name) => name.length > 80 && /[0-9a-f]{64}$/.test(name));
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('name', 'game'));
    const error = await blobs.bound('name').catch((thrown: unknown) => thrown);
    expect(isLoketError(error, 'blob-damaged')).toBe(true);
    expect((await blobs.check())[0]).toMatch(/cannot be read$/);
  });

  it('refuses a folder without a name', () => {
    const error = (() => {
      try {
        return folderBlobs({ path: '' });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(isLoketError(error, 'invalid-config') && error.issues[0]?.field).toBe('path');
  });
});

const child = fileURLToPath(new URL('../support/blobs-child.ts', import.meta.url));

/** Runs the child; kills it after so many lines, in the midst of what comes next. */
function run(args: readonly string[], killAfter = Number.POSITIVE_INFINITY, delayMs = 0): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, ['--import', 'tsx', child, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const heard: string[] = [];
    createInterface(started.stdout).on('line', (line) => {
      heard.push(line);
      if (heard.length === killAfter) setTimeout(() => started.kill('SIGKILL'), delayMs);
    });
    started.on('error', reject);
    started.on('close', () => resolve(heard));
  });
}

async function holdsAll(path: string, lines: readonly string[]): Promise<number> {
  const blobs = open(path);
  expect(await blobs.check()).toEqual([]);
  let acknowledged = 0;
  for (const line of lines) {
    const [what, first = '', second = ''] = line.split(' ');
    if (what === 'ready') continue;
    acknowledged++;
    if (what === 'bind') expect(await blobs.bound(first)).toBe(second);
    else {
      const i = Number(second.split('-')[1]);
      expect(new TextDecoder().decode(await blobs.get(first))).toBe(second.padEnd(20_000 + i, '.'));
    }
  }
  return acknowledged;
}

it('loses nothing that was acknowledged when its process is killed, and shows nothing torn', {
  timeout: 300_000,
}, async () => {
  const path = newPath();
  const rounds = Number(process.env.LOKET_KILLS ?? 5);
  const heard: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = String(round * 10_000);
    heard.push(...(await run([path, 'a', from], 2 + ((round * 17) % 60), round % 7)));
  }
  const acknowledged = await holdsAll(path, heard);
  expect(acknowledged).toBeGreaterThan(rounds);
  console.log(`${rounds} kills, ${acknowledged} acknowledgements, 0 lost`);
});

it('tells two processes that bind the same names at once the same winners', {
  timeout: 300_000,
}, async () => {
  const path = newPath();
  const both = await Promise.all(['a', 'b'].map((who) => run([path, who, '0', '300'])));
  const told = both.map((lines) => lines.filter((line) => line.startsWith('bind')));
  expect(told[0]).toHaveLength(300);
  expect(told[0]).toEqual(told[1]);
  await holdsAll(path, both.flat());
});
