import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLoketError } from 'loket';
import { afterAll, expect, it } from 'vitest';
import { type Input, parseInput, readInput } from '../../examples/malang-2019/input.js';
import { memoryOffice } from '../../examples/malang-2019/memory-office.js';
import { runDemo } from '../../examples/malang-2019/run-demo.js';
import { backlogOf } from '../../examples/malang-2019/scenario.js';
import { smallWeek } from '../support/small-week.js';

const outDir = mkdtempSync(join(tmpdir(), 'loket-demo-'));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

const full = readInput();
const play = (input: Input, name: string) => runDemo(input, memoryOffice(input), join(outDir, name));

it('keeps every claim of the report in a small week, and tells the man from Pagelaran his day', async () => {
  const summary = await play(smallWeek(), 'a');
  expect(summary.checks.filter((check) => !check.kept)).toEqual([]);
  expect(summary.ok).toBe(true);
  expect(summary.backlog).toMatchObject({ rows: 200, ready: 114, recorded: 25 });
  expect(summary.wetReadyBy).toEqual(['2019-07-24']);
  expect(summary.followed?.readyBy).toBe('2019-07-24');
  expect(summary.days.map(({ ready }) => ready.electronic > 0)).toEqual([true, true, false, true, true]);
  expect(summary.days[2]?.ready.wet).toBeGreaterThan(0);
  expect(summary.cardBlanksLeft).toBe(0);
  expect(summary.pendingAtEnd['blanks-short']).toBeGreaterThan(0);
  // Every claim about the desks would hold in a week in which nothing of it came up.
  const { desk } = summary;
  for (const count of [desk.temporaries, desk.proxies, desk.wrongCodes, desk.defects, desk.reissued]) {
    expect(count).toBeGreaterThan(0);
  }
  expect([desk.delivered, desk.invitedTwice]).toEqual([6, 0]);
  expect(Object.values(desk.invited).every((people) => people <= 3)).toBe(true);
});

it('gives the same journal, byte for byte, for the same input', async () => {
  await play(smallWeek(), 'b');
  const [a, b] = ['a', 'b'].map((run) => readFileSync(join(outDir, run, 'events.jsonl'), 'utf8'));
  expect(b).toBe(a);
  expect(JSON.parse(a?.split('\n')[0] ?? '')).toMatchObject({ position: 1 });
});

it('writes a report that asks for nothing from elsewhere, and shows the source of each input', () => {
  const report = readFileSync(join(outDir, 'a', 'report.html'), 'utf8');
  const addresses = report.match(/https?:\/\/[^"'\s<]+/g) ?? [];
  expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
  expect(report).not.toMatch(/<(script|link|img)\b/);
  for (const name of Object.keys(full)) expect(report).toContain(`<td>${name}</td>`);
  expect(report).toContain('prefers-color-scheme: dark');
});

it('promises 22 July where the five days are calendar days', async () => {
  const summary = await play(smallWeek({ wetCount: 'calendar' }), 'c');
  expect(summary.wetReadyBy).toEqual(['2019-07-22']);
  expect(summary.ok).toBe(true);
});

it('reads the print-ready records as a part of the requests, or besides them', () => {
  const ready = (rows: readonly { readonly state: string }[]) =>
    rows.filter((row) => row.state === 'printing.queued').length;
  const including = backlogOf(full, ['35.07.33']);
  expect([including.length, ready(including)]).toEqual([28_000, 16_000]);
  const besides = backlogOf({ ...full, reading: { ...full.reading, value: 'besides' } }, ['35.07.33']);
  expect([besides.length, ready(besides)]).toEqual([44_000, 16_000]);
});

it('refuses a bad input with field, rule and value', () => {
  const refused = (change: Readonly<Record<string, unknown>>) => {
    try {
      parseInput({ ...full, ...change });
    } catch (error) {
      if (isLoketError(error, 'invalid-data')) return error.issues;
    }
    return [];
  };
  expect(refused({ requests: { ...full.requests, value: -1 } })).toEqual([
    { field: 'requests.value', rule: 'must be 0 or more', value: -1 },
  ]);
  expect(refused({ printReady: { ...full.printReady, value: 30_000 } })[0]?.field).toBe('printReady.value');
  expect(refused({ cardBlanks: { value: 400, source: 'article', why: 'x' } })[0]?.field).toBe(
    'cardBlanks.fact',
  );
});
