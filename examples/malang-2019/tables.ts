import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { left } from './blank-facts.js';
import type { Check } from './check.js';
import { type Facts, ways } from './facts.js';
import { hallTables } from './hall-tables.js';
import type { Input } from './input.js';
import { instant, minutes, type Table } from './table.js';

/** Every table of the report, and one row for each visit and each application that was opened in the week. */
export function tablesOf(facts: Facts, checks: readonly Check[], input: Input): Table[] {
  return [
    {
      name: 'inputs',
      head: ['input', 'value', 'source', 'fact', 'why'],
      rows: Object.entries(input).map(([name, { value, source, fact, why }]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : value,
        source,
        fact ?? null,
        why,
      ]),
    },
    {
      name: 'checks',
      head: ['id', 'kept', 'claim', 'found'],
      rows: checks.map(({ id, kept, claim, found }) => [id, String(kept), claim, found]),
    },
    {
      name: 'waits',
      head: ['day', 'line', 'hour', 'issued', 'called', 'carried_over', 'p50_minutes', 'p90_minutes'],
      rows: facts.waits.map(({ day, line, hour, issued, called, carriedOver, p50, p90 }) => [
        day,
        line,
        hour === null ? 'all day' : hour,
        issued,
        called,
        carriedOver,
        minutes(p50),
        minutes(p90),
      ]),
    },
    {
      name: 'documents-by-day',
      head: [
        'day',
        'passed',
        'collected',
        ...ways.map((way) => `ready_${way}`),
        ...ways.flatMap((way) => [`to_ready_${way}_p50_minutes`, `to_ready_${way}_p90_minutes`]),
      ],
      rows: facts.dayRows.map(({ day, passed, collected, ready, toReady }) => [
        day,
        passed,
        collected,
        ...ways.map((way) => ready[way]),
        ...ways.flatMap((way) => [minutes(toReady[way].p50), minutes(toReady[way].p90)]),
      ]),
    },
    {
      name: 'promises',
      head: ['told_on', 'ready_by', 'pending', 'basis', 'documents'],
      rows: facts.promises.map(({ madeOn, readyBy, pending, basis, count }) => [
        madeOn,
        readyBy,
        pending,
        basis,
        count,
      ]),
    },
    {
      name: 'signer-lanes',
      head: ['kind', 'first_failure', 'held_from', 'working_from', 'probes'],
      rows: facts.signer.outages.map(({ kind, firstFailureAt, openedAt, closedAt, probes }) => [
        kind,
        instant(firstFailureAt),
        instant(openedAt),
        instant(closedAt),
        probes,
      ]),
    },
    {
      name: 'card-blanks',
      head: ['at', 'booking', 'warehouse', 'hoppers', 'in_process', 'issued', 'spoiled', 'left'],
      rows: facts.blanks.map((row) => [
        instant(row.at),
        row.what,
        row.warehouse,
        row.hoppers,
        row.inProcess,
        row.issued,
        row.spoiled,
        left(row),
      ]),
    },
    ...hallTables(facts),
    {
      name: 'applications',
      head: [
        'application',
        'kind',
        'way',
        'passed',
        'held',
        'signed',
        'printed',
        'ready',
        'collected',
        'ready_by',
        'pending',
        'ended',
      ],
      rows: [...facts.stories.values()]
        .filter((story) => !story.imported)
        .map((s) => [
          s.id,
          s.kind,
          s.way,
          instant(s.passedAt),
          instant(s.heldAt),
          instant(s.signedAt),
          instant(s.printedAt),
          instant(s.readyAt),
          instant(s.collectedAt),
          s.told.at(-1)?.readyBy ?? null,
          s.told.at(-1)?.pending ?? null,
          s.ended,
        ]),
    },
  ];
}

/** Writes each table as a CSV file (RFC 4180). */
export function writeTables(tables: readonly Table[], outDir: string): void {
  mkdirSync(outDir, { recursive: true });
  for (const { name, head, rows } of tables) {
    const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
    writeFileSync(join(outDir, `${name}.csv`), `${text}\r\n`);
  }
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
