import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { keyNeedles, type Needle, textNeedle } from '../support/secret-patterns.js';
import { scanForSecrets } from '../support/secret-scan.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-scan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const noise = (length: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 7) + 7) & 0xff));
function plant(content: Buffer, before = 1013): { file: string; offset: number } {
  const file = join(folder, `${++files}.bin`);
  writeFileSync(file, Buffer.concat([noise(before), content, noise(500)]));
  return { file, offset: before };
}
const scan = (file: string, needles: readonly Needle[] = []) => scanForSecrets({ paths: [file], needles });

// Of nobody: no sub-district registers 9,901 people in a day.
const nik = '3507135502909901';
const passphrase = textNeedle('passphrase', 'kunci "rahasia" 17');
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const text = Buffer.from(passphrase.bytes).toString();

describe('the secret scan', () => {
  const forms: readonly (readonly [string, Buffer, number])[] = [
    ['raw', Buffer.from(text), 0],
    ['utf-16le', Buffer.from(text, 'utf16le'), 0],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16(), 0],
    ['hex', Buffer.from(Buffer.from(text).toString('hex')), 0],
    ['HEX', Buffer.from(Buffer.from(text).toString('hex').toUpperCase()), 0],
    ['base64+0', Buffer.from(Buffer.from(text).toString('base64')), 0],
    ['base64+1', Buffer.from(Buffer.from(`x${text}`).toString('base64')), 2],
    ['base64+2', Buffer.from(Buffer.from(`xy${text}`).toString('base64')), 3],
    ['JSON', Buffer.from(JSON.stringify(text)), 1],
    ['percent-encoded', Buffer.from(encodeURIComponent(text)), 0],
  ];
  for (const [form, content, into] of forms) {
    it(`finds a passphrase as ${form}, and says where`, () => {
      const { file, offset } = plant(content);
      expect(scan(file, [passphrase])).toEqual([
        { file, offset: offset + into, what: `passphrase (${form})` },
      ]);
    });
  }

  it('finds nothing where nothing was planted', () => {
    const { file } = plant(noise(3000));
    expect(
      scan(file, [passphrase, ...keyNeedles('key', privateKey), ...keyNeedles('rsa', rsa.privateKey)]),
    ).toEqual([]);
  });

  it('finds a key as DER, PEM, JWK, hexadecimal and in part, and not its public half', () => {
    for (const [name, pair] of [
      ['ec', { privateKey, publicKey: undefined }],
      ['rsa', rsa],
    ] as const) {
      const needles = keyNeedles(name, pair.privateKey);
      const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
      const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
      const jwk = JSON.stringify(pair.privateKey.export({ format: 'jwk' }));
      const part = Buffer.from(needles[0]?.bytes.subarray(5, 29) ?? []);
      for (const leak of [der, Buffer.from(pem), Buffer.from(jwk), Buffer.from(der.toString('hex')), part]) {
        expect(scan(plant(leak).file, needles).length).toBeGreaterThan(0);
      }
      if (pair.publicKey) {
        const open = pair.publicKey.export({ type: 'spki', format: 'der' });
        expect(
          scan(plant(Buffer.concat([open, Buffer.from(open.toString('base64'))])).file, needles),
        ).toEqual([]);
      }
    }
  });

  it('finds an identity number that is not masked, in one byte or two a digit', () => {
    const what = 'identity number 350713**********';
    for (const content of [Buffer.from(` ${nik},`), Buffer.from(` ${nik}`, 'utf16le')]) {
      const { file, offset } = plant(content);
      expect(scan(file)).toEqual([{ file, offset: offset + content.indexOf('3'), what }]);
    }
    const be = Buffer.from(` ${nik} `, 'utf16le').swap16();
    expect(scan(plant(be).file).map((one) => one.what)).toEqual([what]);
    for (const other of ['350713**********', `1${nik}`, `${nik}0`, '3507133302909901', '9907135502909901']) {
      expect(scan(plant(Buffer.from(` ${other} `)).file)).toEqual([]);
    }
  });

  it('finds what lies across two chunks, once, in a large file within seconds', () => {
    const file = join(folder, 'large.bin');
    const large = Buffer.alloc(100 * 1024 * 1024, noise(1 << 20));
    const chunk = 16 * 1024 * 1024;
    large.write(text, chunk + 64 * 1024 - 5);
    large.write(` ${nik} `, 2 * chunk - 9 + 64 * 1024);
    writeFileSync(file, large);
    const start = performance.now();
    const found = scan(file, [passphrase, ...keyNeedles('rsa', rsa.privateKey)]);
    console.log(`100 MB scanned in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    expect(found.map(({ offset }) => offset).sort((a, b) => a - b)).toEqual([
      chunk + 64 * 1024 - 5,
      2 * chunk - 8 + 64 * 1024,
    ]);
    rmSync(file);
  });

  it('finds what a database holds in its file and in its write-ahead log', () => {
    const inside = join(folder, 'db');
    mkdirSync(inside);
    const db = new Database(join(inside, 'office.db'));
    db.pragma('journal_mode = WAL');
    db.exec('CREATE TABLE t (x TEXT)');
    db.prepare('INSERT INTO t VALUES (?)').run(`{"nik":"${nik}"}`);
    const found = scanForSecrets({ paths: [inside], needles: [] });
    db.pragma('wal_checkpoint(TRUNCATE)');
    const later = scanForSecrets({ paths: [inside], needles: [] });
    db.close();
    expect(found[0]?.file).toMatch(/-wal$/);
    expect(later[0]?.file).toMatch(/office\.db$/);
  });

  it('refuses a secret so short that it is found everywhere', () => {
    expect(() => textNeedle('pin', '12345')).toThrow('pin');
  });
});
