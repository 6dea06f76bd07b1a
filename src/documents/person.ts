import {
  type CommandsOf,
  type EffectsOf,
  type EventsOf,
  idText,
  lazyMessages,
  localDate,
  message,
} from '../internal/messages.js';
import type { Decider } from '../internal/outcome.js';
import { noticeShape } from './application-effects.js';

/** Schemas of every command about a person who is told something. */
export const personCommands = /* @__PURE__ */ lazyMessages({
  'person.tell': () =>
    message('Tells a person what many are told of at once, unless they were told already.', noticeShape, {
      audience: 'system',
    }),
});

/** Schemas of every event about a person. */
export const personEvents = /* @__PURE__ */ lazyMessages({
  'person.told': () =>
    message('A person was told of a cause.', { code: idText, cause: idText, readyBy: localDate.nullable() }),
});

/** Schemas of every effect that telling a person asks for. */
export const personEffects = /* @__PURE__ */ lazyMessages({
  notice: () => message('Tells the applicant something.', noticeShape),
});

/** A command about a person. */
export type PersonCommand = CommandsOf<typeof personCommands>;
/** Something that happened about a person. */
export type PersonEvent = EventsOf<typeof personEvents>;
/** Something that telling a person asks for. */
export type PersonEffect = EffectsOf<typeof personEffects>;

/** The stored state of what a person was told: plain JSON. */
export interface PersonState {
  readonly v: 1;
  readonly person: string;
  /** What the last notices were about, as `delayed tte/kk/1563325200000`, oldest first. */
  readonly told: readonly string[];
}

/** Another day is another thing to tell. */
const keyOf = (code: string, cause: string, readyBy: string | null) =>
  readyBy === null ? `${code} ${cause}` : `${code} ${cause} ${readyBy}`;

/** As many causes are remembered; an older one is no longer told of. */
const remembered = 50;

/**
 * Makes the decider that tells a person once of a cause that concerns several of their applications, as when a signer
 * is down or blanks arrived.
 *
 * @example
 * ```ts
 * import { personDecider } from 'loket/documents';
 *
 * const decider = personDecider();
 * const tell = {
 *   type: 'person.tell', id: 'n-1', at: 0, by: { id: 'system', role: 'system' }, person: 'v-1',
 *   applicationId: 'a-1', code: 'delayed', readyBy: null, cause: 'tte/kk/0',
 * } as const;
 * const first = decider.decide(decider.initial('v-1'), tell, {});
 * first.ok && first.effects.length; //=> 1
 * const second = first.ok && first.next ? decider.decide(first.next, { ...tell, applicationId: 'a-2' }, {}) : first;
 * second.ok && second.effects.length; //=> 0
 * ```
 */
export function personDecider(): Decider<
  PersonState,
  PersonCommand,
  PersonEvent,
  PersonEffect,
  Record<never, never>
> {
  const evolve = (state: PersonState, { code, cause, readyBy }: PersonEvent): PersonState => ({
    ...state,
    told: [...state.told.slice(1 - remembered), keyOf(code, cause, readyBy)],
  });
  return {
    initial: (person) => ({ v: 1, person, told: [] }),
    decide(state, { type: _, id: __, by: ___, at, ...notice }) {
      const { code } = notice;
      const cause = notice.cause ?? notice.applicationId;
      if (state.told.includes(keyOf(code, cause, notice.readyBy)))
        return { ok: true, events: [], effects: [] };
      const event: PersonEvent = { type: 'person.told', at, code, cause, readyBy: notice.readyBy };
      return {
        ok: true,
        events: [event],
        effects: [{ type: 'notice', ...notice }],
        next: evolve(state, event),
      };
    },
    evolve,
  };
}
