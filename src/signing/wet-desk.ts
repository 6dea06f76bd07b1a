import type { OfType } from '../internal/messages.js';
import type { Decider } from '../internal/outcome.js';
import { close, compose, composeDue, dissolve, send, takeBack } from './decide-batch.js';
import { lose, receive, scan, sign, withdraw } from './decide-paper.js';
import { absenceAt, type DeskConfig, rulesOf } from './desk-config.js';
import type { DeskCommand, DeskEffect, DeskEvent } from './desk-messages.js';
import { type DeskState, emptyDesk, evolveDesk } from './desk-state.js';
import { accept, type DeskOutcome, refuser } from './desk-steps.js';

/** Facts that a decision on a wet desk may rest on: none. */
export type DeskFacts = Record<never, never>;

/**
 * Makes the decider for wet desks: papers that wait for a pen, the batches in which they are taken to who signs, and
 * who that is. It works over a host's own storage.
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
export function deskDecider(
  config: DeskConfig = {},
): Decider<DeskState, DeskCommand, DeskEvent, DeskEffect, DeskFacts> {
  return {
    initial: emptyDesk,
    decide(desk, command) {
      switch (command.type) {
        case 'paper.receive':
          return receive(config, desk, command);
        case 'paper.withdraw':
          return withdraw(config, desk, command);
        case 'paper.signed':
          return sign(config, desk, command);
        case 'paper.scan':
          return scan(config, desk, command);
        case 'paper.lost':
          return lose(config, desk, command);
        case 'desk.compose':
          return composeDue(config, desk, command);
        case 'batch.compose':
          return compose(config, desk, command);
        case 'batch.dissolve':
          return dissolve(config, desk, command);
        case 'batch.send':
          return send(desk, command);
        case 'batch.return':
          return takeBack(config, desk, command);
        case 'batch.close':
          return close(config, desk, command);
        case 'signatory.away':
          return leave(config, desk, command);
        case 'signatory.back':
          return comeBack(desk, command);
      }
    },
    evolve: evolveDesk,
  };
}

function leave(
  config: DeskConfig,
  desk: DeskState,
  command: OfType<DeskCommand, 'signatory.away'>,
): DeskOutcome {
  const { id, at, by, reason, deputy = null, until = null, from = at } = command;
  const { no, broken } = refuser(desk, command.type);
  if (until !== null && until <= Math.max(from, at)) {
    return no('invalid-window', `until ${until} does not lie after from ${from} and now ${at}`);
  }
  const { deputies } = rulesOf(config, desk.signatory);
  if (deputy === desk.signatory) return broken('deputy', 'must not be the signatory', deputy);
  if (deputy !== null && deputies && !deputies.includes(deputy)) {
    return broken('deputy', `must be one of ${deputies.join(', ') || '(none)'}`, deputy);
  }
  return accept([{ type: 'signatory.left', at, absenceId: id, from, until, deputy, reason, by: by.id }]);
}

function comeBack(desk: DeskState, command: OfType<DeskCommand, 'signatory.back'>): DeskOutcome {
  const { at, by } = command;
  if (!absenceAt(desk.absences, at)) {
    return refuser(desk, command.type).no('not-possible', `'${desk.signatory}' is not away`);
  }
  return accept([{ type: 'signatory.returned', at, by: by.id }]);
}
