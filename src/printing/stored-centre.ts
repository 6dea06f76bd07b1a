import { z } from 'zod';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { count, epochMs, idText } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import { mainSite } from './blank-moves.js';
import type { CentreState } from './centre-state.js';
import { emptyOf } from './first-centre.js';
import { newMeter } from './printer-meter.js';

const account = z.looseObject({ opening: count, warehouse: count, hoppers: z.record(z.string(), count) });
const jobs = z.record(z.string(), z.looseObject({ jobId: idText, medium: idText, since: epochMs }));
const lines = z.record(z.string(), z.array(idText));

const shape = lazy(() =>
  z.looseObject({
    v: z.literal(2),
    printers: z.record(
      z.string(),
      z.looseObject({
        state: idText,
        context: z.looseObject({ id: idText, medium: idText, site: idText, jobId: idText.nullable() }),
        meter: z.looseObject({ printed: count, printsLeft: z.record(z.string(), count) }),
      }),
    ),
    jobs,
    lines,
    ledger: z.record(z.string(), z.record(z.string(), account)),
    transfers: z.record(z.string(), z.looseObject({ transferId: idText, quantity: count })),
    reservations: z.record(z.string(), z.looseObject({ reservationId: idText, quantity: count })),
    serialRanges: z.record(z.string(), z.array(z.looseObject({ from: idText, to: idText }))),
    serials: z.record(z.string(), idText),
    turns: z.record(z.string(), epochMs),
    sequence: count,
  }),
);

const old = lazy(() =>
  z.looseObject({
    v: z.literal(1),
    printers: z.record(
      z.string(),
      z.looseObject({
        state: idText,
        context: z.looseObject({
          id: idText,
          medium: idText,
          jobId: idText.nullable(),
          reason: z.string().nullable(),
        }),
      }),
    ),
    ledger: z.record(z.string(), account),
  }),
);

/**
 * Reads a print centre as it was stored: migrated, and refused where a field is missing.
 *
 * @throws LoketError with code `unknown-version` or `invalid-data`
 * @internal
 */
export function readCentre(raw: unknown): CentreState {
  const { v } = parseOrThrow(z.looseObject({ v: count }), raw, 'stored print centre', 'invalid-data');
  if (v !== 1 && v !== 2) {
    throw new LoketError('unknown-version', `a stored print centre of version ${v} cannot be read`, {
      issues: [{ field: 'v', rule: 'must be 1, 2', value: v }],
    });
  }
  const present = structuredClone(v === 1 ? fromFirst(raw) : raw);
  parseOrThrow<unknown>(shape(), present, 'stored print centre', 'invalid-data');
  return present as CentreState;
}

/** Version 1 had one site, and knew nothing of what a printer had done. */
function fromFirst(raw: unknown): unknown {
  const { printers, ledger, ...kept } = parseOrThrow(old(), raw, 'stored print centre', 'invalid-data');
  return {
    ...kept,
    v: 2,
    printers: Object.fromEntries(
      Object.entries(printers).map(([id, { state, context }]) => {
        const printer = { state, context: { ...context, site: mainSite, until: null }, meter: newMeter({}) };
        return [id, emptyOf(printer, ledger[context.medium]?.hoppers[id] ?? 0)];
      }),
    ),
    ledger: {
      [mainSite]: Object.fromEntries(
        Object.entries(ledger).map(([medium, books]) => [medium, { ...books, reserved: 0 }]),
      ),
    },
    transfers: {},
    reservations: {},
    serialRanges: {},
    turns: {},
  };
}
