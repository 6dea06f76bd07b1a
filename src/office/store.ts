import type { Actor } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { AggregateKind, AggregateRef, Facts, OfficeEffect, OfficeEvent } from './aggregates.js';

/** A value, or a promise of it: adapters may be synchronous. */
export type MaybePromise<T> = T | Promise<T>;

/** An event as the journal keeps it. */
export interface EventRecord {
  /** Place in the office's journal, from 1, without gaps. */
  readonly position: number;
  readonly aggregate: AggregateRef;
  /** The commit of its aggregate that it belongs to, from 1. */
  readonly revision: number;
  readonly commandId: string;
  readonly by: Actor;
  readonly event: OfficeEvent;
}

/**
 * Where an effect is in its life: `due` until tried, `started` while a call is out, `done` when it is over, `unknown`
 * when nobody knows what came of a call, `refused` or `failed` when it is a dead letter.
 */
export type EffectStatus = 'due' | 'started' | 'done' | 'unknown' | 'refused' | 'failed';

/** An effect as the store keeps it. */
export interface EffectRecord {
  /** Made of aggregate, revision and position; the idempotency key of what it causes. */
  readonly id: string;
  readonly from: AggregateRef;
  readonly effect: OfficeEffect;
  readonly status: EffectStatus;
  /** Tries so far. */
  readonly attempt: number;
  /** Not tried before this time. */
  readonly notBefore: EpochMs;
  /** What an unknown call is about, until an event settles it. */
  readonly subject: string | null;
  /** Why it is a dead letter. */
  readonly problem: string | null;
}

/** A timer as the store keeps it. */
export interface TimerRecord {
  /** Aggregate and name; setting it again replaces it. */
  readonly key: string;
  readonly from: AggregateRef;
  readonly timer: string;
  readonly dueAt: EpochMs;
  /** The effect that set it: a fired timer whose generation was replaced is dropped. */
  readonly generation: string;
}

/** What a command came to, kept so that repeating its id returns the same. */
export interface CommandRecord {
  readonly id: string;
  readonly at: EpochMs;
  /** The payload as text, to tell a repetition from a reuse. */
  readonly fingerprint: string;
  readonly facts: Facts;
  readonly aggregate: AggregateRef;
  readonly revision: number;
  readonly events: readonly OfficeEvent[];
}

/** One change of one aggregate, with all that belongs to it: kept whole or not at all. */
export interface Commit {
  readonly aggregate: AggregateRef;
  readonly expectedRevision: number;
  readonly at: EpochMs;
  readonly command: CommandRecord;
  readonly by: Actor;
  readonly events: readonly OfficeEvent[];
  /** The state after the events; left out when the store should keep the events only. */
  readonly snapshot?: unknown;
  /** In which state the aggregate now rests, for queries by state. */
  readonly restsIn: string;
  readonly effects: readonly EffectRecord[];
  readonly setTimers: readonly TimerRecord[];
  readonly clearTimers: readonly string[];
  /** The effect that this commit carries out, and how it ended. */
  readonly settles?:
    | { readonly id: string; readonly status: EffectStatus; readonly subject: string | null }
    | undefined;
  /** Subjects of unknown calls that the events settle. */
  readonly settledSubjects: readonly string[];
}

/** What a store knows of an aggregate. */
export interface LoadedAggregate {
  /** The last snapshot; `undefined` when there is none. */
  readonly snapshot: unknown;
  readonly revision: number;
  /** When its last command was given; 0 if never. */
  readonly lastAt: EpochMs;
  /** Events after the snapshot, in order. */
  readonly eventsSince: readonly OfficeEvent[];
}

/** Keeps an office's aggregates, journal, effects and timers: the storage port. */
export interface OfficeStore {
  /** Reads an aggregate; revision 0 when it was never written. */
  load(ref: AggregateRef): MaybePromise<LoadedAggregate>;
  /** Keeps a commit; `conflict` when another writer came first, and then nothing is kept. */
  commit(
    commit: Commit,
  ): MaybePromise<
    | { readonly ok: true; readonly records: readonly EventRecord[] }
    | { readonly ok: false; readonly conflict: true }
  >;
  /** Finds what a command came to. */
  commandOf(id: string): MaybePromise<CommandRecord | undefined>;
  /** Changes an effect outside of a commit, as when a call starts. */
  updateEffect(
    id: string,
    patch: Partial<Pick<EffectRecord, 'status' | 'attempt' | 'notBefore' | 'problem' | 'subject'>>,
  ): MaybePromise<void>;
  /** Lists effects of a status, oldest first. */
  effects(status: EffectStatus): MaybePromise<readonly EffectRecord[]>;
  /** Finds an effect; one that is done need not be kept. */
  effect(id: string): MaybePromise<EffectRecord | undefined>;
  /** Lists timers due at a time, soonest first. */
  dueTimers(at: EpochMs): MaybePromise<readonly TimerRecord[]>;
  /** Removes a timer if it still has this generation. */
  dropTimer(key: string, generation: string): MaybePromise<void>;
  /** When the next timer is due; `null` when none is set. */
  nextTimerAt(): MaybePromise<EpochMs | null>;
  /** Lists ids of a kind, in order of creation, those that rest in a state if one is given. */
  list(query: {
    readonly kind: AggregateKind;
    readonly state?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  }): MaybePromise<readonly string[]>;
  /** Reads the journal after a position. */
  journal(query: { readonly after: number; readonly limit: number }): MaybePromise<readonly EventRecord[]>;
}
