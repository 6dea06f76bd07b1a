import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { PrintCall, PrinterDriver, PrintOutcome } from '../driver.js';
import { fileNameOf } from './file-name.js';
import {
  areTogether,
  claim,
  errorCode,
  exists,
  makeFolder,
  moveTo,
  readShort,
  removeAll,
  writeWhole,
} from './files.js';
import { type Found, removeLeftovers } from './leftovers.js';
import { type FolderPrinterOptions, folderAnswer, folderPrinterOptions } from './options.js';

/** Where the files of one attempt at a job are. */
interface Paths {
  readonly name: string;
  /** Made for good before the document can be seen by anybody. */
  readonly mark: string;
  /** The start of what waits in the driver's own folder, before the id of its sending. */
  readonly staged: string;
  readonly hot: string;
  readonly ticket: string;
  readonly answer: string;
  readonly done: string;
  readonly error: string;
}

/** When a job was sent, and which sending of it counts; or that it is not to be sent any more. */
const mark = lazy(() =>
  z.union([z.object({ at: z.number(), sending: z.uuid() }), z.object({ void: z.literal(true) })]),
);
const longestAnswer = 65_536;

/**
 * Makes a printer behind a hot folder: the document and a ticket go into a folder that the printer's own program
 * watches, and an answer file says what came of it; without one a person confirms.
 *
 * For a job the driver writes `<name>.ticket.json` and then `<name>.pdf`, each whole at once. The ticket names the
 * answer that is awaited, `<name>.answer.json`:
 * `{ "outcome": "printed" | "spoiled" | "failed" | "unknown", "serial"?: "...", "reason"?: "..." }`, the reason a keyword
 * of {@link FolderReason}. With `believe:
 * 'folders'` a document that was moved to `done` is printed, and one in `error` is what `onError` says. A document goes
 * into the folder once, whatever crashes: a mark in the driver's own folder says so for good.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { folderPrinter } from 'loket/printing/folder';
 *
 * const folder = mkdtempSync(join(tmpdir(), 'hot-folder-'));
 * const printer = folderPrinter({
 *   id: 'P1',
 *   medium: 'card',
 *   blanks: 10,
 *   folder,
 *   document: ({ applicationId }) => new TextEncoder().encode(`the PDF of ${applicationId}`),
 * });
 * const job = { jobId: 'j1', applicationId: 'a1', kind: 'card', medium: 'card', attempt: 1, effectId: 'e1' };
 * const call = { ...job, printerId: 'P1', at: 0, signal: new AbortController().signal };
 * await printer.send(call); //=> { outcome: 'accepted', lookAt: 1000 }
 * const pdf = readdirSync(folder).find((name) => name.endsWith('.pdf')) ?? '';
 * // What the printer's program does when the card is out.
 * writeFileSync(join(folder, pdf.replace('.pdf', '.answer.json')), '{"outcome":"printed","serial":"C-7"}');
 * const seen = await printer.look?.({ ...call, at: 1000 });
 * rmSync(folder, { recursive: true });
 * seen; //=> { outcome: 'printed', serial: 'C-7' }
 * ```
 */
export function folderPrinter(options: FolderPrinterOptions): PrinterDriver {
  parseOrThrow<unknown>(folderPrinterOptions(), options, `printer '${options?.id}'`);
  const { id, medium, blanks, folder, document, extension = 'pdf' } = options;
  const { ownFolder = join(folder, '.loket'), believe = 'answers', onError = 'unknown' } = options;
  const { pollMs = 1000, giveUpAfterMs = 600_000 } = options;
  const stagedFolder = join(ownFolder, 'staged');
  const markOf = (name: string) => join(ownFolder, 'sent', `${name}.json`);

  function pathsOf({ jobId, attempt }: Pick<PrintCall, 'jobId' | 'attempt'>): Paths {
    const name = fileNameOf(jobId, attempt);
    return {
      name,
      mark: markOf(name),
      staged: join(stagedFolder, name),
      hot: join(folder, `${name}.${extension}`),
      ticket: join(folder, `${name}.ticket.json`),
      answer: join(folder, `${name}.answer.json`),
      done: join(folder, 'done', `${name}.${extension}`),
      error: join(folder, 'error', `${name}.${extension}`),
    };
  }

  /** Whether an earlier attempt may have made a card: the office knows of none, and a copied store may be wrong. */
  async function wasSentBefore(call: PrintCall): Promise<boolean> {
    for (let attempt = call.attempt - 1; attempt >= 1; attempt--) {
      const paths = pathsOf({ jobId: call.jobId, attempt });
      const text = await readShort(paths.mark, longestAnswer);
      if (text === undefined || isVoid(text)) continue;
      if ((await answerOf(paths))?.outcome !== 'failed') return true;
    }
    return false;
  }

  async function answerOf(paths: Paths): Promise<PrintOutcome | undefined> {
    const text = await readShort(paths.answer, longestAnswer);
    const answer = text === undefined ? undefined : folderAnswer().safeParse(json(text)).data;
    if (answer) {
      if (answer.outcome !== 'printed')
        return { outcome: answer.outcome, reason: answer.reason ?? `answered '${answer.outcome}'` };
      return answer.serial === undefined
        ? { outcome: 'printed' }
        : { outcome: 'printed', serial: answer.serial };
    }
    if (believe !== 'folders') return undefined;
    if (await exists(paths.done)) return { outcome: 'printed' };
    if (await exists(paths.error)) return { outcome: onError, reason: 'the program moved it to its errors' };
    return undefined;
  }

  /** Puts into the hot folder what is staged; what was put there before is not there any more to be put again. */
  async function putIn(paths: Paths, sending: string): Promise<void> {
    await moveTo(`${paths.staged}.${sending}.ticket`, paths.ticket);
    await moveTo(`${paths.staged}.${sending}.document`, paths.hot);
  }

  /** Says for good that a job was never sent, and keeps out whoever would send it; `false` when another mark is there. */
  async function close(path: string): Promise<boolean> {
    await makeFolder(stagedFolder);
    return claim(path, JSON.stringify({ void: true }), stagedFolder);
  }

  /** Whether a sending never puts anything in any more, because another mark is there. */
  async function isOver({ name, sending, old }: Found): Promise<boolean> {
    const path = markOf(name);
    // An old one may be of a process that sleeps: should it wake up, it must find its place taken.
    if (old && !(await exists(path))) await close(path);
    const text = await readShort(path, longestAnswer);
    const { data } = mark().safeParse(json(text ?? ''));
    return data !== undefined && !('sending' in data && data.sending === sending);
  }

  async function look(call: PrintCall): Promise<PrintOutcome> {
    const paths = pathsOf(call);
    const later: PrintOutcome = { outcome: 'accepted', lookAt: call.at + pollMs };
    let sent: z.infer<ReturnType<typeof mark>> | undefined;
    try {
      const text = await readShort(paths.mark, longestAnswer);
      if (text === undefined) {
        // A folder that is not there has not lost its marks.
        if (!(await exists(folder))) return later;
        if (!(await exists(join(ownFolder, 'sent'))))
          return { outcome: 'unknown', reason: 'the folder knows nothing of this job' };
        // Nothing goes in before its mark; this one keeps out a sender that may still be on its way.
        return (await close(paths.mark)) ? neverSent : later;
      }
      if (isVoid(text)) return neverSent;
      sent = mark().safeParse(json(text)).data;
      // The process may have ended between its mark and its document.
      if (sent && 'sending' in sent) await putIn(paths, sent.sending);
      const answer = await answerOf(paths);
      if (answer) return answer;
      // A mark that was torn by a power failure has put nothing in, and a person says so.
      return sent && 'at' in sent && call.at - sent.at < giveUpAfterMs ? later : { outcome: 'accepted' };
    } catch {
      return sent && 'at' in sent && call.at - sent.at >= giveUpAfterMs ? { outcome: 'accepted' } : later;
    }
  }

  async function send(call: PrintCall): Promise<PrintOutcome> {
    const paths = pathsOf(call);
    try {
      if (!(await exists(folder))) return { outcome: 'unavailable', reason: 'the folder is not there' };
      if (await exists(paths.mark)) return await look(call);
      if (await wasSentBefore(call))
        return { outcome: 'unknown', reason: 'an earlier attempt went into the folder' };
    } catch (error) {
      return unavailable(error);
    }
    let bytes: Uint8Array;
    try {
      bytes = await document(call);
    } catch {
      // What it throws may hold what it read.
      return { outcome: 'failed', reason: 'no document' };
    }
    if (call.signal.aborted) return { outcome: 'unavailable', reason: 'the call was ended' };
    const sending = randomUUID();
    const staged = [`${paths.staged}.${sending}.ticket`, `${paths.staged}.${sending}.document`] as const;
    let first = false;
    try {
      await makeFolder(join(ownFolder, 'sent'));
      await makeFolder(stagedFolder);
      if (!(await areTogether(stagedFolder, folder)))
        return { outcome: 'unavailable', reason: 'the folders lie on two file systems' };
      await writeWhole(staged[0], ticketOf(call, paths, bytes));
      await writeWhole(staged[1], bytes);
      // Whoever makes the mark prints; another process may have come first.
      await removeLeftovers(stagedFolder, staged[1], isOver).catch(() => undefined);
      first = await claim(
        paths.mark,
        JSON.stringify({ at: call.at, jobId: call.jobId, sending }),
        stagedFolder,
      );
    } catch (error) {
      // A mark that could not be brought to disk may be there all the same.
      if (await exists(paths.mark).catch(() => true)) return look(call);
      await removeAll(staged);
      return unavailable(error);
    }
    if (!first) await removeAll(staged);
    return look(call);
  }

  function ticketOf(call: PrintCall, { name }: Paths, bytes: Uint8Array): string {
    const { jobId, applicationId, kind, medium, attempt, at } = call;
    const ticket = {
      v: 1,
      ...{ printerId: id, jobId, applicationId, kind, medium, attempt, at },
      document: `${name}.${extension}`,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      answer: `${name}.answer.json`,
    };
    return `${JSON.stringify(ticket, null, 2)}\n`;
  }

  return { id, medium, blanks, send, look };
}

const neverSent: PrintOutcome = { outcome: 'unavailable', reason: 'the job never went into the folder' };

function isVoid(text: string): boolean {
  const { data } = mark().safeParse(json(text));
  return data !== undefined && 'void' in data;
}

/** Before the mark nothing can have been printed. */
function unavailable(error: unknown): PrintOutcome {
  const code = errorCode(error);
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return {
    outcome: 'unavailable',
    reason: full ? 'spool-area-full' : `the folder takes no file: ${code ?? 'unknown error'}`,
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
