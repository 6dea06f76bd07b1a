import { provinceNames } from './provinces.js';
import { plainCode } from './region-code.js';
import { defineRegions, type RegionTable } from './region-table.js';

/** Names a sub-district, the area to which cards and blanks are given out. */
export interface Area {
  /** Code, as in `35.07.13`. */
  readonly id: string;
  readonly name: string;
}

const MALANG = [
  'Donomulyo',
  'Pagak',
  'Bantur',
  'Sumbermanjing',
  'Dampit',
  'Ampelgading',
  'Poncokusumo',
  'Wajak',
  'Turen',
  'Gondanglegi',
  'Kalipare',
  'Sumberpucung',
  'Kepanjen',
  'Bululawang',
  'Tajinan',
  'Tumpang',
  'Jabung',
  'Pakis',
  'Pakisaji',
  'Ngajum',
  'Wagir',
  'Dau',
  'Karangploso',
  'Singosari',
  'Lawang',
  'Pujon',
  'Ngantang',
  'Kasembon',
  'Gedangan',
  'Tirtoyudo',
  'Kromengan',
  'Wonosari',
  'Pagelaran',
].map((name, i): Area => ({ id: `35.07.${String(i + 1).padStart(2, '0')}`, name }));

const AREAS: ReadonlyMap<string, readonly Area[]> = new Map([['3507', MALANG]]);

/**
 * Lists the sub-districts of a regency, by its code with or without dots. Only the regency of Malang (35.07)
 * has a table here; any other code gives an empty list.
 *
 * @example
 * ```ts
 * import { areasOf } from 'loket/indonesia';
 *
 * areasOf('3507').length; //=> 33
 * areasOf('35.07')[12]; //=> { id: '35.07.13', name: 'Kepanjen' }
 * areasOf('35.73'); //=> []
 * ```
 */
export function areasOf(regency: string): readonly Area[] {
  return AREAS.get(plainCode(regency)) ?? [];
}

/** Knows the provinces and the sub-districts of Malang; what it does not cover it does not call unknown. */
export const knownRegions: RegionTable = defineRegions({
  ...provinceNames,
  ...Object.fromEntries(MALANG.map((area) => [area.id, area.name])),
});
