import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs, type Tool } from '../support/needs.js';
import { smallWeek } from '../support/small-week.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-real-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const out = join(folder, 'out');
const secrets = { LOKET_DEMO_BEARER: 'bearer-of-a-test-0417', LOKET_DEMO_PIN: 'pin-of-a-test-0417' };
const minutes = 60_000;

function node(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const done = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 4 * minutes,
    env: { ...process.env, ...secrets, ...env },
  });
  return { code: done.status, text: `${done.stdout}${done.stderr}` };
}

const input = join(folder, 'input.json');
const none = { perDay: 0, minutes: 5 };
function writeInput(): void {
  // One kind that is signed, and a short outage: a probe of each kind goes out every minute while it lasts.
  const visitors = {
    kk: { perDay: 6, minutes: 9 },
    'akta-lahir': none,
    'akta-mati': none,
    skpwni: none,
    'ktp-el': { perDay: 4, minutes: 9 },
    kia: { perDay: 1, minutes: 5 },
    suket: none,
  };
  const few = { realShare: 1, requests: 60, printReady: 40, spoilEvery: 6 };
  const outage = { downUntil: '09:00', limpUntil: '09:30', followedKind: 'kk' };
  writeFileSync(input, JSON.stringify(smallWeek({ ...few, ...outage, visitors })));
}
const demo = (target: string, ...words: string[]) =>
  node(['--import', 'tsx', 'examples/malang-2019/demo.ts', input, ...words], { LOKET_DEMO_OUT: target });
const judge = (target: string) => node(['scripts/judge-demo.mjs', target]);
const scan = (target: string) => node(['--import', 'tsx', 'scripts/scan-demo.ts', target]);

describe('the demo on real parts', () => {
  let ran = { code: null as number | null, text: '' };
  beforeAll(() => {
    writeInput();
    // What an earlier run might have left.
    mkdirSync(join(out, 'signed'), { recursive: true });
    writeFileSync(join(out, 'signed', 'stale.pdf'), 'of an earlier run');
    writeFileSync(join(out, 'office.db'), 'of an earlier run');
    ran = demo(out);
  }, 5 * minutes);

  it('keeps every claim, and starts anew where an earlier run left its files', () => {
    expect(ran).toMatchObject({ code: 0, text: expect.not.stringContaining('BROKEN') });
    expect(existsSync(join(out, 'signed', 'stale.pdf'))).toBe(false);
    expect(readdirSync(join(out, 'signed')).length).toBeGreaterThan(0);
    expect(readdirSync(join(out, 'wet')).length).toBeGreaterThan(0);
  });

  const tools: readonly Tool[] = ['certutil', 'openssl', 'pdfsig', 'pdftoppm', 'qpdf', 'zbarimg'];
  const complete = tools.map(needs).every((path) => path !== undefined);
  it.skipIf(!complete)(
    'leaves nothing to object to for judges that know nothing of loket',
    () => {
      const { code, text } = judge(out);
      expect(text).not.toContain('FAILED');
      expect(code).toBe(0);
    },
    5 * minutes,
  );

  it.skipIf(!complete)(
    'is found out when a signed paper, or the record of a printer, is changed',
    () => {
      const changed = join(folder, 'changed');
      cpSync(out, changed, { recursive: true });
      const [name = ''] = readdirSync(join(changed, 'signed'));
      const bytes = readFileSync(join(changed, 'signed', name));
      bytes[200] = (bytes[200] ?? 0) ^ 1;
      writeFileSync(join(changed, 'signed', name), bytes);
      const [wet = ''] = readdirSync(join(changed, 'wet'));
      appendFileSync(join(changed, 'wet', wet), '/Type /Sig');
      const record = join(changed, 'services', 'printers.jsonl');
      const card = readFileSync(record, 'utf8').match(/^.*"type":"out".*$/m)?.[0] ?? '';
      appendFileSync(record, `${card}\n`);
      const { code, text } = judge(changed);
      expect(code).toBe(1);
      for (const check of [
        'openssl cms -verify -cades accepts it under the root: 1 wrong',
        'pdfsig: valid, trusted, whole document, one signature: 1 wrong',
        'each signed paper is the document of the accepted signature, byte for byte: 1 wrong',
        'each printed job came out once, on its printer, with its serial: 1 wrong',
        'no serial number was given twice: 1 wrong',
        'no wet paper and no card has a signature among its bytes, compressed ones too: 1 wrong',
      ]) {
        expect(text).toContain(`FAILED  ${check}`);
      }
    },
    5 * minutes,
  );

  it(
    'leaves no secret behind, and the scan says where one is that was planted',
    () => {
      const { code, text } = scan(out);
      expect(text).not.toContain('FAILED');
      expect(code).toBe(0);
      const leaky = join(folder, 'leaky');
      cpSync(out, leaky, { recursive: true });
      appendFileSync(join(leaky, 'events.jsonl'), `{"pin":"${secrets.LOKET_DEMO_PIN}"}\n`);
      const [card = ''] = readdirSync(join(leaky, 'cards')).filter((name) => name.startsWith('b-'));
      cpSync(join(leaky, 'cards', card), join(leaky, 'wet', card));
      const found = scan(leaky);
      expect(found.code).toBe(1);
      expect(found.text).toMatch(/events\.jsonl at \d+ \(raw\): LOKET_DEMO_PIN/);
      expect(found.text).toMatch(/wet\/b-\d+\.pdf at \d+ \(.*\): identity number 350733\*{10}/);
    },
    5 * minutes,
  );
});

it(
  'plays the week in memory too, which leaves nothing to judge',
  () => {
    writeInput();
    const target = join(folder, 'memory');
    expect(demo(target, '--memory').code).toBe(0);
    expect(existsSync(join(target, 'events.jsonl'))).toBe(true);
    expect(existsSync(join(target, 'office.db'))).toBe(false);
    expect(scan(target).code).toBe(2);
  },
  5 * minutes,
);
