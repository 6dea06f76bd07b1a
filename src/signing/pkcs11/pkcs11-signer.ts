import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import { digestInfo } from '../pades/digest-info.js';
import { ecdsaToDer } from '../pades/ecdsa.js';
import { oids } from '../pades/oids.js';
import type { RawFailure, RawSignCall, RawSigner } from '../pades/raw-signer.js';
import { ck, loadModule, type Pkcs11Library, type Pkcs11Module, troubleOf } from './pkcs11-module.js';
import { leaveLibrary, takeLibrary } from './shared-library.js';
import { closeQuietly, openSession, Refused, type TokenSession } from './token-session.js';

/** Says which key on which token, and where its PIN comes from. */
export interface Pkcs11SignerOptions {
  /** Path of the token's PKCS #11 library. */
  readonly library: string;
  /** Label of the token; this or `slot`. */
  readonly tokenLabel?: string | undefined;
  /** Place of the token among the slots that hold one, from 0; this or `tokenLabel`. */
  readonly slot?: number | undefined;
  /** `CKA_LABEL` of the private key; this, `keyId` or both. */
  readonly keyLabel?: string | undefined;
  /** `CKA_ID` of the private key, in hex. */
  readonly keyId?: string | undefined;
  /** Reads the PIN; asked when a session is opened, and kept nowhere. */
  readonly pin: () => string | Promise<string>;
  /** The module `pkcs11js`, if it is not to be imported by its name. */
  readonly pkcs11?: Pkcs11Module | undefined;
}

/** Signs with a key that never leaves its token. */
export interface Pkcs11Signer extends RawSigner {
  /** Closes the session; the next call opens another one, and may try the PIN again. */
  close(): Promise<void>;
}

const options = lazy(() =>
  z
    .strictObject({
      library: z.string().min(1, 'must not be empty'),
      tokenLabel: z.string().min(1, 'must not be empty').optional(),
      slot: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
      keyLabel: z.string().min(1, 'must not be empty').optional(),
      keyId: z
        .string()
        .regex(/^([0-9a-fA-F]{2}){1,255}$/, 'must be hex')
        .optional(),
      pin: z.function(),
      pkcs11: z.looseObject({ PKCS11: z.function() }).optional(),
    })
    .refine(({ tokenLabel, slot }) => (tokenLabel === undefined) !== (slot === undefined), {
      path: ['tokenLabel'],
      message: 'must be given, or slot, but not both',
    })
    .refine(({ keyLabel, keyId }) => keyLabel !== undefined || keyId !== undefined, {
      path: ['keyLabel'],
      message: 'must be given, or keyId',
    }),
);

const pinRefused = 'the PIN was refused; it is not tried again before the signer is closed';

/**
 * Makes a signer of a key on a token or in a hardware module, RSA or ECDSA, by its PKCS #11 v2.40 library. The
 * certificate beside the key is found by `CKA_ID`, else by the label; certificates that lead to a root are taken along.
 *
 * - `unavailable`: no module, library or token, or the token was taken out; a session that was lost is opened again,
 *   once;
 * - `rejected`: no such key or certificate, a mechanism that is missing, or a refused PIN. After that the PIN is not tried
 *   again before `close()`, and never while the token says that one try is left, for tokens lock;
 * - `unknown`: stopped while the token worked. It made a signature that is nowhere, and may be asked again.
 *
 * A token lets in a whole process: while one signer is logged in, the PIN of another one on the same token is not looked
 * at.
 *
 * Signatures are made one after the other, outside of the thread that runs JavaScript; opening a session blocks it for
 * as long as the token takes. Needs the optional peers `pkcs11js` (native), `@peculiar/asn1-schema` and
 * `@peculiar/asn1-x509`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { pkcs11Signer } from 'loket/signing/pkcs11';
 *
 * const signer = pkcs11Signer({
 *   library: '/no/such/library.so',
 *   tokenLabel: 'office',
 *   keyLabel: 'head-2026',
 *   pin: () => '000000',
 * });
 * const told = await signer.describe({ at: 0, signal: new AbortController().signal });
 * told.outcome; //=> 'unavailable'
 * ```
 */
export function pkcs11Signer(config: Pkcs11SignerOptions): Pkcs11Signer {
  parseHiddenOrThrow<unknown>(options(), config, 'PKCS #11 signer');
  const { library: path, pin } = config;
  let module: Pkcs11Module | undefined = config.pkcs11;
  let library: Pkcs11Library | undefined;
  let open: TokenSession | undefined;
  let refused = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: a session can do one thing at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  function drop(): void {
    if (library && open) closeQuietly(library, open.session);
    open = undefined;
  }

  async function readPin(): Promise<string> {
    try {
      return await pin();
    } catch {
      throw new Refused('unavailable', 'the PIN could not be read');
    }
  }

  async function session(): Promise<{ library: Pkcs11Library; token: TokenSession }> {
    if (refused) throw new Refused('rejected', pinRefused);
    module ??= await loadModule();
    if (!module) throw new Refused('unavailable', 'the module pkcs11js is not installed');
    try {
      library ??= takeLibrary(module, path);
    } catch {
      throw new Refused('unavailable', 'the library could not be loaded');
    }
    open ??= openSession(library, config, await readPin());
    return { library, token: open };
  }

  /** Runs work in a session, once more in another one when the first was lost. */
  async function attempt<T>(work: (library: Pkcs11Library, token: TokenSession) => T | Promise<T>) {
    for (let again = false; ; again = true) {
      try {
        const { library, token } = await session();
        return { outcome: 'ok' as const, value: await work(library, token) };
      } catch (error) {
        if (error instanceof Refused) return error.failure;
        const { kind, code } = troubleOf(error);
        drop();
        if (kind === 'gone' && !again) continue;
        if (kind === 'pin') {
          refused = true;
          return { outcome: 'rejected', reason: pinRefused } satisfies RawFailure;
        }
        const outcome = kind === 'cannot' ? 'rejected' : 'unavailable';
        return { outcome, reason: `the token answered ${code}` } satisfies RawFailure;
      }
    }
  }

  async function signOn(library: Pkcs11Library, token: TokenSession, call: RawSignCall): Promise<Uint8Array> {
    const [mechanism, data] = inputOf(token, call);
    const secret = token.pinEachTime ? await readPin() : undefined;
    library.C_SignInit(token.session, { mechanism }, token.key);
    if (secret !== undefined) library.C_Login(token.session, ck.contextSpecific, secret);
    const made = await library.C_SignAsync(token.session, Buffer.from(data), Buffer.alloc(2048));
    const signature = Uint8Array.from(made);
    return token.keyType === 'ec' ? ecdsaToDer(signature) : signature;
  }

  const stopped = { outcome: 'unavailable', reason: 'stopped before signing' } as const;

  return {
    describe: ({ signal }) =>
      inTurn(async () => {
        if (signal.aborted) return { outcome: 'unavailable', reason: 'stopped before asking' };
        // From the token itself, for a certificate may have been renewed, and a token taken out.
        drop();
        const done = await attempt((_, { certificate, chain, keyType }) => ({ certificate, chain, keyType }));
        return done.outcome === 'ok' ? { outcome: 'ok', ...done.value } : done;
      }),

    sign(call) {
      const { signal } = call;
      if (signal.aborted) return Promise.resolve(stopped);
      let started = false;
      const made = inTurn(async () => {
        if (signal.aborted) return stopped;
        started = true;
        const done = await attempt((library, token) => signOn(library, token, call));
        return done.outcome === 'ok' ? { outcome: 'ok' as const, signature: done.value } : done;
      });
      return orStopped(made, signal, () =>
        started ? { outcome: 'unknown', reason: 'stopped while the token works' } : stopped,
      );
    },

    close: () =>
      inTurn(async () => {
        drop();
        refused = false;
        if (module && library) leaveLibrary(module, path);
        library = undefined;
      }),
  };
}

/** A token that hashes itself is preferred: it sees what it signs. */
function inputOf({ keyType, mechanisms }: TokenSession, call: RawSignCall): readonly [number, Uint8Array] {
  const { rsaPkcs, sha256RsaPkcs, ecdsa } = ck.mechanism;
  if (keyType === 'ec') return [ecdsa, call.digest];
  if (mechanisms.has(sha256RsaPkcs)) return [sha256RsaPkcs, call.toBeSigned];
  return [rsaPkcs, digestInfo(call.digest, oids.sha256)];
}

/** The outcome, or what to say when the deadline comes first. */
function orStopped<T, U>(work: Promise<T>, signal: AbortSignal, told: () => U): Promise<T | U> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(told());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
