/** Keyword of IPP for what hinders a card printer, RFC 8011 §5.4.12 and PWG 5100.9. */
export type CardReasonKeyword =
  | 'media-empty'
  | 'media-low'
  | 'media-jam'
  | 'marker-supply-empty'
  | 'marker-supply-low'
  | 'output-area-full'
  | 'cover-open'
  | 'other';

/** What is meant where the keyword leaves it open. */
export type CardDetail =
  | 'reject-tray'
  | 'output-hopper'
  | 'cooling'
  | 'cleaning'
  | 'mechanical'
  | 'chip'
  | 'magnetic-stripe';

/** Says what is wrong with a card printer, in words that no maker owns. */
export interface CardReason {
  readonly keyword: CardReasonKeyword;
  readonly detail?: CardDetail;
}

/** Flags of Evolis' SDK 9.2 and error codes of Zebra's card SDK 2.14, as their public headers name them. */
const flags: Readonly<Record<string, CardReason>> = {
  INF_FEEDER_NEAR_EMPTY: { keyword: 'media-low' },
  INF_FEEDER1_EMPTY: { keyword: 'media-empty' },
  WAR_FEEDER_EMPTY: { keyword: 'media-empty' },
  INF_RIBBON_LOW: { keyword: 'marker-supply-low' },
  WAR_RIBBON_ENDED: { keyword: 'marker-supply-empty' },
  WAR_NO_RIBBON: { keyword: 'marker-supply-empty' },
  ERR_RIBBON_ENDED: { keyword: 'marker-supply-empty' },
  ERR_RIBBON_ERROR: { keyword: 'marker-supply-empty' },
  WAR_HOPPER_FULL: { keyword: 'output-area-full', detail: 'output-hopper' },
  WAR_REJECT_BOX_FULL: { keyword: 'output-area-full', detail: 'reject-tray' },
  ERR_REJECT_BOX_FULL: { keyword: 'output-area-full', detail: 'reject-tray' },
  WAR_COVER_OPEN: { keyword: 'cover-open' },
  WAR_COOLING: { keyword: 'other', detail: 'cooling' },
  ERR_RET_TEMPERATURE: { keyword: 'other', detail: 'cooling' },
  INF_CLEANING_MANDATORY: { keyword: 'other', detail: 'cleaning' },
  ERR_FEEDER_ERROR: { keyword: 'media-jam' },
  ERR_MECHANICAL: { keyword: 'media-jam', detail: 'mechanical' },
  ERR_WRITE_MAGNETIC: { keyword: 'other', detail: 'magnetic-stripe' },
  '5001': { keyword: 'marker-supply-empty' },
  '5003': { keyword: 'media-jam' },
  '7038': { keyword: 'media-jam' },
  '7039': { keyword: 'media-jam' },
};

/**
 * Translates a flag or an error code of a maker's SDK, `undefined` where it hinders nothing that loket knows. For an
 * adapter's use; other flags are the adapter's to translate.
 *
 * @param flag - as `WAR_COOLING` of Evolis, or `7038` of Zebra
 *
 * @example
 * ```ts
 * import { cardReasonOf } from 'loket/printing/card';
 *
 * cardReasonOf('WAR_REJECT_BOX_FULL'); //=> { keyword: 'output-area-full', detail: 'reject-tray' }
 * cardReasonOf(7038); //=> { keyword: 'media-jam' }
 * cardReasonOf('INF_ENCODING_RUNNING'); //=> undefined
 * ```
 */
export function cardReasonOf(flag: string | number): CardReason | undefined {
  const name = String(flag);
  return Object.hasOwn(flags, name) ? flags[name] : undefined;
}

/** Picks the reasons for which no card should be fed. @internal */
export function hinders({ keyword }: CardReason): boolean {
  return keyword !== 'media-low' && keyword !== 'marker-supply-low';
}

/** Says a reason as text. @internal */
export function reasonText({ keyword, detail }: CardReason): string {
  return detail === undefined ? keyword : `${keyword}: ${detail}`;
}
