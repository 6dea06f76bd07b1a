import { issuesError } from '../../internal/errors.js';

/**
 * Divides a number of blanks, cards or printers by shares into whole numbers that add up, by the largest remainder
 * (Hamilton's method): as 400 blanks into 280 for those whose record is ready and 120 for the others, where the rule is
 * 70 of 100. Of equal remainders the one named first is served first.
 *
 * Planned by the day, a share of classes is no network: whoever wants one gives each class blanks of its own, as a medium
 * of its own, before planning.
 *
 * @throws {@link LoketError} with code `invalid-config` when a share is below 0, all are 0, or the number is not whole
 *
 * @example
 * ```ts
 * import { splitShares } from 'loket/printing/planner';
 *
 * splitShares(400, { ready: 70, others: 30 }); //=> { ready: 280, others: 120 }
 * splitShares(10, { a: 1, b: 1, c: 1 }); //=> { a: 4, b: 3, c: 3 }
 * ```
 */
export function splitShares<K extends string>(
  quantity: number,
  shares: Readonly<Record<K, number>>,
): Record<K, number> {
  const names = Object.keys(shares) as K[];
  const sum = names.reduce((total, name) => total + shares[name], 0);
  const issues = names.flatMap((name) =>
    shares[name] >= 0 ? [] : [{ field: `shares.${name}`, rule: 'must be 0 or more', value: shares[name] }],
  );
  if (!Number.isSafeInteger(quantity) || quantity < 0)
    issues.push({ field: 'quantity', rule: 'must be a whole number, 0 or more', value: quantity });
  if (!(sum > 0) && issues.length === 0)
    issues.push({ field: 'shares', rule: 'must not all be 0', value: sum });
  if (issues.length > 0) throw issuesError('invalid-config', 'shares', issues);
  const exact = names.map((name) => (quantity * shares[name]) / sum);
  const parts = exact.map(Math.floor);
  let left = quantity - parts.reduce((total, part) => total + part, 0);
  const byRemainder = names
    .map((_, i) => i)
    .sort((a, b) => (exact[b] ?? 0) - (parts[b] ?? 0) - ((exact[a] ?? 0) - (parts[a] ?? 0)) || a - b);
  for (const i of byRemainder) {
    if (left === 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
    left--;
  }
  return Object.fromEntries(names.map((name, i) => [name, parts[i] ?? 0])) as Record<K, number>;
}
