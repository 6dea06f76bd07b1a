import type { Decider, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import { decideLate, decideRequest } from './decide-request.js';
import { decideUpgrade } from './decide-upgrade.js';
import type { DeskPace } from './desk-outlook.js';
import { dispatch } from './dispatch.js';
import { judgeProbe } from './judge-lane.js';
import type { SignerCommand, SignerEffect, SignerEvent } from './messages.js';
import { decideOrder } from './orders.js';
import { fullSignerConfig, type SignerConfig } from './signer-config.js';
import { overCalls } from './signer-health.js';
import { evolveSigner, type SignerState } from './signer-state.js';
import { laneOf } from './signing-now.js';

/** Facts that a decision on a signer may rest on. */
export interface SignerFacts {
  /** How fast the wet desk of its signatory is. */
  readonly deskPace?: DeskPace | undefined;
}

const possible = ['signer.order', 'signer.planMaintenance', 'signature.resolve'];

/**
 * Makes the decider for one signature provider: its health, the orders of people, and the line of documents, over a
 * host's own storage. A request only joins the line; the effect `signer.dispatch`, given back as a command, moves it.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @example
 * ```ts
 * import { indonesianCalendar } from 'loket/indonesia';
 * import { signerDecider } from 'loket/signing';
 *
 * const decider = signerDecider({ provider: 'tte', calendar: indonesianCalendar() });
 * const ordered = decider.decide(
 *   decider.initial('tte'),
 *   {
 *     type: 'signer.order', id: 'o-1', at: 1000, by: { id: 'siti', role: 'head' },
 *     provider: 'tte', mode: 'wet', reason: 'maintenance', until: 500,
 *   },
 *   {},
 * );
 * ordered.ok ? '' : ordered.code; //=> 'invalid-window'
 * ```
 */
export function signerDecider(
  input: SignerConfig,
): Decider<SignerState, SignerCommand, SignerEvent, SignerEffect, SignerFacts> {
  const config = fullSignerConfig(input);
  const { provider } = config;
  const again: SignerEffect = { type: 'signer.dispatch', provider };

  function decide(
    signer: SignerState,
    command: SignerCommand,
    facts: SignerFacts,
  ): Outcome<SignerEvent, SignerEffect> {
    const { at } = command;
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, 'running', possible, message);
    switch (command.type) {
      case 'signer.order':
      case 'signer.planMaintenance': {
        const ordered = decideOrder(command);
        return ordered.ok ? { ...ordered, effects: [again] } : ordered;
      }
      case 'signature.request': {
        const { requestId, applicationId, kind, since } = command;
        if (signer.requests[requestId]) {
          return no('already-exists', `request '${requestId}' is in the line already`);
        }
        return {
          ok: true,
          events: [{ type: 'request.accepted', at, requestId, applicationId, kind, since }],
          effects: [again],
        };
      }
      case 'signature.void': {
        const { requestId, applicationId, artifact } = command;
        const proof = artifact === undefined ? {} : { artifact };
        return {
          ok: true,
          events: [{ type: 'signature.voided', at, requestId, applicationId, ...proof }],
          effects: [],
        };
      }
      case 'signer.dispatch':
        return dispatch(config, signer, at, facts.deskPace);
      case 'signer.probe': {
        const { state } = laneOf(signer, command.kind);
        if (state !== 'open' && state !== 'suspect') return { ok: true, events: [], effects: [] };
        return {
          ok: true,
          events: [],
          effects: [{ type: 'signature.probe', provider, kind: command.kind }],
        };
      }
      case 'signer.probed': {
        const probed = overCalls(laneOf(signer, command.kind), [command], (lane, probe) =>
          judgeProbe(config, lane, at, probe),
        );
        return { ok: true, ...probed };
      }
      case 'upgrade.report':
        return decideUpgrade(config, signer, command);
      case 'signature.cancel':
      case 'signature.resolve':
      case 'signature.report':
      case 'signature.lookedUp':
      case 'signature.lookUp': {
        const request = signer.requests[command.requestId];
        if (request) return decideRequest(config, signer, request, command);
        if (command.type === 'signature.report' && command.applicationId !== undefined) {
          return decideLate(signer, command, command.applicationId);
        }
        return no('not-found', `no request is called '${command.requestId}'`);
      }
    }
  }

  return {
    initial: () => ({
      v: 2,
      provider,
      lanes: {},
      requests: {},
      waiting: {},
      inFlight: {},
      orders: [],
      wet: { day: '', count: 0 },
      upgrades: {},
      sentToDesk: [],
      duplicates: {},
    }),
    decide,
    evolve: evolveSigner,
  };
}
