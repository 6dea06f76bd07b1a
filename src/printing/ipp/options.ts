import { z } from 'zod';
import type { BlobStore } from '../../internal/blobs.js';
import { lazy } from '../../internal/lazy.js';
import type { PrintCall } from '../driver.js';
import type { IppLogin } from './client.js';
import { httpUrl, type IppTls, isSecure } from './connection.js';

/** Says how a printer is reached and entered. */
export interface IppConnection {
  /**
   * Where jobs are sent, as `ipps://printer.example/ipp/print`: the device, or a queue of CUPS before it. `ipps` and
   * `https` go over TLS and never without it; `ipp` and `http` go as they are.
   */
  readonly uri: string;
  /** How the printer proves who it is. Default: a certificate of an authority that Node trusts, for the URI's host. */
  readonly tls?: IppTls;
  /**
   * Reads user and password for HTTP's basic authentication, asked for before each request and kept nowhere. Sent over
   * TLS and on this machine only.
   */
  readonly login?: () => IppLogin | Promise<IppLogin>;
  /** Lets the password go over a network without TLS, where anybody may read it. Default `false`. */
  readonly plainLogin?: boolean;
  /** Under which name the office asks. Default `loket`. */
  readonly user?: string;
  /** Milliseconds for one request and its answer, more than 0. Default 10 000. */
  readonly timeoutMs?: number;
  /** Bytes of an answer that are read at most, 1024 or more. Default 4 194 304. */
  readonly maxAnswerBytes?: number;
}

/** Sets up a printer that speaks IPP. */
export interface IppPrinterOptions extends IppConnection {
  readonly id: string;
  /** Id of the medium in its hopper. */
  readonly medium: string;
  /** Blanks in its hopper when the office opens, 0 or more. */
  readonly blanks: number;
  /**
   * The device behind the queue, when `uri` is a queue: only it can confirm a print. Without it a job that a queue
   * calls completed waits for a person.
   */
  readonly deviceUri?: string;
  /** Makes the document of a job. When it throws, nothing was printed and the job has failed. */
  readonly document: (call: PrintCall) => Uint8Array | Promise<Uint8Array>;
  /** Media type of the document. Default `application/pdf`. */
  readonly format?: string;
  /** IPP's keyword for what is in the hopper, as `custom_id-1_53.98x85.6mm`. Default: the printer's own choice. */
  readonly media?: string;
  /**
   * How a job is handed over: `create-job` names the job first, so that it can be followed whatever becomes of its
   * document; `print-job` does both at once. Default: `create-job` where the printer offers it.
   */
  readonly handOver?: 'create-job' | 'print-job';
  /** Until when the printer holds a job: `no-hold`, `indefinite`, `night` and the like, RFC 8011 §5.2.2. */
  readonly holdUntil?: (call: PrintCall) => string | undefined;
  /** Headers for each request of a call. */
  readonly headers?: (call: PrintCall) => Readonly<Record<string, string>>;
  /**
   * Keeps the intent to send before anything is sent, as `folderBlobs` of `loket/stores/blobs`: after a crash a job that
   * was never sent is then known for that, and waits again instead of asking a person. Keep it as long as the office's
   * store, and begin with it while no job is out. Default: nothing is kept.
   */
  readonly intents?: BlobStore;
  /** Milliseconds between looks at a job, more than 0. Default 1000. */
  readonly pollMs?: number;
  /** Milliseconds of the office's clock after which a job at a printer out of reach is unknown. Default 600 000. */
  readonly giveUpAfterMs?: number;
  /** What a job is that the device gave up for another cause than an empty hopper. Default `spoiled`. */
  readonly onJam?: 'spoiled' | 'unknown';
  /** How often a busy printer is asked again within one call, 0 to 20. Default 3. */
  readonly busyRetries?: number;
  /** Waits before a busy printer is asked again. Default: 250 ms of real time. */
  readonly wait?: (signal: AbortSignal) => Promise<void>;
}

const named = z.string().min(1, 'must not be empty');
const uri = z.string().refine((text) => {
  if (!/^(ipps?|https?):\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password } = httpUrl(text).url;
  return username === '' && password === '';
}, 'must be an ipps://, https://, ipp:// or http:// URI without a user');
const milliseconds = z.int('must be a whole number').positive('must be more than 0');
const call = z.custom<(call: PrintCall) => never>(
  (value) => typeof value === 'function',
  'must be a function',
);

const pin = z
  .string()
  .refine((text) => /^[\da-f]{64}$/i.test(text.replaceAll(':', '')), 'must be a SHA-256 fingerprint');

/** The options that say how a printer is reached. @internal */
export const connectionShape = lazy(() => ({
  uri,
  tls: z
    .strictObject({
      ca: z.union([named, z.array(named).min(1, 'must name one or more')]).optional(),
      pins: z.array(pin).min(1, 'must name one or more').optional(),
      serverName: named.optional(),
    })
    .optional(),
  login: call.optional(),
  plainLogin: z.boolean().optional(),
  user: named.optional(),
  timeoutMs: milliseconds.optional(),
  maxAnswerBytes: z.int().min(1024, 'must be 1024 or more').optional(),
}));

/** Tells whether a password may be sent to an address. @internal */
export function mayLogIn(uri: string): boolean {
  // What is no URI has a rule of its own.
  if (!URL.canParse(uri)) return true;
  return isSecure(uri) || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(httpUrl(uri).url.hostname);
}

/** Tells whether what is said of TLS holds for each way that leaves this machine. @internal */
export function meansTls(uris: readonly string[]): boolean {
  return uris.some(isSecure) && uris.every(mayLogIn);
}

/** The rule about TLS, for each URI. @internal */
export const tlsRule = {
  path: ['tls'],
  message: 'must not be set for a connection without TLS; use ipps://',
};

/** The rule about passwords, for each URI. @internal */
export const loginRule = {
  path: ['login'],
  message: 'must not go over a network without TLS; use ipps://, or set plainLogin',
};

/** Accepts the options of a printer. @internal */
export const ippPrinterOptions = lazy(() =>
  z
    .strictObject({
      ...connectionShape(),
      id: named,
      medium: named,
      blanks: z.int('must be a whole number').min(0, 'must be 0 or more'),
      deviceUri: uri.optional(),
      document: call,
      format: named.optional(),
      media: named.optional(),
      handOver: z.enum(['create-job', 'print-job'], 'must be create-job or print-job').optional(),
      holdUntil: call.optional(),
      headers: call.optional(),
      intents: z
        .custom<BlobStore>(
          (value) =>
            typeof value === 'object' &&
            value !== null &&
            ['put', 'get', 'bind', 'bound'].every((method) => method in value),
          'must be a blob store',
        )
        .optional(),
      pollMs: milliseconds.optional(),
      giveUpAfterMs: milliseconds.optional(),
      onJam: z.enum(['spoiled', 'unknown'], 'must be spoiled or unknown').optional(),
      busyRetries: z.int().min(0, 'must be 0 or more').max(20, 'must be 20 or less').optional(),
      wait: call.optional(),
    })
    .refine(
      ({ login, plainLogin, uri, deviceUri = uri }) =>
        login === undefined || plainLogin === true || (mayLogIn(uri) && mayLogIn(deviceUri)),
      loginRule,
    )
    .refine(({ tls, uri, deviceUri = uri }) => tls === undefined || meansTls([uri, deviceUri]), tlsRule),
);
