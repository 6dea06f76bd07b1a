import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openedUp } from './judge/pdf.mjs';

/** Files by path, folders with all that is in them. */
export function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Writes each PDF among the files, whatever its name, into a folder with its streams inflated: a scan of raw bytes
 * cannot see what is compressed.
 *
 * @returns which file each opened one was made of
 */
export function openPdfs(files: readonly string[], folder: string): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true });
  const opened = new Map<string, string>();
  for (const file of files) {
    if (statSync(file).size > 10_000_000) continue;
    const bytes = readFileSync(file);
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') continue;
    const target = join(folder, `${opened.size}.bin`);
    writeFileSync(target, openedUp(bytes), 'latin1');
    opened.set(target, file);
  }
  return opened;
}
