import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeAll } from './files.js';

/** A sending whose files are this much older than one that was just written has no process any more, in all likelihood. */
const oldMs = 3_600_000;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const stagedFile = new RegExp(`^([\\w-]+)\\.(${uuid})\\.(?:ticket|document)$`);
const halfFile = new RegExp(`^\\.${uuid}\\.tmp$`);

/** One sending whose files were found. @internal */
export interface Found {
  /** The name of the attempt's files. */
  readonly name: string;
  readonly sending: string;
  readonly old: boolean;
}

/**
 * Removes the files of sendings that are over, and what was half written long ago. Ages are measured against `fresh`, a
 * file that was just written there, since the folder's clock may be another machine's. Files of other names stay.
 * @internal
 */
export async function removeLeftovers(
  folder: string,
  fresh: string,
  isOver: (found: Found) => Promise<boolean>,
): Promise<void> {
  const now = (await stat(fresh)).mtimeMs;
  for (const file of await readdir(folder)) {
    const path = join(folder, file);
    const [, name, sending] = stagedFile.exec(file) ?? [];
    if (sending === undefined && !halfFile.test(file)) continue;
    const written = await stat(path).catch(() => undefined);
    if (!written) continue;
    const old = now - written.mtimeMs >= oldMs;
    const over = name !== undefined && sending !== undefined ? await isOver({ name, sending, old }) : old;
    if (over) await removeAll([path]);
  }
}
