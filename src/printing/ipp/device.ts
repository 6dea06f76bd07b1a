import { askPrinter, type IppAnswer, type IppLogin } from './client.js';
import { attribute, type IppAttribute, statusName } from './codec.js';
import type { IppTls } from './connection.js';
import {
  type JobFacts,
  jobAttributes,
  type PrinterFacts,
  printerAttributes,
  readJobs,
  readPrinter,
} from './facts.js';
import { type Operation, statuses } from './operations.js';

/** Holds how one printer is spoken to. @internal */
export interface DeviceSettings {
  readonly uri: string;
  readonly user: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly tls?: IppTls | undefined;
}

/** Holds what belongs to one call. @internal */
export interface Asking {
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly login?: (() => IppLogin | Promise<IppLogin>) | undefined;
  readonly signal: AbortSignal;
}

/** What is asked of a printer with a job. @internal */
export interface Ticket {
  /** The job's name. */
  readonly key: string;
  readonly format: string;
  readonly media: string | undefined;
  readonly holdUntil: string | undefined;
}

/** What is known of a job by its name: found, surely not listed, or nobody can say now. @internal */
export type Search =
  | { readonly found: JobFacts | undefined; readonly others: readonly JobFacts[] }
  | { readonly silent: string };

/** Speaks to one printer or print queue. @internal */
export interface Device {
  readonly uri: string;
  printer(asking: Asking): Promise<PrinterFacts | { readonly silent: string }>;
  /** Finds a job by its name, at once when its id is known. */
  find(key: string, id: number | undefined, asking: Asking): Promise<Search>;
  /** Job and document in one request. */
  print(ticket: Ticket, document: Uint8Array, asking: Asking): Promise<IppAnswer>;
  /** A job without its document: nothing can come out of it yet. */
  create(ticket: Ticket, asking: Asking): Promise<IppAnswer>;
  /** The one document of a job that `create` made. */
  sendDocument(id: number, ticket: Ticket, document: Uint8Array, asking: Asking): Promise<IppAnswer>;
  cancel(id: number, asking: Asking): Promise<IppAnswer>;
  /** Makes any other request. */
  ask(
    operation: Operation,
    attributes: readonly IppAttribute[],
    asking: Asking,
    more?: { readonly subscriptionAttributes?: readonly IppAttribute[] },
  ): Promise<IppAnswer>;
  /** Lists jobs, `which` end they have or not. */
  jobs(
    which: 'completed' | 'not-completed',
    limit: number | undefined,
    asking: Asking,
  ): Promise<{ readonly jobs: readonly JobFacts[] } | { readonly silent: string }>;
}

/** Newest ended jobs that are searched for a name. */
const endedJobs = 500;

/** Makes the way to one printer or print queue. @internal */
export function deviceAt(settings: DeviceSettings): Device {
  const { uri, user, ...limits } = settings;
  const ask = (
    operation: Operation,
    attributes: readonly IppAttribute[],
    asking: Asking,
    more: {
      readonly document?: Uint8Array;
      readonly jobAttributes?: readonly IppAttribute[];
      readonly subscriptionAttributes?: readonly IppAttribute[];
    } = {},
  ) => askPrinter({ uri, operation, attributes, ...limits, ...asking, ...more });
  const requester = attribute('name', 'requesting-user-name', user);
  const naming = ({ key, media }: Ticket) => [
    requester,
    attribute('name', 'job-name', key),
    attribute('boolean', 'ipp-attribute-fidelity', media !== undefined),
  ];
  const template = ({ media, holdUntil }: Ticket) => [
    ...(media === undefined ? [] : [attribute('keyword', 'media', media)]),
    ...(holdUntil === undefined ? [] : [attribute('keyword', 'job-hold-until', holdUntil)]),
  ];

  async function jobs(
    which: 'completed' | 'not-completed',
    limit: number | undefined,
    asking: Asking,
  ): Promise<{ readonly jobs: readonly JobFacts[] } | { readonly silent: string }> {
    const answer = await ask(
      'Get-Jobs',
      [
        requester,
        // Ended jobs come newest first, RFC 8011 §4.2.6.
        ...(limit === undefined ? [] : [attribute('integer', 'limit', limit)]),
        attribute('keyword', 'requested-attributes', ...jobAttributes),
        attribute('keyword', 'which-jobs', which),
      ],
      asking,
    );
    if (answer.kind !== 'answer') return { silent: answer.reason };
    const { code } = answer.message;
    // A queue without a single job may say so by not-found.
    if (code === statuses.notFound) return { jobs: [] };
    return code < statuses.badRequest ? { jobs: readJobs(answer.message) } : { silent: statusName(code) };
  }

  return {
    uri,
    async printer(asking) {
      const wanted = attribute('keyword', 'requested-attributes', ...printerAttributes);
      const answer = await ask('Get-Printer-Attributes', [requester, wanted], asking);
      if (answer.kind !== 'answer') return { silent: answer.reason };
      const { code } = answer.message;
      if (code >= statuses.badRequest) return { silent: statusName(code) };
      return readPrinter(answer.message) ?? { silent: 'the printer does not tell its state' };
    },

    async find(key, id, asking) {
      if (id !== undefined) {
        const wanted = attribute('keyword', 'requested-attributes', ...jobAttributes);
        const answer = await ask(
          'Get-Job-Attributes',
          [attribute('integer', 'job-id', id), requester, wanted],
          asking,
        );
        if (answer.kind !== 'answer') return { silent: answer.reason };
        // A printer that lost its memory counts anew, so that the id may be another job's.
        const found = readJobs(answer.message).find((job) => job.name === key);
        if (found) return { found, others: [] };
      }
      const waiting = await jobs('not-completed', undefined, asking);
      if ('silent' in waiting) return waiting;
      // A job that ends between the two requests is in the second list.
      const ended = await jobs('completed', endedJobs, asking);
      if ('silent' in ended) return ended;
      const all = [...waiting.jobs, ...ended.jobs];
      const named = all.filter((job) => job.name === key);
      // A busy printer that took a job and not its document leaves one of the same name that never began.
      const found = named.find((job) => !job.untouched) ?? named[0];
      return { found, others: all.filter((job) => job.name !== key) };
    },

    print(ticket, document, asking) {
      const format = attribute('mime', 'document-format', ticket.format);
      return ask('Print-Job', [...naming(ticket), format], asking, {
        document,
        jobAttributes: template(ticket),
      });
    },

    create(ticket, asking) {
      return ask('Create-Job', naming(ticket), asking, { jobAttributes: template(ticket) });
    },

    sendDocument(id, { format }, document, asking) {
      return ask(
        'Send-Document',
        [
          attribute('integer', 'job-id', id),
          requester,
          attribute('mime', 'document-format', format),
          attribute('boolean', 'last-document', true),
        ],
        asking,
        { document },
      );
    },

    cancel(id, asking) {
      return ask('Cancel-Job', [attribute('integer', 'job-id', id), requester], asking);
    },

    ask: (operation, attributes, asking, more) => ask(operation, [...attributes, requester], asking, more),
    jobs,
  };
}
