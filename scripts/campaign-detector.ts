import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judge, type Row } from '../bench/detector/judge.js';
import { ours } from '../bench/detector/ours.js';
import { nobody, peers } from '../bench/detector/peers.js';
import { constancy, dominators, frontTable, summary } from '../bench/detector/table.js';
import { traces } from '../bench/detector/traces.js';

/**
 * Judges detectors of outages: `npm run campaign:detector`. Only the traces one may tune on, unless `-- --held-out` is
 * given; then it also writes docs/detector-table.md, if our detector is there. `--seeds 5` (default 2) runs a trace so
 * often; `--trace dead` takes the traces that begin so; `--peers file.json` keeps what the peers did, and reads it when
 * it is there, so that only ours runs again.
 */
const { values } = parseArgs({
  options: {
    'held-out': { type: 'boolean', default: false },
    seeds: { type: 'string', default: '2' },
    trace: { type: 'string', default: '' },
    peers: { type: 'string' },
  },
});
const seeds = Number(values.seeds);
if (!Number.isInteger(seeds) || seeds < 1) {
  throw new Error(`--seeds must be a whole number from 1, got '${values.seeds}'`);
}
const chosen = traces.filter(
  ({ name, heldOut }) => name.startsWith(values.trace) && (values['held-out'] || !heldOut),
);

type Kept = Readonly<Record<string, readonly Row[]>>;
const kept: Kept =
  values.peers !== undefined && existsSync(values.peers)
    ? JSON.parse(readFileSync(values.peers, 'utf8'))
    : {};
const done: Record<string, readonly Row[]> = { ...kept };
const all: { readonly heldOut: boolean; readonly rows: readonly Row[] }[] = [];
for (const trace of chosen) {
  const key = `${trace.name}, ${seeds} seeds`;
  const theirs = done[key] ?? (await judge(trace, [...peers, nobody], seeds));
  done[key] = theirs;
  if (values.peers !== undefined) writeFileSync(values.peers, JSON.stringify(done));
  const rows = [...(ours === null ? [] : await judge(trace, [ours], seeds)), ...theirs];
  all.push({ heldOut: trace.heldOut, rows });
  console.log(`\n### ${trace.name}${trace.heldOut ? ' (held out)' : ''}\n\n${frontTable(rows)}`);
  for (const { name } of dominators(rows)) console.log(`\nDominates ours: ${name}`);
}

const part = (heldOut: boolean) => all.filter((one) => one.heldOut === heldOut).map(({ rows }) => rows);
const parts = [
  { title: 'Traces to tune on', rows: part(false) },
  { title: 'Traces held out', rows: part(true) },
].filter(({ rows }) => rows.length > 0);
const chapters = parts
  .map(({ title, rows }) => `## ${title}\n\n${summary(rows)}\n\n${constancy(rows, 12)}`)
  .join('\n\n');
console.log(`\n${chapters}`);

if (ours !== null && values['held-out'] && values.trace === '') {
  const count = (maker: string) => peers.filter((peer) => peer.maker === maker).length;
  const page = `---
title: "Signing: outage detector"
---

# How soon an outage is seen, and at what price

This page is written by \`npm run campaign:detector -- --held-out\`. Every guard stands between the same documents and the
same server, in virtual time: documents come without pattern (Poisson) in office hours, at most four calls are in flight, a
call times out after 30 seconds, and a document whose call failed is tried again after 15 seconds, at the head of the line.
What the server answers depends on the seed, the moment and the document alone. Each document kind has a guard of its own.
The peers are the libraries themselves, ${count('cockatiel')} configurations of cockatiel 3.2.1 and ${count('opossum')} of opossum 9.0.0; half of each are told
which errors are the user's. loket has one configuration, its default. Traces and grid were written before the detector was
tuned, and half of the traces were held out from the tuning. At the first look it was on every front of them. After that
look one thing was changed, for the article's afternoons: where a server limps, a few documents pass instead of none. The
figures are those after the change. A trace was run with ${seeds} seeds.

Cells are loket / the best of all peers in that figure alone, usually another peer in each column. Detection is the mean
number of calls that ended from the onset to the opening; an outage that was missed counts as twice all of its calls.
False openings are counted for 100,000 calls outside the outages; to each trace belong about 80,000 calls of healthy days
with as many people and as many background errors, which traces of one variant share. Switches are those in an outage and ten minutes after.
A document is delayed when it was finished more than a minute after it came. A guard is on the front of a trace when no
other is at least as good in all four figures and better in one.

${chapters}

${all
  .map(
    ({ heldOut, rows }) => `## ${rows[0]?.trace ?? ''}${heldOut ? ', held out' : ''}\n\n${frontTable(rows)}`,
  )
  .join('\n\n')}
`;
  writeFileSync(new URL('../docs/detector-table.md', import.meta.url), page);
}
