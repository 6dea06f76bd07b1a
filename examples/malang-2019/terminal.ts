import { number } from './check.js';
import { hallLines } from './hall-lines.js';
import type { Summary } from './summary.js';
import { dayName } from './time.js';

/** Writes the week's figures for a terminal. */
export function terminalText(summary: Summary, files: readonly string[]): string {
  const wait = ({ p50, p90 }: { p50: number | null; p90: number | null }) =>
    p50 === null || p90 === null ? '-' : `${p50} / ${p90}`;
  const head = ['day', 'electronic', 'by hand', 'unsigned', 'wait documents', 'wait cards', 'carried over'];
  const rows = summary.days.map(({ day, ready, waitMinutes, carriedOver }) => [
    dayName(day),
    String(ready.electronic),
    String(ready.wet),
    String(ready.none),
    wait(waitMinutes.documents),
    wait(waitMinutes.cards),
    String(carriedOver),
  ]);
  const { followed, backlog } = summary;
  return [
    '',
    `Malang, ${dayName(summary.days[0]?.day ?? '')} to ${dayName(summary.days.at(-1)?.day ?? '')} 2019, on a virtual clock`,
    '',
    'Documents ready for pickup, and waits for a number in minutes (half / nine in ten waited at most)',
    ...aligned([head, ...rows]),
    '',
    `Backlog: ${number(backlog.rows)} applications, ${number(backlog.ready)} print-ready; ${backlog.printed} cards printed, ${summary.cardBlanksLeft} blanks left.`,
    `By hand: ${summary.wetDocuments} documents, promised for ${summary.wetReadyBy.join(', ') || 'no day'}.`,
    `No day yet: ${
      Object.entries(summary.pendingAtEnd)
        .map(([reason, count]) => `${number(count)} ${reason}`)
        .join(', ') || 'nobody'
    }.`,
    ...summary.deskLines.map(([what, found]) => `${what}: ${found}.`),
    ...hallLines(summary.hall),
    ...(followed
      ? [
          `The man from Pagelaran: ${followed.number}, ${followed.aheadAtArrival} before him at 08:00, told at most ${followed.bound ?? 'no'} calls before his; ${followed.aheadAtEleven} before him at 11:00, called ${followed.calledAt?.slice(11, 16) ?? 'never'}, promised for ${followed.readyBy ?? 'no day'}.`,
        ]
      : []),
    '',
    ...summary.checks.map(({ kept, claim, found }) => `${kept ? 'kept  ' : 'BROKEN'} ${claim} (${found})`),
    '',
    ...files,
    '',
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join('  '),
  );
}
