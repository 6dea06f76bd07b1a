import { number } from './check.js';
import type { Facts, Followed } from './facts.js';
import { reasons } from './hall-facts.js';
import { classNames } from './hall-lines.js';
import type { Input } from './input.js';
import { lineNames, queuePlot } from './plots.js';
import { figure, key, length, pair, paragraph, section, serverKey, table } from './report-parts.js';
import { lines } from './ticket-story.js';
import { dayName, dayOf, instantOf, lengthText, timeOf } from './time.js';

/** Writes what the report says of the hall: lines, classes, bounds, days that hand over, and one man. */
export function hallSections(facts: Facts, input: Input): string {
  return [linesSection(facts, input), peopleSection(facts, input), followedSection(facts, input)].join('\n');
}

function linesSection(facts: Facts, input: Input): string {
  const rows = facts.days.map((day) => {
    const of = (line: (typeof lines)[number]) =>
      facts.waits.find((row) => row.day === day && row.line === line && row.hour === null);
    return [
      dayName(day),
      ...lines.flatMap((line) => [
        of(line)?.issued ?? 0,
        length(of(line)?.p50 ?? null),
        length(of(line)?.p90 ?? null),
      ]),
      lines.reduce((sum, line) => sum + (of(line)?.carriedOver ?? 0), 0),
    ];
  });
  return section(
    'The hall',
    paragraph(
      'While the server is down, a visit for a signed document takes longer at the counter, so its line grows; the line for identity cards has its own counters and does not feel it (how long a visit takes, and the separate counters, are assumed). At closing, whoever was not served keeps the rank for the next day.',
    ),
    key([
      ['electronic', 'line for signed documents'],
      ['none', 'line for identity cards and temporary certificates'],
      ...serverKey,
    ]),
    figure(
      queuePlot(facts.curves, facts.days, input),
      'Counters pause from 12:00 to 13:00, on Friday from 11:30: lines do not get shorter then on any day.',
      'wide plot',
    ),
    table(
      'Waits in the hall until the first call; a time that was booked counts from that time.',
      [
        ...['day', 'documents', 'half at most', '9 in 10 at most'],
        ...['cards', 'half at most', '9 in 10 at most', 'carried over'],
      ],
      rows,
    ),
    `<details><summary>By the hour</summary>${hourTables(facts).join('\n')}</details>`,
  );
}

function hourTables(facts: Facts): string[] {
  const hours = [...new Set(facts.waits.flatMap((row) => row.hour ?? []))].sort((a, b) => a - b);
  return lines.map((line) =>
    table(
      `Number for ${lineNames[line]}: wait by the hour in which it began, half at most / nine in ten at most, in minutes.`,
      ['hour', ...facts.days.map(dayName)],
      hours.map((hour) => [
        `${String(hour).padStart(2, '0')}:00`,
        ...facts.days.map((day) => {
          const row = facts.waits.find((w) => w.day === day && w.line === line && w.hour === hour);
          if (!row || row.p50 === null || row.p90 === null) return '–';
          return `${Math.round(row.p50 / 60_000)} / ${Math.round(row.p90 / 60_000)}`;
        }),
      ]),
    ),
  );
}

const reasonNames: Readonly<Record<(typeof reasons)[number], string>> = {
  due: 'due first',
  share: 'its class’s share had come',
  appointment: 'the time that was booked had come',
  manual: 'called out of turn by a person',
};

function peopleSection(facts: Facts, input: Input): string {
  const { hall } = facts;
  const { bound, counts, rebookedTimes } = hall;
  const all = reasons.reduce((sum, reason) => sum + hall.calls[reason], 0);
  const rebooked = rebookedTimes.reduce((sum, n) => sum + n, 0);
  const times = rebookedTimes.map((n, i) => `${n} ${['once', 'twice'][i] ?? `${i + 1} times`}`).join(', ');
  const worst = bound.worst
    ? ` The nearest had used ${bound.worst.used} of the ${bound.worst.starts} starts told.`
    : '';
  return section(
    'Who was called when, and what people were told',
    paragraph(
      `People who booked, people with a lawful reason and everybody else are called by the time at which each is due, and every class is sure of its share. The reasons are those of the Indonesian preset (Law 25 of 2009, article 29, not verified); how many people have one, book, or take a number from afar is assumed.`,
    ),
    pair(
      table(
        'Waits in the hall by class.',
        ['class', 'called', 'mean', '95 in 100 at most'],
        hall.classes.map((one) => [
          classNames[one.class] ?? one.class,
          one.called,
          length(one.meanMs),
          length(one.p95Ms),
        ]),
      ),
      table(
        'Why a number was called.',
        ['reason', 'in words', 'calls', 'share'],
        reasons.map((reason) => [
          reason,
          reasonNames[reason],
          hall.calls[reason],
          `${((100 * hall.calls[reason]) / Math.max(1, all)).toFixed(1)} %`,
        ]),
        [0, 1],
      ),
    ),
    paragraph(
      `Whoever waits is told how many service starts of their counters can come before their own at most. ${number(bound.told)} were called while what they had been told last still held, ${bound.exceeded} of them after more starts.${worst} The bound allows for ${input.insertions.value} calls out of turn and places ahead of others; when more are given, all are told anew, which happened ${bound.renewals} times (${number(bound.replaced)} of those called had waited through one). ${number(hall.overtaking)} calls left somebody behind who had waited longer, at most ${number(hall.mostOvertaken)} people. Out of turn: ${hall.notes.join('; ') || 'nobody'}.`,
    ),
    paragraph(
      `${counts.secondCalls} people were not there when called, and again after a second announcement; their number went back into the line once, ${counts.missed} were not there the second time either. ${counts.fetched} went to fetch a missing paper while their number stayed good, ${counts.notBack} of them came back too late. ${counts.requests} asked for a second document in the same visit. ${rebooked} people with a number from afar were moved to the next day when the server failed before they came${times ? ` (${times})` : ''}, whether their time was in the morning or after it: that is the rule the office chose. Counters paused ${counts.pauses} times; the emergency stop was used ${hall.halted} times.`,
    ),
    paragraph(forecastText(hall.forecast)),
    daysTable(facts),
  );
}

function forecastText({ told, within, shorter }: Facts['hall']['forecast']): string {
  if (told === 0) {
    return 'No wait in minutes was told with a number in this week: the office had not seen enough of them yet.';
  }
  const share = ((100 * within) / told).toFixed(1);
  return `${number(told)} of those called had been told with their number, once the office had seen enough, between how many minutes four in five wait; that includes people whose number was missed or moved since. ${number(within)} did (${share} %), ${number(shorter)} waited less, ${number(told - within - shorter)} longer.`;
}

function daysTable({ hall }: Facts): string {
  return table(
    'Numbers by day. All numbers given: letter and time of the last one. Whoever got none after that leaves no event and is not counted.',
    [
      ...['day', 'in the hall', 'booked', 'from afar', 'lawful reason', 'from earlier days'],
      ...[
        'served',
        'not there',
        'never came',
        'carried over',
        'rebooked',
        'all numbers given',
        'numbers ended',
      ],
    ],
    hall.days.map((day) => [
      ...[dayName(day.day), day.walkIn, day.booked, day.remote, day.priority, day.cameOver],
      ...[day.finished, day.missed, day.neverCame, day.carriedOver, day.rebooked],
      day.ranOut.map(({ prefix, at }) => `${prefix} ${timeOf(at)}`).join(', ') || '–',
      day.closed ? `${timeOf(day.closed.at)}: ${day.closed.reason}` : '–',
    ]),
    [0, 11, 12],
  );
}

function followedSection(facts: Facts, input: Input): string {
  const { followed } = facts;
  const first = followed?.tickets[0];
  if (!followed || !first) return '';
  const { aheadAtArrival, aheadAtEleven, usedAtEleven } = followed;
  const [told] = first.told;
  const called = followed.tickets.flatMap(({ calls }) => calls)[0]?.at ?? null;
  const waits = called === null || called > instantOf(first.day, '11:00');
  const bound = told
    ? `He is told that at most ${told.starts} people are called at his counters before him`
    : 'No counter is open yet that could tell him a bound';
  const atEleven = waits
    ? `still waiting, with ${aheadAtEleven} before him; ${usedAtEleven} have been called since he came`
    : 'already served';
  return section(
    'The man from Pagelaran',
    paragraph(
      `The article tells of a man from Pagelaran who had queued since 08:00 and had not been served at 11:00. Here he takes number ${first.number} at ${timeOf(first.issuedAt)} on ${dayName(first.day)} for a document of kind ${input.followedKind.value} (assumed): ${aheadAtArrival} people are due before him. ${bound}. At 11:00 he is ${atEleven}. ${endOf(followed, called)} ${promiseOf(followed)}`,
    ),
  );
}

function endOf({ tickets }: Followed, called: number | null): string {
  const [first, ...later] = tickets;
  const moved =
    later.length > 0 ? `At closing he kept his rank for ${dayName(later.at(-1)?.day ?? '')}. ` : '';
  if (called === null || !first) return `${moved}He was not called in this week.`;
  const bound = tickets.flatMap(({ calls }) => calls)[0]?.bound;
  const used = bound ? `; of the at most ${bound.starts} starts told, ${bound.used} came before his` : '';
  return `${moved}His number was called ${dayOf(called) === first.day ? '' : `on ${dayName(dayOf(called))} `}at ${timeOf(called)}, ${lengthText(called - first.issuedAt)} after he took it${used}.`;
}

function promiseOf({ story, tickets }: Followed): string {
  const told = story?.told.at(-1);
  if (!told?.readyBy || !story?.signedAt) return '';
  const way = story.way === 'wet' ? 'by hand' : 'electronically';
  const when =
    dayOf(story.signedAt) === tickets.at(-1)?.day
      ? 'on the same day'
      : `on ${dayName(dayOf(story.signedAt))}`;
  return `His document went to be signed ${way}; he was promised it for ${dayName(told.readyBy)}, and it was signed ${when} at ${timeOf(story.signedAt)}.`;
}
