import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderPrinter } from 'loket/printing/folder';
import { afterEach, expect, it } from 'vitest';
import { callFor, cardPdf, look } from '../support/ipp.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function newFolder(under: string): string {
  const folder = mkdtempSync(join(under, 'loket-folder-'));
  folders.push(folder);
  return folder;
}
const setup = (folder: string, ownFolder?: string) => ({
  id: 'P1',
  medium: 'card',
  blanks: 10,
  folder,
  giveUpAfterMs: 60_000,
  document: ({ jobId }: { readonly jobId: string }) => cardPdf(jobId),
  ...(ownFolder !== undefined && { ownFolder }),
});

/** Another file system than that of temporary files, on most machines. */
const elsewhere = '/dev/shm';
const hasTwo = (() => {
  try {
    return statSync(elsewhere).dev !== statSync(tmpdir()).dev;
  } catch {
    return false;
  }
})();

it.runIf(hasTwo)('takes no job whose document it could not move into the folder', async () => {
  const folder = newFolder(tmpdir());
  const driver = folderPrinter(setup(folder, newFolder(elsewhere)));
  expect(await driver.send(callFor('j1'))).toEqual({
    outcome: 'unavailable',
    reason: 'the folders lie on two file systems',
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('asks a person after a time when a document that was promised does not go in', async () => {
  const folder = newFolder(tmpdir());
  const driver = folderPrinter(setup(folder));
  const call = callFor('j1');
  await driver.send(call);
  const own = join(folder, '.loket');
  const [mark = ''] = readdirSync(join(own, 'sent'));
  const { sending } = JSON.parse(readFileSync(join(own, 'sent', mark), 'utf8'));
  const document = readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? '';
  // As after a crash between the mark and the document, with something in its way.
  renameSync(
    join(folder, document),
    join(own, 'staged', `${document.replace('.pdf', '')}.${sending}.document`),
  );
  mkdirSync(join(folder, document));
  expect(await look(driver, { ...call, at: call.at + 59_999 })).toHaveProperty('lookAt');
  expect(await look(driver, { ...call, at: call.at + 60_000 })).toEqual({ outcome: 'accepted' });
});
