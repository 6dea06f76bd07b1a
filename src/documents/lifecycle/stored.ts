import { z } from 'zod';
import { issuesError, LoketError } from '../../internal/errors.js';
import { lazy } from '../../internal/lazy.js';
import { count } from '../../internal/messages.js';
import { parseOrThrow } from '../../internal/parse.js';
import { applicationTable } from '../application.js';
import { applicationMachine } from '../application-machine.js';
import { migrated, storedContext, type Versions } from '../stored.js';
import { contradictions } from './sound.js';
import type { LifecycleState } from './types.js';

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
    context: storedContext(),
    revision: count,
  }),
);

/** Reads a stored state: migrates, checks every field, and refuses what contradicts itself. @internal */
export function readStored(json: unknown, versions: Versions): LifecycleState {
  const raw = typeof json === 'string' ? parseJson(json) : json;
  const record = migrated(raw, versions);
  const parsed = parseOrThrow(stored(), record, 'stored application', 'invalid-data') as LifecycleState;
  const issues = contradictions(parsed);
  if (issues.length > 0) throw issuesError('invalid-data', 'stored application', issues);
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const issues = [{ field: '(whole)', rule: 'must be JSON', value: `text of length ${text.length}` }];
    throw new LoketError('invalid-data', 'stored application refused: it is no JSON', { issues, cause });
  }
}
