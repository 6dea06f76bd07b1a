import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BlobStore } from '../../internal/blobs.js';
import { isLoketError, issuesError, LoketError } from '../../internal/errors.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import { errorCode, linkIn, makeFolder, makeRoot, moveIn, syncFolder, writeAside } from './durable-files.js';

/** Sets where a folder of blobs lies. */
export interface FolderBlobsOptions {
  /** The folder; it is made where it is missing. Several processes may use one. It must allow hard links. */
  readonly path: string;
}

/** Files of a folder, kept by content. */
export interface FolderBlobs extends BlobStore {
  /** Reads everything; answers what is damaged or missing, a line each. An empty list says that all is well. */
  check(): Promise<readonly string[]>;
  /** Answers all names that are bound, in no order. */
  names(): Promise<readonly string[]>;
}

const REF = /^sha256-([0-9a-f]{64})$/;
const options = lazy(() => z.strictObject({ path: z.string().min(1, 'must not be empty') }));
const binding = lazy(() => z.strictObject({ name: z.string(), ref: z.string().regex(REF) }));

/**
 * Keeps blobs in a folder, each in a file named after its content. A file is written aside, brought to disk, and only
 * then given its name, so that no reader, and no restart, sees half of one. A crash may leave a file in `aside`; it does
 * no harm.
 *
 * `get` compares the content with its name and throws `blob-damaged` where they differ; putting the same bytes again
 * mends that.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule; its methods with code
 * `invalid-data` when a reference, a name or bytes are none, and with `blob-damaged` when a file does not hold what it
 * should
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { folderBlobs } from 'loket/stores/blobs';
 *
 * const blobs = folderBlobs({ path: mkdtempSync(join(tmpdir(), 'loket-')) });
 * const ref = await blobs.put(new TextEncoder().encode('a letter'));
 * ref.length; //=> 71
 * await blobs.bind('application-1', ref);
 * const other = await blobs.put(new TextEncoder().encode('another letter'));
 * (await blobs.bind('application-1', other)) === ref; //=> true
 * ```
 */
export function folderBlobs(config: FolderBlobsOptions): FolderBlobs {
  const { path } = parseOrThrow<FolderBlobsOptions>(options(), config, 'folder of blobs');
  const blobs = join(path, 'blobs');
  const bindings = join(path, 'names');
  const aside = join(path, 'aside');
  for (const folder of [blobs, bindings, aside]) makeRoot(folder);

  const made = new Map<string, Promise<void>>();
  /** Answers the folder of a digest: 256 of them, for a folder of 100,000 files is slow to list on many systems. */
  async function folderFor(root: string, digest: string): Promise<string> {
    const folder = join(root, digest.slice(0, 2));
    // Also where it exists: another process may have made it a moment ago, and not brought it to disk yet.
    const making = made.get(folder) ?? makeFolder(folder);
    made.set(folder, making);
    await making.catch((error: unknown) => {
      made.delete(folder);
      throw error;
    });
    return folder;
  }

  async function get(ref: string): Promise<Uint8Array | undefined> {
    const digest = digestIn(ref);
    const bytes = await contentOf(join(blobs, digest.slice(0, 2), digest));
    if (bytes !== undefined && sha256(bytes) !== digest)
      throw damaged(`blob ${ref} holds something else`, ref);
    return bytes;
  }

  async function bindingOf(digest: string): Promise<{ name: string; ref: string } | undefined> {
    const bytes = await contentOf(join(bindings, digest.slice(0, 2), digest));
    if (bytes === undefined) return undefined;
    const parsed = binding().safeParse(jsonOf(bytes));
    if (parsed.success && digestOfName(parsed.data.name) === digest) return parsed.data;
    throw damaged(`the binding in file ${digest} cannot be read`, digest);
  }

  async function isWhole(ref: string): Promise<boolean> {
    try {
      return (await get(ref)) !== undefined;
    } catch (error) {
      if (isLoketError(error, 'blob-damaged')) return false;
      throw error;
    }
  }

  return {
    get,
    async put(given) {
      if (!(given instanceof Uint8Array)) throw notA('bytes', 'must be a Uint8Array', typeof given);
      // A copy, for the caller may go on with its own while this waits for the disk.
      const bytes = new Uint8Array(given);
      const digest = sha256(bytes);
      const ref = `sha256-${digest}`;
      const folder = await folderFor(blobs, digest);
      if (await isWhole(ref)) {
        // Another process may have named it a moment ago.
        await syncFolder(folder);
        return ref;
      }
      const file = await writeAside(aside, bytes);
      try {
        await moveIn(file, join(folder, digest));
      } catch (error) {
        // Windows replaces no file that somebody reads; another process may have named the same bytes meanwhile.
        if (!(await isWhole(ref))) throw error;
        await rm(file, { force: true });
      }
      return ref;
    },
    async bind(name, ref) {
      const digest = digestOfName(name);
      digestIn(ref);
      const folder = await folderFor(bindings, digest);
      if ((await bindingOf(digest)) === undefined) {
        const file = await writeAside(aside, new TextEncoder().encode(`${JSON.stringify({ name, ref })}\n`));
        await linkIn(file, join(folder, digest));
      } else {
        await syncFolder(folder);
      }
      return (await bindingOf(digest))?.ref ?? ref;
    },
    async bound(name) {
      return (await bindingOf(digestOfName(name)))?.ref;
    },
    async check() {
      const problems: string[] = [];
      for (const digest of await filesOf(blobs)) {
        if (!(await isWhole(`sha256-${digest}`))) problems.push(`blob sha256-${digest} holds something else`);
      }
      for (const digest of await filesOf(bindings)) {
        try {
          const bound = await bindingOf(digest);
          const whole =
            bound === undefined || (await contentOf(join(blobs, bound.ref.slice(7, 9), bound.ref.slice(7))));
          if (!whole) problems.push(`the blob ${bound?.ref} that file ${digest} names is missing`);
        } catch (error) {
          if (!isLoketError(error, 'blob-damaged')) throw error;
          problems.push(error.message);
        }
      }
      return problems;
    },
    async names() {
      const names: string[] = [];
      for (const digest of await filesOf(bindings)) {
        const bound = await bindingOf(digest);
        if (bound) names.push(bound.name);
      }
      return names;
    },
  };
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

function digestIn(ref: string): string {
  const digest = typeof ref === 'string' ? REF.exec(ref)?.[1] : undefined;
  if (digest === undefined) throw notA('ref', 'must be sha256- and 64 hexadecimal digits', ref);
  return digest;
}

// As JSON: two names that are no well-formed Unicode would else be the same bytes.
function digestOfName(name: string): string {
  if (typeof name !== 'string') throw notA('name', 'must be a text', typeof name);
  return sha256(JSON.stringify(name));
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

async function contentOf(file: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function filesOf(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await readdir(root)) found.push(...(await readdir(join(root, folder))));
  return found;
}

function notA(field: string, rule: string, value: unknown): LoketError {
  return issuesError('invalid-data', 'blob', [{ field, rule, value }]);
}

function damaged(message: string, value: string): LoketError {
  return new LoketError('blob-damaged', message, {
    issues: [{ field: 'ref', rule: 'must hold the bytes that it was made of', value }],
  });
}
