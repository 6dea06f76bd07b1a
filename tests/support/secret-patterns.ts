import { createPrivateKey, type KeyObject } from 'node:crypto';

/** A secret to look for. Its name may be printed, its content never. */
export interface Needle {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether a part gives it away too: 24 bytes in a row of a key, but a passphrase only whole. */
  readonly inParts: boolean;
}

/** What to look for in raw bytes. */
export interface Pattern {
  readonly name: string;
  readonly form: string;
  readonly bytes: Uint8Array;
}

const LEAST = 6;
const WINDOW = 16;
const STEP = 8;

/** Makes a needle of a text such as a passphrase or an identity number. */
export function textNeedle(name: string, text: string): Needle {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length < LEAST)
    throw new Error(`${name}: a secret of less than ${LEAST} bytes is found everywhere`);
  return { name, bytes, inParts: false };
}

/** Makes needles of a private key's secret numbers; the public ones stand in every certificate. */
export function keyNeedles(name: string, key: string | Buffer | KeyObject): Needle[] {
  const jwk = (typeof key === 'string' || Buffer.isBuffer(key) ? createPrivateKey(key) : key).export({
    format: 'jwk',
  });
  return (['d', 'p', 'q', 'dp', 'dq', 'qi'] as const).flatMap((number) => {
    const value = jwk[number];
    if (typeof value !== 'string') return [];
    return [{ name: `${name}.${number}`, bytes: Buffer.from(value, 'base64url'), inParts: true }];
  });
}

/** Lists the forms in which a needle may lie in a file: as it is, as UTF-16, hexadecimal, base64, escaped. */
export function patternsOf(needle: Needle): Pattern[] {
  const { name, bytes, inParts } = needle;
  if (!inParts || bytes.length <= WINDOW) return formsOf(name, bytes);
  const patterns: Pattern[] = [];
  for (let at = 0; at < bytes.length; at += STEP) {
    // The last window ends where the secret ends.
    const start = Math.min(at, bytes.length - WINDOW);
    patterns.push(...formsOf(name, bytes.subarray(start, start + WINDOW)));
    if (start < at) break;
  }
  return patterns;
}

function formsOf(name: string, bytes: Uint8Array): Pattern[] {
  const raw = Buffer.from(bytes);
  const hex = raw.toString('hex');
  const forms = new Map<string, Uint8Array>([
    ['raw', raw],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
  ]);
  for (const shift of [0, 1, 2]) {
    const core = base64Core(raw, shift);
    forms.set(`base64+${shift}`, Buffer.from(core));
    const url = core.replaceAll('+', '-').replaceAll('/', '_');
    if (url !== core) forms.set(`base64url+${shift}`, Buffer.from(url));
  }
  const text = raw.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(raw)) {
    const little = Buffer.from(text, 'utf16le');
    forms.set('utf-16le', little);
    forms.set('utf-16be', Buffer.from(little).swap16());
    forms.set('JSON', Buffer.from(JSON.stringify(text).slice(1, -1)));
    forms.set('percent-encoded', Buffer.from(encodeURIComponent(text)));
  }
  const seen = new Set<string>();
  return [...forms].flatMap(([form, form_bytes]) => {
    const key = Buffer.from(form_bytes).toString('latin1');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ name, form, bytes: form_bytes }];
  });
}

/** The digits of base64 that depend on these bytes alone, when `shift` other bytes come before in their group. */
function base64Core(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const whole = Math.floor(((shift + bytes.length) * 8) / 6);
  return all.slice(Math.ceil((shift * 8) / 6), whole);
}
