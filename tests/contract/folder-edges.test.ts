import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderPrinter } from 'loket/printing/folder';
import { afterEach, expect, it } from 'vitest';
import { fileNameOf } from '../../src/printing/folder/file-name.js';
import { claim } from '../../src/printing/folder/files.js';
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

it('makes a mark that is there whole or not at all, for one of those who want it', async () => {
  const folder = newFolder(tmpdir());
  const path = join(folder, 'mark.json');
  const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(1000));
  let over = false;
  const claims = Promise.all(texts.map((text) => claim(path, text, folder))).finally(() => {
    over = true;
  });
  const seen = new Set<string>();
  while (!over) {
    if (existsSync(path)) seen.add(readFileSync(path, 'utf8'));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const won = await claims;
  expect(won.filter((first) => first)).toHaveLength(1);
  expect([...seen, readFileSync(path, 'utf8')].filter((text) => text !== texts[won.indexOf(true)])).toEqual(
    [],
  );
  expect(readdirSync(folder)).toEqual(['mark.json']);
});

it.runIf(hasTwo)('makes a mark once where no link can be made', async () => {
  const folder = newFolder(tmpdir());
  const aside = newFolder(elsewhere);
  const path = join(folder, 'mark.json');
  expect(await claim(path, 'first', aside)).toBe(true);
  expect(await claim(path, 'second', aside)).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(aside)).toEqual([]);
});

it('removes what dead processes staged, and what may still be put in never', async () => {
  const folder = newFolder(tmpdir());
  const driver = folderPrinter(setup(folder));
  await driver.send(callFor('j1'));
  const [staged, sent] = [join(folder, '.loket', 'staged'), join(folder, '.loket', 'sent')];
  const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const leave = (name: string, old: boolean) => {
    const path = join(staged, name);
    writeFileSync(path, 'left');
    const written = statSync(path).mtimeMs / 1000 - (old ? 7200 : 0);
    utimesSync(path, written, written);
    return name;
  };
  const nameOf = (jobId: string) => fileNameOf(jobId, 1);
  // Another sender came first, whose mark is there.
  leave(`${nameOf('j1')}.${uuid(1)}.document`, false);
  leave(`${nameOf('j2')}.${uuid(2)}.ticket`, true);
  leave(`.${uuid(3)}.tmp`, true);
  // A sender that may be on its way, and a document that was promised and is put in at the next look.
  const young = leave(`${nameOf('j3')}.${uuid(4)}.document`, false);
  const writing = leave(`.${uuid(5)}.tmp`, false);
  const promised = leave(`${nameOf('j4')}.${uuid(6)}.document`, true);
  const strange = leave('notes of somebody', true);
  writeFileSync(
    join(sent, `${nameOf('j4')}.json`),
    JSON.stringify({ at: callFor('j4').at, jobId: 'j4', sending: uuid(6) }),
  );
  await driver.send(callFor('j5'));
  expect(readdirSync(staged).sort()).toEqual([young, writing, promised, strange].sort());
  // The one whose sender slept for an hour: should it wake up, it puts nothing in.
  expect(await look(driver, callFor('j2'))).toMatchObject({ outcome: 'unavailable' });
  expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'unavailable' });
  expect(await look(driver, callFor('j4'))).toMatchObject({ outcome: 'accepted' });
  expect(readdirSync(folder).filter((name) => name.startsWith('job_j4'))).toHaveLength(1);
});
