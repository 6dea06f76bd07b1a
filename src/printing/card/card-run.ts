import type { PrintOutcome } from '../driver.js';
import type { CardEncoding, CardJob, CardMachine } from './card-machine.js';
import { type CardReason, reasonText } from './card-reasons.js';
import type { CardEvent } from './options.js';

/** What a card that was fed came to. @internal */
export type CardEnd = Exclude<PrintOutcome, { readonly outcome: 'accepted' | 'unavailable' | 'failed' }>;

/** What it takes to finish a card. @internal */
export interface CardRun {
  readonly machine: CardMachine;
  readonly job: CardJob;
  readonly document: Uint8Array;
  readonly encoding: CardEncoding | undefined;
  readonly tell: (step: CardEvent['step']) => void;
}

/** A fault, and whether the card can still be moved; `lost` when nobody knows where it is. */
type Fault = { readonly reason: string } | { readonly lost: string };

/** Takes a card that was fed to its end, and never rejects. @internal */
export async function finishCard(run: CardRun): Promise<CardEnd> {
  const { machine, job, document, encoding, tell } = run;
  let serial: string | undefined;
  if (encoding) {
    tell('encoding');
    const encoded = await encode(machine, encoding);
    if ('lost' in encoded) return lose(run, encoded.lost);
    if ('reason' in encoded) return rejectCard(run, encoded.reason);
    serial = encoded.serial;
  }
  tell('printing');
  const printFault = await faultOf(() => machine.print(job, document), 'contact was lost while printing');
  if (printFault) return end(run, printFault);
  const ejectFault = await faultOf(() => machine.eject(), 'contact was lost while the card came out');
  // The card is good wherever it sticks, so that a person has to take it out and say which it is.
  if (ejectFault) return lose(run, 'lost' in ejectFault ? ejectFault.lost : `ejecting: ${ejectFault.reason}`);
  tell('ejected');
  return serial === undefined ? { outcome: 'printed' } : { outcome: 'printed', serial };
}

/** Ends a card that was fed and cannot be finished. @internal */
export function end(run: CardRun, fault: Fault): Promise<CardEnd> | CardEnd {
  return 'lost' in fault ? lose(run, fault.lost) : rejectCard(run, fault.reason);
}

function lose({ tell }: CardRun, reason: string): CardEnd {
  tell('lost');
  return { outcome: 'unknown', reason };
}

/** A card that is not good is lost whether the tray takes it or it stays where it is. */
async function rejectCard({ machine, tell }: CardRun, reason: string): Promise<CardEnd> {
  const fault = await faultOf(() => machine.reject(), 'contact was lost');
  tell(fault ? 'stuck' : 'rejected');
  if (!fault) return { outcome: 'spoiled', reason };
  const why = 'lost' in fault ? fault.lost : fault.reason;
  return { outcome: 'spoiled', reason: `${reason}; not rejected: ${why}` };
}

async function encode(
  machine: CardMachine,
  encoding: CardEncoding,
): Promise<{ readonly serial: string } | Fault> {
  try {
    const chip = await machine.chip?.();
    if (!chip) return { reason: 'other: chip, no station' };
    const encoded = await encoding(chip);
    if (encoded.outcome !== 'encoded') return { reason: `other: chip, ${encoded.reason}` };
    // What was written is believed when it is read.
    if ((await chip.readSerial()) !== encoded.serial) return { reason: 'other: chip, another serial number' };
    return { serial: encoded.serial };
  } catch {
    // An unprinted card is worth nothing; whether it can be moved the reject tray will tell.
    return { reason: 'other: chip, no answer' };
  }
}

async function faultOf(
  step: () => Promise<{ readonly ok: true } | { readonly ok: false; reason: CardReason; card: string }>,
  lost: string,
): Promise<Fault | undefined> {
  try {
    const result = await step();
    if (result.ok) return undefined;
    const reason = reasonText(result.reason);
    return result.card === 'unknown' ? { lost: reason } : { reason };
  } catch {
    // What an SDK throws may hold what was printed.
    return { lost };
  }
}
