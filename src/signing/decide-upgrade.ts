import type { Outcome } from '../internal/outcome.js';
import { refuse } from '../internal/refusal.js';
import { judgeCall } from './judge-lane.js';
import type { SignerCommand, SignerEffect, SignerEvent } from './messages.js';
import type { fullSignerConfig } from './signer-config.js';
import { overCalls } from './signer-health.js';
import type { SignerState } from './signer-state.js';
import { laneOf, timestamperLane } from './signing-now.js';

/** The longest pause between two tries to add a timestamp. */
const longestPauseMs = 6 * 3_600_000;

/** Decides on a report of an attempt to add a timestamp; it may be repeated, so an unknown outcome is a failure. @internal */
export function decideUpgrade(
  config: ReturnType<typeof fullSignerConfig>,
  signer: SignerState,
  report: Extract<SignerCommand, { type: 'upgrade.report' }>,
): Outcome<SignerEvent, SignerEffect> {
  const { at, requestId, outcome, artifact, reason, type } = report;
  const upgrade = signer.upgrades[requestId];
  if (!upgrade?.started || report.attempt !== upgrade.tries) {
    return refuse('stale-request', type, 'running', [], `no timestamp is being added to '${requestId}'`);
  }
  const events: SignerEvent[] = [];
  const effects: SignerEffect[] = [];
  if (outcome === 'ok' && artifact !== undefined) {
    events.push({ type: 'upgrade.made', at, requestId, artifact });
    effects.push({ type: 'signature.upgraded', applicationId: upgrade.applicationId, requestId, artifact });
  } else if (outcome === 'rejected' || outcome === 'ok') {
    events.push({ type: 'upgrade.abandoned', at, requestId, reason: reason ?? 'no document came of it' });
  } else {
    const pauseMs = Math.min(longestPauseMs, config.upgradeAfterMs * 2 ** Math.min(upgrade.tries, 16));
    events.push({
      type: 'upgrade.failed',
      at,
      requestId,
      reason: reason ?? 'no answer',
      notBefore: at + pauseMs,
    });
  }
  const seen = overCalls(laneOf(signer, timestamperLane), [{ outcome }], (lane, call) =>
    judgeCall(config, lane, at, call),
  );
  return {
    ok: true,
    events: [...events, ...seen.events],
    effects: [...seen.effects, ...effects, { type: 'signer.dispatch', provider: config.provider }],
  };
}
