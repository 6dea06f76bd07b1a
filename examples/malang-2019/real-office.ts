import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventRecord, PrintCall } from 'loket';
import { ippPrinter } from 'loket/printing/ipp';
import { cscSigner } from 'loket/signing/csc';
import { httpTimestamper, padesProvider } from 'loket/signing/pades';
import { renderSheet } from 'loket/signing/sheet';
import { folderBlobs } from 'loket/stores/blobs';
import { type SqliteStore, sqliteStore } from 'loket/stores/sqlite';
import { startTimestampServer } from 'loket/testing/timestamp-server';
import { documentMaker } from './documents.js';
import type { Input } from './input.js';
import {
  cardMedium,
  type MalangOffice,
  malangOffice,
  type PrinterSetup,
  printersOf,
} from './malang-office.js';
import { notebook } from './notebook.js';
import { paperTray } from './paper-tray.js';
import { outagesOf } from './scenario.js';
import { type Service, startService } from './services.js';

/** An office on real parts, and the way to end them. */
export interface RealOffice extends MalangOffice {
  readonly services: readonly Service[];
  close(): Promise<void>;
}

const credentialId = 'head-of-office';
const jobsAtMost = 2000;
/** Everything that a run leaves behind, by the folder in which it lies. */
const leftovers = [
  'office.db',
  'office.db-wal',
  'office.db-shm',
  'blobs',
  'services',
  'signed',
  'wet',
  'cards',
  'sheets',
];

/**
 * Opens the office on a SQLite file, with a signing server and printers as programs of their own; with `resume` where a
 * run was broken off.
 */
export async function realOffice(
  input: Input,
  outDir: string,
  options: { readonly resume: boolean },
): Promise<RealOffice> {
  if (!options.resume) {
    for (const name of leftovers) rmSync(join(outDir, name), { recursive: true, force: true });
  }
  mkdirSync(join(outDir, 'services'), { recursive: true });
  // The callers' secrets are new with each start; nothing keeps them.
  const bearer = process.env.LOKET_DEMO_BEARER ?? randomUUID();
  const pin = process.env.LOKET_DEMO_PIN ?? randomUUID();
  const [server, printers] = await Promise.all([
    startService(
      'signing-server',
      'LOKET_SIGNING_SERVER',
      {
        folder: join(outDir, 'services', 'signing-server'),
        bearer,
        credentials: [{ id: credentialId, pin }],
        schedule: outagesOf(input).map(({ from, until, how }) => ({
          from: Date.parse(from),
          until: Date.parse(until),
          how,
        })),
      },
      partDied,
    ),
    startService(
      'ipp-printer',
      'LOKET_IPP_PRINTERS',
      {
        record: join(outDir, 'services', 'printers.jsonl'),
        printers: printersOf(input).map((printer) => device(printer, input)),
      },
      partDied,
    ),
  ]);
  const stamps = await startTimestampServer({
    schedule: [
      {
        from: Date.parse(input.timestampsDownFrom.value),
        until: Date.parse(input.timestampsDownUntil.value),
        how: 'down',
      },
    ],
  });
  mkdirSync(join(outDir, 'sheets'), { recursive: true });
  const { url } = server.ready as { url: string };
  const uris = (printers.ready as { printers: Readonly<Record<string, string>> }).printers;

  const store = sqliteStore({ path: join(outDir, 'office.db'), office: 'malang-2019' });
  const blobs = folderBlobs({ path: join(outDir, 'blobs') });
  const maker = documentMaker();
  const tray = paperTray(outDir);
  const clockHeader = ({ at }: { readonly at: number }) => ({ 'x-loket-clock': String(at) });

  /** The document of a print job: the signed file as it is, or a page for the pen, or a card. */
  async function document({ applicationId, kind, at }: PrintCall): Promise<Uint8Array> {
    const { milestones } = await place.office.documents.get(applicationId);
    const artifact = milestones.signed?.artifact ?? null;
    const signed = artifact === null ? undefined : await blobs.get(artifact);
    if (signed) return tray.put('signed', applicationId, signed);
    const { pdf } = maker.make({ applicationId, kind, at }, 'blank');
    return tray.put(kind === 'ktp-el' || kind === 'kia' ? 'cards' : 'wet', applicationId, pdf);
  }

  const place = malangOffice(input, {
    store,
    book: notebook(store.database),
    earlier: options.resume ? await journalOf(store) : [],
    importShare: 0.1,
    signature: padesProvider({
      id: 'tte',
      signatory: 'head',
      probesToClose: input.probesToClose.value,
      wetAdvantageMs: input.wetAdvantageHours.value * 3_600_000,
      signer: cscSigner({
        baseUrl: url,
        credentialId,
        authorization: () => `Bearer ${bearer}`,
        pin: () => pin,
        headers: clockHeader,
      }),
      document({ applicationId, kind, at }) {
        const { prepared } = maker.make({ applicationId, kind, at }, 'field');
        if (!prepared) throw new Error(`documents of kind '${kind}' have no place for a signature`);
        return prepared;
      },
      blobs,
      timestamper: httpTimestamper({ url: stamps.url, roots: [stamps.root], headers: clockHeader }),
    }),
    async sheetPrinted(sheet) {
      writeFileSync(join(outDir, 'sheets', `batch-${sheet.no}.pdf`), await renderSheet(sheet));
    },
    printers: printersOf(input).map(({ id, media, blanks }) =>
      ippPrinter({ id, medium: media, blanks, uri: uris[id] ?? '', document, headers: clockHeader }),
    ),
  });
  return {
    ...place,
    services: [server, printers],
    async close() {
      await place.office.stop();
      store.close();
      await Promise.all([server.stop(), printers.stop(), stamps.close()]);
    },
  };
}

/** A week whose clock runs in seconds cannot wait for a part to be mended: it is broken off, to go on later. */
function partDied(name: string): never {
  console.error(`${name} died; go on with: npm run demo -- --resume`);
  process.exit(3);
}

/** A printer on the network. Its hopper is as full as the office's books can ever ask for: they, not it, are tested. */
function device({ id, media, blanks, cardsPerDay, spoilEvery }: PrinterSetup, input: Input) {
  const jams =
    spoilEvery === null
      ? []
      : Array.from({ length: Math.floor(jobsAtMost / spoilEvery) }, (_, i) => ({
          fault: 'jam',
          job: (i + 1) * spoilEvery,
        }));
  return {
    id,
    blanks: media === cardMedium ? input.cardBlanks.value + input.deliveredBlanks.value : blanks,
    cardsPerDay,
    faults: jams,
  };
}

async function journalOf(store: SqliteStore): Promise<EventRecord[]> {
  const records: EventRecord[] = [];
  for (;;) {
    const part = await store.journal({ after: records.at(-1)?.position ?? 0, limit: 10_000 });
    if (part.length === 0) return records;
    records.push(...part);
  }
}
