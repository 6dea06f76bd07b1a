import { checkReceipt, type ReceiptExpectation } from '../pades/receipt.js';
import type { DocumentProviderOptions } from './document-provider.js';

/**
 * Makes the `check` of a document provider from what its answers must be: who signs, and who vouches for that.
 *
 * @throws {@link LoketError} with code `invalid-config`, when first used, where the expectation breaks a rule
 *
 * @example
 * ```ts
 * import { receiptCheck } from 'loket/signing/document';
 * import { testPki } from 'loket/testing/signing-server';
 *
 * const pki = testPki({ validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
 * const check = receiptCheck({ roots: [pki.root], signatory: ({ subject }) => subject.includes('Test signer') });
 * const call = { requestId: 'a/s1', applicationId: 'a', kind: 'kk', askedAt: 0, at: 0 };
 * const verdict = await check(new Uint8Array(), new Uint8Array(), call);
 * verdict.ok ? '' : verdict.code; //=> 'not-a-pdf'
 * ```
 */
export function receiptCheck(
  expected: Omit<ReceiptExpectation, 'sent' | 'askedAt' | 'at'>,
): DocumentProviderOptions['check'] {
  return (answer, sent, { askedAt, at }) => checkReceipt(answer, { ...expected, sent, askedAt, at });
}
