import type { ApplicationState } from '../application.js';
import type { ApplicationEffect, ApplicationEvent } from '../messages.js';

/**
 * The state of one application as a host stores it: plain JSON.
 *
 * `revision` counts its decisions. It is part of the record because effect ids are made of it: a host that had to pass it
 * by hand could pass an old one, and two effects would share an id. It serves as the number for optimistic locking too.
 */
export interface LifecycleState extends ApplicationState {
  /** 0 when it was opened, one more with each decision. */
  readonly revision: number;
}

/** Something to be done, with an id of its own: `application:revision:position`. */
export type LifecycleEffect = ApplicationEffect & {
  /** Unique, and the same if the decision is made again: the key for an outbox and for ports. */
  readonly id: string;
};

/** Accepts a command: what to store, and what to do once it is stored. */
export interface LifecycleDecision {
  readonly ok: true;
  /** The state to store in the place of the one given. */
  readonly state: LifecycleState;
  /** What happened, in order, as for a journal. */
  readonly events: readonly ApplicationEvent[];
  /** What is to be done, in order; store them with the state, in one commit. */
  readonly effects: readonly LifecycleEffect[];
  /** Where it rested before. */
  readonly from: string;
  /** Where it rests now. */
  readonly to: string;
}
