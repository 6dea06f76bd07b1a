import type { Row } from './judge.js';
import { dominates, type Figures, front, judged } from './metrics.js';

const number = (value: number) =>
  value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);

const columns: readonly (readonly [string, (figures: Figures) => string])[] = [
  [
    'detection, calls',
    ({ detectionCalls, missed }) =>
      missed === 0
        ? number(detectionCalls)
        : `${number(detectionCalls)} (missed ${(missed * 100).toFixed(0)} %)`,
  ],
  ['detection, s', ({ detectionSeconds }) => number(detectionSeconds)],
  ['false openings / 100,000', ({ falseOpenings }) => number(falseOpenings)],
  ['switches', ({ switches }) => number(switches)],
  ['delayed', ({ delayed }) => number(delayed)],
  ['delay, min', ({ delayMinutes }) => number(delayMinutes)],
  ['burned', ({ burned }) => number(burned)],
  ['probes', ({ probes }) => number(probes)],
];

const names: Readonly<Record<(typeof judged)[number], string>> = {
  detectionCalls: 'detection, calls',
  falseOpenings: 'false openings / 100,000',
  switches: 'switches',
  delayed: 'delayed',
};

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const ruler = (cells: readonly string[]) => line(cells.map(() => '---'));

/** Those who are judged: everybody but no guard at all. */
const competitors = (rows: readonly Row[]) => rows.filter(({ maker }) => maker !== 'nobody');

/** The rows of one trace that nobody dominates, ours (on the front or not) and no guard at all. */
export function frontTable(rows: readonly Row[]): string {
  const best = new Set(front(competitors(rows)));
  const shown = rows.filter((row) => best.has(row) || row.maker === 'loket' || row.maker === 'nobody');
  shown.sort((a, b) => a.figures.detectionCalls - b.figures.detectionCalls);
  const head = ['guard', ...columns.map(([name]) => name)];
  const cells = alike(shown).map(([{ name, maker, figures }, others]) => {
    const mark = maker === 'loket' ? `**${name}**` : name;
    const more = others === 0 ? '' : ` (and ${others} alike)`;
    return line([mark + more, ...columns.map(([, show]) => show(figures))]);
  });
  return [line(head), ruler(head), ...cells].join('\n');
}

/** One row for peers with the very same figures, and how many more they are. */
function alike(rows: readonly Row[]): [Row, number][] {
  const groups = new Map<string, [Row, number]>();
  for (const row of rows) {
    const own = row.maker === 'loket' || row.maker === 'nobody';
    const key = own ? row.name : JSON.stringify(row.figures);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row, 0]);
    else group[1] += 1;
  }
  return [...groups.values()];
}

/** Who dominates ours on a trace; nobody while ours is not there. */
export function dominators(rows: readonly Row[]): Row[] {
  const ours = rows.find(({ maker }) => maker === 'loket');
  if (ours === undefined) return [];
  return competitors(rows).filter(({ figures }) => dominates(figures, ours.figures));
}

/** One line a trace: ours, the best of the peers in each figure by itself, and who dominates ours. */
export function summary(traces: readonly (readonly Row[])[]): string {
  const head = ['trace', ...judged.map((figure) => names[figure]), 'on the front', 'dominated by'];
  const lines = traces.map((rows) => {
    const ours = rows.find(({ maker }) => maker === 'loket');
    const peers = competitors(rows).filter(({ maker }) => maker !== 'loket');
    const cells = judged.map((figure) => {
      const best = Math.min(...peers.map(({ figures }) => figures[figure]));
      return `${ours === undefined ? '-' : number(ours.figures[figure])} / ${number(best)}`;
    });
    const better = dominators(rows);
    const verdict = ours === undefined ? '-' : better.length === 0 ? 'yes' : 'no';
    return line([
      rows[0]?.trace ?? '',
      ...cells,
      verdict,
      better.map(({ name }) => name).join('; ') || (ours === undefined ? '-' : 'nobody'),
    ]);
  });
  return [line(head), ruler(head), ...lines].join('\n');
}

/** On how many traces a configuration is on the front, the most first. */
export function constancy(traces: readonly (readonly Row[])[], most: number): string {
  const counts = new Map<string, number>();
  for (const rows of traces) {
    for (const { name } of front(competitors(rows))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const head = ['guard', `on the front of ${traces.length} traces`];
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, most);
  return [line(head), ruler(head), ...sorted.map(([name, count]) => line([name, `${count}`]))].join('\n');
}
