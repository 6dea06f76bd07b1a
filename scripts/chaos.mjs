// Kills a small demo at random moments, or its signing server, or its printers, resumes it, and lets the witness judge
// each week that was played to its end:  npm run chaos -- --kills 200 --seed 7
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { witness } from './witness.mjs';

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, keep: { type: 'boolean' } },
});
const kills = Number(values.kills ?? process.env.LOKET_KILLS ?? 20);
const seed = Number(values.seed ?? process.env.LOKET_SEED ?? Date.now() % 1_000_000);
console.log(`chaos uses seed ${seed}; --seed ${seed} repeats its choices`);

let state = seed | 0;
/** Draws from 0 up to 1 (mulberry32). */
function draw() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'loket-chaos-'));
const input = join(folder, 'input.json');
writeFileSync(input, JSON.stringify(smallWeek()));

/** A week with few people, a short outage on each of three mornings, and a printer that jams now and then. */
function smallWeek() {
  const week = JSON.parse(readFileSync(join(root, 'examples/malang-2019/input.json'), 'utf8'));
  const change = {
    days: 4,
    requests: 60,
    printReady: 40,
    backlogRecordsPerDay: 3,
    cardBlanks: 40,
    cardBlanksPerDay: 12,
    cardPrinters: 2,
    spoilEvery: 9,
    documentCounters: 3,
    cardCounters: 2,
    downUntil: '08:40',
    limpUntil: '09:20',
    realShare: 1,
    visitors: Object.fromEntries(
      Object.keys(week.visitors.value).map((kind) => [
        kind,
        { perDay: kind === 'suket' ? 0 : 4, minutes: 9 },
      ]),
    ),
  };
  for (const [name, value] of Object.entries(change)) week[name].value = value;
  return week;
}

/** Plays until the end or until it is killed; answers whether it came to the end, and what it acknowledged. */
function play(out, resume, killAfterMs, victim) {
  return new Promise((resolve, reject) => {
    const args = [
      '--import',
      'tsx',
      join(root, 'examples/malang-2019/demo.ts'),
      input,
      ...(resume ? ['--resume'] : []),
    ];
    const demo = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LOKET_DEMO_OUT: out, LOKET_DEMO_ACKS: '1' },
    });
    const acks = [];
    let killed = false;
    let timer;
    let errors = '';
    demo.stderr.on('data', (text) => {
      errors = `${errors}${text}`.slice(-4000);
    });
    createInterface(demo.stdout).on('line', (line) => {
      if (line.startsWith('ack ')) acks.push(line);
      if (!line.startsWith('parts ') || killAfterMs === null) return;
      const [server, printers] = JSON.parse(line.slice('parts '.length));
      const pid = { demo: demo.pid, server, printers }[victim];
      timer = setTimeout(() => {
        killed = true;
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It was quicker.
        }
      }, killAfterMs);
    });
    demo.on('error', reject);
    demo.on('close', (code) => {
      clearTimeout(timer);
      // 1 says that a claim of the report did not hold, which an outage of a part may well cause.
      if (code === 0 || code === 1) {
        if (/Error/.test(errors)) console.log(errors);
        resolve({ finished: true, killed: false, acks, code });
      } else if (killed) resolve({ finished: false, killed: true, acks });
      else reject(new Error(`the demo ended with ${code} though nobody killed it: ${errors}`));
    });
  });
}

const totals = { kills: { demo: 0, server: 0, printers: 0 }, weeks: 0, claimsKept: 0 };
const sums = {};
let failed = false;
for (let done = 0; done < kills && !failed; ) {
  const out = join(folder, `week-${totals.weeks + 1}`);
  const acks = [];
  for (let resume = false; ; resume = true) {
    const more = done < kills;
    const victim = ['demo', 'demo', 'demo', 'server', 'printers'][Math.floor(draw() * 5)];
    const played = await play(out, resume, more ? Math.floor(draw() ** 2 * 6000) : null, victim);
    acks.push(...played.acks);
    if (played.killed) {
      done++;
      totals.kills[victim]++;
      continue;
    }
    totals.weeks++;
    if (played.code === 0) totals.claimsKept++;
    break;
  }
  const { problems, counts } = witness(out, acks);
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  for (const problem of problems) console.log(`week ${totals.weeks}: ${problem}`);
  if (problems.length > 0) failed = true;
  else rmSync(out, { recursive: true, force: true });
  console.log(`${done} kills, ${totals.weeks} weeks; ${JSON.stringify(counts)}`);
}
if (failed || values.keep) console.log(`left behind: ${folder}`);
else rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ seed, ...totals, ...sums, ok: !failed }));
if (failed) process.exitCode = 1;
