import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { createOffice } from 'loket';
import { defineDocumentKind } from 'loket/documents';
import { indonesianCalendar } from 'loket/indonesia';
import { systemClock } from 'loket/office';
import { bsreSigner } from 'loket/signing/bsre';
import { cscSigner } from 'loket/signing/csc';
import { type DocumentSigner, documentProvider, receiptCheck } from 'loket/signing/document';
import { padesProvider } from 'loket/signing/pades';
import { folderBlobs } from 'loket/stores/blobs';
import { sqliteStore } from 'loket/stores/sqlite';

/** An office in a storm: it may be killed at any moment, and goes on where it was when it is started again. */
const input = JSON.parse(process.env.LOKET_STORM ?? '{}') as {
  folder: string;
  documents: number;
  bsre: string;
  csc: string;
  basic: string;
  nik: string;
  passphrase: string;
  bearer: string;
  pin: string;
  root: string;
};
const start = Date.parse('2026-03-02T08:30+07:00');
const began = Date.now();
const now = () => start + (Date.now() - began);
const clock = {
  now,
  wake: (at: number, callback: () => void) => systemClock.wake(Date.now() + (at - now()), callback),
};
const kinds = ['bsre-1', 'bsre-2', 'teller-4', 'csc'] as const;
const blobs = folderBlobs({ path: join(input.folder, 'blobs') });

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const made = new Map<string, Promise<Uint8Array>>();
/** The document of an application: the same bytes whenever it is made. */
function letter(applicationId: string): Promise<Uint8Array> {
  const known = made.get(applicationId);
  if (known) return known;
  const fresh = (async () => {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.addPage([300, 200]).drawText(applicationId, { x: 20, y: 100, size: 14 });
    return pdf.save();
  })();
  made.set(applicationId, fresh);
  return fresh;
}

const settings = {
  // In this weather a detector of outages would hold most of the documents; one provider has one.
  failureThreshold: 60,
  probeEveryMs: 500,
  minOpenMs: 200,
  suspectProbeMs: 50,
  retryAfterMs: 100,
  lookUpEveryMs: 300,
  maxInFlight: 8,
  // All wait from the start, so that the longest wait goes by how many they are: part of them reach it.
  maxHoldMs: Math.max(4_000, input.documents * 20),
};
const basic = `Basic ${Buffer.from(input.basic).toString('base64')}`;
const bsreSignerOf = (version: 1 | 2) =>
  bsreSigner({
    version,
    baseUrl: input.bsre,
    authorization: () => basic,
    nik: () => input.nik,
    passphrase: () => input.passphrase,
    signTimeoutMs: 700,
    headers: ({ at }) => ({ 'x-loket-clock': String(at) }),
  });

/** A service that can tell what it signed for a document, as some can. */
function teller(): DocumentSigner {
  return {
    ...bsreSignerOf(2),
    async findSigned({ pdf, at, signal }) {
      const response = await fetch(`${input.bsre}/loket/signed/${sha256(pdf)}`, {
        headers: { authorization: basic, 'x-loket-clock': String(at) },
        signal,
      });
      const { file } = (await response.json()) as { file: string[] };
      return {
        outcome: 'known',
        documents: file.map((text) => ({ pdf: Uint8Array.from(Buffer.from(text, 'base64')) })),
      };
    },
  };
}

const ofDocuments = (id: string, signatory: string, signer: DocumentSigner) =>
  documentProvider({
    ...settings,
    failureThreshold: id === 'bsre-2' ? 8 : settings.failureThreshold,
    id,
    signatory,
    signer,
    findDuplicates: 'always',
    blobs,
    document: ({ applicationId }) => letter(applicationId),
    check: receiptCheck({
      roots: [Uint8Array.from(Buffer.from(input.root, 'base64'))],
      signatory: ({ subject }) => subject.includes('Head of office'),
    }),
  });

const office = createOffice({
  calendar: indonesianCalendar(),
  kinds: kinds.map((id) =>
    defineDocumentKind({
      id,
      service: 'letters',
      medium: 'a4',
      signature: { by: id === 'csc' ? 'head-3' : `head-${id.at(-1)}` },
    }),
  ),
  counters: [{ id: 'A', services: ['letters'] }],
  signatures: [
    ofDocuments('bsre-1', 'head-1', bsreSignerOf(1)),
    ofDocuments('bsre-2', 'head-2', bsreSignerOf(2)),
    ofDocuments('teller', 'head-4', teller()),
    padesProvider({
      ...settings,
      id: 'csc',
      signatory: 'head-3',
      blobs,
      document: ({ applicationId }) => letter(applicationId),
      signer: cscSigner({
        baseUrl: input.csc,
        credentialId: 'head',
        authorization: () => `Bearer ${input.bearer}`,
        pin: () => input.pin,
        timeoutMs: 700,
        headers: ({ at }) => ({ 'x-loket-clock': String(at) }),
      }),
    }),
  ],
  clock,
  leaseMs: 300,
  callTimeoutMs: 2_000,
  store: sqliteStore({ path: join(input.folder, 'office.db') }),
  onError: () => {},
});

const id = (n: number) => `d-${String(n).padStart(5, '0')}`;
const head = office.as({ id: 'rina', role: 'head' });
await head.documents.import(
  Array.from({ length: input.documents }, (_, n) => ({
    applicationId: id(n),
    kind: kinds[n % kinds.length] ?? 'csc',
    applicant: { ref: `v-${n}` },
    state: 'signing.waiting',
    since: start - 60_000,
  })),
);
console.log('ready');
office.start();

/** Waits until nothing is left that the office can do by itself. */
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, 250));
  const status = await office.signing.status();
  const busy = status.some(({ kinds: lanes }) =>
    lanes.some(({ waiting, inFlight }) => waiting + inFlight > 0),
  );
  if (!busy) break;
}
await office.stop();

const status = await office.signing.status();
const unknown = new Set(status.flatMap((one) => one.unknown.map(({ applicationId }) => applicationId)));
const documents: object[] = [];
for (let n = 0; n < input.documents; n++) {
  const view = await office.documents.get(id(n));
  const signed = view?.milestones.signed;
  const artifact = signed?.mode === 'electronic' ? signed.artifact : null;
  const bytes = artifact ? await blobs.get(artifact) : undefined;
  documents.push({
    id: id(n),
    kind: view?.kind,
    state: view?.state,
    input: sha256(await letter(id(n))),
    output: bytes ? sha256(bytes) : null,
    file: artifact,
    unknown: unknown.has(id(n)),
  });
}
const duplicates: { requestId: string; output: string }[] = [];
for (const one of status.flatMap((signer) => signer.duplicates)) {
  for (const artifact of one.artifacts) {
    const bytes = await blobs.get(artifact);
    duplicates.push({ requestId: one.requestId, output: bytes ? sha256(bytes) : 'missing' });
  }
}
const dead = (await office.effects('failed')).length + (await office.effects('refused')).length;
writeFileSync(join(input.folder, 'end.json'), JSON.stringify({ documents, duplicates, dead }));
console.log('done');
process.exit(0);
