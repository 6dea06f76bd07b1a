import { attribute, type IppAttribute } from '../../printing/ipp/codec.js';
import { operations } from '../../printing/ipp/operations.js';
import type { IppPrinterSetup } from './options.js';
import { hasEnded, type VirtualJob } from './virtual-job.js';
import { documentTimeOut, type VirtualMachine } from './virtual-machine.js';

/** Formats that a virtual printer takes. @internal */
export const formats = ['application/pdf', 'application/octet-stream'];

const all: readonly number[] = Object.values(operations);
const subscribing: readonly number[] = [
  operations['Create-Printer-Subscriptions'],
  operations['Renew-Subscription'],
  operations['Cancel-Subscription'],
  operations['Get-Notifications'],
];

/** Codes of the operations that a virtual printer takes. @internal */
export function offered({ simple, notifies = true }: IppPrinterSetup): readonly number[] {
  if (simple) return required;
  return notifies ? all : all.filter((code) => !subscribing.includes(code));
}

/** What RFC 8011 §4.1.2 asks of every printer. */
const required: readonly number[] = [
  operations['Print-Job'],
  operations['Validate-Job'],
  operations['Cancel-Job'],
  operations['Get-Job-Attributes'],
  operations['Get-Jobs'],
  operations['Get-Printer-Attributes'],
];

/** What is left of the ribbon in percent; -1 where it never ends, PWG 5100.9 §4.4. */
function ribbonLevel({ setup, levels }: VirtualMachine): number {
  return setup.ribbon === undefined
    ? -1
    : Math.min(100, Math.round((levels.ribbon / Math.max(1, setup.ribbon)) * 100));
}

/** What a virtual printer prints on. @internal */
export function mediaOf({ setup }: VirtualMachine): string {
  return setup.media ?? 'custom_id-1_53.98x85.6mm';
}

/** Describes a printer, RFC 8011 §5.2 and §5.4. @internal */
export function describePrinter(machine: VirtualMachine, uri: string): IppAttribute[] {
  const { setup, levels } = machine;
  const current = machine.current();
  const reasons = machine.reasons();
  const stopped = setup.jamStays === true && reasons.includes('media-jam-error');
  const media = mediaOf(machine);
  return [
    attribute('uri', 'printer-uri-supported', uri),
    attribute('keyword', 'uri-security-supported', 'none'),
    attribute('keyword', 'uri-authentication-supported', 'none'),
    attribute('name', 'printer-name', setup.id),
    attribute('text', 'printer-info', `Virtual card printer ${setup.id}`),
    attribute('text', 'printer-make-and-model', 'loket virtual card printer'),
    attribute('text', 'printer-location', 'nowhere'),
    attribute('enum', 'printer-state', stopped ? 5 : current ? 4 : 3),
    attribute('keyword', 'printer-state-reasons', ...(reasons.length > 0 ? reasons : ['none'])),
    attribute('text', 'printer-state-message', `${levels.blanks} blanks, ribbon for ${levels.ribbon}`),
    attribute('keyword', 'ipp-versions-supported', '1.1', '2.0'),
    attribute('enum', 'operations-supported', ...offered(setup)),
    attribute('keyword', 'job-hold-until-supported', 'no-hold', 'indefinite'),
    attribute('keyword', 'job-hold-until-default', 'no-hold'),
    ...(offered(setup).includes(operations['Get-Notifications'])
      ? [
          attribute('keyword', 'notify-pull-method-supported', 'ippget'),
          attribute(
            'keyword',
            'notify-events-supported',
            'job-created',
            'job-state-changed',
            'job-completed',
            'printer-state-changed',
          ),
        ]
      : []),
    attribute('name', 'marker-names', 'ribbon'),
    attribute('keyword', 'marker-types', 'ribbon-wax'),
    attribute('integer', 'marker-levels', ribbonLevel(machine)),
    attribute('boolean', 'multiple-document-jobs-supported', false),
    attribute('integer', 'multiple-operation-time-out', documentTimeOut),
    attribute('charset', 'charset-configured', 'utf-8'),
    attribute('charset', 'charset-supported', 'utf-8', 'us-ascii'),
    attribute('language', 'natural-language-configured', 'en'),
    attribute('language', 'generated-natural-language-supported', 'en'),
    attribute('mime', 'document-format-default', 'application/pdf'),
    attribute('mime', 'document-format-supported', ...formats),
    attribute('boolean', 'printer-is-accepting-jobs', true),
    attribute('integer', 'queued-job-count', current ? 1 : 0),
    attribute('keyword', 'pdl-override-supported', 'attempted'),
    attribute('integer', 'printer-up-time', machine.upTime()),
    attribute('keyword', 'compression-supported', 'none'),
    attribute('boolean', 'color-supported', true),
    attribute('keyword', 'media-default', media),
    attribute('keyword', 'media-supported', media),
    ...(levels.blanks > 0 ? [attribute('keyword', 'media-ready', media)] : []),
    attribute('integer', 'copies-default', 1),
    // The library writes a range as text: two integers of four bytes, RFC 8010 §3.9.
    attribute('range', 'copies-supported', '\0\0\0\u0001\0\0\0\u0001'),
    attribute('keyword', 'sides-default', 'one-sided'),
    attribute('keyword', 'sides-supported', 'one-sided', 'two-sided-long-edge', 'two-sided-short-edge'),
    ...(setup.spooler ? [attribute('text', 'cups-version', 'a virtual queue')] : []),
  ];
}

/** Describes a job, RFC 8011 §5.3; when it will be done only by the caller's own clock. @internal */
export function describeJob(
  job: VirtualJob,
  machine: VirtualMachine,
  printerUri: string,
  callersClock: boolean,
): IppAttribute[] {
  const lies = machine.setup.spooler === true && hasEnded(job);
  const maybe = (name: string, value: number | undefined) =>
    value === undefined ? attribute('noValue', name, '') : attribute('integer', name, value);
  return [
    attribute('integer', 'job-id', job.id),
    attribute('uri', 'job-uri', `${printerUri}/${job.id}`),
    attribute('uri', 'job-printer-uri', printerUri),
    attribute('name', 'job-name', job.name),
    attribute('name', 'job-originating-user-name', job.user || 'anonymous'),
    attribute('enum', 'job-state', lies ? 9 : job.state),
    attribute(
      'keyword',
      'job-state-reasons',
      ...(lies ? ['job-completed-successfully'] : job.reasons.length > 0 ? job.reasons : ['none']),
    ),
    ...(job.message === '' || lies ? [] : [attribute('text', 'job-state-message', job.message)]),
    ...(job.printerReasons.length === 0 || lies
      ? []
      : [attribute('keyword', 'job-printer-state-reasons', ...job.printerReasons)]),
    attribute('integer', 'job-k-octets', Math.ceil(job.bytes / 1024)),
    attribute('integer', 'job-impressions', job.sides),
    attribute('integer', 'job-impressions-completed', lies ? job.sides : job.impressions),
    attribute('keyword', 'job-hold-until', job.holdUntil ?? 'no-hold'),
    attribute('integer', 'number-of-documents', job.sha256 === undefined ? 0 : 1),
    attribute('integer', 'time-at-creation', job.createdUp),
    maybe('time-at-processing', job.began ? job.createdUp : undefined),
    maybe('time-at-completed', job.endedUp),
    attribute('integer', 'job-printer-up-time', machine.upTime()),
    ...(job.serial === undefined ? [] : [attribute('text', 'loket-card-serial', job.serial)]),
    ...(!callersClock || job.doneAt === undefined || hasEnded(job)
      ? []
      : [attribute('text', 'loket-done-at', String(job.doneAt))]),
  ];
}

const groupNames = ['all', 'job-description', 'job-template', 'printer-description'];

/** Picks the attributes that were asked for. @internal */
export function requested(
  attributes: readonly IppAttribute[],
  wanted: readonly unknown[] | undefined,
): IppAttribute[] {
  if (!wanted || wanted.some((name) => groupNames.includes(String(name)))) return [...attributes];
  return attributes.filter(({ name }) => wanted.includes(name));
}
