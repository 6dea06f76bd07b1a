import type { DocumentOutcome } from '../document/document-signer.js';
import type { Exchange } from './bsre-http.js';

/** A failure to sign, in our own words, with the service's code where it gave one. @internal */
export type SignFailure = Exclude<DocumentOutcome, { outcome: 'ok' }> & { readonly code?: number };

/** Codes of the service that are known from public clients; another code is told by its number. */
const meanings: Readonly<Record<number, string>> = {
  1110: 'the signatory is not registered',
  2011: 'the signatory is not registered',
  2021: 'the signatory has no certificate',
  2031: 'the passphrase is wrong',
};

/** Reads the two shapes of errors: a code of its own, or one at the end of the text. @internal */
export function codeIn(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { status_code: own, error } = body as { status_code?: unknown; error?: unknown };
  // Some versions give it as text.
  const number = typeof own === 'string' ? Number(own) : own;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1000) return number;
  const end = typeof error === 'string' ? /(\d{4})\s*,?\s*$/.exec(error)?.[1] : undefined;
  return end === undefined ? undefined : Number(end);
}

/**
 * Says what it means that a request to sign was not answered with a document.
 *
 * A wrong passphrase, an unknown signatory, a broken document and wrong credentials are the request's own fault and no
 * outage. 503 and 429 say that nothing was done. Everything else, an HTML page of a proxy above all, leaves open whether
 * the service behind it had signed.
 * @internal
 */
export function failureOf(answer: Exchange): SignFailure {
  if (answer.kind === 'notSent') return { outcome: 'unavailable', reason: answer.reason };
  if (answer.kind === 'lost') return { outcome: 'unknown', reason: answer.reason };
  const { status } = answer;
  if (status === 503 || status === 429) {
    return { outcome: 'unavailable', reason: `the service answered ${status}` };
  }
  if (status === 401 || status === 403) {
    return { outcome: 'rejected', reason: 'the service refuses the credentials of this application' };
  }
  const text = new TextDecoder().decode(answer.body.subarray(0, 4096));
  const body = jsonOf(text);
  const code = codeIn(body);
  if (code !== undefined) {
    return { outcome: 'rejected', reason: meanings[code] ?? `the service refused with code ${code}`, code };
  }
  const words = typeof body === 'object' && body !== null ? JSON.stringify(body) : '';
  // The library behind the service names itself where it cannot read a file, also under status 500.
  if (/itext|InvalidPdf|\bPDF\b.*(invalid|corrupt|rebuild)/i.test(words)) {
    return { outcome: 'rejected', reason: 'the service cannot read the document' };
  }
  if (status >= 400 && status < 500 && words !== '') {
    return { outcome: 'rejected', reason: `the service refused with status ${status}` };
  }
  return { outcome: 'unknown', reason: `the service answered ${status} with what cannot be read` };
}

/** @internal */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
