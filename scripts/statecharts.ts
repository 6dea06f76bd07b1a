import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AnyStateMachine } from 'xstate';
import { machineToMermaid, machineToSvg } from './lib/statechart.js';

/**
 * Draws the machines into docs/statecharts, or with `--check` fails when a drawing there is not the machine's.
 */
const machines = [
  {
    name: 'application',
    room: 'documents',
    exported: 'applicationMachine',
    leftOut: [
      'application.imported',
      'application.cancelled',
      'application.superseded',
      'application.escalated',
      'commitment.breached',
      'commitment.renewed',
      'temporary.issued',
    ],
  },
  { name: 'ticket', room: 'queue', exported: 'ticketMachine' },
  { name: 'counter', room: 'queue', exported: 'counterMachine' },
  { name: 'day', room: 'queue', exported: 'dayMachine' },
  { name: 'lane', room: 'signing', exported: 'laneMachine' },
  { name: 'paper', room: 'signing', exported: 'paperMachine' },
  { name: 'batch', room: 'signing', exported: 'batchMachine' },
  { name: 'printer', room: 'printing', exported: 'printerMachine' },
];

const folder = new URL('../docs/statecharts/', import.meta.url);
const check = process.argv.includes('--check');

const wanted = new Map<string, string>();
for (const { name, room, exported, leftOut } of machines) {
  const exports: Record<string, unknown> = await import(`../src/${room}/index.js`);
  const machine = exports[exported] as AnyStateMachine | undefined;
  if (machine === undefined) {
    console.log(`loket/${room} exports no ${exported}: nothing drawn`);
    continue;
  }
  wanted.set(`${name}.mmd`, machineToMermaid(machine));
  wanted.set(`${name}.svg`, await machineToSvg(machine, `Statechart of ${exported}`, leftOut));
}

/** Drawings that ship as data: a graph library is too much to load for one picture that never changes. */
const shipped = new URL('../src/documents/lifecycle/application-svg.ts', import.meta.url);
const literal = (text: string) => text.trim().replace(/[\\`]|\$(?=\{)/g, '\\$&');
const module = `// Drawn by scripts/statecharts.ts: do not edit.
/** The application machine as SVG. @internal */
export const applicationSvg = \`${literal(wanted.get('application.svg') ?? '')}\`;
`;
const shippedNow = await readFile(shipped, 'utf8').catch(() => '');

const present = await readdir(folder).catch(() => [] as string[]);
const stale: string[] = [];
for (const file of present) if (!wanted.has(file)) stale.push(file);
for (const [file, text] of wanted) {
  const old = present.includes(file) ? await readFile(new URL(file, folder), 'utf8') : undefined;
  if (old?.replaceAll('\r\n', '\n') !== text) stale.push(file);
}

if (shippedNow.replaceAll('\r\n', '\n') !== module) stale.push('application-svg.ts');

if (check && stale.length > 0) {
  console.error(`docs/statecharts differs from the machines: ${stale.join(', ')}. Run: npm run statecharts`);
  process.exit(1);
}
if (!check) {
  if (wanted.size > 0) await mkdir(folder, { recursive: true });
  for (const file of present) if (!wanted.has(file)) await rm(new URL(file, folder));
  for (const [file, text] of wanted) await writeFile(new URL(file, folder), text);
  await writeFile(shipped, module);
}
console.log(`${wanted.size / 2} statecharts ${check ? 'agree with' : 'drawn from'} the machines`);
