import type { Office } from 'loket';
import { left } from './blank-facts.js';
import { type Check, number } from './check.js';
import { deskLines } from './desk-facts.js';
import { type Facts, ways } from './facts.js';
import type { Input } from './input.js';
import { blanksPlot, promisePlot, readyPlot, shortDay, signaturePlot, wayNames } from './plots.js';
import { hallSections } from './report-hall.js';
import { figure, key, length, pair, paragraph, section, serverKey, table, tag } from './report-parts.js';
import { signingWaysSection } from './report-signing.js';
import { reportStyle } from './report-style.js';
import type { PolicyResult } from './signing-ways.js';
import { escaped } from './svg.js';
import { dayName, dayOf, lengthText, timeOf } from './time.js';
import { wetSection } from './wet-facts.js';
import { type Binding, bindingSection } from './what-binds.js';

type Calendar = Office['core']['config']['calendar'];

/** Writes the report: one file, no network, for light and dark. */
export function reportHtml(
  facts: Facts,
  checks: readonly Check[],
  input: Input,
  calendar: Calendar,
  signing: readonly PolicyResult[],
  binding: Binding,
): string {
  const { days } = facts;
  const first = days[0] ?? '';
  const last = days.at(-1) ?? first;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Malang, July 2019: a week at the registry</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>Malang, July 2019: a week at the registry, played through loket</h1>
${paragraph(`${dayName(first)} to ${dayName(last)} 2019, on a virtual clock. The signing server fails on the first ${input.outageDays.value} days, as a newspaper told; the people, counters and hours around it are made up. Every figure below is counted from the office's own journal of ${number(facts.events)} events.`)}
${headline(facts)}
${section('What was claimed, and what was found', checksTable(checks))}
${outageSection(facts, input)}
${hallSections(facts, input)}
${readySection(facts)}
${promiseSection(facts, input, calendar)}
${blanksSection(facts, input)}
${section('At the desks', table('What happened beside the usual', ['what', 'found'], deskLines(facts.desk, input), [0, 1]))}
${wetSection(facts.wet)}
${signingWaysSection(signing)}
${bindingSection(binding)}
${serverSection(facts, input)}
${inputsSection(input)}
</body>
</html>
`;
}

function headline(facts: Facts): string {
  const stories = [...facts.stories.values()];
  const sum = (way: (typeof ways)[number]) => facts.dayRows.reduce((total, row) => total + row.ready[way], 0);
  const pending = stories.filter((s) => s.ended === null && s.told.at(-1)?.pending).length;
  const lastRow = facts.blanks.at(-1);
  const box = (value: string, text: string) => `<div><b>${escaped(value)}</b>${escaped(text)}</div>`;
  return `<div class="cards">${[
    box(number(facts.backlog.rows), 'applications in the backlog, each a real one in the office'),
    box(number(facts.tickets.filter(({ before }) => before === null).length), 'numbers issued in the week'),
    ...ways.map((way) => box(number(sum(way)), `documents ready, ${wayNames[way]}`)),
    box(number(pending), 'people told that no day can be promised yet'),
    box(lastRow ? number(left(lastRow)) : '–', 'card blanks left at the end of the week'),
  ].join('')}</div>`;
}

function checksTable(checks: readonly Check[]): string {
  return table(
    'A broken claim ends the run with an error.',
    ['', 'claim', 'found in the journal'],
    checks.map(({ kept, claim, found }) => [
      kept ? tag('kept', 'kept') : tag('broken', 'broken'),
      claim,
      found,
    ]),
    [0, 1, 2],
  );
}

function outageSection(facts: Facts, input: Input): string {
  const most = Math.max(0, ...facts.signatureWaits.map((w) => w.waiting));
  return section(
    'Nobody waited for the signing server who did not need it',
    paragraph(
      `Up to ${number(most)} documents waited for a signature at once. Identity cards and child cards need none: not one of them was ever among those that waited (green, on the zero line).`,
    ),
    key([
      ['electronic', 'all documents that wait for a signature'],
      ['none', 'those among them that need none'],
      ...serverKey,
    ]),
    figure(
      signaturePlot(facts.signatureWaits, facts.days, input),
      'From the counter’s yes to the signature. Under the order the head signs by hand at the end of each open hour; what is left then is signed on the next morning.',
      'wide plot',
    ),
  );
}

function readySection(facts: Facts): string {
  return section(
    'Documents ready, by way',
    paragraph(
      'While the server is down and nobody has ordered otherwise, the office holds documents and signs them as soon as it works again. Under the order they are printed and signed by hand; after it they are signed electronically, as before.',
    ),
    key(ways.map((way) => [way, wayNames[way]])),
    pair(
      figure(
        readyPlot(facts.dayRows),
        'Documents that became ready for pickup. Without signature: identity cards of the backlog and child cards.',
      ),
      table(
        'From the counter’s yes to ready, for documents passed on that day: half at most / nine in ten at most. A card is ready after its inspection, some 15 minutes.',
        ['day', 'electronic', 'by hand', 'unsigned'],
        facts.dayRows.map(({ day, toReady }) => [
          shortDay(day),
          ...ways.map((way) => {
            const { count, p50, p90 } = toReady[way];
            return count === 0 ? '–' : `${length(p50)} / ${length(p90)}`;
          }),
        ]),
      ),
    ),
  );
}

const pendingWords: Readonly<Record<string, string>> = {
  'blanks-short': 'more print-ready cards wait than blanks are left',
  'record-awaited': 'the central record is not print-ready yet',
  'signer-down': 'the signing server was down, and nobody had ordered another way',
  'calendar-year-unknown': 'the holidays of the year are not known',
};

function promiseSection(facts: Facts, input: Input, calendar: Calendar): string {
  const orderDay = dayOf(Date.parse(input.wetOrderAt.value));
  const by = (count: 'working' | 'calendar') => {
    const due = calendar.deadline(orderDay, { days: input.wetDays.value, count });
    return due.ok ? dayName(due.day) : 'no day';
  };
  const reasons = new Map<string, number>();
  for (const { pending, count } of facts.promises) {
    if (pending) reasons.set(pending, (reasons.get(pending) ?? 0) + count);
  }
  const broken = [...facts.stories.values()].filter((story) => story.breachedAt !== null);
  const spoiled = broken.filter((story) => story.spoiled > 0 && story.printedAt === null).length;
  const wet = [...facts.stories.values()].filter((story) => story.wetAt !== null);
  const sameDay = wet.filter(
    ({ wetAt, signedAt }) => wetAt !== null && signedAt !== null && dayOf(wetAt) === dayOf(signedAt),
  ).length;
  return section(
    'What people were promised',
    paragraph(
      `Documents to be signed by hand on ${dayName(orderDay)} are promised for ${by(input.wetCount.value)}: ${input.wetDays.value} ${input.wetCount.value} days. The article does not say which days are meant; counted as working days it is ${by('working')}, as calendar days ${by('calendar')}.`,
    ),
    key(ways.map((way) => [way, wayNames[way]])),
    figure(
      promisePlot(facts, (day) => calendar.info(day).working),
      'Each document once, by what its holder was last told.',
      'wide plot',
    ),
    table(
      'Without a day at the end of the week. The rows of the backlog that did not move were told nothing new.',
      ['reason', 'in words', 'people'],
      [...reasons.entries()].sort().map(([reason, count]) => [reason, pendingWords[reason] ?? reason, count]),
      [0, 1],
    ),
    paragraph(
      `Of the ${number(wet.length)} documents to be signed by hand, the head signed ${number(sameDay)} on the same day: at ${number(input.sheetsPerDay.value)} sheets a day the promise leaves room.`,
    ),
    paragraph(
      `Broken promises: ${broken.length}, each noted by the office itself.${
        spoiled > 0
          ? ` ${spoiled} of them are cards that were spoiled in the printer when no blank was left to print them again.`
          : ''
      }`,
    ),
  );
}

function blanksSection(facts: Facts, input: Input): string {
  const cardsADay = input.cardPrinters.value * input.cardsPerPrinterDay.value;
  const more = input.plannedPrinters.value;
  const daily = facts.days.map((day) => {
    const rows = facts.blanks.filter((row) => dayOf(row.at) <= day);
    const row = rows.at(-1);
    return [dayName(day), row?.issued ?? 0, row?.spoiled ?? 0, row ? left(row) : input.cardBlanks.value];
  });
  const { backlog } = facts;
  return section(
    'Blanks, not printers',
    paragraph(
      `${number(backlog.ready)} print-ready cards wait for ${input.cardBlanks.value} blanks, ${((100 * input.cardBlanks.value) / Math.max(1, backlog.ready)).toFixed(1)} % of them. The ${input.cardPrinters.value} printers could make ${number(cardsADay)} cards a day and would use up all blanks in ${lengthText((8 * 3_600_000 * input.cardBlanks.value) / cardsADay)}. The ${more} planned printers (${number(more * 250)} to ${number(more * 1000)} more cards a day, article fact 9) were not there in this week; without blanks they would have printed nothing more.`,
    ),
    pair(
      figure(
        blanksPlot(facts.blanks, facts.days, input.cardBlanks.value),
        `Given out in the morning and after the break, ${input.cardBlanksPerDay.value} a day, the oldest applications first.`,
      ),
      table('At the end of each day, since Monday.', ['day', 'cards', 'spoiled', 'blanks left'], daily),
    ),
    paragraph(
      `Of the ${number(backlog.rows)} applications of the backlog, ${number(backlog.ready)} came in print-ready, ${number(backlog.recorded)} became so in the week, ${number(backlog.printed)} cards were printed and ${number(backlog.collected)} collected.`,
    ),
  );
}

function serverSection(facts: Facts, input: Input): string {
  const { signer } = facts;
  return section(
    'What the office saw of the signing server',
    paragraph(
      `The office does not know the outage; it weighs failed and slow calls by kind of document, asks with a probe after a first failure, sends nothing while the server does not answer, and a few documents at a time while it answers in part. In the input the server is down from ${input.downFrom.value} to ${input.downUntil.value}. A person’s order holds even when the office sees the server answer again.`,
    ),
    pair(
      table(
        'When documents of a kind were held back.',
        ['day', 'kind', 'first failure', 'held from', 'works again', 'probes'],
        signer.outages.map(({ day, kind, firstFailureAt, openedAt, closedAt, probes }) => [
          dayName(day),
          kind,
          timeOf(firstFailureAt),
          timeOf(openedAt),
          closedAt === null ? 'not seen' : timeOf(closedAt),
          probes,
        ]),
        [0, 1],
      ),
      table(
        'Calls to the server.',
        ['day', 'calls', 'failed'],
        facts.days.map((day) => {
          const { calls, failed } = signer.calls.get(day) ?? { calls: 0, failed: 0 };
          return [dayName(day), calls, failed];
        }),
      ) +
        table(
          'Orders.',
          ['from', 'until', 'by', 'what, and why'],
          signer.orders.map(({ at, until, by, mode, reason }) => [
            `${dayName(dayOf(at))} ${timeOf(at)}`,
            until === null ? 'recalled' : `${dayName(dayOf(until))} ${timeOf(until)}`,
            by,
            `${mode}: ${reason}`,
          ]),
          [0, 1, 2, 3],
        ),
    ),
  );
}

function inputsSection(input: Input): string {
  const entries = Object.entries(input);
  const assumed = entries.filter(([, given]) => given.source === 'assumed').length;
  return section(
    'Where each input comes from',
    paragraph(
      `${entries.length - assumed} inputs are the article's, ${assumed} are assumed. The article: “Server Ngadat, Layanan Dispendukcapil Terganggu”, a newspaper of Malang, 17 July 2019.`,
    ),
    table(
      'All inputs, from input.json.',
      ['input', 'value', 'source', 'why'],
      entries.map(([name, { value, source, fact, why }]) => [
        name,
        typeof value === 'object'
          ? Object.entries(value)
              .map(([of, one]) =>
                typeof one === 'object' ? `${of}: ${one.perDay} a day, ${one.minutes} min` : `${of}: ${one}`,
              )
              .join('; ')
          : typeof value === 'number' && name !== 'seed'
            ? number(value)
            : String(value),
        tag(source, source === 'article' ? `article, fact ${fact}` : 'assumed'),
        why,
      ]),
      [0, 1, 2, 3],
    ),
  );
}
