/** What a scanned code says. */
export type PaperCode =
  | {
      readonly ok: true;
      readonly of: 'paper' | 'batch';
      /** Id of the application or of the batch. */
      readonly id: string;
    }
  | {
      readonly ok: false;
      /** `form` when it is no code of a wet desk, `check` when it was misread. */
      readonly reason: 'form' | 'check';
    };

/**
 * Writes the text of a paper's bar code, with a check that finds every wrong byte and every two neighbours swapped.
 *
 * @example
 * ```ts
 * import { paperCode, parsePaperCode } from 'loket/signing';
 *
 * const text = paperCode('a-1');
 * parsePaperCode(text); //=> { ok: true, of: 'paper', id: 'a-1' }
 * parsePaperCode(text.replace('a-1', 'a-7')); //=> { ok: false, reason: 'check' }
 * ```
 */
export function paperCode(applicationId: string): string {
  return code('paper', applicationId);
}

/**
 * Writes the text of a batch's bar code.
 *
 * @example
 * ```ts
 * import { batchCode } from 'loket/signing';
 *
 * batchCode('head-1').startsWith('loket:batch:head-1:'); //=> true
 * ```
 */
export function batchCode(batchId: string): string {
  return code('batch', batchId);
}

/**
 * Reads a scanned code.
 *
 * @example
 * ```ts
 * import { parsePaperCode } from 'loket/signing';
 *
 * parsePaperCode('4006381333931'); //=> { ok: false, reason: 'form' }
 * ```
 */
export function parsePaperCode(text: string): PaperCode {
  const [, of, id = '', check] = /^loket:(paper|batch):(.+):(\d{4})$/s.exec(text.trim()) ?? [];
  if (of !== 'paper' && of !== 'batch') return { ok: false, reason: 'form' };
  return check === checkOf(of, id) ? { ok: true, of, id } : { ok: false, reason: 'check' };
}

function code(of: 'paper' | 'batch', id: string): string {
  return `loket:${of}:${id}:${checkOf(of, id)}`;
}

/** A prime above 255: one wrong byte, or two neighbours that are swapped, always change the remainder. */
const modulus = 9973;

function checkOf(of: string, id: string): string {
  let rest = 0;
  for (const byte of new TextEncoder().encode(`${of}:${id}`)) rest = (rest * 256 + byte) % modulus;
  return String(rest).padStart(4, '0');
}
