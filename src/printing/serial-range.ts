import { z } from 'zod';
import { lazy } from '../internal/lazy.js';

/** Serial numbers that follow one another, as on a delivery note. */
export interface SerialRange {
  /** The first one, ending in digits, as `AB000101`. */
  readonly from: string;
  /** The last one; of the same length and with the same letters before its digits. */
  readonly to: string;
}

interface Parts {
  readonly prefix: string;
  readonly first: number;
  readonly last: number;
}

const serial = /^(.*?)(\d{1,15})$/s;

/** Accepts a range. @internal */
export const serialRange: () => z.ZodType<SerialRange> = lazy(() =>
  z
    .strictObject({
      from: z.string().min(1, 'must not be empty').max(100, 'must be 100 characters or fewer'),
      to: z.string().min(1, 'must not be empty').max(100, 'must be 100 characters or fewer'),
    })
    .refine((range) => partsOf(range) !== undefined, {
      path: ['to'],
      message: 'must end in digits, be as long as from, begin as it does and not come before it',
    }),
);

function partsOf({ from, to }: SerialRange): Parts | undefined {
  const [first, last] = [serial.exec(from), serial.exec(to)];
  if (!first || !last || first[1] !== last[1] || from.length !== to.length) return undefined;
  const [low, high] = [Number(first[2]), Number(last[2])];
  return low <= high ? { prefix: first[1] ?? '', first: low, last: high } : undefined;
}

/** Counts the serial numbers of a range; 0 when it is none. @internal */
export function rangeSize(range: SerialRange): number {
  const parts = partsOf(range);
  return parts ? parts.last - parts.first + 1 : 0;
}

/** Tells whether a serial number lies in a range. @internal */
export function inRange(range: SerialRange, text: string): boolean {
  return rangeSize(range) > 0 &&
    text.length === range.from.length &&
    rangeSize({ from: range.from, to: text }) > 0
    ? rangeSize({ from: text, to: range.to }) > 0
    : false;
}

/** Tells whether two ranges have a serial number in common. @internal */
export function rangesMeet(a: SerialRange, b: SerialRange): boolean {
  return inRange(a, b.from) || inRange(a, b.to) || inRange(b, a.from);
}

/**
 * Lists the serial numbers of a range that are not among those booked, as ranges in order: those that must still lie
 * somewhere as blanks.
 * @internal
 */
export function openRanges(
  range: SerialRange,
  isBooked: (serial: string) => boolean,
): readonly SerialRange[] {
  const parts = partsOf(range);
  if (!parts) return [];
  const width = range.from.length - parts.prefix.length;
  const nameOf = (n: number) => `${parts.prefix}${String(n).padStart(width, '0')}`;
  const open: SerialRange[] = [];
  let since: number | undefined;
  for (let n = parts.first; n <= parts.last + 1; n++) {
    const free = n <= parts.last && !isBooked(nameOf(n));
    if (free) since ??= n;
    else if (since !== undefined) {
      open.push({ from: nameOf(since), to: nameOf(n - 1) });
      since = undefined;
    }
  }
  return open;
}
