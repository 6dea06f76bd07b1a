import { createHash } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { TSTInfo } from '@peculiar/asn1-tsp';
import type { EpochMs } from '../../internal/time.js';
import { pathFault, purposesOf, type ReadCertificate, readCertificate } from './certificate-path.js';
import { buffer } from './cms-schema.js';
import { oids } from './oids.js';
import { derEnd, readCms } from './read-cms.js';
import { digests } from './verify-signature.js';

/** What a timestamp token must hold. */
export interface TokenExpectation {
  /** The bytes that were stamped: the value of a signature. */
  readonly stamped: Uint8Array;
  /** The nonce of the request; left out where none was sent. */
  readonly nonce?: Uint8Array | undefined;
  /** Trust anchors of timestampers, as DER. */
  readonly roots: readonly Uint8Array[];
  /** Further certificates that may lead to one, as DER. */
  readonly intermediates?: readonly Uint8Array[] | undefined;
  /** The token's time must lie between these, give or take `skewMs`. */
  readonly from: EpochMs;
  readonly until: EpochMs;
  readonly skewMs: number;
}

/** What came of checking a timestamp token. */
export type TokenVerdict =
  | { readonly ok: true; readonly at: EpochMs; readonly signer: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks a timestamp token (RFC 3161): that it stamps these bytes, answers this request, at a time that can be, signed
 * by a certificate made for nothing but timestamps, which a trust anchor issued. Never throws.
 */
export function checkTimestampToken(token: Uint8Array, expected: TokenExpectation): TokenVerdict {
  const no = (reason: string): TokenVerdict => ({ ok: false, reason });
  const end = derEnd(token);
  if (end === undefined || end !== token.length) return no('the token cannot be read');
  const read = readCms(token, { content: null, contentType: oids.tstInfo });
  if (!read.ok) return no(`the token's signature is refused: ${read.fault}`);
  const { cms } = read;
  const info = tokenInfo(cms.content ?? new Uint8Array());
  if (!info) return no('the token cannot be read');
  const hash = digests[info.messageImprint.hashAlgorithm.algorithm];
  if (hash === undefined) return no('the token stamps a weak digest');
  const imprint = createHash(hash).update(expected.stamped).digest();
  if (!imprint.equals(Buffer.from(info.messageImprint.hashedMessage.buffer))) {
    return no('the token stamps something else');
  }
  if (expected.nonce !== undefined && !sameNumber(info.nonce, expected.nonce)) {
    return no('the token answers another request');
  }
  const at = info.genTime.getTime();
  if (!(at >= expected.from - expected.skewMs && at <= expected.until + expected.skewMs)) {
    return no('the token is of another time');
  }
  const purposes = purposesOf(cms.signer);
  // RFC 3161, 2.3: the only purpose, and marked critical.
  if (!purposes?.critical || purposes.purposes.length !== 1 || purposes.purposes[0] !== oids.timeStamping) {
    return no('the certificate of the timestamper is not for timestamps');
  }
  const readAll = (list: readonly Uint8Array[]): ReadCertificate[] =>
    list.flatMap((der) => readCertificate(der) ?? []);
  const fault = pathFault({
    leaf: cms.signer,
    others: [...cms.certificates, ...readAll(expected.intermediates ?? [])],
    roots: readAll(expected.roots),
    at,
    crls: [],
    revocation: 'optional',
    skewMs: expected.skewMs,
  });
  if (fault) return no(`the certificate of the timestamper is refused: ${fault}`);
  return { ok: true, at, signer: cms.signer.x509.subject };
}

function tokenInfo(der: Uint8Array): TSTInfo | undefined {
  try {
    return AsnConvert.parse(buffer(der), TSTInfo);
  } catch {
    return undefined;
  }
}

/** Compares as whole numbers: leading zeros are the encoding's. */
function sameNumber(a: ArrayBuffer | undefined, b: Uint8Array): boolean {
  if (!a) return false;
  const bare = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString('hex')
      .replace(/^(00)+/, '');
  return bare(new Uint8Array(a)) === bare(b);
}
