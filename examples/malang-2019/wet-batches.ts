import type { BatchSheet } from 'loket/signing';
import type { ActAs } from './hall.js';
import type { Notebook } from './notebook.js';
import { minuteMs } from './time.js';

const clerk = { id: 'clerk', role: 'officer' };
const head = { id: 'head', role: 'head' };
/** Papers in a batch of which one may be mislaid without the batch being nearly empty. */
const enoughToMiss = 3;
const foundAfterMs = 90 * minuteMs;

/** Papers for the pen: at the end of each open hour a batch comes back from the head, and the next one is taken there. */
export function wetBatches(
  book: Notebook,
  now: () => number,
  sheetPrinted: (sheet: BatchSheet) => Promise<void>,
) {
  async function takeBack(as: ActAs): Promise<void> {
    const { signing } = as(head);
    const { batches } = await signing.wetDesk();
    for (const { batchId, state, papers } of batches) {
      if (state !== 'sent') continue;
      // One paper of the week is left under a file on the head's desk.
      const mislaid = papers.length >= enoughToMiss && book.read('numbers', 'mislaid') === undefined;
      const back = mislaid ? papers.slice(0, -1) : papers;
      await signing.returnBatch(batchId, { signed: back });
      if (!mislaid) continue;
      const missing = await signing.closeBatch(batchId);
      book.write('numbers', 'mislaid', missing.length);
      for (const applicationId of missing) book.plan(now() + foundAfterMs, { do: 'found', applicationId });
    }
  }

  async function sendNext(papers: number, as: ActAs): Promise<void> {
    const { signing } = as(clerk);
    const desk = await signing.wetDesk();
    if (desk.papers.waiting === 0) return;
    const { batchId } = await signing.composeBatch({ limit: papers });
    await signing.sendBatch(batchId);
    await sheetPrinted(await signing.batchSheet(batchId));
  }

  return {
    async hour(papers: number, as: ActAs): Promise<void> {
      await takeBack(as);
      await sendNext(papers, as);
    },
    /** The mislaid paper turns up, signed; its code says whose it is. */
    async found(applicationId: string, code: string, as: ActAs): Promise<void> {
      const { signing } = as(clerk);
      const there = (await signing.desk()).some((paper) => paper.applicationId === applicationId);
      if (there) await signing.scanPaper(code);
    },
  };
}
