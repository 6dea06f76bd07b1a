import type { Decider } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import type { DeskCommand, DeskEffect, DeskEvent } from './messages.js';

/** A paper that waits to be signed by hand. */
export interface Paper {
  readonly kind: string;
  readonly since: EpochMs;
}

/** The stored state of a signatory's wet desk: plain JSON. */
export interface DeskState {
  readonly v: 1;
  readonly signatory: string;
  /** Papers on the desk, by application. */
  readonly papers: Record<string, Paper>;
  /** Papers signed so far. */
  signed: number;
}

/** Facts that a decision on a wet desk may rest on: none. */
export type DeskFacts = Record<never, never>;

/**
 * Makes the decider for the wet desk of one signatory: the papers that wait for a pen, over a host's own storage.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @example
 * ```ts
 * import { deskDecider } from 'loket/signing';
 *
 * const decider = deskDecider();
 * const signed = decider.decide(
 *   decider.initial('head'),
 *   {
 *     type: 'paper.signed', id: 'c-1', at: 0, by: { id: 'siti', role: 'head' },
 *     signatory: 'head', applicationIds: ['a-1'],
 *   },
 *   {},
 * );
 * signed.ok ? '' : signed.code; //=> 'not-found'
 * ```
 */
export function deskDecider(): Decider<DeskState, DeskCommand, DeskEvent, DeskEffect, DeskFacts> {
  return {
    initial: (signatory) => ({ v: 1, signatory, papers: {}, signed: 0 }),
    decide(desk, command) {
      const { at } = command;
      const no = (code: RefusalCode, message: string) =>
        refuse(code, command.type, 'running', ['paper.signed'], message);
      switch (command.type) {
        case 'paper.receive': {
          const { applicationId, kind } = command;
          if (desk.papers[applicationId]) {
            return no('already-exists', `the paper of '${applicationId}' is on the desk already`);
          }
          return { ok: true, events: [{ type: 'paper.received', at, applicationId, kind }], effects: [] };
        }
        case 'paper.withdraw': {
          const { applicationId } = command;
          if (!desk.papers[applicationId])
            return no('not-found', `no paper of '${applicationId}' is on the desk`);
          return { ok: true, events: [{ type: 'paper.withdrawn', at, applicationId }], effects: [] };
        }
        case 'paper.signed': {
          const ids = [...new Set(command.applicationIds)];
          const missing = ids.find((id) => !desk.papers[id]);
          if (missing !== undefined) return no('not-found', `no paper of '${missing}' is on the desk`);
          return {
            ok: true,
            events: ids.map((applicationId) => ({ type: 'paper.signed', at, applicationId })),
            effects: ids.map((applicationId) => ({ type: 'wetSignature.made', applicationId })),
          };
        }
      }
    },
    evolve(desk, event) {
      if (event.type === 'paper.received') {
        desk.papers[event.applicationId] = { kind: event.kind, since: event.at };
        return desk;
      }
      delete desk.papers[event.applicationId];
      if (event.type === 'paper.signed') desk.signed++;
      return desk;
    },
  };
}
