import type { MaybePromise } from '../office/index.js';
import type {
  SignatureCall,
  SignatureLookUp,
  SignatureOutcome,
  SignatureProvider,
} from '../signing/index.js';
import type { ContractCase } from './contract-case.js';

/** A signature provider with what a contract needs around it. */
export interface ProviderRig {
  readonly provider: SignatureProvider;
  /**
   * Makes the next call fare so: `unavailable` with surely nothing signed, `silent` signed and without an answer,
   * `lost` without an answer and nothing signed, `rejected` for good. Leave out what the rig cannot do.
   */
  readonly next?: Partial<Record<'unavailable' | 'silent' | 'lost' | 'rejected', () => MaybePromise<void>>>;
  /** Request ids that the service signed for, each as often as it did; leave it out where nobody can count. */
  signed?(): MaybePromise<readonly string[]>;
  /** Whether signing the same request again does no harm, as with one digest for all attempts. Default `false`. */
  readonly safeToRepeat?: boolean;
  /** Text that must appear in no outcome: passphrases, tokens, identity numbers. */
  readonly secrets?: readonly string[];
  /** A time at which the provider's certificate is in force, in epoch milliseconds. Default 1,772,416,800,000. */
  readonly at?: number;
  /** Ends the service after a case. */
  close?(): MaybePromise<void>;
}

const march = 1_772_416_800_000;

function callOf(rig: ProviderRig, requestId: string, attempt = 1, signal?: AbortSignal): SignatureCall {
  return {
    requestId,
    applicationId: `a-${requestId}`,
    kind: 'letter',
    attempt,
    effectId: `e-${requestId}-${attempt}`,
    at: rig.at ?? march,
    signal: signal ?? new AbortController().signal,
  };
}

function hold(holds: boolean, rule: string): void {
  if (!holds) throw new Error(rule);
}

/** Signs as the office does: what throws counts as of unknown outcome. */
async function signIt(rig: ProviderRig, call: SignatureCall): Promise<SignatureOutcome> {
  try {
    return await rig.provider.sign(call);
  } catch {
    return { outcome: 'unknown', reason: 'the provider threw' };
  }
}

async function lookUp(rig: ProviderRig, call: SignatureCall): Promise<SignatureLookUp> {
  return (await rig.provider.lookUp?.(call)) ?? { outcome: 'unknown' };
}

async function timesSigned(rig: ProviderRig, requestId: string): Promise<number | undefined> {
  const all = await rig.signed?.();
  return all?.filter((id) => id === requestId).length;
}

function is(outcome: SignatureOutcome, ...allowed: readonly SignatureOutcome['outcome'][]): void {
  hold(allowed.includes(outcome.outcome), `expected ${allowed.join(' or ')}, got ${JSON.stringify(outcome)}`);
}

const rules: Readonly<Record<string, (rig: ProviderRig) => Promise<void>>> = {
  async 'has an id and a signatory'({ provider }) {
    hold(provider.id !== '' && provider.signatory !== '', 'id and signatory must not be empty');
  },

  async 'signs a document once, and names the same one when it is asked again'(rig) {
    const first = await signIt(rig, callOf(rig, 'r1'));
    is(first, 'ok');
    const artifact = first.outcome === 'ok' ? first.artifact : undefined;
    if (artifact === undefined) return;
    const found = await lookUp(rig, callOf(rig, 'r1'));
    hold(found.outcome !== 'notMade', 'a look-up must not deny what was signed');
    if (found.outcome === 'made') hold(found.artifact === artifact, 'a look-up must name the same document');
  },

  async 'gives each request a document of its own'(rig) {
    const names: string[] = [];
    for (const id of ['r1', 'r2', 'r3']) {
      const outcome = await signIt(rig, callOf(rig, id));
      is(outcome, 'ok');
      if (outcome.outcome === 'ok' && outcome.artifact !== undefined) names.push(outcome.artifact);
    }
    hold(new Set(names).size === names.length, `two requests have one document: ${names.join(', ')}`);
  },

  async 'says that it is unavailable only when surely nothing was signed'(rig) {
    if (!rig.next?.unavailable) return;
    await rig.next.unavailable();
    is(await signIt(rig, callOf(rig, 'r1')), 'unavailable');
    hold(((await timesSigned(rig, 'r1')) ?? 0) === 0, 'it was signed all the same');
    is(await signIt(rig, callOf(rig, 'r1', 2)), 'ok');
  },

  async 'leaves open what came of a call without an answer, and never denies what was signed'(rig) {
    if (!rig.next?.silent) return;
    await rig.next.silent();
    is(await signIt(rig, callOf(rig, 'r1')), 'unknown', 'ok');
    const found = await lookUp(rig, callOf(rig, 'r1'));
    if (rig.safeToRepeat !== true) hold(found.outcome !== 'notMade', 'a look-up denied what was signed');
  },

  async 'never says that it signed what it did not'(rig) {
    if (!rig.next?.lost) return;
    await rig.next.lost();
    is(await signIt(rig, callOf(rig, 'r1')), 'unknown', 'unavailable');
    hold((await lookUp(rig, callOf(rig, 'r1'))).outcome !== 'made', 'a look-up found what nobody signed');
  },

  async 'does not send a request in doubt again, unless that does no harm'(rig) {
    if (!rig.next?.silent || rig.safeToRepeat === true || !rig.signed) return;
    await rig.next.silent();
    await signIt(rig, callOf(rig, 'r1'));
    const before = await timesSigned(rig, 'r1');
    await signIt(rig, callOf(rig, 'r1'));
    hold((await timesSigned(rig, 'r1')) === before, 'the same attempt was sent twice');
  },

  async 'refuses for good with a reason, and not as an outage'(rig) {
    if (!rig.next?.rejected) return;
    await rig.next.rejected();
    const outcome = await signIt(rig, callOf(rig, 'r1'));
    is(outcome, 'rejected');
    hold(outcome.outcome !== 'ok' && outcome.reason !== '', 'a refusal must have a reason');
  },

  async 'signs nothing when it was stopped before it began'(rig) {
    const outcome = await signIt(rig, callOf(rig, 'r1', 1, AbortSignal.abort()));
    if (outcome.outcome === 'ok') return;
    is(outcome, 'unavailable', 'unknown');
    if (outcome.outcome === 'unavailable') {
      hold(((await timesSigned(rig, 'r1')) ?? 0) === 0, 'it was signed all the same');
    }
  },

  async 'answers a probe with yes while it works'(rig) {
    const signal = new AbortController().signal;
    const probe = { kind: 'letter', at: rig.at ?? march, signal };
    hold((await rig.provider.probe(probe)) === true, 'the probe failed on a service that works');
  },

  async 'keeps its secrets out of what it tells'(rig) {
    const told: unknown[] = [await signIt(rig, callOf(rig, 'r0'))];
    for (const mishap of Object.values(rig.next ?? {})) {
      await mishap();
      told.push(await signIt(rig, callOf(rig, `r${told.length}`)));
    }
    const text = JSON.stringify(told);
    for (const secret of rig.secrets ?? []) hold(!text.includes(secret), 'an outcome holds a secret');
  },
};

/**
 * Lists what every signature provider must keep, as cases that a host's own tests run, each on a fresh provider.
 *
 * @param setUp - makes a provider with a service of its own, and what the contract needs around them
 *
 * @example
 * ```ts
 * import { fakeSigner, signatureProviderContract } from 'loket/testing';
 *
 * const cases = signatureProviderContract(() => ({ provider: fakeSigner() }));
 * for (const { run } of cases) await run();
 * cases.length; //=> 11
 * ```
 */
export function signatureProviderContract(setUp: () => MaybePromise<ProviderRig>): readonly ContractCase[] {
  return Object.entries(rules).map(([name, rule]) => ({
    name,
    async run() {
      const rig = await setUp();
      try {
        await rule(rig);
      } finally {
        await rig.close?.();
      }
    },
  }));
}
