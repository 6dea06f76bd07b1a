import { plainCode } from './region-code.js';

/** Names regions by their codes, written with or without dots. */
export interface RegionTable {
  /** Finds a region's name; `undefined` if the table has no such code. */
  nameOf(code: string): string | undefined;
  /** Tells whether the table lists the regions right below a code, so that one it lacks is unknown. */
  covers(code: string): boolean;
}

/**
 * Defines a table of regions from names by code: 2 digits for a province, 4 for a regency, 6 for a
 * sub-district.
 *
 * @example
 * ```ts
 * import { defineRegions } from 'loket/indonesia';
 *
 * const regions = defineRegions({ '35.07.13': 'Kepanjen' });
 * regions.nameOf('350713'); //=> 'Kepanjen'
 * regions.covers('35.07'); //=> true
 * regions.covers('35.73'); //=> false
 * ```
 */
export function defineRegions(names: Readonly<Record<string, string>>): RegionTable {
  const byCode = new Map(Object.entries(names).map(([code, name]) => [plainCode(code), name]));
  const parents = new Set([...byCode.keys()].map((code) => code.slice(0, -2)));
  return {
    nameOf: (code) => byCode.get(plainCode(code)),
    covers: (code) => parents.has(plainCode(code)),
  };
}
