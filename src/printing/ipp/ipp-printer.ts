import { setTimeout as sleep } from 'node:timers/promises';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { PrintCall, PrinterDriver, PrintOutcome } from '../driver.js';
import { statusName } from './codec.js';
import { type Asking, type Device, deviceAt, type Search } from './device.js';
import type { JobFacts } from './facts.js';
import { blamesDocument, type HandOver, handOver, isIncoming, wayOf } from './hand-over.js';
import { hindrance } from './hindrance.js';
import { intentsIn } from './intents.js';
import { judge } from './judge.js';
import { statuses } from './operations.js';
import { type IppPrinterOptions, ippPrinterOptions } from './options.js';
import { clearFrom, stranded } from './queue-stay.js';
import { newer, provesAbsence, type Sending, sendingsOf } from './sending.js';

/**
 * Makes a printer that speaks IPP (RFC 8010 and 8011): a printer on the network, or one behind CUPS.
 *
 * IPP knows no repeated request, so each job carries its key `<jobId>#<attempt>` as its name, and the driver looks for
 * that name before it sends and after an answer that did not come. A print is confirmed only by the device; what a
 * device gave up is `spoiled`, or `failed` when its hopper was empty or it never began.
 *
 * Needs the optional peer `ipp-encoder`. Speaks `ipps://` and `https://` over TLS, `ipp://` and `http://` without.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { ippPrinter } from 'loket/printing/ipp';
 *
 * const printer = ippPrinter({
 *   id: 'P1',
 *   medium: 'card',
 *   blanks: 100,
 *   uri: 'ipp://printer.example/ipp/print',
 *   document: async ({ applicationId }) => new TextEncoder().encode(`the PDF of ${applicationId}`),
 * });
 * printer.blanks; //=> 100
 * ```
 */
export function ippPrinter(options: IppPrinterOptions): PrinterDriver {
  parseHiddenOrThrow<unknown>(ippPrinterOptions(), options, `printer '${options?.id}'`);
  const {
    id,
    medium,
    blanks,
    uri,
    deviceUri,
    document,
    format = 'application/pdf',
    media,
    headers,
    login,
  } = options;
  const { pollMs = 1000, giveUpAfterMs = 600_000, onJam = 'spoiled', busyRetries = 3 } = options;
  const { wait = (signal: AbortSignal) => sleep(250, undefined, { signal }) } = options;
  const settings = {
    user: options.user ?? 'loket',
    tls: options.tls,
    timeoutMs: options.timeoutMs ?? 10_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 4_194_304,
  };
  const queue = deviceAt({ ...settings, uri });
  const device = deviceUri === undefined ? queue : deviceAt({ ...settings, uri: deviceUri });
  const sendings = sendingsOf();
  const intents = options.intents && intentsIn(options.intents, id);
  // No call to send goes on for longer than this after it kept its intent.
  const longestCallMs = (busyRetries + 2) * 2 * settings.timeoutMs;

  function later(call: PrintCall, job?: JobFacts): PrintOutcome {
    const lookAt = job?.doneAt !== undefined && job.doneAt > call.at ? job.doneAt : call.at + pollMs;
    return { outcome: 'accepted', lookAt };
  }

  function outOfReach(sending: Sending, call: PrintCall, reason: string): PrintOutcome {
    if (call.at - sending.since < giveUpAfterMs) return later(call);
    return { outcome: 'unknown', reason: `out of reach for too long: ${reason}` };
  }

  /** Says what a job came to that was found at the device. */
  async function follow(
    job: JobFacts,
    sending: Sending,
    call: PrintCall,
    asking: Asking,
  ): Promise<PrintOutcome> {
    sending.accepted = true;
    sending.id = job.id;
    const bare = judge(job, undefined, onJam);
    if (bare === 'working') {
      if (device !== queue || !isOrphan(job, sending, call)) return later(call, job);
      return takeBack(job, device, sending, call, asking);
    }
    const printer = await device.printer(asking);
    if ('silent' in printer) return outOfReach(sending, call, printer.silent);
    // Without the device behind it, the end that a spooler tells is the end of its own work.
    if (printer.spooler) return { outcome: 'accepted' };
    const verdict = judge(job, printer, onJam);
    if (verdict === 'working') return later(call, job);
    if (device !== queue) await clearFrom(queue, job.name, asking);
    return verdict;
  }

  /** A job without its document whose sender is gone, as after a crash, gets none any more. */
  function isOrphan(job: JobFacts, sending: Sending, { at }: PrintCall): boolean {
    const mayCome = sending.busy || (sending.open && at - sending.since < giveUpAfterMs);
    return isIncoming(job) && !mayCome;
  }

  /** Takes back a job that gets no document any more, for a printer of one job at a time waits for it. */
  async function takeBack(
    job: JobFacts,
    place: Device,
    sending: Sending,
    call: PrintCall,
    asking: Asking,
  ): Promise<PrintOutcome> {
    await place.cancel(job.id, asking);
    const search = await place.find(job.name, job.id, asking);
    if ('silent' in search) return outOfReach(sending, call, search.silent);
    const verdict = search.found ? judge(search.found, undefined, onJam) : 'working';
    if (verdict === 'working') return later(call);
    if (verdict.outcome !== 'failed') return verdict;
    return { outcome: 'unavailable', reason: 'the document of the job never came' };
  }

  /** Takes back a job before its queue sends it once more: its card may be out, and nobody would know of another. */
  async function recall(
    job: JobFacts,
    why: string,
    sending: Sending,
    call: PrintCall,
    asking: Asking,
  ): Promise<PrintOutcome> {
    await queue.cancel(job.id, asking);
    const search = await queue.find(job.name, job.id, asking);
    if ('silent' in search) return outOfReach(sending, call, search.silent);
    if (search.found && judge(search.found, undefined, onJam) === 'working')
      return outOfReach(sending, call, `${why} and does not give it back`);
    if (search.found?.untouched) return { outcome: 'unavailable', reason: why };
    return lookAgain(job.name, why, sending, call, asking);
  }

  /** Asks the device once more for a job that may have left its queue since it was asked. */
  async function lookAgain(
    key: string,
    why: string,
    sending: Sending,
    call: PrintCall,
    asking: Asking,
  ): Promise<PrintOutcome> {
    const again = await device.find(key, undefined, asking);
    if (!('silent' in again) && again.found) return follow(again.found, sending, call, asking);
    return { outcome: 'unknown', reason: why };
  }

  /** Looks for a job that may have been sent, at the device and before it. */
  async function reconcile(key: string, call: PrintCall, asking: Asking): Promise<PrintOutcome> {
    const sending = sendings.at(key, call.at);
    const atDevice = await device.find(key, sending.id, asking);
    if ('silent' in atDevice) return outOfReach(sending, call, atDevice.silent);
    if (atDevice.found) return follow(atDevice.found, sending, call, asking);
    if (device !== queue) {
      const inQueue = await queue.find(key, undefined, asking);
      if ('silent' in inQueue) return outOfReach(sending, call, inQueue.silent);
      if (inQueue.found) {
        sending.accepted = true;
        const verdict = judge(inQueue.found, undefined, onJam);
        if (verdict === 'working') {
          if (isOrphan(inQueue.found, sending, call))
            return takeBack(inQueue.found, queue, sending, call, asking);
          const why = await stranded(queue, inQueue.found, asking);
          return why === undefined ? later(call) : recall(inQueue.found, why, sending, call, asking);
        }
        // What the queue never began cannot have reached the device.
        if (verdict.outcome === 'failed' && inQueue.found.untouched) return verdict;
        return lookAgain(key, 'ended in its queue, and the device does not list it', sending, call, asking);
      }
      return absent(key, sending, atDevice, call, asking, 'neither the queue nor the device lists the job');
    }
    if (sending.open) return outOfReach(sending, call, 'no answer came to the job');
    return absent(key, sending, atDevice, call, asking, 'the printer does not list the job');
  }

  /** Says of a job that nobody lists what can be proved: that it was never sent, or never came. */
  async function absent(
    key: string,
    sending: Sending,
    search: Search,
    call: PrintCall,
    asking: Asking,
    why: string,
  ): Promise<PrintOutcome> {
    const unknown: PrintOutcome = { outcome: 'unknown', reason: `${why}, which proves nothing` };
    let before = sending.before;
    if (!before && intents) {
      const intent = await intents.settle(key).catch(() => undefined);
      if (!intent) return outOfReach(sending, call, 'the intent to print cannot be read');
      if ('never' in intent) return { outcome: 'unavailable', reason: 'the job was never sent' };
      // Whoever kept the intent may be at it still.
      if (call.at - intent.at < longestCallMs) return later(call);
      before = intent.before;
    }
    // What a queue took may be on its way to the device.
    if (device !== queue || sending.accepted || !before) return unknown;
    if (!(await provesAbsence(device, before, search, asking))) return unknown;
    sendings.forget(key);
    return { outcome: 'unavailable', reason: 'the printer lists older jobs and not this one' };
  }

  async function send(call: PrintCall): Promise<PrintOutcome> {
    const key = `${call.jobId}#${call.attempt}`;
    const asking: Asking = { headers: headers?.(call), login, signal: call.signal };
    if (sendings.has(key)) return reconcile(key, call, asking);
    const unsent = (reason: string): PrintOutcome => ({ outcome: 'unavailable', reason });
    let witness: JobFacts | undefined;
    for (const place of new Set<Device>([device, queue])) {
      const search = await place.find(key, undefined, asking);
      if ('silent' in search) return unsent(search.silent);
      if (search.found) return reconcile(key, call, asking);
      if (place === device) witness = search.others.reduce<JobFacts | undefined>(newer, undefined);
    }
    let upTime: number | undefined;
    let way: HandOver | undefined = options.handOver;
    for (const place of new Set<Device>([queue, device])) {
      const printer = await place.printer(asking);
      if ('silent' in printer) return unsent(printer.silent);
      const why = hindrance(printer, place === device, media);
      if (why !== undefined) return unsent(why);
      upTime = printer.upTime;
      if (place === queue) way ??= wayOf(printer);
    }
    let bytes: Uint8Array;
    try {
      bytes = await document(call);
    } catch {
      // What it throws may hold what it read.
      return { outcome: 'failed', reason: 'no document' };
    }
    const before = { witness, upTime };
    if (intents) {
      let first: boolean;
      try {
        first = await intents.begin(key, call.at, before);
      } catch {
        return unsent('the intent to print could not be kept');
      }
      if (!first) return reconcile(key, call, asking);
    }
    const ticket = { key, format, media, holdUntil: options.holdUntil?.(call) };
    for (let tries = 0; ; tries++) {
      if (call.signal.aborted) return unsent('the call was ended');
      const sending = sendings.at(key, call.at);
      sending.busy = true;
      const handed = await handOver(queue, way ?? 'print-job', ticket, bytes, asking);
      sending.busy = false;
      if (handed.kind === 'unsent' || handed.kind === 'refused') sendings.forget(key);
      if (handed.kind === 'unsent') return unsent(handed.reason);
      if (handed.kind === 'refused') {
        const { code } = handed;
        if (code === statuses.busy && tries < busyRetries) {
          await wait(call.signal).catch(() => undefined);
          continue;
        }
        if (blamesDocument(code)) return { outcome: 'failed', reason: statusName(code) };
        return unsent(statusName(code));
      }
      sending.before = before;
      if (handed.kind === 'silent') {
        sending.open = handed.open;
        // At a device behind a queue it has another number.
        if (device === queue && handed.id !== undefined) sending.id = handed.id;
        return afterSilence(key, call, asking);
      }
      sending.accepted = true;
      const { job } = handed;
      if (device !== queue || !job) return later(call);
      sending.id = job.id;
      // What the answer says of the job's end is not yet all that the device knows of it.
      return judge(job, undefined, onJam) === 'working' ? later(call, job) : reconcile(key, call, asking);
    }
  }

  /** Looks at once after a silence; a device that cannot be asked now is asked again later. */
  async function afterSilence(key: string, call: PrintCall, asking: Asking): Promise<PrintOutcome> {
    if (call.signal.aborted) return { outcome: 'unknown', reason: 'the call was ended while it was out' };
    return reconcile(key, call, asking);
  }

  return {
    id,
    medium,
    blanks,
    send,
    look: (call) =>
      reconcile(`${call.jobId}#${call.attempt}`, call, {
        headers: headers?.(call),
        login,
        signal: call.signal,
      }),
  };
}
