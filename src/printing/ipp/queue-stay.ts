import type { Asking, Device } from './device.js';
import type { JobFacts } from './facts.js';
import { jobStates, printerStates } from './operations.js';

/**
 * Says why a queue must give back a job that its device does not list, `undefined` while it may still bring it. CUPS
 * stops a queue whose device lost its power between job and document, and sends the job again whenever somebody starts
 * the queue. @internal
 */
export async function stranded(
  queue: Device,
  { state, begun }: JobFacts,
  asking: Asking,
): Promise<string | undefined> {
  if (state === jobStates.processing) return undefined;
  // It would try again at a time that nobody knows, whatever the device made of the first try.
  if (begun) return 'its queue began it and put it back';
  if (state !== jobStates.pending) return undefined;
  const printer = await queue.printer(asking);
  return 'silent' in printer || printer.state !== printerStates.stopped ? undefined : 'its queue is stopped';
}

/** Takes out of a queue a job that has ended at the device: one that was stopped meanwhile would send it again. @internal */
export async function clearFrom(queue: Device, key: string, asking: Asking): Promise<void> {
  const waiting = await queue.jobs('not-completed', undefined, asking);
  if ('silent' in waiting) return;
  for (const { id, name, state } of waiting.jobs) {
    // What is at work sees the end by itself.
    if (name === key && state !== jobStates.processing) await queue.cancel(id, asking);
  }
}
