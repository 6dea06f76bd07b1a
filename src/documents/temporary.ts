import type { LocalDate } from '../internal/time.js';
import { type DocumentKind, issuedOn } from './kind.js';

/**
 * Finds the kind that bridges the time until a document is ready, if it is issued on a day; `undefined` if the kind has
 * none, the office does not have it, or it is not issued on that day.
 *
 * @param kinds - all kinds of the office
 *
 * @example
 * ```ts
 * import { temporaryOn } from 'loket/documents';
 * import { dukcapilKinds } from 'loket/indonesia';
 *
 * const kinds = dukcapilKinds();
 * const card = kinds.find((kind) => kind.id === 'ktp-el');
 * card && temporaryOn(card, kinds, '2022-10-31')?.id; //=> 'suket'
 * card && temporaryOn(card, kinds, '2022-11-01')?.id; //=> undefined
 * ```
 */
export function temporaryOn(
  kind: DocumentKind,
  kinds: readonly DocumentKind[],
  day: LocalDate,
): DocumentKind | undefined {
  return kinds.find((other) => other.id === kind.temporary?.kind && issuedOn(other, day));
}
