import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls } from 'node:tls';

/** Says how a printer proves over TLS who it is. */
export interface IppTls {
  /** Certificates of authorities in PEM, instead of those that Node trusts. */
  readonly ca?: string | readonly string[];
  /**
   * SHA-256 fingerprints of the certificates that the printer may show, in hexadecimal digits with or without colons,
   * as `openssl x509 -fingerprint -sha256` prints them. Without `ca` a pinned certificate needs no authority, and its
   * dates do not count.
   */
  readonly pins?: readonly string[];
  /** The name in the printer's certificate. Default: the host of its URI. */
  readonly serverName?: string;
}

/** Where and how to connect. @internal */
export interface Target {
  readonly uri: string;
  readonly tls: IppTls | undefined;
  /** Aborted when time is up or the call ends. */
  readonly signal: AbortSignal;
}

/** Says in loket's own words why there is no connection. @internal */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

/** Says what broke by the code that Node gives it: its message may hold what the other side wrote. @internal */
export function brokenBy(error: unknown): string {
  if (error instanceof NoConnection) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_\d]{2,60}$/.test(code) ? code : 'unknown error';
}

/** Tells whether a URI is spoken to over TLS. @internal */
export function isSecure(uri: string): boolean {
  return /^(ipps|https):/i.test(uri);
}

/** The HTTP URL behind a printer's URI; RFC 8010 §4 and RFC 7472 make 631 the port of `ipp` and `ipps`. @internal */
export function httpUrl(uri: string): { readonly url: URL; readonly port: number } {
  const url = new URL(uri.replace(/^ipp(s?):/i, 'http$1:'));
  const usual = /^ipps?:/i.test(uri) ? 631 : url.protocol === 'https:' ? 443 : 80;
  // A URL leaves out the port that is usual for its scheme, which may have been written.
  const written = /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/:?#]*):(\d+)/i.exec(uri)?.[1];
  return { url, port: written === undefined ? usual : Number(written) };
}

/** Writes a fingerprint as digits alone. @internal */
export function barePin(pin: string): string {
  return pin.replaceAll(':', '').toLowerCase();
}

/**
 * Connects, over TLS where the URI says so and never without it then. Resolves when the printer has proved who it is, so
 * that nothing, no password above all, goes to another. @internal
 */
export function connectTo({ uri, tls = {}, signal }: Target): Promise<Socket> {
  const { url, port } = httpUrl(uri);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const { serverName = host, ca, pins } = tls;
  const pinned = pins?.map(barePin);
  const secure = isSecure(uri);
  return new Promise((resolve, reject) => {
    const socket = secure
      ? connectTls({
          host,
          port,
          ...(isIP(serverName) === 0 && { servername: serverName }),
          ...(ca !== undefined && { ca: typeof ca === 'string' ? ca : [...ca] }),
          // A pin stands in for an authority, and is checked below before anything is sent.
          rejectUnauthorized: pinned === undefined || ca !== undefined,
          checkServerIdentity: (_, certificate) => checkServerIdentity(serverName, certificate),
        })
      : connectPlain({ host, port });
    const settle = () => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', fail);
      socket.off('close', onClose);
    };
    const fail = (error: Error) => {
      settle();
      // What the socket says on its way out is not news.
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const onAbort = () => fail(new NoConnection('no connection in time'));
    const onClose = () => fail(new NoConnection('the connection was closed'));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('error', fail);
    socket.on('close', onClose);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      const problem =
        'getPeerCertificate' in socket && pinned ? stranger(socket, pinned, serverName) : undefined;
      if (problem !== undefined) return fail(new NoConnection(problem));
      settle();
      resolve(socket);
    });
    if (signal.aborted) onAbort();
  });
}

/** Says what is wrong with a certificate, if anything; Node checks no name of one that it did not verify. */
function stranger(
  socket: ReturnType<typeof connectTls>,
  pinned: readonly string[],
  serverName: string,
): string | undefined {
  const certificate = socket.getPeerCertificate();
  const shown = certificate.fingerprint256 as string | undefined;
  if (shown === undefined) return 'the printer shows no certificate';
  if (!pinned.includes(barePin(shown))) return 'the printer shows a certificate that is not pinned';
  return checkServerIdentity(serverName, certificate) && `the certificate is not of ${serverName}`;
}
