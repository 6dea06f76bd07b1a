import { z } from 'zod';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { count, epochMs, idText, localDate } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import type { ApplicationState } from './application.js';
import type { ApplicationContext } from './application-context.js';
import { commitmentSchema, handoverSchema, linksSchema, mode, rulesSchema } from './application-schemas.js';
import { type Migration, migrations } from './migrations.js';

/** What a stored application knows. @internal */
export const storedContext = /* @__PURE__ */ lazy(
  () =>
    z.strictObject({
      id: idText,
      kind: idText,
      applicant: idText,
      area: idText.nullable(),
      ticketId: idText.nullable(),
      rules: rulesSchema,
      mode: mode.nullable(),
      recordReady: z.boolean(),
      record: idText.nullable(),
      requests: count,
      holdUntil: epochMs.nullable(),
      jobs: count,
      attempts: count,
      commitment: commitmentSchema.nullable(),
      claimBy: localDate.nullable(),
      breached: z.boolean(),
      escalatedAt: epochMs.nullable(),
      signedAt: epochMs.nullable(),
      printedAt: epochMs.nullable(),
      readyAt: epochMs.nullable(),
      serial: idText.nullable(),
      artifact: idText.nullable(),
      reason: z.string().nullable(),
      links: linksSchema.nullable(),
      handover: handoverSchema.nullable(),
      since: epochMs,
      updatedAt: epochMs,
    }) satisfies z.ZodType<ApplicationContext>,
);

/** The version that this loket writes. @internal */
export const presentVersion = 2;

/** How a stored state is brought up to date. @internal */
export interface Versions {
  readonly present: number;
  readonly migrations: Readonly<Record<number, Migration>>;
}

/** The written way to a version. @internal */
export const versionsUpTo = (present: number): Versions => ({ present, migrations });

/** Brings a stored record to the present version, each step a written one. @internal */
export function migrated(raw: unknown, versions: Versions): Record<string, unknown> {
  const first = parseOrThrow(z.looseObject({ v: count }), raw, 'stored application', 'invalid-data');
  let record: Record<string, unknown> = first;
  while (record.v !== versions.present) {
    const from = Number(record.v);
    const migrate = Object.hasOwn(versions.migrations, from) ? versions.migrations[from] : undefined;
    if (from > versions.present || !migrate) {
      const rule = `must be ${[...Object.keys(versions.migrations), versions.present].join(', ')}`;
      throw new LoketError('unknown-version', `a stored application of version ${first.v} cannot be read`, {
        issues: [{ field: 'v', rule, value: first.v }],
      });
    }
    record = { ...migrate(record), v: from + 1 };
  }
  return record;
}

const stored = /* @__PURE__ */ lazy(() =>
  z.strictObject({ v: z.literal(presentVersion), state: z.string(), context: storedContext() }),
);

/** Reads an application as an office stored it: migrated, and refused where a field is missing. @internal */
export function readApplication(raw: unknown): ApplicationState {
  const record = migrated(raw, versionsUpTo(presentVersion));
  return parseOrThrow(stored(), record, 'stored application', 'invalid-data');
}
