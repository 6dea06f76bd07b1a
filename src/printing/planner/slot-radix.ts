/**
 * Sorts an order by whole, non-negative keys below 2^53: stable, in linear time, the least significant 16 bits first.
 * The order is changed in place. @internal
 */
export function radixSort(keys: ArrayLike<number>, order: Uint32Array<ArrayBuffer>, least = 0): void {
  const n = order.length;
  let most = 0;
  for (let i = 0; i < n; i++) {
    const key = (keys[order[i] ?? 0] ?? 0) - least;
    if (key > most) most = key;
  }
  let from = order;
  let to = new Uint32Array(n);
  const counts = new Uint32Array(65_536);
  for (let scale = 1; scale <= most; scale *= 65_536) {
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      // The remainder of a division of exact whole numbers: `&` takes the low bits also above 2^32.
      const digit = (((keys[from[i] ?? 0] ?? 0) - least) / scale) & 65_535;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    let sum = 0;
    for (let digit = 0; digit < 65_536; digit++) {
      const here = counts[digit] ?? 0;
      counts[digit] = sum;
      sum += here;
    }
    for (let i = 0; i < n; i++) {
      const job = from[i] ?? 0;
      const digit = (((keys[job] ?? 0) - least) / scale) & 65_535;
      const place = counts[digit] ?? 0;
      counts[digit] = place + 1;
      to[place] = job;
    }
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from);
}

/** Numbers from 0 up. @internal */
export function inOrder(n: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}
