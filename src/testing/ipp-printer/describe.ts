import { attribute, type IppAttribute } from '../../printing/ipp/codec.js';
import { operations } from '../../printing/ipp/operations.js';
import { hasEnded, type VirtualJob } from './virtual-job.js';
import { documentTimeOut, type VirtualMachine } from './virtual-machine.js';

/** Formats that a virtual printer takes. @internal */
export const formats = ['application/pdf', 'application/octet-stream'];

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
    attribute('enum', 'operations-supported', ...Object.values(operations)),
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
    attribute('integer', 'number-of-documents', job.sha256 === undefined ? 0 : 1),
    attribute('integer', 'time-at-creation', job.createdUp),
    maybe('time-at-processing', job.doneAt === undefined ? undefined : job.createdUp),
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
