import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { PrintCall, PrinterDriver, PrintOutcome } from '../driver.js';
import type { CardEncoding, CardMachineStatus, CardStep } from './card-machine.js';
import { hinders, reasonText } from './card-reasons.js';
import { type CardRun, end, finishCard } from './card-run.js';
import { type CardEvent, type CardPrinterOptions, cardPrinterOptions } from './options.js';

/** A card that was fed: when, and what it came to. */
interface Fed {
  readonly at: EpochMs;
  outcome?: PrintOutcome;
}

const orphaned: PrintOutcome = { outcome: 'unknown', reason: 'the process that fed the card has ended' };

/** How many jobs are remembered. */
const remembered = 1000;

/**
 * Makes a printer of a card machine that a host works through its maker's SDK: feed, write the chip and read it back,
 * print, eject, or reject.
 *
 * Before a card is fed, whatever is wrong is `unavailable`, with a keyword of IPP. A card that was fed and is not good
 * goes to the reject tray and is `spoiled`; where contact is lost after feeding, the outcome is `unknown`. A machine
 * with a card in it is sent nothing.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cardPrinter } from 'loket/printing/card';
 * import { simulatedCardPrinter } from 'loket/testing';
 *
 * const machine = simulatedCardPrinter({ cards: 10 });
 * const printer = cardPrinter({
 *   id: 'P1',
 *   medium: 'card',
 *   blanks: 10,
 *   machine,
 *   document: () => new Uint8Array([1]),
 *   encoder: () => async (chip) => ({ outcome: 'encoded', serial: await chip.readSerial() }),
 * });
 * const job = { jobId: 'j1', applicationId: 'a1', kind: 'card', medium: 'card', attempt: 1, effectId: 'e1' };
 * const call = { ...job, printerId: 'P1', at: 0, signal: new AbortController().signal };
 * let seen = await printer.send(call);
 * while (seen.outcome === 'accepted') seen = (await printer.look?.(call)) ?? seen;
 * seen; //=> { outcome: 'printed', serial: 'CHIP-000001' }
 * ```
 */
export function cardPrinter(options: CardPrinterOptions): PrinterDriver {
  parseOrThrow<unknown>(cardPrinterOptions(), options, `printer '${options?.id}'`);
  const { id, medium, blanks, machine, document, encoder, onEvent } = options;
  const { pollMs = 1000, giveUpAfterMs = 300_000 } = options;
  const cards = new Map<string, Fed>();
  let busy = false;

  function later({ at }: PrintCall): PrintOutcome {
    return { outcome: 'accepted', lookAt: at + pollMs };
  }

  function tellOf({ jobId, attempt, at }: PrintCall) {
    return (step: CardEvent['step']) => {
      try {
        onEvent?.({ jobId, attempt, step, at });
      } catch {
        // A screen that fails must not cost a card.
      }
    };
  }

  async function send(call: PrintCall): Promise<PrintOutcome> {
    const key = `${call.jobId}#${call.attempt}`;
    if (cards.has(key)) return look(call);
    if (busy) return { outcome: 'unavailable', reason: 'a card is in the machine' };
    busy = true;
    // Until a card may have been fed, the machine is free again at once.
    const free = (outcome: PrintOutcome): PrintOutcome => {
      busy = false;
      return outcome;
    };
    let before: CardMachineStatus;
    try {
      // Before anything else, for `unavailable` would say that no card was fed.
      const was = await ended(call);
      if (was && was.outcome !== 'unavailable') return free(was);
      before = await untilOver(machine.status(), call.signal);
    } catch {
      return free({ outcome: 'unavailable', reason: 'no contact with the machine' });
    }
    const why = hindrance(before);
    if (why !== undefined) return free({ outcome: 'unavailable', reason: why });
    let bytes: Uint8Array;
    let encoding: CardEncoding | undefined;
    try {
      bytes = await document(call);
    } catch {
      return free({ outcome: 'failed', reason: 'no document' });
    }
    try {
      encoding = await encoder?.(call);
    } catch {
      return free({ outcome: 'failed', reason: 'no data for the chip' });
    }
    if (call.signal.aborted) return free({ outcome: 'unavailable', reason: 'the call was ended' });

    const run: CardRun = { machine, job: call, document: bytes, encoding, tell: tellOf(call) };
    const fed: Fed = { at: call.at };
    run.tell('feeding');
    remember(key, fed);
    const settle = (outcome: PrintOutcome): PrintOutcome => {
      fed.outcome = outcome;
      return free(outcome);
    };
    const unfed = (reason: string): PrintOutcome => {
      cards.delete(key);
      return free({ outcome: 'unavailable', reason });
    };
    let step: CardStep;
    try {
      step = await machine.feed(call);
    } catch {
      if (await sureNotFed(before)) return unfed('contact was lost before a card was fed');
      run.tell('lost');
      return settle({ outcome: 'unknown', reason: 'contact was lost while a card was fed' });
    }
    if (!step.ok) {
      const reason = reasonText(step.reason);
      if (step.card === 'in-feeder') return unfed(reason);
      return settle(await end(run, step.card === 'unknown' ? { lost: reason } : { reason }));
    }
    void finishCard(run).then(settle);
    return later(call);
  }

  /** A machine's own count proves that no card left the feeder. */
  async function sureNotFed({ cardsFed }: CardMachineStatus): Promise<boolean> {
    if (cardsFed === undefined) return false;
    try {
      const now = await machine.status();
      return now.cardsFed === cardsFed && now.position === 'none';
    } catch {
      return false;
    }
  }

  async function look(call: PrintCall): Promise<PrintOutcome> {
    const fed = cards.get(`${call.jobId}#${call.attempt}`);
    if (fed?.outcome) return fed.outcome;
    if (fed) {
      if (call.at - fed.at < giveUpAfterMs) return later(call);
      return { outcome: 'unknown', reason: 'the machine ends no step' };
    }
    try {
      return (await ended(call)) ?? orphaned;
    } catch {
      return later(call);
    }
  }

  /** What the machine keeps of a card that an earlier process fed for this very attempt, if any. */
  async function ended(call: PrintCall): Promise<PrintOutcome | undefined> {
    if (!machine.find) return undefined;
    switch (await untilOver(machine.find(call), call.signal)) {
      case 'rejected':
        return { outcome: 'spoiled', reason: 'the machine rejected the card' };
      // Which card it is, and whether its chip was read back, only a person sees now.
      case 'ejected':
        return orphaned;
      case 'never-fed':
        return { outcome: 'unavailable', reason: 'the machine fed no card' };
      default:
        return undefined;
    }
  }

  function remember(key: string, fed: Fed): void {
    cards.set(key, fed);
    for (const oldest of cards.keys()) {
      if (cards.size <= remembered) break;
      cards.delete(oldest);
    }
  }

  return { id, medium, blanks, send, look };
}

/** Waits for a machine no longer than for its call; some SDKs never come back. */
function untilOver<T>(value: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onOver = () => reject(new Error('the call was ended'));
    signal.addEventListener('abort', onOver, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', onOver));
    if (signal.aborted) onOver();
  });
}

/** Says why no card should be fed now. */
function hindrance({ position, reasons }: CardMachineStatus): string | undefined {
  const stopping = reasons.filter(hinders).map(reasonText);
  if (stopping.length > 0) return stopping.join(', ');
  if (position === 'jammed') return 'media-jam';
  // A card that was put out good and not taken is in nobody's way.
  return position === 'none' || position === 'ejected' ? undefined : 'a card is in the machine';
}
