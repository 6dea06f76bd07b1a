import { z } from 'zod';
import type { BlobStore } from '../../internal/blobs.js';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';
import type { Before } from './sending.js';

/** The intent to send a job, kept before anything of it is sent; or that it is not to be sent any more. @internal */
export type Intent = { readonly at: EpochMs; readonly before: Before } | { readonly never: true };

/** Keeps intents, one for each key, by whoever comes first. @internal */
export interface Intents {
  /** Keeps the intent to send; `false` when another came first. */
  begin(key: string, at: EpochMs, before: Before): Promise<boolean>;
  /** The intent of a key. Where there is none the key is closed for good, so that nobody sends it later. */
  settle(key: string): Promise<Intent>;
}

const witness = lazy(() =>
  z.object({ id: z.int(), name: z.string(), createdAt: z.int().optional() }).transform((read) => ({
    id: read.id,
    name: read.name,
    createdAt: read.createdAt,
  })),
);
const intent = lazy(
  (): z.ZodType<Intent> =>
    z.union([
      z.object({ never: z.literal(true) }),
      z.object({
        at: z.number(),
        before: z
          .object({ witness: witness().optional(), upTime: z.int().optional() })
          .transform(({ witness, upTime }) => ({ witness, upTime })),
      }),
    ]),
);

/** Keeps the intents of a printer. @internal */
export function intentsIn(blobs: BlobStore, printerId: string): Intents {
  const nameOf = (key: string) =>
    `printing/${encodeURIComponent(printerId)}/${encodeURIComponent(key)}/intent`;
  async function keep(
    key: string,
    content: object,
  ): Promise<{ readonly ours: boolean; readonly ref: string }> {
    const own = await blobs.put(new TextEncoder().encode(JSON.stringify(content)));
    const ref = await blobs.bind(nameOf(key), own);
    return { ours: ref === own, ref };
  }
  return {
    async begin(key, at, { witness, upTime }) {
      const kept = witness && { id: witness.id, name: witness.name, createdAt: witness.createdAt };
      // No two processes keep the same bytes, so that one alone sends.
      const { ours } = await keep(key, { at, before: { witness: kept, upTime }, by: crypto.randomUUID() });
      return ours;
    },
    async settle(key) {
      const bound = (await blobs.bound(nameOf(key))) ?? (await keep(key, { never: true })).ref;
      const bytes = await blobs.get(bound);
      if (!bytes) throw new Error(`blob ${bound} is bound and missing`);
      return intent().parse(JSON.parse(new TextDecoder().decode(bytes)));
    },
  };
}
