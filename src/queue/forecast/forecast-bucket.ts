import type { EpochMs } from '../../internal/time.js';
import type { Learned } from './learned.js';
import { type LineAhead, modeOf } from './line.js';

/** The bucket of waits that are nil and known, because a counter stands free. @internal */
export const atOnce = 'at once';

/** Names the waits that are calibrated together: alike in place, class, signing mode and part of the day. @internal */
export function bucketOf(line: LineAhead, learned: Learned, ahead: number): string {
  return `${line.class}/${place(ahead)}/${modeOf(line, line.service)}/${part(learned, line)}`;
}

function place(ahead: number): string {
  if (ahead === 0) return '0';
  if (ahead <= 2) return '1-2';
  if (ahead <= 5) return '3-5';
  if (ahead <= 10) return '6-10';
  if (ahead <= 20) return '11-20';
  return '21+';
}

const morningMs = 7_200_000;
const middayMs = 16_200_000;

function part(learned: Learned, line: { readonly at: EpochMs }): string {
  const since = line.at - (learned.openedAt ?? line.at);
  if (since < morningMs) return 'early';
  return since < middayMs ? 'middle' : 'late';
}
