import { isoOf, minuteMs } from './time.js';

/** A table as it goes into a CSV file: a head and rows. */
export interface Table {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export const minutes = (ms: number | null) => (ms === null ? null : Math.round((ms / minuteMs) * 10) / 10);
export const instant = (at: number | null) => (at === null ? null : isoOf(at));
