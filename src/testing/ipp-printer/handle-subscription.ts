import {
  attribute,
  attributesOf,
  groupTags,
  type IppGroup,
  type IppMessage,
  type IppValue,
} from '../../printing/ipp/codec.js';
import { operations, statuses } from '../../printing/ipp/operations.js';
import type { Handled } from './handle.js';
import type { NumberedEvent } from './subscriptions.js';
import type { VirtualMachine } from './virtual-machine.js';

/** Seconds of a lease when nobody asks for another. */
const usualLease = 86_400;

/** Answers a request about subscriptions, RFC 3995 §11 and RFC 3996 §5. @internal */
export function handleSubscription(
  machine: VirtualMachine,
  message: IppMessage,
  asked: Readonly<Record<string, readonly IppValue[]>>,
): Handled {
  const { events } = machine;
  const numbers = (name: string) => (asked[name] ?? []).map(Number);
  if (message.code === operations['Create-Printer-Subscriptions']) {
    const groups = message.groups.filter(({ tag }) => tag === groupTags.subscription);
    if (groups.length === 0) return { code: statuses.badRequest, groups: [] };
    return {
      code: statuses.ok,
      groups: groups.map((group) => {
        const wanted = attributesOf(group);
        const id = events.add((wanted['notify-events'] ?? ['job-completed']).map(String));
        return {
          tag: groupTags.subscription,
          attributes: [
            attribute('integer', 'notify-subscription-id', id),
            attribute(
              'integer',
              'notify-lease-duration',
              Number(wanted['notify-lease-duration']?.[0] ?? usualLease),
            ),
          ],
        };
      }),
    };
  }
  const ids = numbers(
    message.code === operations['Get-Notifications'] ? 'notify-subscription-ids' : 'notify-subscription-id',
  );
  if (ids.length === 0) return { code: statuses.badRequest, groups: [] };
  if (!ids.every((id) => events.has(id))) return { code: statuses.notFound, groups: [] };
  if (message.code === operations['Get-Notifications']) {
    const from = numbers('notify-sequence-numbers');
    return {
      code: statuses.ok,
      operation: [attribute('integer', 'notify-get-interval', machine.setup.notifyEverySeconds ?? 1)],
      groups: ids.flatMap((id, i) =>
        events.since(id, from[i] ?? 1).map((event) => eventGroup(machine, id, event)),
      ),
    };
  }
  if (message.code === operations['Cancel-Subscription']) for (const id of ids) events.remove(id);
  return { code: statuses.ok, groups: [] };
}

function eventGroup(
  machine: VirtualMachine,
  id: number,
  { event, job, printer, sequence }: NumberedEvent,
): IppGroup {
  return {
    tag: groupTags.event,
    attributes: [
      attribute('integer', 'notify-subscription-id', id),
      attribute('integer', 'notify-sequence-number', sequence),
      attribute('keyword', 'notify-subscribed-event', event),
      attribute('text', 'notify-text', event),
      attribute('integer', 'printer-up-time', machine.upTime()),
      ...(job
        ? [
            attribute('integer', 'notify-job-id', job.id),
            attribute('enum', 'job-state', job.state),
            attribute('keyword', 'job-state-reasons', ...orNone(job.reasons)),
          ]
        : [
            attribute('enum', 'printer-state', printer.state),
            attribute('keyword', 'printer-state-reasons', ...orNone(printer.reasons)),
          ]),
    ],
  };
}

function orNone(reasons: readonly string[]): readonly string[] {
  return reasons.length > 0 ? reasons : ['none'];
}
