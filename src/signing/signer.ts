import type { Decider, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import { dispatch } from './dispatch.js';
import type { SignerCommand, SignerEffect, SignerEvent } from './messages.js';
import { fullSignerConfig, type SignerConfig } from './signer-config.js';
import { evolveSigner, laneOf, laneTable, type SignerState, type SigningRequest } from './signer-state.js';

/** Facts that a decision on a signer may rest on: none. */
export type SignerFacts = Record<never, never>;

const orders = ['signer.order', 'signer.planMaintenance', 'signature.resolve'];

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

  function decide(signer: SignerState, command: SignerCommand): Outcome<SignerEvent, SignerEffect> {
    const { at } = command;
    const no = (code: RefusalCode, message: string, state = 'running') =>
      refuse(code, command.type, state, orders, message);
    const again: SignerEffect = { type: 'signer.dispatch', provider };
    switch (command.type) {
      case 'signer.order': {
        const until = command.until ?? null;
        if (until !== null && until <= at) {
          return no('invalid-window', `until must lie after ${at}, got ${until}`);
        }
        return {
          ok: true,
          events: [
            {
              type: 'signer.ordered',
              at,
              orderId: command.id,
              mode: command.mode,
              kinds: command.kinds ?? null,
              reason: command.reason,
              by: command.by.id,
              from: at,
              until,
              planned: false,
            },
          ],
          effects: [again],
        };
      }
      case 'signer.planMaintenance': {
        const { from, until } = command;
        if (until <= from || until <= at) {
          return no('invalid-window', `until must lie after from and after ${at}, got ${from} to ${until}`);
        }
        return {
          ok: true,
          events: [
            {
              type: 'signer.ordered',
              at,
              orderId: command.id,
              mode: 'wet',
              kinds: command.kinds ?? null,
              reason: command.reason,
              by: command.by.id,
              from,
              until,
              planned: true,
            },
          ],
          effects: [again],
        };
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
        return dispatch(config, signer, at);
      case 'signer.probe':
        if (laneOf(signer, command.kind).state !== 'open') return { ok: true, events: [], effects: [] };
        return {
          ok: true,
          events: [],
          effects: [{ type: 'signature.probe', provider, kind: command.kind }],
        };
      case 'signer.probed': {
        const { kind } = command;
        const probeAt = at + config.probeEveryMs;
        return withLane(signer, [], [], {
          ...(command.ok
            ? { type: 'lane.probeSucceeded', needed: config.probesToClose }
            : { type: 'lane.probeFailed' }),
          at,
          kind,
          probeAt,
        } as SignerEvent & { kind: string });
      }
      case 'signature.cancel':
      case 'signature.resolve':
      case 'signature.report':
      case 'signature.lookedUp':
      case 'signature.lookUp': {
        const request = signer.requests[command.requestId];
        if (!request && command.type === 'signature.report' && command.applicationId !== undefined) {
          return late(command, command.applicationId);
        }
        if (!request) return no('not-found', `no request is called '${command.requestId}'`);
        return decideRequest(signer, request, command);
      }
    }
  }

  function decideRequest(
    signer: SignerState,
    request: SigningRequest,
    command: Extract<
      SignerCommand,
      {
        type:
          | 'signature.cancel'
          | 'signature.resolve'
          | 'signature.report'
          | 'signature.lookedUp'
          | 'signature.lookUp';
      }
    >,
  ): Outcome<SignerEvent, SignerEffect> {
    const { at } = command;
    const { requestId, applicationId, kind, attempt } = request;
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, request.place, placeAllows[request.place], message);
    const toApplication = (effect: SignerEffect): SignerEffect[] => (request.withdrawn ? [] : [effect]);
    const wrongPlace = () =>
      no('not-possible', `'${command.type}' is not possible while '${requestId}' is '${request.place}'`);
    switch (command.type) {
      case 'signature.cancel':
        if (request.withdrawn) return wrongPlace();
        return { ok: true, events: [{ type: 'request.withdrawn', at, requestId }], effects: [] };
      case 'signature.lookUp':
        if (request.place !== 'unknown') return { ok: true, events: [], effects: [] };
        return {
          ok: true,
          events: [],
          effects: [{ type: 'signature.lookUp', provider, requestId, applicationId, kind, attempt }],
        };
      case 'signature.resolve':
        if (request.place !== 'unknown') return wrongPlace();
        return command.outcome === 'made'
          ? made(request, at, command.artifact)
          : failed(signer, request, at, 'settled by hand: not made', false);
      case 'signature.lookedUp':
        if (request.place !== 'unknown' || command.attempt !== attempt) {
          return no(
            'stale-request',
            `the look-up of attempt ${command.attempt} of '${requestId}' is outdated`,
          );
        }
        if (command.outcome === 'made') return made(request, at, command.artifact);
        if (command.outcome === 'notMade') return failed(signer, request, at, 'looked up: not made', false);
        return { ok: true, events: [], effects: [lookUpTimer(requestId, at)] };
      case 'signature.report':
        // An earlier attempt went well after all: what was signed need not be signed again.
        if (command.outcome === 'ok' && command.attempt < attempt) return made(request, at, command.artifact);
        if (request.place !== 'inFlight' || command.attempt !== attempt) {
          if (command.outcome === 'ok') return made(request, at, command.artifact);
          return no(
            'stale-request',
            `the report on attempt ${command.attempt} of '${requestId}' is outdated`,
          );
        }
        switch (command.outcome) {
          case 'ok': {
            const done = made(request, at, command.artifact);
            return withLane(signer, done.events, done.effects, { type: 'lane.succeeded', at, kind });
          }
          case 'rejected': {
            const reason = command.reason ?? 'refused by the signer';
            return {
              ok: true,
              events: [{ type: 'request.rejected', at, requestId, reason }],
              effects: [
                ...toApplication({ type: 'signature.refused', applicationId, requestId, reason }),
                { type: 'signer.dispatch', provider },
              ],
            };
          }
          case 'unavailable':
            return failed(signer, request, at, command.reason ?? 'signer unavailable', true);
          case 'unknown': {
            const reason = command.reason ?? 'no answer';
            const effects = toApplication({ type: 'signature.unknown', applicationId, requestId });
            if (config.canLookUp) effects.push(lookUpTimer(requestId, at));
            return withLane(
              signer,
              [{ type: 'request.lost', at, requestId, reason }],
              effects,
              laneFailed(kind, at),
            );
          }
        }
    }
  }

  /** What came of a call whose request left the line: only a success is worth telling. */
  function late(
    { at, requestId, outcome, artifact }: Extract<SignerCommand, { type: 'signature.report' }>,
    applicationId: string,
  ): Outcome<SignerEvent, SignerEffect> {
    if (outcome !== 'ok') return { ok: true, events: [], effects: [] };
    const proof = artifact === undefined ? {} : { artifact };
    return {
      ok: true,
      events: [{ type: 'signature.late', at, requestId, applicationId, ...proof }],
      effects: [{ type: 'signature.made', applicationId, requestId, ...proof }],
    };
  }

  function lookUpTimer(requestId: string, at: EpochMs): SignerEffect {
    return { type: 'timer.set', provider, timer: `lookUp:${requestId}`, dueAt: at + config.lookUpEveryMs };
  }

  function laneFailed(kind: string, at: EpochMs): SignerEvent & { kind: string } {
    return {
      type: 'lane.failed',
      at,
      kind,
      threshold: config.failureThreshold,
      probeAt: at + config.probeEveryMs,
    };
  }

  function made(request: SigningRequest, at: EpochMs, artifact: string | undefined) {
    const { requestId, applicationId } = request;
    const proof = artifact === undefined ? {} : { artifact };
    const events: SignerEvent[] = [{ type: 'request.made', at, requestId, ...proof }];
    const effects: SignerEffect[] = [
      { type: 'signature.made', applicationId, requestId, ...proof },
      { type: 'signer.dispatch', provider },
    ];
    return { ok: true as const, events, effects };
  }

  function failed(
    signer: SignerState,
    request: SigningRequest,
    at: EpochMs,
    reason: string,
    countsAgainstLane: boolean,
  ): Outcome<SignerEvent, SignerEffect> {
    const { requestId, applicationId, kind } = request;
    const events: SignerEvent[] = [
      { type: 'request.failed', at, requestId, reason, notBefore: at + config.retryAfterMs },
    ];
    const effects: SignerEffect[] = [
      ...(request.withdrawn
        ? []
        : [{ type: 'signature.requeued', applicationId, requestId } satisfies SignerEffect]),
      { type: 'signer.dispatch', provider },
    ];
    if (!countsAgainstLane) return { ok: true, events, effects };
    return withLane(signer, events, effects, laneFailed(kind, at));
  }

  /** Adds a lane's event where the lane takes it, and what the lane asks for. */
  function withLane(
    signer: SignerState,
    events: readonly SignerEvent[],
    effects: readonly SignerEffect[],
    event: SignerEvent & { kind: string },
  ): Outcome<SignerEvent, SignerEffect> {
    const lane = laneOf(signer, event.kind);
    const step = laneTable().step(lane.state, lane.context, event);
    if (!step) return { ok: true, events, effects };
    return { ok: true, events: [...events, event], effects: [...step.effects, ...effects] };
  }

  return {
    initial: () => ({
      v: 1,
      provider,
      lanes: {},
      requests: {},
      waiting: {},
      inFlight: {},
      orders: [],
      wet: { day: '', count: 0 },
    }),
    decide,
    evolve: evolveSigner,
  };
}

const placeAllows: Record<SigningRequest['place'], readonly string[]> = {
  waiting: [],
  inFlight: [],
  unknown: ['signature.resolve'],
};
