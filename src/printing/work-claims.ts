import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import type { EpochMs } from '../internal/time.js';

/** Says who has taken a job in hand, so that two people do not look for one card. */
export interface WorkClaim {
  readonly jobId: string;
  /** Id of the person. */
  readonly operator: string;
  readonly since: EpochMs;
  /** When it lapses by itself. */
  readonly until: EpochMs;
}

/** Holds the claims of an office: plain JSON, for the host to keep where its screens read it. */
export type WorkClaims = readonly WorkClaim[];

/** What a claim or its release came to. */
export type WorkClaimOutcome =
  | { readonly ok: true; readonly claims: WorkClaims }
  /** Another person has the job in hand. */
  | { readonly ok: false; readonly claims: WorkClaims; readonly heldBy: WorkClaim };

/** Asks for a job, or gives it back. */
export interface WorkClaimRequest {
  readonly jobId: string;
  readonly operator: string;
  readonly at: EpochMs;
}

const request = lazy(() =>
  z.object({
    jobId: z.string().min(1, 'must not be empty'),
    operator: z.string().min(1, 'must not be empty'),
    at: z.number(),
    forMs: z.int('must be a whole number').positive('must be more than 0').optional(),
  }),
);

/**
 * Takes a job in hand, or holds on to it. Advisory: the office lets anybody confirm any card, claimed or not, for the
 * person with the card in hand knows best.
 *
 * @param request - `forMs` is how long it holds, more than 0 milliseconds; default 600 000
 * @throws {@link LoketError} with code `invalid-data` when the request breaks a rule
 *
 * @example
 * ```ts
 * import { claimJob } from 'loket/printing';
 *
 * const { claims } = claimJob([], { jobId: 'j1', operator: 'ani', at: 0 });
 * claimJob(claims, { jobId: 'j1', operator: 'budi', at: 1000 }).ok; //=> false
 * claimJob(claims, { jobId: 'j1', operator: 'budi', at: 600_000 }).ok; //=> true
 * ```
 */
export function claimJob(
  claims: WorkClaims,
  asked: WorkClaimRequest & { readonly forMs?: number },
): WorkClaimOutcome {
  parseOrThrow<unknown>(request(), asked, 'claim', 'invalid-data');
  const { jobId, operator, at, forMs = 600_000 } = asked;
  const live = liveClaims(claims, at);
  const held = live.find((claim) => claim.jobId === jobId);
  if (held && held.operator !== operator) return { ok: false, claims: live, heldBy: held };
  const claim: WorkClaim = { jobId, operator, since: held?.since ?? at, until: at + forMs };
  return { ok: true, claims: [...live.filter((one) => one.jobId !== jobId), claim] };
}

/**
 * Gives a job back; one that nobody holds is given back already.
 *
 * @throws {@link LoketError} with code `invalid-data` when the request breaks a rule
 *
 * @example
 * ```ts
 * import { claimJob, releaseJob } from 'loket/printing';
 *
 * const { claims } = claimJob([], { jobId: 'j1', operator: 'ani', at: 0 });
 * releaseJob(claims, { jobId: 'j1', operator: 'budi', at: 1 }).ok; //=> false
 * releaseJob(claims, { jobId: 'j1', operator: 'ani', at: 1 }).claims; //=> []
 * ```
 */
export function releaseJob(claims: WorkClaims, asked: WorkClaimRequest): WorkClaimOutcome {
  parseOrThrow<unknown>(request(), asked, 'release of a claim', 'invalid-data');
  const { jobId, operator, at } = asked;
  const live = liveClaims(claims, at);
  const held = live.find((claim) => claim.jobId === jobId);
  if (held && held.operator !== operator) return { ok: false, claims: live, heldBy: held };
  return { ok: true, claims: live.filter((one) => one.jobId !== jobId) };
}

/**
 * Picks what a person should take next from a worklist: what she holds already, else the first that nobody holds.
 *
 * @returns `undefined` when others hold all of it
 *
 * @example
 * ```ts
 * import { claimJob, nextWork } from 'loket/printing';
 *
 * const worklist = [{ jobId: 'j1' }, { jobId: 'j2' }];
 * const { claims } = claimJob([], { jobId: 'j1', operator: 'ani', at: 0 });
 * nextWork(worklist, claims, { operator: 'budi', at: 1 })?.jobId; //=> 'j2'
 * ```
 */
export function nextWork<T extends { readonly jobId: string }>(
  worklist: readonly T[],
  claims: WorkClaims,
  { operator, at }: { readonly operator: string; readonly at: EpochMs },
): T | undefined {
  const holders = new Map(liveClaims(claims, at).map((claim) => [claim.jobId, claim.operator]));
  return (
    worklist.find(({ jobId }) => holders.get(jobId) === operator) ??
    worklist.find(({ jobId }) => !holders.has(jobId))
  );
}

function liveClaims(claims: WorkClaims, at: EpochMs): WorkClaims {
  return claims.filter(({ until }) => at < until);
}
