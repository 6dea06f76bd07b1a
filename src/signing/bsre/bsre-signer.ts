import { createHash } from 'node:crypto';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type {
  DocumentCall,
  DocumentOutcome,
  DocumentSigner,
  DocumentsFound,
} from '../document/document-signer.js';
import { type Exchange, exchange } from './bsre-http.js';
import { codeIn, failureOf, jsonOf } from './classify.js';

/** What one request came to, for the audit that the service's rules demand; no secret and no document is in it. */
export interface BsreAttempt {
  readonly step: 'sign' | 'status' | 'download';
  readonly at: EpochMs;
  readonly requestId?: string | undefined;
  /** SHA-256 of what was sent, as hex, and how many bytes it has. */
  readonly sha256?: string | undefined;
  readonly bytes?: number | undefined;
  /** Status of the answer; `null` where none came. */
  readonly status: number | null;
  /** The service's own code, where it gave one. */
  readonly code?: number | undefined;
  readonly tookMs: number;
}

/** Where a signature is seen. */
export interface BsreAppearance {
  /** Counts from 1. */
  readonly page: number;
  /** In points; which corner is the origin is for the service to say: try it out. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Address behind a QR code that the service draws (version 1). */
  readonly linkQr?: string | undefined;
  /** Picture as base64 (version 2). */
  readonly imageBase64?: string | undefined;
}

/** Says where an Esign Client stands and how it is entered. */
export interface BsreSignerOptions {
  /** Version of its interface. */
  readonly version: 1 | 2;
  /** Address before `/api`, by https, or by http on this machine. */
  readonly baseUrl: string;
  /** Allows plain http to another machine, as agencies run it in their own network. Default `false`. */
  readonly allowInsecure?: boolean | undefined;
  /** Reads the value of the `Authorization` header, as `Basic …`; asked before each request, kept nowhere. */
  readonly authorization: () => string | Promise<string>;
  /** Reads the identity number of the signatory; asked before each request, kept nowhere. Digits, as text. */
  readonly nik: () => string | Promise<string>;
  /** Reads the passphrase; asked before each signature, kept nowhere. */
  readonly passphrase?: (() => string | Promise<string>) | undefined;
  /** Reads a one-time password instead (version 2). */
  readonly totp?: (() => string | Promise<string>) | undefined;
  /** Where the signature is seen. Default: nowhere. */
  readonly appearance?: ((call: Pick<DocumentCall, 'requestId'>) => BsreAppearance) | undefined;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  /** Signed for real by `probe`. Default: the signatory's status is asked for, which does not test signing. */
  readonly syntheticPdf?: Uint8Array | undefined;
  /** Milliseconds for a signature, 1 or more. Default 30,000. */
  readonly signTimeoutMs?: number | undefined;
  /** Milliseconds for any other request, 1 or more. Default 10,000. */
  readonly statusTimeoutMs?: number | undefined;
  /** Told of each request. */
  readonly onAttempt?: ((attempt: BsreAttempt) => void) | undefined;
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Further headers of a request. */
  readonly headers?: ((call: { readonly at: EpochMs }) => Readonly<Record<string, string>>) | undefined;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const options = lazy(() =>
  z
    .looseObject({
      version: z.union([z.literal(1), z.literal(2)], 'must be 1 or 2'),
      baseUrl: z.string().refine((text) => {
        if (!URL.canParse(text)) return false;
        const { protocol, username, password, search, hash } = new URL(text);
        return /^https?:$/.test(protocol) && username + password + search + hash === '';
      }, 'must be an address by http or https, without a user or a query'),
      allowInsecure: z.boolean().optional(),
      authorization: z.function(),
      nik: z.function(),
      passphrase: z.function().optional(),
      totp: z.function().optional(),
      signTimeoutMs: z.int().min(1, 'must be 1 or more').optional(),
      statusTimeoutMs: z.int().min(1, 'must be 1 or more').optional(),
    })
    .refine(
      ({ baseUrl, allowInsecure }) => {
        if (allowInsecure === true || !URL.canParse(baseUrl)) return true;
        const { protocol, hostname } = new URL(baseUrl);
        return protocol === 'https:' || loopback.test(hostname);
      },
      { path: ['baseUrl'], message: 'must be https, or allowInsecure must be true' },
    )
    .refine(({ passphrase, totp }) => passphrase !== undefined || totp !== undefined, {
      path: ['passphrase'],
      message: 'must be given, or totp',
    }),
);

const fileAnswer = lazy(() => z.looseObject({ file: z.array(z.string()).min(1) }));

/**
 * Makes a document signer of a BSrE Esign Client, version 1 or 2.
 *
 * It is built from public clients and reports of their users; the official text was not at hand, and no live service was
 * asked. A wrong passphrase, an unknown signatory, a broken document and wrong credentials are `rejected` and never tried
 * again by themselves: the service may lock who tries too often. After a request was sent, whatever cannot be read is
 * `unknown`. Version 1 gives each document an id, by which it can be fetched once (`findSigned`); version 2 gives none.
 *
 * @experimental
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { bsreSigner } from 'loket/signing/bsre';
 *
 * const signer = bsreSigner({
 *   version: 2,
 *   baseUrl: 'http://127.0.0.1:9',
 *   authorization: () => 'Basic secret',
 *   nik: () => '3507000000000001',
 *   passphrase: () => 'secret',
 * });
 * const pdf = new TextEncoder().encode('%PDF-1.7');
 * const told = await signer.signDocument({ requestId: 'a/s1', attempt: 1, pdf, at: 0, signal: AbortSignal.abort() });
 * told.outcome; //=> 'unavailable'
 * ```
 */
export function bsreSigner(config: BsreSignerOptions): DocumentSigner {
  parseHiddenOrThrow<unknown>(options(), config, 'BSrE signer');
  const { version, authorization, nik, passphrase, totp, syntheticPdf } = config;
  const { signTimeoutMs = 30_000, statusTimeoutMs = 10_000, onAttempt } = config;
  const base = config.baseUrl.replace(/\/+$/, '');

  async function ask(
    step: BsreAttempt['step'],
    call: {
      readonly at: EpochMs;
      readonly signal: AbortSignal;
      readonly requestId?: string;
      readonly pdf?: Uint8Array;
    },
    request: {
      readonly path: string;
      readonly method: 'GET' | 'POST';
      readonly json?: object;
      readonly form?: FormData;
    },
  ): Promise<{ readonly answer: Exchange; readonly tookMs: number }> {
    const began = performance.now();
    const answer = await exchange({
      url: `${base}${request.path}`,
      method: request.method,
      headers: {
        ...config.headers?.({ at: call.at }),
        authorization: await authorization(),
        ...(request.json !== undefined && { 'content-type': 'application/json' }),
      },
      body: request.json === undefined ? request.form : JSON.stringify(request.json),
      signal: call.signal,
      timeoutMs: step === 'sign' ? signTimeoutMs : statusTimeoutMs,
      fetch: config.fetch ?? fetch,
    });
    const answered = answer.kind === 'answered';
    // A server on a virtual clock says how long it would have taken.
    const told = answered ? Number(answer.headers.get('x-loket-latency-ms') ?? Number.NaN) : Number.NaN;
    const tookMs = Number.isFinite(told) ? told : Math.round(performance.now() - began);
    const code = answered
      ? codeIn(jsonOf(new TextDecoder().decode(answer.body.subarray(0, 4096))))
      : undefined;
    onAttempt?.({
      step,
      at: call.at,
      status: answered ? answer.status : null,
      tookMs,
      ...(call.requestId !== undefined && { requestId: call.requestId }),
      ...(call.pdf !== undefined && {
        sha256: createHash('sha256').update(call.pdf).digest('hex'),
        bytes: call.pdf.length,
      }),
      ...(code !== undefined && { code }),
    });
    return { answer, tookMs };
  }

  async function signRequest(call: DocumentCall) {
    const { requestId, pdf } = call;
    const seen = config.appearance?.({ requestId });
    const texts = {
      ...(config.reason !== undefined && { reason: config.reason }),
      ...(config.location !== undefined && { location: config.location }),
    };
    if (version === 2) {
      const place = seen && {
        page: seen.page,
        originX: seen.x,
        originY: seen.y,
        width: seen.width,
        height: seen.height,
        ...(seen.imageBase64 !== undefined && { imageBase64: seen.imageBase64 }),
      };
      const json = {
        nik: await nik(),
        ...(totp ? { totp: await totp() } : { passphrase: await passphrase?.() }),
        signatureProperties: [{ tampilan: seen ? 'VISIBLE' : 'INVISIBLE', ...place, ...texts }],
        // One file a request: how several would be paired with their answers is not known.
        file: [Buffer.from(pdf).toString('base64')],
      };
      return { path: '/api/v2/sign/pdf', method: 'POST' as const, json };
    }
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(pdf)], { type: 'application/pdf' }), 'document.pdf');
    form.set('nik', await nik());
    form.set('passphrase', (await passphrase?.()) ?? '');
    form.set('tampilan', seen ? 'visible' : 'invisible');
    if (seen) {
      form.set('image', 'false');
      form.set('linkQR', seen.linkQr ?? '');
      for (const [key, value] of Object.entries({ page: seen.page, xAxis: seen.x, yAxis: seen.y })) {
        form.set(key, String(value));
      }
      form.set('width', String(seen.width));
      form.set('height', String(seen.height));
    }
    for (const [key, value] of Object.entries(texts)) form.set(key, value);
    return { path: '/api/sign/pdf', method: 'POST' as const, form };
  }

  async function signDocument(call: DocumentCall): Promise<DocumentOutcome> {
    if (new TextDecoder('latin1').decode(call.pdf.subarray(0, 5)) !== '%PDF-') {
      return { outcome: 'rejected', reason: 'the document is no PDF' };
    }
    let request: Awaited<ReturnType<typeof signRequest>>;
    try {
      request = await signRequest(call);
    } catch {
      return { outcome: 'unavailable', reason: 'a resolver failed, nothing was sent' };
    }
    const { answer, tookMs } = await ask('sign', call, request);
    const documentId = answer.kind === 'answered' ? idIn(answer) : undefined;
    const named = documentId === undefined ? {} : { documentId };
    if (answer.kind !== 'answered' || answer.status !== 200)
      return { ...failureOf(answer), ...named, tookMs };
    const pdf = pdfIn(answer.body);
    if (pdf) return { outcome: 'ok', pdf, ...named, tookMs };
    // Some give the id alone, to be fetched by.
    if (version === 1 && documentId !== undefined) {
      const fetched = await download(documentId, call);
      if (fetched) return { outcome: 'ok', pdf: fetched, documentId, tookMs };
    }
    return { outcome: 'unknown', reason: 'the service answered 200 without a document', ...named, tookMs };
  }

  async function download(
    documentId: string,
    call: Pick<DocumentCall, 'at' | 'signal' | 'requestId'>,
  ): Promise<Uint8Array | undefined> {
    const path = `/api/sign/download/${encodeURIComponent(documentId)}`;
    const { answer } = await ask('download', call, { path, method: 'GET' });
    return answer.kind === 'answered' && answer.status === 200 ? pdfIn(answer.body) : undefined;
  }

  async function findSigned(
    call: DocumentCall & { readonly documentIds: readonly string[] },
  ): Promise<DocumentsFound> {
    const documents: { pdf: Uint8Array; documentId: string }[] = [];
    for (const documentId of call.documentIds) {
      // What cannot be fetched may have been fetched before: the service gives a document out once.
      const pdf = await download(documentId, call);
      if (pdf) documents.push({ pdf, documentId });
    }
    // Without an id nobody can tell whether something was signed, so nothing found is no news.
    return documents.length > 0
      ? { outcome: 'known', documents }
      : { outcome: 'unknown', reason: 'the service tells by id only, once' };
  }

  async function status(call: Pick<DocumentCall, 'at' | 'signal'>): Promise<boolean> {
    const who = await nik();
    const { answer } = await ask(
      'status',
      call,
      version === 2
        ? { path: '/api/v2/user/check/status', method: 'POST', json: { nik: who } }
        : { path: `/api/user/status/${encodeURIComponent(who)}`, method: 'GET' },
    );
    if (answer.kind !== 'answered' || answer.status !== 200) return false;
    const body = jsonOf(new TextDecoder().decode(answer.body)) as { status?: unknown } | undefined;
    return body?.status === 'ISSUE';
  }

  return {
    async signDocument(call) {
      try {
        return await signDocument(call);
      } catch {
        return { outcome: 'unknown', reason: 'the request failed in an unexpected way' };
      }
    },
    ...(version === 1 && { findSigned }),
    async probe({ at, signal }) {
      try {
        if (!syntheticPdf) return await status({ at, signal });
        const told = await signDocument({ requestId: 'probe', attempt: 1, pdf: syntheticPdf, at, signal });
        return told.outcome === 'ok';
      } catch {
        return false;
      }
    },
  };
}

/** The id of a document: in a header whose underscore some proxies turn into a hyphen, or in the body. */
function idIn({ headers, body }: Extract<Exchange, { kind: 'answered' }>): string | undefined {
  const header = headers.get('id_dokumen') ?? headers.get('id-dokumen');
  if (header) return header;
  if (body[0] !== 0x7b) return undefined;
  const told = jsonOf(new TextDecoder().decode(body.subarray(0, 4096))) as
    | { id_dokumen?: unknown }
    | undefined;
  return typeof told?.id_dokumen === 'string' && told.id_dokumen !== '' ? told.id_dokumen : undefined;
}

/** The document in an answer: bare, as base64, or in a list of files. */
function pdfIn(body: Uint8Array): Uint8Array | undefined {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 8));
  if (head.startsWith('%PDF-')) return body;
  if (head.startsWith('JVBERi0')) return fromBase64(new TextDecoder('latin1').decode(body));
  if (!head.startsWith('{')) return undefined;
  const parsed = fileAnswer().safeParse(jsonOf(new TextDecoder().decode(body)));
  const [file] = parsed.success ? parsed.data.file : [];
  return file === undefined ? undefined : fromBase64(file);
}

function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Uint8Array.from(Buffer.from(text.trim(), 'base64'));
  return new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-' ? bytes : undefined;
}
