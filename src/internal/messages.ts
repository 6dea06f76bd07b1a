import { z } from 'zod';
import type { EpochMs } from './time.js';

/** Names who acts: a person of the office, or `system` for what the office does by itself. */
export interface Actor {
  readonly id: string;
  /** The role that a policy decides on, as in `officer` or `head`. */
  readonly role: string;
}

/** Carries what every command has: its own id, its time, and who gave it. */
export interface CommandHead {
  /** Unique; repeating it returns the first outcome. */
  readonly id: string;
  /** When it was given, in epoch milliseconds. */
  readonly at: EpochMs;
  readonly by: Actor;
}

/** Tells how firm a message is: `stable` changes only with a major version. */
export type Stability = 'stable' | 'experimental';

/** Who may give a command: a person through the facade, or the office itself. */
export type Audience = 'person' | 'system';

interface Meta {
  readonly audience?: Audience;
  readonly stability?: Stability;
}

/** Describes one message; its schema feeds types, parsing and the catalogue. @internal */
export function message<S extends z.ZodRawShape>(description: string, shape: S, meta: Meta = {}) {
  return z.strictObject(shape).meta({ description, stability: 'experimental', ...meta });
}

/**
 * Makes a room's messages, each schema built when it is first asked for: a host that loads loket should not wait for a
 * hundred schemas that it may never parse with. @internal
 */
export function lazyMessages<M extends Readonly<Record<string, () => z.ZodType>>>(
  makers: M,
): { readonly [T in keyof M]: ReturnType<M[T]> } {
  const messages = {};
  for (const [type, make] of Object.entries(makers)) {
    let made: z.ZodType | undefined;
    Object.defineProperty(messages, type, {
      enumerable: true,
      get() {
        made ??= make();
        return made;
      },
    });
  }
  return messages as { readonly [T in keyof M]: ReturnType<M[T]> };
}

type Shapes = Readonly<Record<string, z.ZodType>>;
type Simplify<T> = { [K in keyof T]: T[K] } & {};
// A schema without fields infers an index signature, which would swallow `type` and `at`.
type Fields<S> = string extends keyof z.infer<S> ? unknown : Readonly<z.infer<S>>;

/** Unites a room's commands, made from their schemas. */
export type CommandsOf<S extends Shapes> = {
  [T in keyof S & string]: Simplify<{ readonly type: T } & CommandHead & Fields<S[T]>>;
}[keyof S & string];

/** Unites a room's events, made from their schemas. */
export type EventsOf<S extends Shapes> = {
  [T in keyof S & string]: Simplify<{ readonly type: T; readonly at: EpochMs } & Fields<S[T]>>;
}[keyof S & string];

/** Unites a room's effects, made from their schemas. */
export type EffectsOf<S extends Shapes> = {
  [T in keyof S & string]: Simplify<{ readonly type: T } & Fields<S[T]>>;
}[keyof S & string];

/** One member of a union of messages. @internal */
export type OfType<M extends { type: string }, T extends M['type']> = Extract<M, { type: T }>;

/** An id that a host or the office chose. @internal */
export const idText = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(200, 'must be 200 characters or fewer')
  // Ids become keys of plain objects in stored state.
  .refine((id) => id !== '__proto__', 'must not be __proto__');
/** A short text by a person. @internal */
export const reasonText = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(500, 'must be 500 characters or fewer');
/** An instant. @internal */
export const epochMs = z.int('must be whole epoch milliseconds').min(0, 'must be 0 or later');
/** A day. @internal */
export const localDate = z.iso.date('must be a day as YYYY-MM-DD');
/** A number of things. @internal */
export const count = z.int('must be a whole number').min(0, 'must be 0 or more');
/** A number of things, at least one. @internal */
export const countFromOne = z.int('must be a whole number').min(1, 'must be 1 or more');

/** Parses the head that every command has. @internal */
export const commandHead = z.object({
  type: z.string(),
  id: idText,
  at: epochMs,
  by: z.strictObject({ id: idText, role: idText }),
});
