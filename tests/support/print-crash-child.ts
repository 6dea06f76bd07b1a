import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOffice, defineDocumentKind } from 'loket';
import { systemClock } from 'loket/office';
import { imbalance } from 'loket/printing';
import { ippPrinter } from 'loket/printing/ipp';
import { folderBlobs } from 'loket/stores/blobs';
import { sqliteStore } from 'loket/stores/sqlite';
import { cardPdf } from './ipp.js';
import { calendar, opening } from './office.js';

/** An office that prints and may be killed at any moment; started again it goes on where it was. */
const input = JSON.parse(process.env.LOKET_PRINT_CRASH ?? '{}') as {
  folder: string;
  /** Cards wanted so far. */
  cards: number;
  /** When the office was first opened, by the machine's clock. */
  began: number;
  blanks: number;
  printers: readonly string[];
  /** Nobody kills it: go on to the end and tell what came of it. */
  last: boolean;
};
/** The office's day goes faster than ours, so that its minute of waiting for a printer is not one of ours. */
const speed = 30;
const start = Date.parse(opening);
const now = () => start + (Date.now() - input.began) * speed;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const intents = folderBlobs({ path: join(input.folder, 'intents') });
const office = createOffice({
  calendar,
  kinds: [defineDocumentKind({ id: 'id-card', service: 'cards', medium: 'card', inspect: false })],
  counters: [{ id: '1', services: ['cards'] }],
  media: [{ id: 'card', form: 'card', serialNumbers: true }],
  printers: input.printers.map((uri, i) =>
    ippPrinter({
      id: `P${i + 1}`,
      medium: 'card',
      blanks: input.blanks,
      uri,
      document: ({ applicationId }) => cardPdf(applicationId),
      pollMs: 40 * speed,
      timeoutMs: 2000,
      giveUpAfterMs: 5000 * speed,
      wait: () => pause(20),
      intents,
    }),
  ),
  clock: {
    now,
    wake: (at, callback) => systemClock.wake(Date.now() + (at - now()) / speed, callback),
  },
  callTimeoutMs: 10_000 * speed,
  leaseMs: 300 * speed,
  store: sqliteStore({ path: join(input.folder, 'office.db') }),
  onError: () => {},
});
const ani = office.as({ id: 'ani', role: 'officer' });
const idOf = (n: number) => `card-${String(n).padStart(5, '0')}`;
await office.as({ id: 'rina', role: 'head' }).documents.import(
  Array.from({ length: input.cards }, (_, n) => ({
    applicationId: idOf(n),
    kind: 'id-card',
    applicant: { ref: `v-${n}` },
    state: 'printing.queued',
    since: start - 60_000,
  })),
);
console.log('ready');
office.start();

for (let quietFor = 0; ; ) {
  await pause(50);
  const printers = await office.printing.printers();
  for (const { id, state } of printers)
    if (state === 'offline') await ani.printing.startPrinter(id).catch(() => undefined);
  const [books] = await office.printing.stock();
  const quiet = books?.waiting === 0 && printers.every(({ jobId }) => jobId === null);
  quietFor = quiet ? quietFor + 1 : 0;
  if (quietFor >= 6) break;
}
// An office without work is killed as well.
if (!input.last) await new Promise(() => setInterval(() => {}, 1000));
await office.stop();

const documents = [];
for (let n = 0; n < input.cards; n++) {
  const { id, state, milestones } = await office.documents.get(idOf(n));
  const sha256 = createHash('sha256').update(cardPdf(id)).digest('hex');
  documents.push({ id, state, printed: milestones.printed ?? null, sha256 });
}
const unknown = (await office.printing.worklist()).map(({ jobId, applicationId }) => ({
  jobId,
  applicationId,
}));
const [books] = await office.printing.stock();
writeFileSync(
  join(input.folder, 'end.json'),
  JSON.stringify({ documents, unknown, books, imbalance: books ? imbalance(books) : null }),
);
console.log('done');
process.exit(0);
