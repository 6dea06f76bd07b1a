import type { Way } from './application-story.js';
import { type BlankRow, left } from './blank-facts.js';
import type { DayRow, Facts, SignatureWait } from './facts.js';
import { ways } from './facts.js';
import type { Input } from './input.js';
import { element, label, plot, scale, ticks } from './svg.js';
import type { QueueCurve } from './ticket-facts.js';
import { lines } from './ticket-story.js';
import { addDays, dayMs, dayName, dayOf, hourMs, instantOf } from './time.js';

export const wayNames: Readonly<Record<Way, string>> = {
  electronic: 'signed electronically',
  wet: 'signed by hand',
  none: 'no signature needed',
};
export const lineNames = { documents: 'signed documents', cards: 'identity cards' } as const;
/** Writes a day where there is little room, as `Wed 17`. */
export const shortDay = (day: string) => dayName(day).split(' ').slice(0, 2).join(' ');

interface Panel {
  readonly day: string;
  readonly x: (at: number) => number;
  readonly from: number;
  readonly until: number;
  readonly left: number;
  readonly width: number;
}

/** Days side by side, each over the hours in which people are there. */
function panelsOf(days: readonly string[], from: number, until: number): Panel[] {
  const gap = 14;
  const width = (until - from - gap * (days.length - 1)) / Math.max(1, days.length);
  return days.map((day, i) => {
    const start = from + i * (width + gap);
    const [first, last] = [instantOf(day, '07:30'), instantOf(day, '15:30')];
    return {
      day,
      left: start,
      width,
      from: first,
      until: last,
      x: scale(first, last, start, start + width),
    };
  });
}

/** Shades what was wrong with the server, and when the order held. */
function shades(panel: Panel, input: Input, days: readonly string[], top: number, bottom: number): string[] {
  const { day, x } = panel;
  const box = (from: number, until: number, name: string, y = top, height = bottom - top) => {
    const [a, b] = [Math.max(from, panel.from), Math.min(until, panel.until)];
    return a < b ? [element('rect', { x: x(a), y, width: x(b) - x(a), height, class: name })] : [];
  };
  const down = days.indexOf(day) < input.outageDays.value;
  const at = (time: string) => instantOf(day, time);
  return [
    ...(down ? box(at(input.downFrom.value), at(input.downUntil.value), 'down') : []),
    ...(down ? box(at(input.downUntil.value), at(input.limpUntil.value), 'limping') : []),
    ...box(Date.parse(input.wetOrderAt.value), Date.parse(input.wetOrderUntil.value), 'order', bottom + 1, 5),
  ];
}

function dayAxis(panel: Panel, top: number, bottom: number): string[] {
  const { day, x } = panel;
  return [
    label(panel.left + panel.width / 2, top - 8, dayName(day), { anchor: 'middle', class: 'head' }),
    element('line', {
      x1: panel.left,
      x2: panel.left + panel.width,
      y1: bottom,
      y2: bottom,
      class: 'axis',
    }),
    ...['08', '10', '12', '15'].map((hour) =>
      label(x(instantOf(day, `${hour}:00`)), bottom + 20, hour, { anchor: 'middle' }),
    ),
  ];
}

function levels(max: number, y: (value: number) => number, from: number, until: number): string[] {
  return ticks(max).flatMap((value) => [
    element('line', { x1: from, x2: until, y1: y(value), y2: y(value), class: 'grid' }),
    label(from - 8, y(value) + 4, value, { anchor: 'end' }),
  ]);
}

const points = (list: readonly (readonly [number, number])[]) =>
  list.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(' ');

/** How many waited in the hall, over each day. */
export function queuePlot(curves: readonly QueueCurve[], days: readonly string[], input: Input): string {
  const size = { width: 960, height: 300 };
  const [top, bottom, start, end] = [36, 250, 48, 950];
  const max = Math.max(1, ...curves.flatMap((curve) => curve.points.map((p) => p.waiting)));
  const y = scale(0, max, bottom, top + 6);
  const panels = panelsOf(days, start, end);
  return plot(
    'queue',
    size,
    {
      title: 'People waiting for their number to be called',
      description: `Two lines for each day; at most ${max} waited at once. Shaded: the signing server down, then limping.`,
    },
    [
      ...panels.flatMap((panel) => shades(panel, input, days, top, bottom)),
      ...levels(max, y, start, end),
      ...panels.flatMap((panel) => [
        ...lines.flatMap((line) =>
          curves
            .filter((curve) => curve.line === line && curve.day === panel.day)
            .map((curve) =>
              element('polyline', {
                points: points(
                  curve.points.filter((p) => p.at <= panel.until).map((p) => [panel.x(p.at), y(p.waiting)]),
                ),
                class: `curve ${line}`,
              }),
            ),
        ),
        ...dayAxis(panel, top, bottom),
      ]),
      label(start - 40, size.height - 8, 'people waiting · hours of the day'),
    ],
  );
}

/** How many documents waited for a signature; the second curve is the claim: it never leaves zero. */
export function signaturePlot(
  waits: readonly SignatureWait[],
  days: readonly string[],
  input: Input,
): string {
  const size = { width: 960, height: 260 };
  const [top, bottom, start, end] = [36, 210, 48, 950];
  const max = Math.max(1, ...waits.map((w) => w.waiting));
  const y = scale(0, max, bottom, top + 6);
  const panels = panelsOf(days, start, end);
  const curve = (panel: Panel, value: (w: SignatureWait) => number, name: string) =>
    element('polyline', {
      points: points(
        waits
          .filter((w) => dayOf(w.at) === panel.day && w.at <= panel.until)
          .map((w) => [panel.x(w.at), y(value(w))]),
      ),
      class: `curve ${name}`,
    });
  return plot(
    'signature',
    size,
    {
      title: 'Documents that wait for a signature',
      description: `At most ${max} at once. Documents that need no signature: never any.`,
    },
    [
      ...panels.flatMap((panel) => shades(panel, input, days, top, bottom)),
      ...levels(max, y, start, end),
      ...panels.flatMap((panel) => [
        curve(panel, (w) => w.waiting, 'documents'),
        curve(panel, (w) => w.unsignedKinds, 'cards'),
        ...dayAxis(panel, top, bottom),
      ]),
      label(start - 40, size.height - 8, 'documents · hours of the day'),
    ],
  );
}

/** Documents that became ready on each day, by way. */
export function readyPlot(rows: readonly DayRow[]): string {
  const size = { width: 560, height: 300 };
  const [top, bottom, start, end] = [30, 250, 48, 550];
  const total = (row: DayRow) => ways.reduce((sum, way) => sum + row.ready[way], 0);
  const max = Math.max(1, ...rows.map(total));
  const y = scale(0, max, bottom, top);
  const slot = (end - start) / Math.max(1, rows.length);
  return plot(
    'ready',
    size,
    {
      title: 'Documents ready for pickup, by day and by way of signing',
      description: rows
        .map(
          (row) =>
            `${dayName(row.day)}: ${ways.map((way) => `${row.ready[way]} ${wayNames[way]}`).join(', ')}`,
        )
        .join('; '),
    },
    [
      ...levels(max, y, start, end),
      ...rows.flatMap((row, i) => {
        const x = start + i * slot + slot * 0.18;
        let base = 0;
        const bars = ways.flatMap((way) => {
          const count = row.ready[way];
          const [low, high] = [y(base), y(base + count)];
          base += count;
          if (count === 0) return [];
          return [
            element('rect', { x, y: high, width: slot * 0.64, height: low - high, class: `bar ${way}` }),
            ...(low - high > 14
              ? [label(x + slot * 0.32, (low + high) / 2 + 4, count, { anchor: 'middle', class: 'on-bar' })]
              : []),
          ];
        });
        return [
          ...bars,
          label(x + slot * 0.32, y(base) - 6, base, { anchor: 'middle', class: 'head' }),
          label(x + slot * 0.32, bottom + 20, shortDay(row.day), { anchor: 'middle' }),
        ];
      }),
      element('line', { x1: start, x2: end, y1: bottom, y2: bottom, class: 'axis' }),
      label(8, size.height - 8, 'documents ready for pickup'),
    ],
  );
}

/** Card blanks that are left, booking by booking. */
export function blanksPlot(rows: readonly BlankRow[], days: readonly string[], opening: number): string {
  const size = { width: 560, height: 300 };
  const [top, bottom, start, end] = [30, 250, 48, 550];
  const first = instantOf(days[0] ?? '1970-01-01', '00:00');
  const x = scale(first, first + days.length * dayMs, start, end);
  const y = scale(0, Math.max(1, opening), bottom, top);
  const path: (readonly [number, number])[] = [];
  let value = opening;
  for (const row of rows) {
    path.push([x(row.at), y(value)]);
    value = left(row);
    path.push([x(row.at), y(value)]);
  }
  path.push([end, y(value)]);
  return plot(
    'blanks',
    size,
    {
      title: 'Identity card blanks left',
      description: `From ${opening} at the start to ${value} at the end of the week.`,
    },
    [
      ...levels(opening, y, start, end),
      element('polyline', { points: points(path), class: 'curve none' }),
      ...days.flatMap((day) => {
        const at = instantOf(day, '00:00');
        return [
          element('line', { x1: x(at), x2: x(at), y1: top, y2: bottom, class: 'grid' }),
          label(x(at + 12 * hourMs), bottom + 20, shortDay(day), { anchor: 'middle' }),
        ];
      }),
      element('line', { x1: start, x2: end, y1: bottom, y2: bottom, class: 'axis' }),
      label(8, size.height - 8, 'blanks: in store, in a printer or being printed'),
    ],
  );
}

/** On which day which promise was made, and for when. */
export function promisePlot(facts: Facts, isOpen: (day: string) => boolean): string {
  const { days, promises } = facts;
  const last = [...promises.flatMap((p) => p.readyBy ?? []), ...days].sort().at(-1) ?? '';
  const columns: string[] = [];
  for (let day = days[0] ?? last; day <= last; day = addDays(day, 1)) columns.push(day);
  const pending = [...new Set(promises.flatMap((p) => p.pending ?? []))].sort();
  const [head, cellHeight, first] = [54, 46, 92];
  const cell = Math.min(76, (960 - first) / (columns.length + pending.length * 1.7));
  const wide = cell * 1.7;
  const size = { width: 960, height: head + cellHeight * days.length + 34 };
  const columnX = (i: number) => first + i * cell;
  const pendingX = (i: number) => first + columns.length * cell + i * wide;
  const chips = (row: number, x: number, width: number, cells: readonly { basis: Way; count: number }[]) => {
    const height = (cellHeight - 6) / Math.max(1, cells.length);
    return cells.flatMap(({ basis, count }, i) => {
      const y = head + row * cellHeight + 3 + i * height;
      return [
        element('rect', { x: x + 3, y, width: width - 6, height: height - 1, rx: 3, class: `bar ${basis}` }),
        label(x + width / 2, y + height / 2 + 4, count, { anchor: 'middle', class: 'on-bar' }),
      ];
    });
  };
  return plot(
    'promises',
    size,
    {
      title: 'Promises: the day on which they were made, and the day for which',
      description: promises
        .map((p) => `${p.count} made on ${p.madeOn} for ${p.readyBy ?? `no day yet (${p.pending})`}`)
        .join('; '),
    },
    [
      label(8, head - 12, 'told on', { class: 'head' }),
      label(first, 14, 'ready by', { class: 'head' }),
      ...(pending.length > 0 ? [label(pendingX(0), 14, 'no day yet', { class: 'head' })] : []),
      ...columns.flatMap((day, i) => [
        ...(isOpen(day)
          ? []
          : [
              element('rect', {
                x: columnX(i),
                y: head,
                width: cell,
                height: cellHeight * days.length,
                class: 'closed',
              }),
            ]),
        label(columnX(i) + cell / 2, head - 12, shortDay(day), { anchor: 'middle' }),
      ]),
      ...pending.map((reason, i) =>
        label(pendingX(i) + wide / 2, head - 12, reason.replaceAll('-', ' '), { anchor: 'middle' }),
      ),
      ...days.flatMap((day, row) => [
        element('line', {
          x1: 8,
          x2: pendingX(pending.length),
          y1: head + row * cellHeight,
          y2: head + row * cellHeight,
          class: 'grid',
        }),
        label(8, head + row * cellHeight + cellHeight / 2 + 4, shortDay(day)),
        ...columns.flatMap((column, i) =>
          chips(
            row,
            columnX(i),
            cell,
            promises.filter((p) => p.madeOn === day && p.readyBy === column),
          ),
        ),
        ...pending.flatMap((reason, i) =>
          chips(
            row,
            pendingX(i),
            wide,
            promises.filter((p) => p.madeOn === day && p.pending === reason),
          ),
        ),
      ]),
      label(8, size.height - 8, 'documents, by what their holders were last told · grey: closed'),
    ],
  );
}
