import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  type IBreaker,
  noJitterGenerator,
  SamplingBreaker,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import CircuitBreaker from 'opossum';
import {
  type CockatielRule,
  type CockatielSetting,
  grid,
  nameOf,
  type OpossumSetting,
  timeoutMs,
} from './grid.js';
import type { EndedCall, Entrant, Guard } from './guard.js';

class UserError extends Error {}

interface Call {
  readonly end: (outcome: EndedCall['outcome']) => void;
  readonly done: Promise<void>;
}

/**
 * Sends every call of the world through the peer's own `execute` or `fire`: the function it is given resolves or rejects
 * when the virtual call ends, so that the peer's own code counts, times out, opens and tries again.
 */
class Calls {
  readonly #calls = new Map<number, Call>();

  get size(): number {
    return this.#calls.size;
  }

  /** False when the peer refused the call. */
  start(id: number, run: (work: () => Promise<void>) => Promise<unknown>): boolean {
    const sent: { end: Call['end'] | null } = { end: null };
    const work = () =>
      new Promise<void>((resolve, reject) => {
        sent.end = (outcome) => {
          if (outcome === 'ok') resolve();
          else reject(outcome === 'rejected' ? new UserError(outcome) : new Error(outcome));
        };
      });
    const settled = () => undefined;
    const done = run(work).then(settled, settled);
    if (sent.end === null) return false;
    this.#calls.set(id, { end: sent.end, done });
    return true;
  }

  end({ id, outcome }: EndedCall): Promise<void> | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    call?.end(outcome);
    return call?.done;
  }
}

const noProbes = { nextProbeAt: () => null, probed() {} };
const unlimited = Number.POSITIVE_INFINITY;

function breakerOf(rule: CockatielRule): IBreaker {
  switch (rule.kind) {
    case 'consecutive':
      return new ConsecutiveBreaker(rule.failures);
    case 'count':
      return new CountBreaker({
        threshold: rule.threshold,
        size: rule.size,
        minimumNumberOfCalls: rule.minimumCalls,
      });
    case 'sampling':
      // Its default demands several failures a second, which no office has: the rate is set to the minimum of calls.
      return new SamplingBreaker({
        threshold: rule.threshold,
        duration: rule.windowMs,
        minimumRps: (rule.minimumCalls * 1_000) / rule.windowMs,
      });
  }
}

function cockatiel({ rule, halfOpenAfter: after, ignoresUserErrors }: CockatielSetting): Guard {
  const handled = ignoresUserErrors ? handleWhen((error) => !(error instanceof UserError)) : handleAll;
  const breaker: CircuitBreakerPolicy = circuitBreaker(handled, {
    breaker: breakerOf(rule),
    halfOpenAfter:
      typeof after === 'number'
        ? new ConstantBackoff(after)
        : new ExponentialBackoff({
            initialDelay: after.first,
            maxDelay: after.most,
            generator: noJitterGenerator,
          }),
  });
  // Nobody listens to the signal once a call is over, and making the exception for it costs half of the time.
  const limit = timeout(timeoutMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
  const policy = wrap(breaker, limit);
  const calls = new Calls();
  return {
    ...noProbes,
    admits() {
      if (breaker.state === CircuitState.Closed) return { limit: unlimited };
      // Open, it is asked with one more call, and refuses or makes that call its test; half-open, callers would wait.
      return { limit: breaker.state === CircuitState.Open ? calls.size + 1 : 0 };
    },
    started: (_, id) => calls.start(id, (work) => policy.execute(work)),
    ended: (_, call) => calls.end(call),
    isOpen: () => breaker.state !== CircuitState.Closed,
  };
}

function opossum(setting: OpossumSetting): Guard {
  const { peer: _, ignoresUserErrors, ...options } = setting;
  const breaker = new CircuitBreaker((work: () => Promise<void>) => work(), {
    ...options,
    timeout: timeoutMs,
    // Percentiles of latency decide nothing in it and cost most of its time.
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    ...(ignoresUserErrors ? { errorFilter: (error: unknown) => error instanceof UserError } : {}),
  });
  const calls = new Calls();
  return {
    ...noProbes,
    admits() {
      if (breaker.closed) return { limit: unlimited };
      // Open, it is not asked: it would count the question as a call. Half-open, it takes one.
      return { limit: breaker.halfOpen && breaker.pendingClose ? calls.size + 1 : 0 };
    },
    started: (_at, id) => calls.start(id, (work) => breaker.fire(work)),
    ended: (_at, call) => calls.end(call),
    isOpen: () => !breaker.closed,
    dispose: () => breaker.shutdown(),
  };
}

/** The whole grid of peers, with the libraries themselves in it. */
export const peers: readonly Entrant[] = grid.map((setting) => ({
  name: nameOf(setting),
  maker: setting.peer,
  ...(setting.ignoresUserErrors ? {} : { twin: nameOf({ ...setting, ignoresUserErrors: true }) }),
  make: () => (setting.peer === 'cockatiel' ? cockatiel(setting) : opossum(setting)),
}));

/** No guard at all: what the server itself does to documents. It is shown and never judged. */
export const nobody: Entrant = {
  name: 'no guard',
  maker: 'nobody',
  make: () => ({
    ...noProbes,
    admits: () => ({ limit: unlimited }),
    ended() {},
    isOpen: () => false,
  }),
};
