import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { isLoketError } from 'loket';
import { type FolderPrinterOptions, folderPrinter } from 'loket/printing/folder';
import { printerContract } from 'loket/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { callFor, cardPdf, look } from '../support/ipp.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function hotFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-folder-'));
  folders.push(folder);
  return folder;
}
function driverAt(folder: string, options: Partial<FolderPrinterOptions> = {}) {
  return folderPrinter({
    id: 'P1',
    medium: 'card',
    blanks: 10,
    folder,
    document: ({ jobId }) => cardPdf(jobId),
    ...options,
  });
}
const documents = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.pdf'));

/** The program behind the folder: prints what it finds, and remembers it. */
function program(folder: string) {
  const printed: string[] = [];
  let fate: 'printed' | 'spoiled' | 'failed' | 'silent' = 'printed';
  return {
    printed,
    next: (what: typeof fate) => () => {
      fate = what;
    },
    work() {
      for (const name of documents(folder)) {
        const ticket = JSON.parse(readFileSync(join(folder, name.replace('.pdf', '.ticket.json')), 'utf8'));
        rmSync(join(folder, name));
        const good = fate === 'printed' || fate === 'silent';
        if (good) printed.push(ticket.jobId);
        const answer = good
          ? { outcome: 'printed', serial: `C-${printed.length}` }
          : { outcome: fate, reason: 'media-jam' };
        if (fate !== 'silent') writeFileSync(join(folder, ticket.answer), JSON.stringify(answer));
        fate = 'printed';
      }
    },
  };
}

describe('the folder printer', () => {
  const cases = printerContract(() => {
    const folder = hotFolder();
    const { printed, next, work } = program(folder);
    return {
      driver: driverAt(folder, { giveUpAfterMs: 5000 }),
      looksBeforeSending: true,
      cards: () => printed,
      pass: work,
      next: {
        spoiled: next('spoiled'),
        failed: next('failed'),
        silent: next('silent'),
        unavailable: () => rmSync(folder, { recursive: true }),
      },
    };
  });
  for (const { name, run } of cases) it(name, run);

  it('writes a ticket that tells the document from any other', async () => {
    const folder = hotFolder();
    await driverAt(folder).send(callFor('a/7/p1'));
    const [document = ''] = documents(folder);
    const ticket = JSON.parse(readFileSync(join(folder, document.replace('.pdf', '.ticket.json')), 'utf8'));
    const bytes = readFileSync(join(folder, document));
    expect(ticket).toMatchObject({
      v: 1,
      printerId: 'P1',
      jobId: 'a/7/p1',
      attempt: 1,
      document,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      answer: document.replace('.pdf', '.answer.json'),
    });
  });

  it('puts a document in once, whatever is sent and looked at, by how many processes', async () => {
    const folder = hotFolder();
    const { printed, work } = program(folder);
    const drivers = Array.from({ length: 4 }, () => driverAt(folder));
    await Promise.all(drivers.map((driver) => driver.send(callFor('j1'))));
    expect(documents(folder)).toHaveLength(1);
    work();
    rmSync(join(folder, readdirSync(folder).find((name) => name.includes('answer')) ?? ''));
    for (const driver of drivers) {
      expect(await driver.send(callFor('j1'))).toMatchObject({ outcome: 'accepted' });
      expect(await look(driver, callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    }
    work();
    expect(printed).toEqual(['j1']);
    expect(readdirSync(join(folder, '.loket', 'staged'))).toEqual([]);
  });

  it('goes on after a crash before the document went in, and not after it did', async () => {
    const folder = hotFolder();
    await driverAt(folder).send(callFor('j1'));
    const own = join(folder, '.loket');
    const [mark = ''] = readdirSync(join(own, 'sent'));
    const { sending } = JSON.parse(readFileSync(join(own, 'sent', mark), 'utf8'));
    const [document = ''] = documents(folder);
    // As it was between the mark and the document.
    const staged = join(own, 'staged', `${document.replace('.pdf', '')}.${sending}.document`);
    renameSync(join(folder, document), staged);
    expect(await look(driverAt(folder), callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    expect(documents(folder)).toEqual([document]);
    rmSync(join(folder, document));
    expect(await driverAt(folder).send(callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    expect(documents(folder)).toEqual([]);
  });

  it('says of a job whose process ended before its mark that it never went in, and keeps it out for good', async () => {
    const folder = hotFolder();
    const { printed, work } = program(folder);
    await driverAt(folder).send(callFor('j0'));
    let reached = () => {};
    const atDocument = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let goOn = () => {};
    const slow = driverAt(folder, {
      document: async ({ jobId }) => {
        reached();
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        return cardPdf(jobId);
      },
    });
    const late = slow.send(callFor('j1'));
    await atDocument;
    expect(await look(driverAt(folder), callFor('j1'))).toMatchObject({ outcome: 'unavailable' });
    expect(await driverAt(folder).send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'accepted' });
    // The sender that was thought dead comes too late.
    goOn();
    expect(await late).toMatchObject({ outcome: 'unavailable' });
    work();
    expect(printed.sort()).toEqual(['j0', 'j1']);
  });

  it('asks a person after a time, and still believes a late answer', async () => {
    const folder = hotFolder();
    const { work } = program(folder);
    const driver = driverAt(folder, { giveUpAfterMs: 60_000 });
    const call = callFor('j1');
    await driver.send(call);
    expect(await look(driver, { ...call, at: call.at + 59_999 })).toHaveProperty('lookAt');
    const late = { ...call, at: call.at + 60_000 };
    expect(await look(driver, late)).toEqual({ outcome: 'accepted' });
    work();
    expect(await look(driver, late)).toEqual({ outcome: 'printed', serial: 'C-1' });
  });

  it('waits for the rest of an answer, and takes no word that is none', async () => {
    const folder = hotFolder();
    const driver = driverAt(folder);
    await driver.send(callFor('j1'));
    const answer = join(folder, (documents(folder)[0] ?? '').replace('.pdf', '.answer.json'));
    for (const text of ['', '{"outcome":"pri', '{"outcome":"done"}', '[]', `{"x":"${'y'.repeat(70_000)}"}`]) {
      writeFileSync(answer, text);
      expect(await look(driver, callFor('j1'))).toMatchObject({ outcome: 'accepted' });
    }
    writeFileSync(answer, JSON.stringify({ outcome: 'spoiled', reason: 'cover-open' }));
    expect(await look(driver, callFor('j1'))).toEqual({ outcome: 'spoiled', reason: 'cover-open' });
  });

  it('repeats no words of a program or of a document that cannot be made', async () => {
    const folder = hotFolder();
    const driver = driverAt(folder, {
      document({ jobId }) {
        if (jobId === 'j1') throw new Error('the name of a citizen');
        return cardPdf(jobId);
      },
    });
    expect(await driver.send(callFor('j1'))).toEqual({ outcome: 'failed', reason: 'no document' });
    await driver.send(callFor('j2'));
    const answer = join(folder, (documents(folder)[0] ?? '').replace('.pdf', '.answer.json'));
    for (const reason of ['the name of a citizen', '', 7, 'x'.repeat(500)]) {
      writeFileSync(answer, JSON.stringify({ outcome: 'spoiled', reason }));
      expect(await look(driver, callFor('j2'))).toEqual({
        outcome: 'spoiled',
        reason: "answered 'spoiled'",
      });
    }
  });

  it('believes folders only where it is told to', async () => {
    for (const [to, options, outcome] of [
      ['done', {}, 'accepted'],
      ['done', { believe: 'folders' }, 'printed'],
      ['error', { believe: 'folders' }, 'unknown'],
      ['error', { believe: 'folders', onError: 'spoiled' }, 'spoiled'],
    ] as const) {
      const folder = hotFolder();
      const driver = driverAt(folder, options);
      await driver.send(callFor('j1'));
      const [document = ''] = documents(folder);
      mkdirSync(join(folder, to));
      renameSync(join(folder, document), join(folder, to, document));
      expect(await look(driver, callFor('j1'))).toMatchObject({ outcome });
    }
  });

  it('makes no second card while an earlier attempt may have made one', async () => {
    const folder = hotFolder();
    const { next, work } = program(folder);
    const driver = driverAt(folder);
    await driver.send(callFor('j1'));
    expect(await driver.send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'unknown' });
    next('failed')();
    work();
    expect(await driver.send(callFor('j1', { attempt: 2 }))).toMatchObject({ outcome: 'accepted' });
  });

  it('gives every job files of its own, in the folder and nowhere else, under names that any system takes', async () => {
    const folder = hotFolder();
    const driver = driverAt(folder);
    const seen = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ minLength: 1, unit: 'binary' }),
          fc.constantFrom('../../x', 'CON', 'nul.pdf', 'a/b\\c', 'C:\\x', '.', '..', 'a.', 'A', 'a', '-rf'),
        ),
        fc.integer({ min: 1, max: 3 }),
        async (jobId, attempt) => {
          const key = `${jobId}#${attempt}`;
          const before = new Set(documents(folder));
          const known = [...seen.values()].includes(key);
          const outcome = await driver.send(callFor(jobId, { attempt }));
          const added = documents(folder).filter((name) => !before.has(name));
          if (outcome.outcome === 'unknown') return;
          expect(added).toHaveLength(known ? 0 : 1);
          for (const name of added) {
            expect(basename(name)).toBe(name);
            expect(name).toMatch(/^job_[A-Za-z0-9_-]{1,120}\.pdf$/);
            expect(seen.has(name.toLowerCase())).toBe(false);
            seen.set(name.toLowerCase(), key);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(readdirSync(folder).filter((name) => !/^(job_|\.loket$)/.test(name))).toEqual([]);
  });

  it('refuses what it cannot work with', () => {
    const fieldOf = (options: object) => {
      try {
        driverAt('hot', options);
      } catch (error) {
        if (isLoketError(error, 'invalid-config')) return error.issues[0]?.field;
        throw error;
      }
      return undefined;
    };
    expect(fieldOf({})).toBeUndefined();
    expect(fieldOf({ extension: '../x' })).toBe('extension');
    expect(fieldOf({ extension: 'json' })).toBe('extension');
    expect(fieldOf({ folder: '' })).toBe('folder');
    expect(fieldOf({ pollMs: 0 })).toBe('pollMs');
  });
});
