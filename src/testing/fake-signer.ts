import { z } from 'zod';
import { parseOrThrow } from '../internal/parse.js';
import type { EpochMs } from '../internal/time.js';
import type { SignatureOutcome, SignatureProvider } from '../signing/index.js';
import { readInstant } from './test-clock.js';

/** A time in which a fake signer is not itself. */
export interface FakeOutage {
  readonly from: EpochMs | string;
  readonly until: EpochMs | string;
  /**
   * `down`: no call goes through; `limping`: every second call fails; `silent`: calls end without an answer; `slow`:
   * calls take five times `tookMs`.
   */
  readonly how: 'down' | 'limping' | 'silent' | 'slow';
  /** Document kinds that it hits. Default: all. */
  readonly kinds?: readonly string[] | undefined;
}

/** Sets how a fake signer behaves. */
export interface FakeSignerOptions
  extends Omit<
    SignatureProvider,
    'id' | 'signatory' | 'sign' | 'probe' | 'lookUp' | 'upgrade' | 'probeTimestamper'
  > {
  /** Default `fake`. */
  readonly id?: string;
  /** Default `head`. */
  readonly signatory?: string;
  readonly outages?: readonly FakeOutage[];
  /** Milliseconds that a good call says it took, above 0. Default: it does not say. */
  readonly tookMs?: number;
  /** Whether it can tell later what came of a call. Default `true`. */
  readonly canLookUp?: boolean;
}

/** A signature provider that signs nothing real and remembers what it was asked. */
export interface FakeSigner extends SignatureProvider {
  /** Calls that signed, by request id, as often as they were made. */
  readonly signed: ReadonlyMap<string, number>;
}

const options = z.object({
  tookMs: z.number().gt(0, 'must be above 0').optional(),
  id: z.string().min(1, 'must not be empty').optional(),
  signatory: z.string().min(1, 'must not be empty').optional(),
  outages: z
    .array(
      z.object({
        from: z.union([z.number(), z.string()]),
        until: z.union([z.number(), z.string()]),
        how: z.enum(['down', 'limping', 'silent', 'slow'], 'must be down, limping, silent or slow'),
        kinds: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

/**
 * Makes a signature provider for tests and demos. What it answers depends only on its options, the time of a call and
 * the calls before; a silent call did sign, as a real server may have.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { fakeSigner } from 'loket/testing';
 *
 * fakeSigner().signatory; //=> 'head'
 * ```
 */
export function fakeSigner(config: FakeSignerOptions = {}): FakeSigner {
  parseOrThrow<unknown>(options, config, 'fake signer');
  const { id = 'fake', signatory = 'head', outages = [], canLookUp = true, tookMs, ...settings } = config;
  const times = outages.map((outage) => ({
    ...outage,
    from: readInstant(outage.from),
    until: readInstant(outage.until),
  }));
  const signed = new Map<string, number>();
  const limps = new Map<string, number>();

  function trouble(kind: string, at: EpochMs): FakeOutage['how'] | undefined {
    const hit = times.find((t) => t.from <= at && at < t.until && (t.kinds?.includes(kind) ?? true));
    if (hit?.how !== 'limping') return hit?.how;
    const calls = limps.get(kind) ?? 0;
    limps.set(kind, calls + 1);
    return calls % 2 === 0 ? 'down' : undefined;
  }

  const stands = (now: FakeOutage['how'] | undefined) => now === undefined || now === 'slow';

  function sign(requestId: string, kind: string, at: EpochMs): SignatureOutcome {
    const now = trouble(kind, at);
    if (now === 'down') return { outcome: 'unavailable', reason: 'connection refused' };
    signed.set(requestId, (signed.get(requestId) ?? 0) + 1);
    if (now === 'silent') return { outcome: 'unknown', reason: 'no answer' };
    const artifact = `${requestId}.pdf`;
    if (tookMs === undefined) return { outcome: 'ok', artifact };
    return { outcome: 'ok', artifact, tookMs: now === 'slow' ? 5 * tookMs : tookMs };
  }

  return {
    ...settings,
    id,
    signatory,
    signed,
    sign: (call) => sign(call.requestId, call.kind, call.at),
    probe: (call) => stands(trouble(call.kind, call.at)),
    ...(canLookUp && {
      lookUp: (call: { requestId: string; kind: string; at: EpochMs }) => {
        if (!stands(trouble(call.kind, call.at))) return { outcome: 'unknown' as const };
        return signed.has(call.requestId)
          ? { outcome: 'made' as const, artifact: `${call.requestId}.pdf` }
          : { outcome: 'notMade' as const };
      },
    }),
  };
}
