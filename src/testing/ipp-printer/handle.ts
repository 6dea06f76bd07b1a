import type { EpochMs } from '../../internal/time.js';
import {
  attribute,
  attributesOf,
  groupTags,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  type IppValue,
} from '../../printing/ipp/codec.js';
import { jobStates, operations, statuses } from '../../printing/ipp/operations.js';
import { describeJob, describePrinter, formats, mediaOf, offered, requested } from './describe.js';
import { handleSubscription } from './handle-subscription.js';
import type { IppPrinterFault } from './options.js';
import { hasEnded, type VirtualJob } from './virtual-job.js';
import type { VirtualMachine } from './virtual-machine.js';

/** What a printer answers, and what its connection or power suffers on the way. @internal */
export interface Handled {
  readonly code: number;
  readonly groups: readonly IppGroup[];
  /** Further operation attributes of the answer. */
  readonly operation?: readonly IppAttribute[];
  readonly fault?: IppPrinterFault | undefined;
}

type Asked = Readonly<Record<string, readonly IppValue[]>>;

/** Answers one request to a printer, as RFC 8011 §4 says. @internal */
export function handle(
  machine: VirtualMachine,
  message: IppMessage & { readonly data: Buffer },
  uri: string,
  now: EpochMs,
  callersClock: boolean,
): Handled {
  const problem = malformed(message);
  if (problem !== undefined) return { code: problem, groups: [] };
  const asked = attributesOf(message.groups[0]);
  const template = attributesOf(message.groups.find(({ tag }) => tag === groupTags.job));
  const user = text(asked, 'requesting-user-name') ?? '';
  const jobName = text(asked, 'job-name') ?? text(asked, 'document-name') ?? 'untitled';
  const twoSided = String(template.sides?.[0] ?? '').startsWith('two-sided');
  const jobGroup = (job: VirtualJob, wanted?: readonly IppValue[]): IppGroup => ({
    tag: groupTags.job,
    attributes: requested(describeJob(job, machine, uri, callersClock), wanted),
  });
  const brief = ['job-id', 'job-uri', 'job-state', 'job-state-reasons', 'job-state-message', 'loket-done-at'];
  const only = (code: number): Handled => ({ code, groups: [] });
  if (!offered(machine.setup).includes(message.code)) return only(statuses.operationNotSupported);
  const holdUntil = text(template, 'job-hold-until') ?? text(asked, 'job-hold-until');

  switch (message.code) {
    case operations['Get-Printer-Attributes']: {
      const attributes = requested(describePrinter(machine, uri), asked['requested-attributes']);
      return { code: statuses.ok, groups: [{ tag: groupTags.printer, attributes }] };
    }
    case operations['Validate-Job']:
      return unfit(machine, asked, template) ?? only(statuses.ok);
    case operations['Print-Job']: {
      const refused = unfit(machine, asked, template) ?? badDocument(message.data);
      if (refused) return refused;
      if (machine.current()) return only(statuses.busy);
      const held = holdUntil !== undefined && holdUntil !== 'no-hold';
      const job = machine.create(jobName, user, now, holdUntil, !held);
      machine.start(job, message.data, twoSided, now);
      return { code: statuses.ok, groups: [jobGroup(job, brief)], fault: job.fault };
    }
    case operations['Create-Job']: {
      const refused = unfit(machine, asked, template);
      if (refused) return refused;
      if (machine.current()) return only(statuses.busy);
      return { code: statuses.ok, groups: [jobGroup(machine.create(jobName, user, now, holdUntil), brief)] };
    }
    case operations['Get-Jobs']:
      return listJobs(machine, asked, (job, wanted) => jobGroup(job, wanted));
    case operations['Create-Printer-Subscriptions']:
    case operations['Renew-Subscription']:
    case operations['Cancel-Subscription']:
    case operations['Get-Notifications']:
      return handleSubscription(machine, message, asked);
    default:
  }

  const job = machine.jobs.get(jobNumber(asked));
  if (!job) return only(statuses.notFound);
  switch (message.code) {
    case operations['Get-Job-Attributes']:
      return { code: statuses.ok, groups: [jobGroup(job, asked['requested-attributes'])] };
    case operations['Cancel-Job']:
      if (hasEnded(job)) return only(statuses.notPossible);
      machine.cancel(job, now);
      return only(statuses.ok);
    case operations['Hold-Job']:
      // RFC 8011 §4.3.5: a job that has begun is not held.
      if (job.state !== jobStates.pending && job.state !== jobStates.held) return only(statuses.notPossible);
      machine.hold(job, holdUntil ?? 'indefinite');
      return only(statuses.ok);
    case operations['Release-Job']:
      if (job.state !== jobStates.held) return only(statuses.notPossible);
      machine.release(job, now);
      return only(statuses.ok);
    default: {
      // Send-Document: the one document of a job that Create-Job made.
      if (asked['last-document'] === undefined) return only(statuses.badRequest);
      const waits = job.state === jobStates.pending || job.state === jobStates.held;
      if (!waits || job.sha256 !== undefined) return only(statuses.notPossible);
      const refused = unfit(machine, asked, template) ?? badDocument(message.data);
      if (refused) return refused;
      const fault = machine.start(job, message.data, twoSided, now);
      return { code: statuses.ok, groups: [jobGroup(job, brief)], fault };
    }
  }
}

/** RFC 8011 §4.1: version, request id, and charset, language and target first. */
function malformed(message: IppMessage): number | undefined {
  if (message.version.major !== 1 && message.version.major !== 2) return statuses.versionNotSupported;
  const [first, second, ...rest] = message.groups[0]?.attributes ?? [];
  if (message.requestId < 1 || message.groups[0]?.tag !== groupTags.operation) return statuses.badRequest;
  if (first?.name !== 'attributes-charset' || second?.name !== 'attributes-natural-language')
    return statuses.badRequest;
  if (!['utf-8', 'us-ascii'].includes(String(first.values[0]).toLowerCase()))
    return statuses.charsetNotSupported;
  return rest.some(({ name }) => name === 'printer-uri' || name === 'job-uri')
    ? undefined
    : statuses.badRequest;
}

function unfit(machine: VirtualMachine, asked: Asked, template: Asked): Handled | undefined {
  const format = text(asked, 'document-format');
  if (format !== undefined && !formats.includes(format))
    return unsupported(statuses.formatNotSupported, attribute('mime', 'document-format', format));
  const compression = text(asked, 'compression');
  if (compression !== undefined && compression !== 'none')
    return unsupported(statuses.compressionNotSupported, attribute('keyword', 'compression', compression));
  const media = text(template, 'media');
  if (asked['ipp-attribute-fidelity']?.[0] === true && media !== undefined && media !== mediaOf(machine))
    return unsupported(statuses.valuesNotSupported, attribute('keyword', 'media', media));
  return undefined;
}

function unsupported(code: number, attribute: IppAttribute): Handled {
  return { code, groups: [{ tag: groupTags.unsupported, attributes: [attribute] }] };
}

function badDocument(data: Buffer): Handled | undefined {
  if (data.length === 0) return { code: statuses.badRequest, groups: [] };
  // ISO 32000-1 §7.5.2 lets the header stand a little way into the file.
  if (data.subarray(0, 1024).includes('%PDF-')) return undefined;
  return { code: statuses.documentFormatError, groups: [] };
}

function listJobs(
  machine: VirtualMachine,
  asked: Asked,
  describe: (job: VirtualJob, wanted: readonly IppValue[]) => IppGroup,
): Handled {
  const which = text(asked, 'which-jobs') ?? 'not-completed';
  if (which !== 'completed' && which !== 'not-completed')
    return unsupported(statuses.valuesNotSupported, attribute('keyword', 'which-jobs', which));
  const limit = asked.limit?.[0];
  const mine = asked['my-jobs']?.[0] === true ? text(asked, 'requesting-user-name') : undefined;
  // The newest end first, RFC 8011 §4.2.6.2, and no older than the history goes.
  const chosen = [...machine.jobs.values()]
    .reverse()
    .filter((job) => hasEnded(job) === (which === 'completed'))
    .slice(0, which === 'completed' ? (machine.setup.history ?? 500) : undefined)
    .filter((job) => mine === undefined || job.user === mine)
    .slice(0, typeof limit === 'number' ? limit : undefined);
  const wanted = asked['requested-attributes'] ?? ['job-id', 'job-uri'];
  return { code: statuses.ok, groups: chosen.map((job) => describe(job, wanted)) };
}

function text(asked: Asked, name: string): string | undefined {
  const value = asked[name]?.[0];
  return value === undefined ? undefined : String(value);
}

function jobNumber(asked: Asked): number {
  return Number(asked['job-id']?.[0] ?? /\/(\d+)$/.exec(text(asked, 'job-uri') ?? '')?.[1] ?? 0);
}
