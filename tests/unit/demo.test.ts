import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLoketError } from 'loket';
import { afterAll, expect, it } from 'vitest';
import { type Input, parseInput, readInput } from '../../examples/malang-2019/input.js';
import { memoryOffice } from '../../examples/malang-2019/memory-office.js';
import { runDemo } from '../../examples/malang-2019/run-demo.js';
import { backlogOf } from '../../examples/malang-2019/scenario.js';
import type { Summary } from '../../examples/malang-2019/summary.js';
import { smallWeek } from '../support/small-week.js';

const outDir = mkdtempSync(join(tmpdir(), 'loket-demo-'));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

const full = readInput();
const busy = { perDay: 14, minutes: 9 };
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

it('shows what the hall can do, and that nobody was called later than told', async () => {
  // The week of the first test; each claim about the hall would hold in a week in which nothing of it came up.
  const { hall } = JSON.parse(readFileSync(join(outDir, 'a', 'summary.json'), 'utf8')) as Summary;
  expect(Object.entries(hall.calls).filter(([, calls]) => calls === 0)).toEqual([]);
  expect(hall.classes.map((one) => one.class)).toEqual(['appointment', 'priority', 'walkIn']);
  expect(hall.bound).toMatchObject({ exceeded: 0, worst: { used: expect.any(Number) } });
  expect(hall.bound.told).toBeGreaterThan(100);
  expect(hall.rebookedTimes.length).toBeGreaterThan(0);
  for (const name of ['recalls', 'secondCalls', 'fetched', 'fetchedBack', 'requests', 'pauses'] as const) {
    expect([name, hall.counts[name] > 0]).toEqual([name, true]);
  }
  expect(hall.notes).toEqual(['taken ill in the hall']);
  expect(hall.days.every(({ closed }) => closed !== null)).toBe(true);
});

it('announces each call in Indonesian in the journal', () => {
  const journal = readFileSync(join(outDir, 'a', 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const lines = journal.map((line) => JSON.parse(line));
  const calls = lines.filter(({ event }) => event.type === 'ticket.called');
  expect(calls[0]?.announcement).toEqual({
    text: expect.stringMatching(/^[FAMK]-\d{3}: loket [DC]\d$/),
    speech: expect.stringMatching(/^Nomor antrean [FAMK] .*, silakan menuju loket [DC] (satu|dua)\.$/),
  });
  expect(lines.filter(({ announcement }) => announcement).length).toBe(
    calls.length + lines.filter(({ event }) => event.type === 'ticket.recalled').length,
  );
});

it('carries those who were not served to the next morning with their rank, and ends numbers when the hall is full', async () => {
  const visitors = Object.fromEntries(Object.keys(full.visitors.value).map((kind) => [kind, busy]));
  const one = { documentCounters: 1, cardCounters: 1, visitors, neverComes: 0.5 };
  const { hall, checks } = await play(smallWeek(one), 'd');
  expect(checks.filter((check) => !check.kept)).toEqual([]);
  const carried = hall.days.map((day) => day.carriedOver);
  expect(Math.max(...carried)).toBeGreaterThan(0);
  expect(hall.days.some((day) => day.cameOver > 0 && day.neverCame > 0)).toBe(true);
  expect(hall.days.map(({ closed }) => closed?.reason)).toContain(
    'no more people can be served before closing',
  );
  expect([hall.lost, hall.rankChanged]).toEqual([0, 0]);
});

it('gives no more numbers of a service than its quota', async () => {
  const few = { families: 4, 'civil-acts': 40, moves: 40, 'identity-cards': 40 };
  const { hall } = await play(smallWeek({ ticketQuota: few }), 'e');
  expect(hall.days.every(({ ranOut }) => ranOut.map(({ prefix }) => prefix).join() === 'F')).toBe(true);
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
