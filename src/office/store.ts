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

/** What changes of an effect outside of a commit, as when a call starts. */
export interface EffectChange
  extends Partial<Pick<EffectRecord, 'status' | 'attempt' | 'notBefore' | 'problem' | 'subject'>> {
  readonly id: string;
}

/**
 * One process's hold on the effects that it wrote or took over. The epoch is the fence: it never comes again, and what
 * is written under one that was taken over is refused.
 */
export interface Lease {
  readonly epoch: number;
}

/** Everything that is kept together, whole or not at all, with one wait for the disk. */
export interface Batch {
  /** Whose effects these become; `null` writes without a fence, and leaves them to whoever claims next. */
  readonly lease: Lease | null;
  /** In order; several may be of one aggregate. */
  readonly commits: readonly Commit[];
  /** Applied after the commits. */
  readonly changes?: readonly EffectChange[] | undefined;
  /** Timers to remove if they still have this generation. */
  readonly drops?: readonly Pick<TimerRecord, 'key' | 'generation'>[] | undefined;
}

/** What a batch came to: `conflict` when another writer came first, `fenced` when the lease was taken over. */
export type Written =
  | { readonly ok: true; readonly records: readonly EventRecord[] }
  | { readonly ok: false; readonly why: 'conflict' | 'fenced' };

/** Keeps an office's aggregates, journal, effects and timers: the storage port. */
export interface OfficeStore {
  /** Reads an aggregate; revision 0 when it was never written. */
  load(ref: AggregateRef): MaybePromise<LoadedAggregate>;
  /** Reads the revisions of aggregates, in their order; 0 for one that was never written. */
  revisionsOf(refs: readonly AggregateRef[]): MaybePromise<readonly number[]>;
  /** Keeps a batch; nothing of it when a single part conflicts or the lease was taken over. */
  commitMany(batch: Batch): MaybePromise<Written>;
  /** A number that grows when somebody else than this lease has written. */
  foreignWrites(lease: Lease): MaybePromise<number>;
  /**
   * Takes a lease for a process. Times of leases are the machine's, not the office's, because what they tell is whether
   * a process lives.
   */
  join(times: { readonly now: EpochMs; readonly until: EpochMs }): MaybePromise<Lease>;
  /** Prolongs a lease; `false` when it was taken over. */
  renew(lease: Lease, until: EpochMs): MaybePromise<boolean>;
  /**
   * Takes over the due and started effects of processes that are gone or whose lease ended, fencing them, and of nobody;
   * oldest first.
   */
  claim(lease: Lease, now: EpochMs): MaybePromise<readonly EffectRecord[]>;
  /** Ends a lease; its effects are for whoever claims next. */
  leave(lease: Lease): MaybePromise<void>;
  /** Finds what commands came to, those that are known. */
  commandsOf(ids: readonly string[]): MaybePromise<readonly CommandRecord[]>;
  /** Lists effects of a status, oldest first, whoever holds them. */
  effects(status: EffectStatus): MaybePromise<readonly EffectRecord[]>;
  /** Finds an effect; one that is done need not be kept. */
  effect(id: string): MaybePromise<EffectRecord | undefined>;
  /** Lists timers due at a time, soonest first. */
  dueTimers(at: EpochMs): MaybePromise<readonly TimerRecord[]>;
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
  /**
   * Lets a host's own writes and the batches written meanwhile be kept together or not at all; left out where the store
   * cannot.
   */
  transaction?<T>(work: () => Promise<T>): Promise<T>;
}
