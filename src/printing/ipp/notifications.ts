import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { attribute, attributesOf, groupTags, type IppMessage } from './codec.js';
import type { Asking, Device } from './device.js';
import { statuses } from './operations.js';

/** What a printer, or a look at it, says has happened. A hint to look, no proof. */
export interface IppEvent {
  /** IPP's keyword, as `job-state-changed`, `job-completed` or `printer-state-changed`. */
  readonly event: string;
  /** The printer's number of the job; missing when it is about the printer. */
  readonly jobId?: number;
  /** The job's state of RFC 8011 §5.3.7, 3 to 9, or the printer's, 3 to 5. */
  readonly state?: number;
  readonly reasons: readonly string[];
  /** `subscription` when the printer told it, `look` when loket saw a difference. */
  readonly by: 'subscription' | 'look';
}

/** What it takes to follow a printer. @internal */
export interface Watching {
  readonly device: Device;
  readonly asking: (signal?: AbortSignal) => Asking;
  readonly pollMs: number;
  readonly leaseSeconds: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

interface Subscription {
  readonly id: number;
  readonly leaseSeconds: number;
}

const first = <T>(value: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .transform(([one]) => one)
    .pipe(value);

const subscribed = lazy(() =>
  z.object({
    'notify-subscription-id': first(z.int().positive()),
    'notify-lease-duration': first(z.int().min(0)).optional(),
  }),
);
const told = lazy(() =>
  z.object({
    'notify-subscribed-event': first(z.string()),
    'notify-sequence-number': first(z.int()),
    'notify-job-id': first(z.int()).optional(),
    'job-state': first(z.int()).optional(),
    'job-state-reasons': z.array(z.string()).optional(),
    'printer-state': first(z.int()).optional(),
    'printer-state-reasons': z.array(z.string()).optional(),
  }),
);
const interval = lazy(() => z.object({ 'notify-get-interval': first(z.int().min(1).max(3600)).optional() }));

const wanted = ['job-created', 'job-state-changed', 'job-completed', 'printer-state-changed'];
/** Looks in a row that may go without an answer before a subscription is taken for lost. */
const patience = 3;
/** Looks before a printer that refused a subscription is asked for one again. */
const patienceRefused = 30;

/** What was seen at the last look, for the differences to the next. */
interface Seen {
  jobs?: ReadonlyMap<number, string>;
  state?: string;
}

/** Follows a printer until the signal ends it. @internal */
export async function* watchPrinter(watching: Watching): AsyncGenerator<IppEvent, void, undefined> {
  const { signal } = watching;
  let seen: Seen = {};
  while (!signal.aborted) {
    const subscription = await subscribe(watching);
    if (subscription && subscription !== 'refused') {
      yield* bySubscription(watching, subscription);
      seen = {};
    } else yield* byLooking(watching, seen, subscription === 'refused' ? patienceRefused : 1);
    // A printer that takes subscriptions and tells nothing must not be asked without end.
    await watching.wait(watching.pollMs, signal).catch(() => undefined);
  }
}

/** Makes a subscription, RFC 3995 §11.1.2; `undefined` when the printer offers none or is out of reach. */
async function subscribe({
  device,
  asking,
  leaseSeconds,
  signal,
}: Watching): Promise<Subscription | 'refused' | undefined> {
  const printer = await device.printer(asking(signal));
  if ('silent' in printer || !printer.notifies) return undefined;
  const answer = await device.ask('Create-Printer-Subscriptions', [], asking(signal), {
    subscriptionAttributes: [
      attribute('keyword', 'notify-pull-method', 'ippget'),
      attribute('keyword', 'notify-events', ...wanted),
      attribute('integer', 'notify-lease-duration', leaseSeconds),
    ],
  });
  if (answer.kind !== 'answer') return undefined;
  // It may want to know who asks, or have given out all that it keeps.
  if (answer.message.code >= statuses.badRequest) return 'refused';
  const group = answer.message.groups.find(({ tag }) => tag === groupTags.subscription);
  const { data } = subscribed().safeParse({ ...attributesOf(group) });
  // A lease of 0 never ends, RFC 3995 §5.3.8.
  if (!data) return 'refused';
  return { id: data['notify-subscription-id'], leaseSeconds: data['notify-lease-duration'] || 0 };
}

async function* bySubscription(
  { device, asking, pollMs, wait, signal }: Watching,
  { id, leaseSeconds }: Subscription,
): AsyncGenerator<IppEvent, void, undefined> {
  const about = attribute('integer', 'notify-subscription-id', id);
  let next = 1;
  let silences = 0;
  let waitedMs = 0;
  try {
    while (!signal.aborted) {
      const answer = await device.ask(
        'Get-Notifications',
        [
          attribute('integer', 'notify-subscription-ids', id),
          attribute('integer', 'notify-sequence-numbers', next),
          attribute('boolean', 'notify-wait', false),
        ],
        asking(signal),
      );
      let waitMs = pollMs;
      if (answer.kind === 'answer' && answer.message.code < statuses.badRequest) {
        silences = 0;
        for (const { event, sequence } of eventsOf(answer.message)) {
          next = Math.max(next, sequence + 1);
          yield event;
        }
        if (answer.message.code === statuses.eventsComplete) return;
        waitMs = intervalOf(answer.message) ?? pollMs;
      } else {
        // A printer that was switched off has forgotten its subscriptions.
        if (answer.kind === 'answer' || ++silences >= patience) return;
      }
      await wait(waitMs, signal).catch(() => undefined);
      waitedMs += waitMs;
      if (leaseSeconds > 0 && waitedMs >= leaseSeconds * 500) {
        waitedMs = 0;
        await device.ask('Renew-Subscription', [about], asking(signal));
      }
    }
  } finally {
    // The watcher's signal may be over; a printer keeps few subscriptions.
    await device.ask('Cancel-Subscription', [about], asking());
  }
}

/** Looks at jobs and state, and tells the differences; returns when it is time to ask again for a subscription. */
async function* byLooking(
  { device, asking, pollMs, wait, signal }: Watching,
  seen: Seen,
  untilAsked: number,
): AsyncGenerator<IppEvent, void, undefined> {
  for (let looks = 0; !signal.aborted; looks++) {
    const printer = await device.printer(asking(signal));
    if (!('silent' in printer)) {
      const now = `${printer.state} ${printer.reasons.join()}`;
      if (seen.state !== undefined && seen.state !== now)
        yield {
          event: 'printer-state-changed',
          state: printer.state,
          reasons: printer.reasons,
          by: 'look',
        };
      seen.state = now;
    }
    const waiting = await device.jobs('not-completed', undefined, asking(signal));
    const ended = await device.jobs('completed', 100, asking(signal));
    if (!('silent' in waiting) && !('silent' in ended)) {
      const now = new Map<number, string>();
      for (const { id, state, reasons } of [...waiting.jobs, ...ended.jobs].sort((a, b) => a.id - b.id)) {
        const text = `${state} ${reasons.join()}`;
        const before = seen.jobs?.get(id);
        now.set(id, text);
        if (!seen.jobs || before === text) continue;
        const event = before === undefined ? 'job-created' : 'job-state-changed';
        yield { event: state >= 7 ? 'job-completed' : event, jobId: id, state, reasons, by: 'look' };
      }
      seen.jobs = now;
    }
    if (!('silent' in printer) && printer.notifies && looks >= untilAsked) return;
    await wait(pollMs, signal).catch(() => undefined);
  }
}

function eventsOf(message: IppMessage): { readonly event: IppEvent; readonly sequence: number }[] {
  return message.groups
    .filter(({ tag }) => tag === groupTags.event)
    .flatMap((group) => {
      const { data } = told().safeParse({ ...attributesOf(group) });
      if (!data) return [];
      const jobId = data['notify-job-id'];
      const state = jobId === undefined ? data['printer-state'] : data['job-state'];
      const reasons = (jobId === undefined ? data['printer-state-reasons'] : data['job-state-reasons']) ?? [];
      const event: IppEvent = {
        event: data['notify-subscribed-event'],
        ...(jobId !== undefined && { jobId }),
        ...(state !== undefined && { state }),
        reasons,
        by: 'subscription',
      };
      return [{ event, sequence: data['notify-sequence-number'] }];
    });
}

/** RFC 3996 §5.2.1: how long the printer wants to be left alone. */
function intervalOf(message: IppMessage): number | undefined {
  const { data } = interval().safeParse({ ...attributesOf(message.groups[0]) });
  const seconds = data?.['notify-get-interval'];
  return seconds === undefined ? undefined : seconds * 1000;
}
