import { fakeSigner, virtualPrinter } from 'loket/testing';
import type { Input } from './input.js';
import { type MalangOffice, malangOffice, printersOf } from './malang-office.js';
import { notebook } from './notebook.js';
import { outagesOf } from './scenario.js';

/** Opens the office in memory, with a signer and printers that only play their part: quick, and gone afterwards. */
export function memoryOffice(input: Input): MalangOffice {
  return malangOffice(input, {
    book: notebook(),
    importShare: 0.6,
    signature: fakeSigner({
      id: 'tte',
      signatory: 'head',
      outages: outagesOf(input),
      probesToClose: input.probesToClose.value,
      wetAdvantageMs: input.wetAdvantageHours.value * 3_600_000,
    }),
    printers: printersOf(input).map(({ spoilEvery, ...printer }) =>
      virtualPrinter({
        ...printer,
        ...(spoilEvery !== null && {
          script: (nth: number) => (nth % spoilEvery === 0 ? ('spoiled' as const) : ('printed' as const)),
        }),
      }),
    ),
  });
}
