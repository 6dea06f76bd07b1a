// Kills an office at random moments while its printers work, starts it again, and judges by the printers' own records:
//   npm run chaos:printing -- --kills 100 --printers 10 --seed 7
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' },
    printers: { type: 'string', default: '10' },
    seed: { type: 'string', default: process.env.LOKET_SEED ?? String(Date.now() % 1_000_000) },
    keep: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const count = Number(values.printers);
const seed = Number(values.seed);
console.log(`${kills} kills over ${count} printers, seed ${seed}; --seed ${seed} repeats its choices`);

let state = seed | 0;
/** Draws from 0 up to 1 (mulberry32). */
function draw() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'loket-print-crash-'));
const blanks = 100_000;

/** A printer in a process of its own, with a record on disk; some jobs jam, lose their answer or find no blank. */
function printer(n) {
  const id = `P${n + 1}`;
  const faults = Array.from({ length: 300 }, () => draw()).flatMap((chance, i) => {
    if (chance > 0.09) return [];
    return [{ job: i + 1, fault: ['jam', 'drop', 'media-empty'][Math.floor(chance * 33)] ?? 'slow' }];
  });
  const options = {
    printers: [{ id, blanks, cardMs: 20 + Math.floor(draw() * 60), faults, slowMs: 300 }],
    record: join(folder, `${id}.jsonl`),
  };
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'src/testing/ipp-printer/program.ts'), JSON.stringify(options)],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice(6)).printers[id]);
    });
    child.once('exit', (code) => reject(new Error(`printer ${id} ended with ${code}`)));
  });
  return { id, child, ready };
}

const fleet = Array.from({ length: count }, (_, n) => printer(n));
const uris = await Promise.all(fleet.map(({ ready }) => ready));
const began = Date.now();

/** Runs the office until its end, or until it is killed. */
function run(cards, killAfterMs) {
  return new Promise((resolve) => {
    const office = { folder, cards, began, blanks, printers: uris, last: killAfterMs === undefined };
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'tests/support/print-crash-child.ts')],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, LOKET_PRINT_CRASH: JSON.stringify(office) },
      },
    );
    let timer;
    let ended = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready' && killAfterMs !== undefined)
        timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      if (line === 'done') ended = true;
    });
    // An office that comes to no end is a fault as well.
    const late = setTimeout(() => child.kill('SIGABRT'), 180_000 + cards * 300);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(late);
      resolve({ ended, code, signal });
    });
  });
}

const problems = [];
let cards = count * 3;
let killed = 0;
while (killed < kills && problems.length === 0) {
  // There is work in every life of the office, and most of it is done in the end.
  cards += count;
  const { code, signal } = await run(cards, draw() * 700);
  if (signal === 'SIGKILL') killed++;
  else problems.push(`the office ended by itself with ${code ?? signal}`);
  if (killed % 10 === 0) console.log(`${killed} kills, ${cards} cards wanted`);
}
if (problems.length === 0) {
  const { ended, code, signal } = await run(cards, undefined);
  if (ended) judge();
  else problems.push(`the office did not come to its end: ${code ?? signal}`);
}
for (const { child } of fleet) {
  child.removeAllListeners('exit');
  child.stdin.end();
}
if (problems.length > 0) {
  for (const problem of problems.slice(0, 20)) console.error(problem);
  console.error(`${problems.length} problems; what is left is in ${folder}`);
  process.exitCode = 1;
} else if (!values.keep) rmSync(folder, { recursive: true, force: true });

function judge() {
  const lines = fleet.flatMap(({ id }) =>
    readFileSync(join(folder, `${id}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  );
  const end = JSON.parse(readFileSync(join(folder, 'end.json'), 'utf8'));
  const unknown = new Set(end.unknown.map(({ applicationId }) => applicationId));
  const counts = { confirmed: 0, unknown: end.unknown.length, blocked: 0 };
  const outs = new Map();
  for (const line of lines.filter(({ type }) => type === 'out')) {
    const application = line.name.replace(/\/p\d+#\d+$/, '');
    outs.set(application, [...(outs.get(application) ?? []), line]);
  }
  for (const { id, state: rests, sha256 } of end.documents) {
    const out = outs.get(id) ?? [];
    if (out.some((line) => line.sha256 !== sha256)) problems.push(`${id} came out with another's document`);
    if (out.length > 1) problems.push(`${id} came out ${out.length} times`);
    if (rests === 'printed' || rests === 'readyForPickup') {
      counts.confirmed++;
      if (out.length === 0) problems.push(`${id} is confirmed and never came out`);
    } else if (rests === 'printing.blocked') counts.blocked++;
    else if (!unknown.has(id)) problems.push(`${id} rests in ${rests} and nobody is told`);
    if (!/^(printed|readyForPickup)$/.test(rests) && !unknown.has(id) && out.length > 0)
      problems.push(`${id} came out and rests in ${rests}`);
  }
  // Blanks of jobs that wait for a person are neither issued nor spoiled in the books; the records know them.
  const ofUnknown = (line) => end.unknown.some(({ jobId }) => line.name?.startsWith(`${jobId}#`));
  const known = (type) => lines.filter((line) => line.type === type && !ofUnknown(line)).length;
  // Each kill takes at most one job of each printer with it; more in doubt is the driver's doing.
  if (end.unknown.length > killed * count)
    problems.push(`${end.unknown.length} are unknown after ${killed} kills over ${count} printers`);
  if (end.imbalance !== 0) problems.push('the books do not balance');
  if (end.books.issued !== known('out'))
    problems.push(`${end.books.issued} booked as issued, ${known('out')} came out`);
  if (end.books.spoiled !== known('spoiled'))
    problems.push(`${end.books.spoiled} booked as spoiled, ${known('spoiled')} were lost`);
  const whole = count * blanks - known('out') - known('spoiled') - end.unknown.length;
  if (end.books.free !== whole) problems.push(`${end.books.free} booked as free, ${whole} are`);
  const repeated = [...outs.values()].filter((out) => out.length > 1).length;
  console.log(
    JSON.stringify({
      seed,
      killed,
      printers: count,
      cards: end.documents.length,
      ...counts,
      cameOut: lines.filter(({ type }) => type === 'out').length,
      spoiled: known('spoiled'),
      repeated,
      seconds: Math.round((Date.now() - began) / 1000),
      ok: problems.length === 0,
    }),
  );
}
