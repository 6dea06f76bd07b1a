// Sends documents through signing services that drop sockets before and after signing, hang, answer twice, late and
// wrongly, while the office is killed at random moments and started again; then judges by the services' own records:
//   npm run storm -- --documents 10000 --kills 100 --seed 7
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: process.env.LOKET_SEED ?? String(Date.now() % 1_000_000) },
    keep: { type: 'boolean', default: false },
  },
});
const documents = Number(values.documents);
const kills = Number(values.kills);
const seed = Number(values.seed);
console.log(
  `storm of ${documents} documents and ${kills} kills, seed ${seed}; --seed ${seed} repeats its choices`,
);

let state = seed | 0;
/** Draws from 0 up to 1 (mulberry32). */
function draw() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'loket-storm-'));
const secrets = {
  basic: 'office:storm-secret',
  nik: '0107000000000001',
  passphrase: 'storm-passphrase',
  bearer: 'storm-bearer',
  pin: 'storm-pin',
};
const shares = {
  down: 0.03,
  gateway: 0.01,
  empty: 0.005,
  dropped: 0.02,
  silent: 0.03,
  hanging: 0.01,
  twice: 0.02,
  late: 0.02,
  otherDocument: 0.005,
  otherSignatory: 0.005,
  unsigned: 0.005,
  truncated: 0.005,
};

function program(path, env) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, path)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice(6)));
    });
    child.once('exit', (code) => reject(new Error(`${path} ended with ${code}`)));
  });
  return { child, ready };
}

const bsreFolder = join(folder, 'bsre');
const cscFolder = join(folder, 'csc');
const bsre = program('src/testing/bsre-server/program.ts', {
  LOKET_BSRE_SERVER: JSON.stringify({
    folder: bsreFolder,
    basic: secrets.basic,
    signatories: [{ nik: secrets.nik, passphrase: secrets.passphrase, name: 'Head of office' }],
    delayMs: 900,
    tells: true,
    storm: { seed, shares },
  }),
});
const csc = program('src/testing/signing-server/program.ts', {
  LOKET_SIGNING_SERVER: JSON.stringify({
    folder: cscFolder,
    bearer: secrets.bearer,
    controlToken: 'storm-control',
    credentials: [{ id: 'head', pin: secrets.pin, keyType: 'ec' }],
  }),
});
const [bsreAt, cscAt] = await Promise.all([bsre.ready, csc.ready]);

/** The remote signing service is told its next troubles, now and then. */
const weather = setInterval(() => {
  const how = ['silent', 'hanging', 'garbled', 'wrong', 'down', 'forgetful'][Math.floor(draw() * 6)];
  fetch(`${cscAt.url}/control`, {
    method: 'POST',
    headers: { authorization: 'Bearer storm-control', 'content-type': 'application/json' },
    body: JSON.stringify({ next: { how, count: 1 + Math.floor(draw() * 3) } }),
  }).catch(() => {});
}, 200);

const office = {
  ...secrets,
  folder,
  documents,
  bsre: bsreAt.url,
  csc: cscAt.url,
  root: bsreAt.roots[secrets.nik],
};

/** Runs the office until its end, or until it is killed. */
function run(killAfterMs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'tests/support/storm-child.ts')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LOKET_STORM: JSON.stringify(office) },
    });
    let timer;
    let ended = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready' && killAfterMs !== undefined) {
        timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      }
      if (line === 'done') ended = true;
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve({ ended, code, signal });
    });
  });
}

let killed = 0;
const problems = [];
for (;;) {
  const last = killed >= kills;
  const { ended, code, signal } = await run(last ? undefined : 30 + draw() * 1500);
  if (signal === 'SIGKILL') killed++;
  else if (!ended) {
    problems.push(`the office ended with ${code}`);
    break;
  }
  if (ended) break;
}
clearInterval(weather);

if (problems.length === 0) judge();
for (const { child } of [bsre, csc]) {
  child.removeAllListeners('exit');
  child.stdin.end();
}
if (problems.length > 0) {
  for (const problem of problems.slice(0, 20)) console.error(problem);
  console.error(`${problems.length} problems; what is left is in ${folder}`);
  process.exitCode = 1;
} else if (!values.keep) rmSync(folder, { recursive: true, force: true });

function judge() {
  const lines = (path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const end = JSON.parse(readFileSync(join(folder, 'end.json'), 'utf8'));
  const record = lines(join(bsreFolder, 'bsre-record.jsonl'));
  const signatures = lines(join(cscFolder, 'record.jsonl'));
  const byInput = Map.groupBy
    ? Map.groupBy(record, (line) => line.input)
    : groupBy(record, (line) => line.input);
  const byRequest = groupBy(signatures, (line) => line.clientData);
  const counts = {
    electronic: 0,
    wet: 0,
    unknown: 0,
    refused: 0,
    repeated: 0,
    reported: end.duplicates.length,
  };
  const accepted = new Set();
  const reported = new Set(end.duplicates.map(({ output }) => output));
  for (const one of end.documents) {
    const made = one.kind === 'csc' ? (byRequest.get(`${one.id}/s1`) ?? []) : (byInput.get(one.input) ?? []);
    if (made.length > 1) counts.repeated++;
    // Where the service can tell, every document beside the accepted one is known, and set aside.
    if (one.kind === 'teller-4' && one.output !== null) {
      const others = made.filter(({ output, by }) => output !== one.output && by === 'Head of office');
      for (const { output } of others)
        if (!reported.has(output)) problems.push(`${one.id}: signed twice, and nobody was told`);
    }
    if (one.output !== null) {
      counts.electronic++;
      if (accepted.has(one.output)) problems.push(`${one.id}: its document is another's too`);
      accepted.add(one.output);
      // Of what the service signed, exactly the one that it says it made of this document.
      if (one.kind !== 'csc' && !made.some(({ output }) => output === one.output)) {
        problems.push(`${one.id}: accepted what the service did not sign for it`);
      }
      if (one.kind === 'csc' && made.length === 0) problems.push(`${one.id}: nobody signed it`);
      if (one.unknown) problems.push(`${one.id}: signed and in doubt`);
    } else if (one.unknown) counts.unknown++;
    else if (/^(printing|signing\.wet)/.test(one.state)) counts.wet++;
    // A signature that does not fit its certificate is refused, and the request is back with the officer.
    else if (one.kind === 'csc' && one.state === 'verifying') counts.refused++;
    else problems.push(`${one.id}: rests in ${one.state}, neither signed, nor wet, nor listed for a person`);
  }
  const own = new Map(record.map((line) => [line.output, line]));
  for (const { requestId, output } of end.duplicates) {
    if (!own.has(output)) problems.push(`${requestId}: a duplicate that the service did not make`);
    if (accepted.has(output)) problems.push(`${requestId}: a duplicate that was accepted`);
  }
  if (documents >= 500 && end.duplicates.length === 0) problems.push('no duplicate was found in all that');
  if (end.dead > 0) problems.push(`${end.dead} effects were refused or failed`);
  console.log(
    JSON.stringify({
      documents: end.documents.length,
      killed,
      ...counts,
      signedByServices: record.length + signatures.length,
    }),
  );
}

function groupBy(list, key) {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}
