import { askPrinter, type IppAnswer } from './client.js';
import { attribute, type IppAttribute, statusName } from './codec.js';
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
}

/** Holds what belongs to one call. @internal */
export interface Asking {
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
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
  print(
    key: string,
    document: Uint8Array,
    format: string,
    media: string | undefined,
    asking: Asking,
  ): Promise<IppAnswer>;
}

/** Newest ended jobs that are searched for a name. */
const endedJobs = 500;

/** Makes the way to one printer or print queue. @internal */
export function deviceAt(settings: DeviceSettings): Device {
  const { uri, user, timeoutMs, maxAnswerBytes } = settings;
  const ask = (
    operation: Operation,
    attributes: readonly IppAttribute[],
    { headers, signal }: Asking,
    more: { document?: Uint8Array; jobAttributes?: readonly IppAttribute[] } = {},
  ) => askPrinter({ uri, operation, attributes, headers, signal, timeoutMs, maxAnswerBytes, ...more });
  const requester = attribute('name', 'requesting-user-name', user);

  async function jobs(
    which: 'completed' | 'not-completed',
    asking: Asking,
  ): Promise<{ readonly jobs: readonly JobFacts[] } | { readonly silent: string }> {
    const answer = await ask(
      'Get-Jobs',
      [
        requester,
        // Ended jobs come newest first, RFC 8011 §4.2.6.
        ...(which === 'completed' ? [attribute('integer', 'limit', endedJobs)] : []),
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
      const waiting = await jobs('not-completed', asking);
      if ('silent' in waiting) return waiting;
      // A job that ends between the two requests is in the second list.
      const ended = await jobs('completed', asking);
      if ('silent' in ended) return ended;
      const all = [...waiting.jobs, ...ended.jobs];
      return { found: all.find((job) => job.name === key), others: all.filter((job) => job.name !== key) };
    },

    print(key, document, format, media, asking) {
      return ask(
        'Print-Job',
        [
          requester,
          attribute('name', 'job-name', key),
          attribute('boolean', 'ipp-attribute-fidelity', media !== undefined),
          attribute('mime', 'document-format', format),
        ],
        asking,
        { document, jobAttributes: media === undefined ? [] : [attribute('keyword', 'media', media)] },
      );
    },
  };
}
