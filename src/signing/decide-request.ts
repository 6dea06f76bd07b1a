import type { Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import type { CallSeen } from './evidence.js';
import { judgeCall } from './judge-lane.js';
import type { SignerCommand, SignerEffect, SignerEvent } from './messages.js';
import type { fullSignerConfig } from './signer-config.js';
import { overCalls } from './signer-health.js';
import type { SignerState, SigningRequest } from './signer-state.js';
import { laneOf, timestamperLane } from './signing-now.js';

type Config = ReturnType<typeof fullSignerConfig>;
type Answer = Outcome<SignerEvent, SignerEffect>;
type Report = Extract<SignerCommand, { type: 'signature.report' }>;
/** A command about one signing request. @internal */
export type RequestCommand = Extract<
  SignerCommand,
  {
    type:
      | 'signature.cancel'
      | 'signature.resolve'
      | 'signature.report'
      | 'signature.lookedUp'
      | 'signature.lookUp';
  }
>;

const placeAllows: Record<SigningRequest['place'], readonly string[]> = {
  waiting: [],
  inFlight: [],
  unknown: ['signature.resolve'],
};

/** Decides on a command about a request that is in the line. @internal */
export function decideRequest(
  config: Config,
  signer: SignerState,
  request: SigningRequest,
  command: RequestCommand,
): Answer {
  const { provider } = config;
  const { at } = command;
  const { requestId, applicationId, kind, attempt } = request;
  const no = (code: RefusalCode, message: string) =>
    refuse(code, command.type, request.place, placeAllows[request.place], message);
  const toApplication = (effect: SignerEffect): SignerEffect[] => (request.withdrawn ? [] : [effect]);
  const wrongPlace = () =>
    no('not-possible', `'${command.type}' is not possible while '${requestId}' is '${request.place}'`);
  const outdated = (what: string, which: number) =>
    no('stale-request', `the ${what} of attempt ${which} of '${requestId}' is outdated`);
  const done = (proof: Proof) =>
    withDuplicates(signer, made(config, request, at, proof), proof, applicationId);
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
        ? made(config, request, at, command)
        : failed(config, request, at, 'settled by hand: not made');
    case 'signature.lookedUp':
      if (request.place !== 'unknown' || command.attempt !== attempt) {
        return outdated('look-up', command.attempt);
      }
      if (command.outcome === 'made') return done(command);
      if (command.outcome === 'notMade') return failed(config, request, at, 'looked up: not made');
      return { ok: true, events: [], effects: [lookUpTimer(config, requestId, at)] };
    case 'signature.report': {
      const current = request.place === 'inFlight' && command.attempt === attempt;
      // An earlier attempt went well after all: what was signed need not be signed again.
      if (!current) return command.outcome === 'ok' ? done(command) : outdated('report', command.attempt);
      return weighed(config, signer, kind, command, reported());
    }
  }

  function reported(): Answer {
    const { outcome } = command as Report;
    const told = (command as Report).reason;
    switch (outcome) {
      case 'ok':
        return done(command as Report);
      case 'rejected': {
        const reason = told ?? 'refused by the signer';
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
        return failed(config, request, at, told ?? 'signer unavailable');
      case 'unknown': {
        const effects = toApplication({ type: 'signature.unknown', applicationId, requestId });
        if (config.canLookUp) effects.push(lookUpTimer(config, requestId, at));
        // Its place is free: the next may go.
        effects.push({ type: 'signer.dispatch', provider });
        const reason = told ?? 'no answer';
        return { ok: true, events: [{ type: 'request.lost', at, requestId, reason }], effects };
      }
    }
  }
}

/** What came of a call whose request left the line: only a success is worth telling. @internal */
export function decideLate(signer: SignerState, report: Report, applicationId: string): Answer {
  const { at, requestId, outcome, artifact } = report;
  if (outcome !== 'ok') return { ok: true, events: [], effects: [] };
  const proof = artifact === undefined ? {} : { artifact };
  const told: Answer = {
    ok: true,
    events: [{ type: 'signature.late', at, requestId, applicationId, ...proof }],
    effects: [{ type: 'signature.made', applicationId, requestId, ...proof }],
  };
  return withDuplicates(signer, told, report, applicationId);
}

type Proof = Pick<Report, 'artifact' | 'level' | 'timestamp' | 'duplicates' | 'requestId' | 'at'>;

function made(
  config: Config,
  { requestId, applicationId }: SigningRequest,
  at: EpochMs,
  { artifact, level, timestamp }: Pick<Proof, 'artifact' | 'level' | 'timestamp'>,
): Answer {
  const proof = artifact === undefined ? {} : { artifact };
  const lacks = timestamp === 'failed' || timestamp === 'skipped';
  const upgrade =
    lacks && config.canUpgrade && artifact !== undefined ? { upgradeAt: at + config.upgradeAfterMs } : {};
  return {
    ok: true,
    events: [
      {
        type: 'request.made',
        at,
        requestId,
        ...proof,
        ...(level === undefined ? {} : { level }),
        ...upgrade,
      },
    ],
    effects: [
      { type: 'signature.made', applicationId, requestId, ...proof },
      { type: 'signer.dispatch', provider: config.provider },
    ],
  };
}

function failed(
  { provider, retryAfterMs }: Config,
  { requestId, applicationId, withdrawn }: SigningRequest,
  at: EpochMs,
  reason: string,
): Answer {
  const requeued: SignerEffect[] = withdrawn
    ? []
    : [{ type: 'signature.requeued', applicationId, requestId }];
  return {
    ok: true,
    events: [{ type: 'request.failed', at, requestId, reason, notBefore: at + retryAfterMs }],
    effects: [...requeued, { type: 'signer.dispatch', provider }],
  };
}

function lookUpTimer({ provider, lookUpEveryMs }: Config, requestId: string, at: EpochMs): SignerEffect {
  return { type: 'timer.set', provider, timer: `lookUp:${requestId}`, dueAt: at + lookUpEveryMs };
}

/** Records what a provider signed beside the document that counts. */
function withDuplicates(
  signer: SignerState,
  answer: Answer,
  { duplicates = [], requestId, at }: Proof,
  applicationId: string,
): Answer {
  const known = signer.duplicates[requestId] ?? [];
  const artifacts = duplicates.filter((artifact) => !known.includes(artifact));
  if (!answer.ok || artifacts.length === 0) return answer;
  const event: SignerEvent = { type: 'signature.duplicated', at, requestId, applicationId, artifacts };
  return { ...answer, events: [...answer.events, event] };
}

/** Adds what a call says about the health of the provider, and of its timestamper. */
function weighed(config: Config, signer: SignerState, kind: string, report: Report, answer: Answer): Answer {
  if (!answer.ok) return answer;
  const { at, outcome, tookMs, timestamp } = report;
  const call: CallSeen = { outcome, tookMs };
  const lane = overCalls(laneOf(signer, kind), [call], (now, one) => judgeCall(config, now, at, one));
  const stamps: CallSeen[] =
    timestamp === 'made' || timestamp === 'failed'
      ? [{ outcome: timestamp === 'made' ? 'ok' : 'unavailable' }]
      : [];
  const stamper = overCalls(laneOf(signer, timestamperLane), stamps, (now, one) =>
    judgeCall(config, now, at, one),
  );
  return {
    ok: true,
    events: [...answer.events, ...lane.events, ...stamper.events],
    effects: [...lane.effects, ...stamper.effects, ...answer.effects],
  };
}
