import type { EpochMs } from '../internal/time.js';
import type { MaybePromise } from '../office/index.js';
import type { PrintCall, PrinterDriver, PrintOutcome } from '../printing/index.js';
import type { ContractCase } from './contract-case.js';

/** A printer's driver with what a contract needs around it. */
export interface PrinterRig {
  readonly driver: PrinterDriver;
  /**
   * Makes the next job fare so: `spoiled` and `failed` as the outcomes are called, `unavailable` with nothing sent,
   * `silent` with the card printed and no answer. Leave out what the rig cannot do.
   */
  readonly next?: Partial<Record<'spoiled' | 'failed' | 'unavailable' | 'silent', () => MaybePromise<void>>>;
  /** Job ids of which a good card came out, each as often as it did; leave it out where nobody can count. */
  cards?(): MaybePromise<readonly string[]>;
  /** Whether the driver looks for a job before it sends it, so that a call may be repeated. Default `false`. */
  readonly looksBeforeSending?: boolean;
  /** Lets time pass for the device, where it has a clock of its own. */
  pass?(to: EpochMs): MaybePromise<void>;
  /** Ends the device after a case. */
  close?(): MaybePromise<void>;
}

function call(jobId: string, driver: PrinterDriver, parts: Partial<PrintCall> = {}): PrintCall {
  return {
    printerId: driver.id,
    jobId,
    applicationId: `a-${jobId}`,
    kind: 'card',
    medium: driver.medium,
    attempt: 1,
    effectId: `e-${jobId}`,
    at: 1_000_000,
    signal: new AbortController().signal,
    ...parts,
  };
}

/** Sends a job and looks at it whenever its driver says, until it ends or waits for a person. */
async function printOut(
  rig: PrinterRig,
  jobId: string,
  parts: Partial<PrintCall> = {},
): Promise<PrintOutcome> {
  const { driver } = rig;
  let about = call(jobId, driver, parts);
  let outcome = await driver.send(about);
  for (let looks = 0; outcome.outcome === 'accepted' && outcome.lookAt !== undefined; looks++) {
    hold(driver.look !== undefined, 'a driver that says when to look again must be able to look');
    hold(outcome.lookAt > about.at, `lookAt ${outcome.lookAt} lies not after the call at ${about.at}`);
    hold(looks < 1000, 'the job has not ended after 1000 looks');
    await rig.pass?.(outcome.lookAt);
    about = { ...about, at: outcome.lookAt };
    outcome = (await driver.look?.(about)) ?? outcome;
  }
  return outcome;
}

function hold(holds: boolean, rule: string): void {
  if (!holds) throw new Error(rule);
}

function ends(outcome: PrintOutcome, ...allowed: readonly PrintOutcome['outcome'][]): void {
  hold(allowed.includes(outcome.outcome), `expected ${allowed.join(' or ')}, got ${JSON.stringify(outcome)}`);
}

async function comesOut(rig: PrinterRig, jobId: string, times: number): Promise<void> {
  const cards = await rig.cards?.();
  if (!cards) return;
  const count = cards.filter((id) => id === jobId).length;
  hold(count === times, `'${jobId}' came out ${count} times, not ${times}`);
}

const rules: Readonly<Record<string, (rig: PrinterRig) => Promise<void>>> = {
  async 'has an id, a medium and a whole number of blanks'({ driver }) {
    hold(driver.id !== '' && driver.medium !== '', 'id and medium must not be empty');
    hold(Number.isInteger(driver.blanks) && driver.blanks >= 0, 'blanks must be whole and 0 or more');
  },

  async 'prints a job once, or leaves it to a person'(rig) {
    const outcome = await printOut(rig, 'j1');
    ends(outcome, 'printed', 'accepted');
    if (outcome.outcome === 'printed') await comesOut(rig, 'j1', 1);
  },

  async 'gives each card a serial number of its own, if it gives any'(rig) {
    const serials: string[] = [];
    for (const jobId of ['j1', 'j2', 'j3']) {
      const outcome = await printOut(rig, jobId);
      if (outcome.outcome === 'printed' && outcome.serial !== undefined) serials.push(outcome.serial);
    }
    hold(new Set(serials).size === serials.length, `serial numbers repeat: ${serials.join(', ')}`);
  },

  async 'calls a card that was lost spoiled, and keeps to it'(rig) {
    if (!rig.next?.spoiled) return;
    await rig.next.spoiled();
    ends(await printOut(rig, 'j1'), 'spoiled', 'unknown');
    await comesOut(rig, 'j1', 0);
    const again = await rig.driver.look?.(call('j1', rig.driver, { at: 2_000_000 }));
    if (again) ends(again, 'spoiled', 'unknown');
  },

  async 'calls a job without a card and without a used blank failed'(rig) {
    if (!rig.next?.failed) return;
    await rig.next.failed();
    ends(await printOut(rig, 'j1'), 'failed');
    await comesOut(rig, 'j1', 0);
  },

  async 'sends nothing when it is unavailable, and prints in another attempt'(rig) {
    if (!rig.next?.unavailable) return;
    await rig.next.unavailable();
    ends(await rig.driver.send(call('j1', rig.driver)), 'unavailable');
    await comesOut(rig, 'j1', 0);
  },

  async 'tells attempts of a job apart'(rig) {
    if (!rig.next?.failed) return;
    await rig.next.failed();
    ends(await printOut(rig, 'j1'), 'failed');
    ends(await printOut(rig, 'j1', { attempt: 2 }), 'printed', 'accepted');
    await comesOut(rig, 'j1', 1);
    const first = await rig.driver.look?.(call('j1', rig.driver, { at: 2_000_000 }));
    if (first) ends(first, 'failed', 'unknown');
  },

  async 'never says that an unanswered card was not printed'(rig) {
    if (!rig.next?.silent) return;
    await rig.next.silent();
    ends(await printOut(rig, 'j1'), 'printed', 'accepted', 'unknown');
    await comesOut(rig, 'j1', 1);
  },

  async 'prints once though it is told twice'(rig) {
    if (!rig.looksBeforeSending) return;
    ends(await printOut(rig, 'j1'), 'printed', 'accepted');
    ends(await printOut(rig, 'j1'), 'printed', 'accepted');
    await comesOut(rig, 'j1', 1);
  },

  async 'claims nothing of a job that it never got'({ driver }) {
    const outcome = await driver.look?.(call('never', driver));
    if (outcome) ends(outcome, 'unknown', 'unavailable', 'accepted');
  },
};

/**
 * Lists what any printer's driver must do for an office to rely on it: the contract of the printing port, for any test
 * runner. A rig says what can be tried on it; rules about what it cannot do hold by themselves.
 *
 * @param make - makes a new driver, its device idle and loaded
 *
 * @example
 * ```ts
 * import { printerContract, virtualPrinter } from 'loket/testing';
 *
 * // In a test runner: for (const { name, run } of printerContract(makeMyRig)) it(name, run);
 * const cases = printerContract(() => {
 *   const driver = virtualPrinter({ id: 'P1', media: 'card', blanks: 10 });
 *   return { driver, cards: () => driver.printed };
 * });
 * for (const { run } of cases) await run();
 * ```
 */
export function printerContract(make: () => MaybePromise<PrinterRig>): ContractCase[] {
  return Object.entries(rules).map(([name, check]) => ({
    name,
    async run() {
      const rig = await make();
      try {
        await check(rig);
      } finally {
        await rig.close?.();
      }
    },
  }));
}
