import { createOffice, type Office } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, type TestClock, testClock, virtualPrinter } from 'loket/testing';
import type { Input } from './input.js';
import { outagesOf } from './scenario.js';
import { instantOf } from './time.js';

/** The media of the office's documents in this week. */
export const cardMedium = 'ktp-el-card';

/** An office on a virtual clock, as the inputs describe it. */
export interface MalangOffice {
  readonly office: Office;
  readonly clock: TestClock;
  readonly areas: readonly string[];
  readonly counters: readonly { readonly id: string; readonly services: readonly string[] }[];
  readonly cardPrinters: readonly string[];
  /** What a listener or an adapter threw: nothing, if all is well. */
  readonly errors: readonly unknown[];
}

const documentServices = ['families', 'civil-acts', 'moves'];
const cardServices = ['identity-cards'];

/** Opens the office before the first morning, with its counters, printers, blanks and the fake signing server. */
export function malangOffice(input: Input): MalangOffice {
  const preset = dukcapil({
    regency: '35.07',
    wetDays: input.wetDays.value,
    wetCount: input.wetCount.value,
  });
  const clock = testClock(instantOf(input.firstDay.value, '06:00'));
  const errors: unknown[] = [];
  const counters = [
    ...numbered('D', input.documentCounters.value).map((id) => ({ id, services: documentServices })),
    ...numbered('C', input.cardCounters.value).map((id) => ({ id, services: cardServices })),
  ];
  const cardPrinters = numbered('card-', input.cardPrinters.value);
  const paper = (name: string, media: string, printers: number) =>
    numbered(name, printers).map((id) =>
      virtualPrinter({
        id,
        media,
        blanks: Math.ceil(input.paperBlanks.value / printers),
        cardsPerDay: input.sheetsPerPrinterDay.value,
      }),
    );
  let commands = 0;
  const office = createOffice({
    ...preset,
    counters,
    services: [
      { id: 'families', prefix: 'F' },
      { id: 'civil-acts', prefix: 'A' },
      { id: 'moves', prefix: 'M' },
      { id: 'identity-cards', prefix: 'K' },
    ],
    signatures: [
      fakeSigner({
        id: 'tte',
        signatory: 'head',
        outages: outagesOf(input),
        probesToClose: input.probesToClose.value,
      }),
    ],
    wetDesks: [{ signatory: 'head', papersPerDay: input.sheetsPerDay.value }],
    printers: [
      ...cardPrinters.map((id) =>
        virtualPrinter({
          id,
          media: cardMedium,
          blanks: 0,
          cardsPerDay: input.cardsPerPrinterDay.value,
          script: (nth) => (nth % input.spoilEvery.value === 0 ? 'spoiled' : 'printed'),
        }),
      ),
      virtualPrinter({
        id: 'child-card-1',
        media: 'kia-card',
        blanks: input.paperBlanks.value,
        cardsPerDay: input.cardsPerPrinterDay.value,
      }),
      ...paper('signed-', 'security-blank', input.signedPaperPrinters.value),
      ...paper('suket-', 'a4-paper', input.suketPrinters.value),
    ],
    stock: { [cardMedium]: input.cardBlanks.value },
    clock,
    // Ids by count, so that the same input gives the same week, byte for byte.
    newId: () => {
      commands++;
      return `c-${String(commands).padStart(6, '0')}`;
    },
    onError: (error) => errors.push(error),
  });
  const areas = preset.areas.map((area) => area.id);
  return { office, clock, areas, counters, cardPrinters, errors };
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
}
