import type { ApplicationContext } from '../application-context.js';
import { holds, type Shadow } from './world.js';

/** What must hold wherever an application rests. @internal */
export function check(
  state: string,
  context: ApplicationContext,
  shadow: Shadow,
  final: boolean,
  maxAttempts: number,
): void {
  const { rules, mode, signedAt, printedAt, commitment, breached } = context;
  const { request, job, paper, original, electronic, sheet, timers } = shadow;
  const wet = mode === 'wet' && signedAt !== null;
  const released = state === 'readyForPickup' || state === 'unclaimed' || state === 'collected';
  const ready = released && state !== 'collected';

  holds(!(electronic && wet), 'it carries an electronic and a wet signature');
  holds(final || sheet || !wet, 'the sheet that was signed by hand is gone, and its signature still counts');
  holds(state !== 'signing.wet' || signedAt === null, 'a signed paper lies on the desk');
  holds(!original || printedAt !== null || final, 'an original exists that the application forgot');
  if (released) {
    holds(printedAt !== null && original, 'it is released without a document');
    if (rules.signatory !== null) {
      holds(signedAt !== null && (electronic || wet), 'it is released unsigned');
      holds(electronic === (mode === 'electronic'), 'its mode does not say how it was signed');
    }
    holds(context.readyAt !== null, 'it is released without a time');
    holds(context.claimBy !== null, 'it is released without a last day');
  }
  if (rules.signatory === null) {
    holds(!/^sign(ing|ed)\./.test(state), 'a kind without a signature is being signed');
    holds(mode === null || mode === 'none', 'a kind without a signature is signed');
  }
  holds(rules.provider !== null || mode !== 'electronic', 'it is signed electronically by nobody');
  holds(context.attempts <= maxAttempts, 'more prints were tried than the limit allows');

  const places = { waiting: 'waiting', held: 'waiting', electronic: 'inFlight', unknown: 'unknown' } as const;
  const place = /^signing\.(waiting|held|electronic|unknown)$/.exec(state)?.[1];
  holds(
    request === (place === undefined ? 'none' : places[place as keyof typeof places]),
    `the signer has its request as '${request}'`,
  );
  const jobs: Readonly<Record<string, Shadow['job']>> = {
    'printing.queued': 'queued',
    'printing.running': 'running',
    'printing.unknown': 'unknown',
    'signed.electronic': 'queued',
    'signed.wet': printedAt === null ? 'queued' : 'none',
  };
  holds(job === (jobs[state] ?? 'none'), `the centre has its job as '${job}'`);
  holds(
    paper === (state === 'signing.wet'),
    paper ? 'its paper was forgotten on the desk' : 'its paper is not on the desk',
  );
  if (state === 'rejected' || state === 'cancelled' || state === 'destroyed') {
    holds(!original, 'an original outlives its application');
    holds(!electronic, 'a signature outlives its application');
  }
  const promised = commitment !== null && commitment.breachAt !== null && !breached;
  holds(timers.claim === (state === 'readyForPickup'), 'the time for pickup is not watched rightly');
  holds(timers.correction === (state === 'returned'), 'the time for correction is not watched rightly');
  holds(
    timers.commitment === (promised && !final && !ready),
    timers.commitment ? 'a promise is watched that does not stand' : 'a promise stands that nobody watches',
  );
  if (state === 'queued' || state === 'verifying' || state === 'returned') {
    holds(signedAt === null && printedAt === null, 'it is signed or printed before it was verified');
  }
}
