import { type Check, number } from './check.js';
import { figure, key, length, paragraph, section, table } from './report-parts.js';
import type { PolicyResult, SigningHour } from './signing-ways.js';
import { element, label, plot, scale } from './svg.js';
import type { Table } from './table.js';
import { instant } from './table.js';
import { quantile } from './ticket-facts.js';
import { dayName, dayOf, timeOf } from './time.js';

const share = (result: PolicyResult, p: number) => quantile([...result.waits], p);

/** Holds the ways to run the signatures against each other. */
export function signingWaysCheck(results: readonly PolicyResult[]): Check {
  const of = (id: string) => results.find(({ policy }) => policy.id === id);
  const [router, wait, wet] = [of('router'), of('wait'), of('wet')];
  const ninth = (result: PolicyResult | undefined) => (result ? (share(result, 0.9) ?? 0) : 0);
  const sooner = ninth(router) <= ninth(wait);
  const fewerPapers = (router?.byPen ?? 0) <= (wet?.byPen ?? 0);
  const fewerCalls = (router?.failedCalls ?? 0) <= (wait?.failedCalls ?? 0);
  return {
    id: 'signing-ways',
    claim:
      'Left to themselves, health and router sign nine in ten documents no later than calling the server until it answers would, with fewer failed calls, and with fewer papers than signing all by hand.',
    kept: sooner && fewerPapers && fewerCalls,
    found: results
      .map(
        (one) =>
          `${one.policy.id}: nine in ten within ${length(share(one, 0.9))}, ${number(one.byPen)} by hand, ${number(one.failedCalls)} failed calls`,
      )
      .join('; '),
  };
}

/** Tells what was sent where and when, by the hour, and what each way to run the signatures comes to. */
export function signingWaysSection(results: readonly PolicyResult[]): string {
  const [router] = results;
  if (!router) return '';
  const lastTrouble = router.hours.findLast(({ lanes }) => lanes !== '')?.at ?? 0;
  const hours = router.hours.filter(({ at }) => at <= lastTrouble + 3_600_000);
  return section(
    'The same documents, four ways to sign them',
    paragraph(
      'The documents of this week once more, with nothing between them and a signature but the signing room: its detector, its router, and a head who signs by hand at the end of each open hour. Nobody orders anything in the first row; the second is the week as it was told; the last two need no library. A call that fails is tried again after 15 seconds.',
    ),
    table(
      'From the counter’s yes to the signature.',
      [
        'way',
        'electronic',
        'by hand',
        'failed calls',
        'half at most',
        '9 in 10 at most',
        'longest',
        'on the same day',
        'unsigned',
      ],
      results.map((one) => [
        one.policy.name,
        one.electronic,
        one.byPen,
        one.failedCalls,
        length(share(one, 0.5)),
        length(share(one, 0.9)),
        length(one.waits.at(-1) ?? null),
        one.sameDay,
        one.unsigned,
      ]),
    ),
    key([
      ['electronic', 'signed electronically'],
      ['wet', 'sent to the pen'],
      ['none', 'waiting at the end of the hour'],
    ]),
    figure(
      timeline(hours),
      'What health and router sent where, hour by hour, by themselves: held while the server is down and expected back, to the pen where that is expected to be sooner, a few at a time while the server limps.',
      'wide plot',
    ),
    `<details><summary>By the hour</summary>${table(
      'Documents in each hour, and what the detector saw at its end.',
      ['hour', 'electronic', 'failed calls', 'to the pen', 'signed by hand', 'waiting', 'lanes'],
      hours.map((hour) => [
        `${dayName(dayOf(hour.at))} ${timeOf(hour.at)}`,
        hour.electronic,
        hour.failed,
        hour.toPen,
        hour.byPen,
        hour.waiting,
        hour.lanes === '' ? 'all closed' : hour.lanes,
      ]),
      [0, 6],
    )}</details>`,
  );
}

/** Bars for what was sent in each hour, a dot for what waited. */
function timeline(hours: readonly SigningHour[]): string {
  const [width, height, left, bottom, top] = [920, 240, 44, 200, 16];
  const most = Math.max(1, ...hours.flatMap((hour) => [hour.electronic + hour.toPen, hour.waiting]));
  const y = scale(0, most, bottom, top);
  const slot = (width - left - 10) / Math.max(1, hours.length);
  const parts: string[] = [
    element('line', { x1: left, x2: width - 10, y1: bottom, y2: bottom, class: 'axis' }),
    label(left - 6, top + 4, most, { anchor: 'end' }),
    label(left - 6, bottom, 0, { anchor: 'end' }),
  ];
  let day = '';
  for (const [i, hour] of hours.entries()) {
    const x = left + i * slot;
    const bar = (from: number, to: number, colour: string) =>
      to > from
        ? [
            element('rect', {
              x: x + 2,
              y: y(to),
              width: slot - 4,
              height: y(from) - y(to),
              style: `fill: var(--${colour})`,
            }),
          ]
        : [];
    parts.push(
      ...bar(0, hour.electronic, 'electronic'),
      ...bar(hour.electronic, hour.electronic + hour.toPen, 'wet'),
      element('circle', { cx: x + slot / 2, cy: y(hour.waiting), r: 3, style: 'fill: var(--none)' }),
    );
    if (dayOf(hour.at) !== day) {
      day = dayOf(hour.at);
      parts.push(label(x, height - 8, dayName(day)));
    }
    parts.push(label(x + slot / 2, bottom + 14, timeOf(hour.at).slice(0, 2), { anchor: 'middle' }));
  }
  const about = {
    title: 'Signatures by the hour',
    description:
      'Bars for documents signed electronically and sent to the pen in each hour, dots for those that waited.',
  };
  return plot('signing-ways', { width, height }, about, parts);
}

/** The same as tables. */
export function signingWaysTables(results: readonly PolicyResult[]): Table[] {
  return [
    {
      name: 'signing-ways',
      head: [
        'way',
        'electronic',
        'by_hand',
        'failed_calls',
        'p50_minutes',
        'p90_minutes',
        'same_day',
        'unsigned',
      ],
      rows: results.map((one) => [
        one.policy.id,
        one.electronic,
        one.byPen,
        one.failedCalls,
        Math.round((share(one, 0.5) ?? 0) / 60_000),
        Math.round((share(one, 0.9) ?? 0) / 60_000),
        one.sameDay,
        one.unsigned,
      ]),
    },
    {
      name: 'signing-timeline',
      head: ['way', 'hour', 'electronic', 'failed_calls', 'to_pen', 'by_pen', 'waiting', 'lanes'],
      rows: results.flatMap(({ policy, hours }) =>
        hours.map((hour) => [
          policy.id,
          instant(hour.at),
          hour.electronic,
          hour.failed,
          hour.toPen,
          hour.byPen,
          hour.waiting,
          hour.lanes,
        ]),
      ),
    },
  ];
}
