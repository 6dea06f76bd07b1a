import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Answers a system error's code, as `ENOENT`. @internal */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Writes a file so that it is there whole or not at all, on disk when this resolves. @internal */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const aside = asideIn(dirname(path));
  try {
    await writeNew(aside, bytes);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Makes a file that nobody made before, whole or not at all; `false` when it is there already. On disk when this
 * resolves. Written aside in a folder of the same file system. @internal
 */
export async function claim(path: string, text: string, asideFolder: string): Promise<boolean> {
  const aside = asideIn(asideFolder);
  try {
    await writeNew(aside, text);
    // A link is refused where a name is taken, unlike a rename.
    await link(aside, path).catch((error: unknown) => {
      if (!linkless.has(errorCode(error) ?? '')) throw error;
      return writeNew(path, text);
    });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await removeAll([aside]);
  }
  await syncFolder(dirname(path));
  return true;
}

/** What file systems say that know no links, as FAT: there a mark can be seen before it is whole. */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

function asideIn(folder: string): string {
  return join(folder, `.${randomUUID()}.tmp`);
}

async function writeNew(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Moves a file within a file system; `false` when it is not there. @internal */
export async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !(await exists(from))) return false;
    throw error;
  }
  await syncFolder(dirname(to));
  await syncFolder(dirname(from));
  return true;
}

/** Tells whether a file is there. @internal */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Reads a short file; `undefined` when it is not there or too long. @internal */
export async function readShort(path: string, maxBytes: number): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > maxBytes ? undefined : await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Tells whether files can be moved from one folder to the other, whole at once. @internal */
export async function areTogether(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)]);
  return first.dev === second.dev;
}

/** Removes files that nobody needs; one that cannot be removed stays. @internal */
export async function removeAll(paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
}

/** Makes a folder unless it is there. @internal */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    const code = errorCode(error);
    // Windows opens no folders, and some file systems sync none: they keep names in their own order.
    if (process.platform !== 'win32' && code !== 'EINVAL' && code !== 'ENOTSUP') throw error;
  }
}
