import { randomUUID } from 'node:crypto';
import {
  createOffice,
  type EventRecord,
  type Office,
  type OfficeStore,
  type PrinterDriver,
  type SignatureProvider,
} from 'loket';
import { dukcapil } from 'loket/indonesia';
import type { BatchSheet } from 'loket/signing';
import { type TestClock, testClock } from 'loket/testing';
import type { ActAs } from './hall.js';
import { lateCounters, servicesOf } from './hall-day.js';
import type { Input } from './input.js';
import type { Notebook } from './notebook.js';
import { opening } from './scenario.js';
import { instantOf } from './time.js';

/** The media of the office's documents in this week. */
export const cardMedium = 'ktp-el-card';

/** An office on a virtual clock, as the inputs describe it, and what the people around it need to go on. */
export interface MalangOffice {
  readonly office: Office;
  readonly clock: TestClock;
  readonly areas: readonly string[];
  readonly counters: readonly { readonly id: string; readonly services: readonly string[] }[];
  readonly cardPrinters: readonly string[];
  /** What a listener or an adapter threw: nothing, if all is well. */
  readonly errors: readonly unknown[];
  /** One-time codes as their owners read them, by application; what was told before a restart is lost. */
  readonly codes: ReadonlyMap<string, string>;
  readonly book: Notebook;
  /** The journal of a run that was broken off. */
  readonly earlier: readonly EventRecord[];
  /** Share of the progress bar that the import takes. */
  readonly importShare: number;
  /** Keeps what people do and what they note together, where the store can. */
  together(work: (as: ActAs) => Promise<void>): Promise<void>;
  /** Told of each list that goes with a batch of papers to the head. */
  readonly sheetPrinted: (sheet: BatchSheet) => Promise<void>;
  /** Names the commands that follow, so that each has a name of its own, and the same in every run. */
  names(plan: number): void;
  /** Calls back when what people did in a step is kept: the plan's number, and how many commands they gave. */
  acknowledged(callback: (plan: number, commands: number) => void): void;
}

/** A printer as the inputs describe it. */
export interface PrinterSetup {
  readonly id: string;
  readonly media: string;
  /** Blanks in its hopper when the office opens. */
  readonly blanks: number;
  readonly cardsPerDay: number;
  /** Every so many jobs spoil a blank; `null` for none. */
  readonly spoilEvery: number | null;
}

/** The parts with which an office is opened. */
export interface Parts {
  readonly signature: SignatureProvider;
  readonly printers: readonly PrinterDriver[];
  readonly book: Notebook;
  readonly store?: OfficeStore;
  readonly earlier?: readonly EventRecord[];
  readonly importShare: number;
  readonly sheetPrinted?: (sheet: BatchSheet) => Promise<void>;
}

const documentServices = ['families', 'civil-acts', 'moves'];
const cardServices = ['identity-cards'];

/** Lists the printers of the week. */
export function printersOf(input: Input): readonly PrinterSetup[] {
  const paper = (name: string, media: string, count: number) =>
    numbered(name, count).map((id) => ({
      id,
      media,
      blanks: Math.ceil(input.paperBlanks.value / count),
      cardsPerDay: input.sheetsPerPrinterDay.value,
      spoilEvery: null,
    }));
  const card = { cardsPerDay: input.cardsPerPrinterDay.value };
  return [
    ...numbered('card-', input.cardPrinters.value).map((id) => ({
      ...card,
      id,
      media: cardMedium,
      blanks: 0,
      spoilEvery: input.spoilEvery.value,
    })),
    { ...card, id: 'child-card-1', media: 'kia-card', blanks: input.paperBlanks.value, spoilEvery: null },
    ...paper('signed-', 'security-blank', input.signedPaperPrinters.value),
    ...paper('suket-', 'a4-paper', input.suketPrinters.value),
  ];
}

/** Opens the office before the first morning, or where a run was broken off. */
export function malangOffice(input: Input, parts: Parts): MalangOffice {
  const preset = dukcapil({
    regency: '35.07',
    wetDays: input.wetDays.value,
    wetCount: input.wetCount.value,
  });
  const clock = testClock(instantOf(input.firstDay.value, '06:00'));
  const errors: unknown[] = [];
  const codes = new Map<string, string>();
  const counters = [
    ...numbered('D', input.documentCounters.value).map((id) => ({ id, services: documentServices })),
    ...numbered('C', input.cardCounters.value).map((id) => ({ id, services: cardServices })),
  ];
  let plan = 0;
  let commands = 0;
  let tell: (plan: number, commands: number) => void = () => {};
  const { store } = parts;
  const office = createOffice({
    ...preset,
    kinds: preset.kinds.map((kind) => ({ ...kind, handover: { code: 'proxy' as const, maxTries: 3 } })),
    // New with each start, and kept nowhere: who was told a code before a restart asks for another.
    handover: { secret: randomUUID() },
    limits: { invitationsPerDay: input.invitationsPerDay.value },
    notifier: {
      notice({ applicationId }, { handoverCode }) {
        if (handoverCode !== undefined) codes.set(applicationId, handoverCode);
      },
    },
    counters,
    services: servicesOf(input),
    queue: {
      ...preset.queue,
      noShow: { action: 'requeue', times: 1 },
      recallLockoutMs: 30_000,
      insertions: input.insertions.value,
      rebookOnOutage: true,
      absences: lateCounters(input, counters).map((counter) => ({
        counter,
        from: opening,
        until: input.lateCountersAt.value,
      })),
    },
    signatures: [parts.signature],
    wetDesks: [{ signatory: 'head', papersPerDay: input.sheetsPerDay.value, maxBatch: 1000 }],
    printers: parts.printers,
    stock: { [cardMedium]: input.cardBlanks.value },
    clock,
    newId: () => {
      commands++;
      return `p${plan}.${commands}`;
    },
    onError: (error) => errors.push(error),
    ...(store && { store }),
  });
  return {
    office,
    clock,
    areas: preset.areas.map((area) => area.id),
    counters,
    cardPrinters: numbered('card-', input.cardPrinters.value),
    errors,
    codes,
    book: parts.book,
    earlier: parts.earlier ?? [],
    importShare: parts.importShare,
    sheetPrinted: parts.sheetPrinted ?? (async () => {}),
    async together(work) {
      if (store?.transaction) await office.transaction((tx) => work(tx.as));
      else await work(office.as);
      tell(plan, commands);
    },
    names(id) {
      plan = id;
      commands = 0;
    },
    acknowledged(callback) {
      tell = callback;
    },
  };
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
}
