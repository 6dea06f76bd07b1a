/**
 * Looks for secrets in what a run of the demo on real parts left behind: `tsx scripts/scan-demo.ts [folder] [file...]`
 * (default: out/). It wants LOKET_DEMO_BEARER and LOKET_DEMO_PIN as the demo had them.
 *
 * Exits 1 on a finding, or when it does not find what it planted, and 2 when there is nothing to scan.
 */
import { createPrivateKey } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { deflateSync } from 'node:zlib';
import { keyNeedles, textNeedle } from '../tests/support/secret-patterns.js';
import { scanForSecrets } from '../tests/support/secret-scan.js';
import { filesIn, openPdfs } from './lib/open-pdfs.js';

const [folder = 'out', ...more] = process.argv.slice(2);
const server = join(folder, 'services', 'signing-server');
if (!existsSync(server)) {
  console.error(`no run on real parts in ${folder}: first run npm run demo`);
  process.exit(2);
}
const temp = mkdtempSync(join(tmpdir(), 'loket-scan-demo-'));
process.on('exit', () => rmSync(temp, { recursive: true, force: true }));
let failed = 0;
function check(holds: boolean, what: string): void {
  if (!holds) failed++;
  console.log(`${holds ? 'ok    ' : 'FAILED'}  ${what}`);
}

const keyFiles = filesIn(server).filter((file) => file.endsWith('.pem'));
const keyTexts = keyFiles.map((file) => readFileSync(file, 'utf8'));
const words = ['LOKET_DEMO_BEARER', 'LOKET_DEMO_PIN'].flatMap((name) => {
  const value = process.env[name];
  if (value !== undefined) return [{ name, value }];
  if (process.env.CI === 'true') check(false, `${name} is not set`);
  else console.log(`        ${name} is not set: not looked for`);
  return [];
});
const needles = [
  ...words.map(({ name, value }) => textNeedle(name, value)),
  ...keyTexts.flatMap((text, i) => keyNeedles(`key ${i + 1}`, text)),
];
check(keyTexts.length > 0, `needles of ${keyTexts.length} private keys`);

/** Scans files as they are; of a PDF what is compressed as well. */
function scan(files: readonly string[]) {
  const opened = openPdfs(files, mkdtempSync(join(temp, 'opened-')));
  const pdfs = new Set(opened.values());
  const paths = [...files.filter((file) => !pdfs.has(file)), ...opened.keys()];
  const found = scanForSecrets({ paths, needles }).map((finding) => {
    const file = opened.get(finding.file) ?? finding.file;
    const raw = finding.offset < statSync(file).size;
    return { ...finding, file, raw, byChance: isChance(finding) };
  });
  return { findings: found.filter(({ byChance }) => !byChance), found, pdfs: pdfs.size };
}

/**
 * Some digests, and fractions such as the drawn minutes of a visit, have 16 digits in a row that could be somebody's
 * number. They are left aside, unless they begin with the area of the demo's people.
 */
function isChance({ file, offset, what }: { file: string; offset: number; what: string }): boolean {
  if (!what.startsWith('identity number') || what.startsWith('identity number 350733')) return false;
  const around = Buffer.alloc(16 + 2 * 63);
  const handle = openSync(file, 'r');
  const start = Math.max(0, offset - 63);
  const text = around.toString('latin1', 0, readSync(handle, around, 0, around.length, start));
  closeSync(handle);
  const at = offset - start;
  // A page of a database that was written again: the front of a time, and the end of what lay there before.
  if (/"(since|at|ready|dueAt|issuedAt)":$/.test(text.slice(0, at)) && /^15[56]/.test(text.slice(at)))
    return true;
  const before = text.slice(0, at).match(/[0-9a-f]*$/i)?.[0].length ?? 0;
  const behind = text.slice(at + 16).match(/^[0-9a-f]*/i)?.[0].length ?? 0;
  return before + 16 + behind >= 64 || /\d\.$/.test(text.slice(0, at));
}

// A scan that finds nothing is worth something only if it finds what is there.
// The number is of nobody: no sub-district registers 9,901 people in a day.
const planted = '3507135502909901';
const page = deflateSync(`BT (${planted}) Tj ET`);
const plants: readonly (readonly [string, Uint8Array | string])[] = [
  ...words.flatMap(({ name, value }): (readonly [string, string])[] => [
    [name, `{"authorization":"Bearer ${value}"}`],
    [`${name} in base64`, Buffer.from(`user:${value}`).toString('base64')],
  ]),
  ...keyTexts.flatMap((text): (readonly [string, Uint8Array | string])[] => {
    const key = createPrivateKey(text);
    return [
      ['the key as PEM', key.export({ format: 'pem', type: 'pkcs8' })],
      ['the key as DER', key.export({ format: 'der', type: 'pkcs8' })],
      ['the key as JWK', JSON.stringify(key.export({ format: 'jwk' }))],
    ];
  }),
  ['an identity number', `"nik":"${planted}"`],
  [
    'an identity number in a compressed page',
    Buffer.concat([Buffer.from('%PDF-1.7\nstream\n'), page, Buffer.from('\nendstream')]),
  ],
];
mkdirSync(join(temp, 'plants'));
for (const [i, [what, bytes]] of plants.entries()) {
  const file = join(temp, 'plants', String(i));
  writeFileSync(file, bytes);
  check(scan([file]).findings.length > 0, `finds what was planted: ${what}`);
}
for (const file of keyFiles) {
  check(scan([file]).findings.length > 0, 'finds the key where the signing server keeps it');
}

const cardsFolder = join(folder, 'cards');
const all = [...filesIn(folder), ...more];
const cards = all.filter((file) => !relative(cardsFolder, file).startsWith('..'));
// By nature: cards bear the whole number, and the server's key file the key.
const bare = all.filter((file) => !cards.includes(file) && !keyFiles.includes(file));

const onCards = scan(cards);
const numbers = onCards.findings.filter(({ what }) => what.startsWith('identity number'));
const holders = new Set(numbers.map(({ file }) => file));
const openly = numbers.filter(({ raw }) => raw).length;
check(holders.size > 0, `identity numbers on ${holders.size} of ${cards.length} cards, as it must be`);
console.log(`        ${openly} of ${numbers.length} in raw bytes, the others in compressed streams`);
const strange = onCards.findings.filter(({ what }) => !what.startsWith('identity number'));
tell(strange, `nothing else on the ${cards.length} cards`);

const { findings, found, pdfs } = scan(bare);
const megabytes = (bare.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6).toFixed(0);
const others = `${bare.length} other files (${megabytes} MB, ${pdfs} PDFs with their streams inflated)`;
console.log(
  `        ${found.length - findings.length} times 16 digits of a digest or a fraction looked like a number`,
);
tell(findings, `no bearer, PIN, key or identity number in ${others}`);

function tell(leaks: typeof findings, what: string): void {
  check(leaks.length === 0, what);
  for (const { file, offset, what: secret, raw } of leaks.slice(0, 20)) {
    console.log(
      `          ${relative(folder, file)} at ${offset} (${raw ? 'raw' : 'in a compressed stream'}): ${secret}`,
    );
  }
  if (leaks.length > 20) console.log(`          and ${leaks.length - 20} more`);
}
console.log(failed === 0 ? 'nothing leaked' : `${failed} FAILED`);
process.exitCode = failed === 0 ? 0 : 1;
