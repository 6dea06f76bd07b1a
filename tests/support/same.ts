import { expect } from 'vitest';

/** Compares a value with the one documented for it. */
export function same(actual: unknown, documented: unknown, place: string): void {
  if (typeof (actual as PromiseLike<unknown> | undefined)?.then === 'function')
    throw new Error(`${place}: the example compares a promise; it must await it`);
  expect(actual, `${place} documents another value`).toEqual(documented);
}
