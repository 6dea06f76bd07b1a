import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Answers a system error's code, as `ENOENT`. @internal */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** Makes a folder with those above it, so that it outlives a power failure. @internal */
export function makeRoot(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  // From the folder itself up to the parent of the first one that was missing.
  for (let at = path; first !== undefined; at = dirname(at)) {
    syncFolderNow(at);
    if (at === dirname(first) || at === dirname(at)) break;
  }
}

/** Makes a folder inside another. @internal */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await syncFolder(dirname(path));
}

/** Writes bytes to a new file aside and brings them to disk; answers its path. @internal */
export async function writeAside(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, randomUUID());
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return path;
}

/** Gives a file aside its name, in the place of any that has it. @internal */
export async function moveIn(aside: string, path: string): Promise<void> {
  await rename(aside, path);
  await syncFolder(dirname(path));
}

/** Gives a file aside its name unless one has it already; the first of several processes wins. @internal */
export async function linkIn(aside: string, path: string): Promise<void> {
  try {
    await link(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await syncFolder(dirname(path));
  await rm(aside);
}

/** Brings a folder's names to disk. @internal */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    tolerate(error);
  }
}

function syncFolderNow(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    tolerate(error);
  }
}

/** Windows opens no folders, and some file systems sync none: they keep names in their own order. */
function tolerate(error: unknown): void {
  const code = errorCode(error);
  if (process.platform !== 'win32' && code !== 'EINVAL' && code !== 'ENOTSUP') throw error;
}
