import { z } from 'zod';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { count, epochMs, idText } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import { initialLane } from './lane-machine.js';
import type { SignerState } from './signer-state.js';

const shape = lazy(() =>
  z.looseObject({
    v: z.literal(2),
    provider: idText,
    lanes: z.record(
      z.string(),
      z.strictObject({
        state: z.enum(['closed', 'suspect', 'open', 'throttled']),
        context: z.looseObject({
          provider: idText,
          kind: idText,
          evidence: z.looseObject({ errors: z.number(), slowness: z.number(), at: epochMs }),
          openedAt: epochMs.nullable(),
          troubledAt: epochMs.nullable(),
          outages: z.array(z.number()),
        }),
      }),
    ),
    requests: z.record(z.string(), z.looseObject({ requestId: idText, applicationId: idText, kind: idText })),
    waiting: z.record(z.string(), z.array(idText)),
    inFlight: z.record(z.string(), count),
    orders: z.array(z.looseObject({ orderId: idText, from: epochMs, until: epochMs.nullable() })),
    wet: z.looseObject({ day: z.string(), count }),
    upgrades: z.record(z.string(), z.looseObject({ requestId: idText, artifact: idText })),
    sentToDesk: z.array(z.looseObject({ requestId: idText })),
    duplicates: z.record(z.string(), z.array(idText)),
  }),
);

const old = lazy(() =>
  z.looseObject({
    v: z.literal(1),
    provider: idText,
    lanes: z.record(
      z.string(),
      z.looseObject({ state: z.string(), context: z.looseObject({ openedAt: epochMs.nullable() }) }),
    ),
  }),
);

/**
 * Reads a signer as it was stored: migrated, and refused where a field is missing.
 *
 * @throws LoketError with code `unknown-version` or `invalid-data`
 * @internal
 */
export function readSigner(raw: unknown): SignerState {
  const { v } = parseOrThrow(z.looseObject({ v: count }), raw, 'stored signer', 'invalid-data');
  if (v !== 1 && v !== 2) {
    throw new LoketError('unknown-version', `a stored signer of version ${v} cannot be read`, {
      issues: [{ field: 'v', rule: 'must be 1, 2', value: v }],
    });
  }
  const present = structuredClone(v === 1 ? fromFirst(raw) : raw);
  parseOrThrow<unknown>(shape(), present, 'stored signer', 'invalid-data');
  return present as SignerState;
}

/** Version 1 counted failures in a row; what stays of a lane is since when it is open. */
function fromFirst(raw: unknown): unknown {
  const { lanes, provider, ...kept } = parseOrThrow(old(), raw, 'stored signer', 'invalid-data');
  return {
    ...kept,
    provider,
    v: 2,
    lanes: Object.fromEntries(
      Object.entries(lanes).map(([kind, { context }]) => {
        const { openedAt } = context;
        const cause = openedAt === null ? null : 'errors';
        const now = { ...initialLane(provider, kind), openedAt, troubledAt: openedAt, cause };
        return [kind, { state: openedAt === null ? 'closed' : 'open', context: now }];
      }),
    ),
    upgrades: {},
    sentToDesk: [],
    duplicates: {},
  };
}
