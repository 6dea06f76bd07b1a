import type { BlobStore } from '../internal/blobs.js';

/**
 * Makes a blob store that forgets everything with the process, for tests and demos.
 *
 * @example
 * ```ts
 * import { memoryBlobs } from 'loket/testing';
 *
 * const blobs = memoryBlobs();
 * const first = await blobs.put(new TextEncoder().encode('one'));
 * const second = await blobs.put(new TextEncoder().encode('two'));
 * await blobs.bind('letter', first);
 * (await blobs.bind('letter', second)) === first; //=> true
 * ```
 */
export function memoryBlobs(): BlobStore {
  const bytesOf = new Map<string, Uint8Array>();
  const refOf = new Map<string, string>();
  return {
    async put(bytes) {
      const copy = Uint8Array.from(bytes);
      // Web Crypto, so that a page can use it too.
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', copy));
      const ref = `sha256-${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
      bytesOf.set(ref, copy);
      return ref;
    },
    async get(ref) {
      const bytes = bytesOf.get(ref);
      return bytes && Uint8Array.from(bytes);
    },
    async bind(name, ref) {
      const holds = refOf.get(name) ?? ref;
      refOf.set(name, holds);
      return holds;
    },
    bound: async (name) => refOf.get(name),
  };
}
