/** Says which one-time code is meant. */
export interface HandoverCodeOf {
  /** Known to the office only, at least 16 bytes; kept out of every store and journal. */
  readonly secret: string | Uint8Array;
  readonly applicationId: string;
  /** Counts from 1; each new code has the next number. */
  readonly number: number;
  /** Digits, 4 to 9. Default 6. */
  readonly digits?: number | undefined;
}

/**
 * Computes the one-time code by which a collector proves to be the right one. It is derived, not stored: HMAC-SHA-256
 * of the application and the code's number, cut to digits as RFC 4226 section 5.3 does.
 *
 * @example
 * ```ts
 * import { handoverCode } from 'loket/documents';
 *
 * const code = await handoverCode({ secret: 'sixteen bytes or more', applicationId: 'a-1', number: 1 });
 * code.length; //=> 6
 * ```
 */
export async function handoverCode({
  secret,
  applicationId,
  number,
  digits = 6,
}: HandoverCodeOf): Promise<string> {
  const { subtle } = globalThis.crypto;
  const encoder = new TextEncoder();
  const raw = typeof secret === 'string' ? encoder.encode(secret) : new Uint8Array(secret);
  const key = await subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = new DataView(await subtle.sign('HMAC', key, encoder.encode(`${applicationId}\n${number}`)));
  const offset = mac.getUint8(mac.byteLength - 1) & 0xf;
  const value = (mac.getUint32(offset) & 0x7fffffff) % 10 ** digits;
  return String(value).padStart(digits, '0');
}

/**
 * Tells whether a code is the right one, in a time that does not tell how much of it was right.
 *
 * @example
 * ```ts
 * import { handoverCode, isHandoverCode } from 'loket/documents';
 *
 * const of = { secret: 'sixteen bytes or more', applicationId: 'a-1', number: 1 };
 * await isHandoverCode(of, await handoverCode(of)); //=> true
 * await isHandoverCode(of, 'abc'); //=> false
 * ```
 */
export async function isHandoverCode(of: HandoverCodeOf, given: string): Promise<boolean> {
  const right = await handoverCode(of);
  let difference = right.length ^ given.length;
  for (let i = 0; i < right.length; i++) difference |= right.charCodeAt(i) ^ (given.charCodeAt(i) || 0);
  return difference === 0;
}
