import type { PrintCall, PrinterDriver, PrintOutcome } from 'loket/printing';
import { type IppPrinterOptions, ippPrinter } from 'loket/printing/ipp';

/** The smallest that goes for a card. */
export const cardPdf = (text: string) => new TextEncoder().encode(`%PDF-1.4\n% ${text}\n%%EOF\n`);

export function callFor(jobId: string, parts: Partial<PrintCall> = {}): PrintCall {
  return {
    printerId: 'P1',
    jobId,
    applicationId: `a-${jobId}`,
    kind: 'card',
    medium: 'card',
    attempt: 1,
    effectId: `e-${jobId}`,
    at: 1_000_000,
    signal: new AbortController().signal,
    ...parts,
  };
}

export function driverAt(uri: string, options: Partial<IppPrinterOptions> = {}): PrinterDriver {
  return ippPrinter({
    id: 'P1',
    medium: 'card',
    blanks: 100,
    uri,
    document: ({ jobId }) => cardPdf(jobId),
    wait: () => Promise.resolve(),
    ...options,
  });
}

export async function look(driver: PrinterDriver, call: PrintCall): Promise<PrintOutcome> {
  if (!driver.look) throw new Error('the driver cannot look');
  return driver.look(call);
}

/** Sends a job and looks when the driver says; `pass` lets that time go by for the device. */
export async function printed(
  driver: PrinterDriver,
  call: PrintCall,
  pass: (ms: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<PrintOutcome> {
  let outcome = await driver.send(call);
  let at = call.at;
  for (let looks = 0; looks < 300; looks++) {
    if (outcome.outcome !== 'accepted' || outcome.lookAt === undefined) return outcome;
    await pass(outcome.lookAt - at);
    at = outcome.lookAt;
    outcome = await look(driver, { ...call, at });
  }
  return outcome;
}
