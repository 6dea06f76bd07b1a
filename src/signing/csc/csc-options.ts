import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';
import type { RawFailure } from '../pades/raw-signer.js';
import type { CscStep } from './csc-http.js';

/** Says what a request to the service is about. */
export interface CscCall {
  readonly step: CscStep;
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Names the signing request; missing when only the certificate is asked for. */
  readonly requestId?: string | undefined;
}

/**
 * Reads the value of the `Authorization` header, as `Bearer …`; asked before each request. A failure that it answers is
 * the outcome of the call.
 */
export interface CscAuthorization {
  (call: CscCall): string | RawFailure | Promise<string | RawFailure>;
  /** Told when the service refuses the value as expired or unknown; the request is then made once more. */
  readonly forget?: (() => void) | undefined;
}

/** Says how requests reach a service. */
export interface CscConnection {
  /** Address before `/csc/v1`, by https, or by http on this machine. */
  readonly baseUrl: string;
  /** Milliseconds for one request, 1 or more. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Replaces the global `fetch`, for a proxy or a client certificate. */
  readonly fetch?: typeof fetch | undefined;
  /** Further headers of a request. */
  readonly headers?: ((call: CscCall) => Readonly<Record<string, string>>) | undefined;
  /** Told status and headers of each answer, as for measuring. */
  readonly onAnswer?:
    | ((call: CscCall, answer: { readonly status: number; readonly headers: Headers }) => void)
    | undefined;
}

/** Says where a service stands, how it is entered and what it speaks. */
export interface CscClientOptions extends CscConnection {
  /** Reads the value of the `Authorization` header, kept nowhere; {@link cscTokens} makes one that gets tokens itself. */
  readonly authorization: CscAuthorization;
  /**
   * Version of the API: 1 for v1.0.4.0. Default 1.
   *
   * @experimental 2 is built from public clients, until checked against the standard's text
   */
  readonly version?: 1 | 2 | undefined;
}

const local = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether secrets may be sent to an address. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && local.test(url.hostname));
}

/** The part of all options that says how requests reach a service. */
export const connectionShape = lazy(() => ({
  baseUrl: z
    .string()
    .refine(isSafeAddress, 'must be an https address, or http on this machine, without a user or a query'),
  timeoutMs: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
  fetch: z.function().optional(),
  headers: z.function().optional(),
  onAnswer: z.function().optional(),
}));

/** The options of a client, and of all that are made of one. */
export const clientShape = lazy(() => ({
  ...connectionShape(),
  authorization: z.function(),
  version: z.union([z.literal(1), z.literal(2)], 'must be 1 or 2').optional(),
}));

/** An address without the slashes at its end. */
export const bare = (address: string): string => address.replace(/\/+$/, '');
