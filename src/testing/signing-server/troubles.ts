import type { ServerTrouble, TroubleKind } from './options.js';

/** What is wrong at a moment; `undefined` when all is well. */
export type Trouble = Pick<ServerTrouble, 'how' | 'latencyMs'> | undefined;

/** Tells for each request what is wrong just then. */
export interface Troubles {
  now(path: string, at: number): Trouble;
  setSchedule(schedule: readonly ServerTrouble[]): void;
  /** Makes the next requests that could have this trouble have it. */
  setNext(how: TroubleKind, count: number): void;
}

const onlySigning: readonly TroubleKind[] = [
  'hanging',
  'garbled',
  'wrong',
  'forgetful',
  'twice',
  'double',
  'late',
];

/** Which steps a trouble strikes: what strikes after a signature must let the steps before it pass. */
function strikes(how: TroubleKind, path: string): boolean {
  if (onlySigning.includes(how)) return path === 'signatures/signHash';
  if (how === 'silent' || how === 'cut') return path !== 'credentials/authorize';
  return how !== 'limping' || path !== 'signatures/signHash';
}

export function troubles(first: readonly ServerTrouble[]): Troubles {
  let schedule = first;
  let next: { how: TroubleKind; count: number } | undefined;
  const limps = new Map<string, number>();

  function limped(found: Trouble, path: string): Trouble {
    if (found?.how !== 'limping') return found;
    const calls = limps.get(path) ?? 0;
    limps.set(path, calls + 1);
    return calls % 2 === 0 ? { how: 'down' } : undefined;
  }

  return {
    now(path, at) {
      if (next && next.count > 0 && strikes(next.how, path)) {
        next = { ...next, count: next.count - 1 };
        return limped({ how: next.how }, path);
      }
      const hit = schedule.find((t) => t.from <= at && at < t.until);
      return hit && strikes(hit.how, path) ? limped(hit, path) : undefined;
    },
    setSchedule(given) {
      schedule = given;
    },
    setNext(how, count) {
      next = { how, count };
    },
  };
}
