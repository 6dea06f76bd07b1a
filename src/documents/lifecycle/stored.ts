import { z } from 'zod';
import { issuesError, LoketError } from '../../internal/errors.js';
import { lazy } from '../../internal/lazy.js';
import { count, epochMs, idText, localDate } from '../../internal/messages.js';
import { parseOrThrow } from '../../internal/parse.js';
import { applicationTable } from '../application.js';
import type { ApplicationContext } from '../application-context.js';
import { applicationMachine } from '../application-machine.js';
import { applicationEvents } from '../messages.js';
import { type Migration, migrations } from './migrations.js';
import { contradictions } from './sound.js';
import type { LifecycleState } from './types.js';

const context = /* @__PURE__ */ lazy(() => {
  const { rules, commitment, mode } = applicationEvents['application.imported'].shape;
  return z.strictObject({
    id: idText,
    kind: idText,
    applicant: idText,
    area: idText.nullable(),
    ticketId: idText.nullable(),
    rules,
    mode: mode.nullable(),
    recordReady: z.boolean(),
    requests: count,
    jobs: count,
    attempts: count,
    commitment,
    claimBy: localDate.nullable(),
    breached: z.boolean(),
    signedAt: epochMs.nullable(),
    printedAt: epochMs.nullable(),
    readyAt: epochMs.nullable(),
    serial: idText.nullable(),
    artifact: idText.nullable(),
    reason: z.string().nullable(),
    since: epochMs,
    updatedAt: epochMs,
  }) satisfies z.ZodType<ApplicationContext>;
});

/** The places where an application rests once it was opened. @internal */
export const restingStates = /* @__PURE__ */ lazy((): readonly string[] => {
  interface Place {
    readonly tags: readonly string[];
    readonly states: Readonly<Record<string, Place>>;
  }
  const root = applicationMachine.root as unknown as Place;
  const transient = (path: string) => {
    let node: Place | undefined = root;
    for (const key of path.split('.')) node = node?.states[key];
    return node?.tags.includes('transient') === true;
  };
  const table = applicationTable();
  const never = table.initial({ id: '' }).state;
  return table.leaves.filter((leaf) => leaf !== never && !transient(leaf));
});

const stored = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    v: z.int(),
    state: z.enum(restingStates(), 'must be a state in which an application rests'),
    context: context(),
    revision: count,
  }),
);

/** How a stored state is brought up to date. @internal */
export interface Versions {
  readonly present: number;
  readonly migrations: Readonly<Record<number, Migration>>;
}

/** Reads a stored state: migrates, checks every field, and refuses what contradicts itself. @internal */
export function readStored(json: unknown, versions: Versions): LifecycleState {
  const raw = typeof json === 'string' ? parseJson(json) : json;
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
  const parsed = parseOrThrow(stored(), record, 'stored application', 'invalid-data') as LifecycleState;
  const issues = contradictions(parsed);
  if (issues.length > 0) throw issuesError('invalid-data', 'stored application', issues);
  return parsed;
}

/** The written way to the version that this loket writes. @internal */
export const versionsUpTo = (present: number): Versions => ({ present, migrations });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const issues = [{ field: '(whole)', rule: 'must be JSON', value: `text of length ${text.length}` }];
    throw new LoketError('invalid-data', 'stored application refused: it is no JSON', { issues, cause });
  }
}
