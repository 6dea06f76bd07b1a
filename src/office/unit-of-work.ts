import { type AggregateRef, keyOf } from './aggregates.js';
import type {
  Batch,
  CommandRecord,
  Commit,
  EffectChange,
  EffectRecord,
  Lease,
  TimerRecord,
} from './store.js';

/** Commits and changes that wait to be kept together. @internal */
export interface UnitOfWork {
  /** Commits and changes so far. */
  size(): number;
  add(commit: Commit): void;
  change(id: string, patch: Omit<EffectChange, 'id'>): void;
  drop(timer: TimerRecord): void;
  /** What a command of this unit came to. */
  commandOf(id: string): CommandRecord | undefined;
  /** Whether a commit of this unit set or cleared a timer. */
  touches(timerKey: string): boolean;
  /** Aggregates whose held copies are ahead of the store until the unit is kept. */
  touched(): Iterable<AggregateRef>;
  /** Effects that this unit made and that are not over. */
  effects(): readonly EffectRecord[];
  batch(lease: Lease): Batch;
}

/** Starts a unit of work. An effect that is made and carried out within it never reaches the store. @internal */
export function unitOfWork(): UnitOfWork {
  const commits: Commit[] = [];
  const changes = new Map<string, EffectChange>();
  const drops: TimerRecord[] = [];
  const commands = new Map<string, CommandRecord>();
  const made = new Map<string, EffectRecord>();
  const timers = new Set<string>();
  const refs = new Map<string, AggregateRef>();

  function change(id: string, patch: Omit<EffectChange, 'id'>): void {
    const effect = made.get(id);
    if (effect) made.set(id, { ...effect, ...patch });
    else changes.set(id, { ...changes.get(id), ...patch, id });
  }

  return {
    size: () => commits.length + changes.size + drops.length,
    add(commit) {
      refs.set(keyOf(commit.aggregate), commit.aggregate);
      commands.set(commit.command.id, commit.command);
      for (const effect of commit.effects) made.set(effect.id, effect);
      for (const key of commit.clearTimers) timers.add(key);
      for (const { key } of commit.setTimers) timers.add(key);
      const { settles } = commit;
      if (!settles || !made.has(settles.id)) {
        commits.push(commit);
        return;
      }
      change(settles.id, { status: settles.status, subject: settles.subject });
      commits.push({ ...commit, settles: undefined });
    },
    change,
    drop(timer) {
      timers.add(timer.key);
      drops.push(timer);
    },
    commandOf: (id) => commands.get(id),
    touches: (key) => timers.has(key),
    touched: () => refs.values(),
    effects: () => [...made.values()].filter(({ status }) => status !== 'done'),
    batch: (lease) => ({
      lease,
      commits: commits.map((commit) =>
        commit.effects.length === 0
          ? commit
          : { ...commit, effects: commit.effects.flatMap(({ id }) => unfinished(made.get(id))) },
      ),
      changes: [...changes.values()],
      drops,
    }),
  };
}

function unfinished(effect: EffectRecord | undefined): EffectRecord[] {
  return effect === undefined || effect.status === 'done' ? [] : [effect];
}
