import { createHash } from 'node:crypto';
import type { PDFDict, PDFDocument } from '@cantoo/pdf-lib';
import { KeyUsageFlags } from '@peculiar/asn1-x509';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import {
  type PathFault,
  pathFault,
  type ReadCertificate,
  readCertificate,
  usageOf,
} from './certificate-path.js';
import { type AddedSignature, compareUpdate, type UpdateFault } from './compare-update.js';
import { oids } from './oids.js';
import { type CmsFault, derEnd, type ReadCms, readCms } from './read-cms.js';
import { readUpdate } from './read-update.js';
import { checkTimestampToken } from './timestamp-token.js';

/** What is told of the certificate that signed. */
export interface SignerCertificate {
  /** Distinguished name of its owner, an attribute a line, as `CN=…`. */
  readonly subject: string;
  /** Distinguished name of who issued it. */
  readonly issuer: string;
  /** Serial number in hex. */
  readonly serialNumber: string;
  /** SHA-256 over the certificate, as hex in lower case. */
  readonly sha256: string;
  readonly der: Uint8Array;
}

/** What the answer of a document signer must be. */
export interface ReceiptExpectation {
  /** The document that was sent. */
  readonly sent: Uint8Array;
  /** Tells whether a certificate is the one that must sign: the official's, and no other's. */
  readonly signatory: (certificate: SignerCertificate) => boolean;
  /** Trust anchors as DER, at least one. */
  readonly roots: readonly Uint8Array[];
  /** Further certificates as DER that may lead to one. */
  readonly intermediates?: readonly Uint8Array[] | undefined;
  /** When the signature was asked for. */
  readonly askedAt: EpochMs;
  /** When the answer came. */
  readonly at: EpochMs;
  /** Revocation lists as DER. */
  readonly crls?: readonly Uint8Array[] | undefined;
  /** Whether a list in force must cover every certificate but the root. Default `optional`. */
  readonly revocation?: 'optional' | 'required' | undefined;
  /** Whether a timestamp must be there. One that is there must be good in any case. Default `optional`. */
  readonly timestamp?: 'optional' | 'required' | undefined;
  /** Trust anchors of timestampers as DER. Default: `roots`. */
  readonly tsaRoots?: readonly Uint8Array[] | undefined;
  /** How far the clocks of others may be off, in milliseconds. Default 600,000. */
  readonly skewMs?: number | undefined;
}

/** Why an answer is refused. */
export type ReceiptFault =
  | 'not-a-pdf'
  | 'not-our-document'
  | 'nothing-added'
  | 'bad-update'
  | UpdateFault
  | 'earlier-signature-broken'
  | 'wrong-format'
  | 'bad-byte-range'
  | 'bad-padding'
  | CmsFault
  | 'other-signatory'
  | 'wrong-key-usage'
  | PathFault
  | 'wrong-time'
  | 'no-timestamp'
  | 'bad-timestamp';

/** What came of checking an answer. */
export type ReceiptVerdict =
  | {
      readonly ok: true;
      readonly signer: SignerCertificate;
      readonly level: 'B-B' | 'B-T';
      /** When the document says that it was signed; `null` where it does not say. */
      readonly claimedAt: EpochMs | null;
      /** When a timestamper saw the signature; `null` at level B-B. */
      readonly stampedAt: EpochMs | null;
    }
  | { readonly ok: false; readonly code: ReceiptFault; readonly reason: string };

const reasons: Readonly<Record<ReceiptFault, string>> = {
  'not-a-pdf': 'the answer is no PDF',
  'not-our-document': 'the answer does not begin with the bytes that were sent',
  'nothing-added': 'the answer is what was sent, unsigned',
  'bad-update': 'what was appended is not one readable update of the document',
  'other-change': 'the answer changes more than adding a signature takes',
  'no-signature': 'the answer adds no signature',
  'several-signatures': 'the answer adds more than one signature',
  'earlier-signature-broken': 'the document was certified against any change',
  'wrong-format': 'the signature is not of the format ETSI.CAdES.detached',
  'bad-byte-range': 'the signature does not cover the whole file',
  'bad-padding': 'unsigned bytes follow the signature in its place',
  'unreadable-signature': 'the signature cannot be read',
  'several-signers': 'the signature has more than one signer',
  'not-detached': 'the signature brings its own content',
  'weak-digest': 'a digest or an algorithm is too weak or unknown',
  'missing-attribute': 'a signed attribute is missing or doubled',
  'wrong-digest': 'the signature is over other bytes',
  'no-signing-certificate': 'the signature does not bind its certificate (no signing-certificate-v2)',
  'other-signing-certificate': 'the signature binds another certificate than it brings',
  'algorithm-mismatch': 'the protected algorithms are others than the ones used',
  'bad-signature': 'the signature does not fit the certificate',
  'other-signatory': 'somebody else signed',
  'wrong-key-usage': 'the certificate is not for signatures',
  'unknown-issuer': 'no trust anchor issued the certificate',
  'certificate-expired': 'a certificate had expired',
  'certificate-not-yet-valid': 'a certificate was not valid yet',
  'weak-key': 'a key is too short or of an unknown kind',
  revoked: 'a certificate was revoked',
  'no-revocation-data': 'no revocation list in force covers a certificate',
  'wrong-time': 'the document says that it was signed at another time',
  'no-timestamp': 'there is no timestamp',
  'bad-timestamp': 'the timestamp is refused',
};

const schema = lazy(() => {
  const bytes = z.instanceof(Uint8Array, { error: 'must be bytes' });
  const list = z.array(bytes);
  return z.looseObject({
    sent: bytes,
    signatory: z.function(),
    roots: list.min(1, 'must name a trust anchor'),
    intermediates: list.optional(),
    crls: list.optional(),
    tsaRoots: list.optional(),
    askedAt: z.number(),
    at: z.number(),
    skewMs: z.number().min(0, 'must be 0 or more').optional(),
    revocation: z.enum(['optional', 'required']).optional(),
    timestamp: z.enum(['optional', 'required']).optional(),
  });
});

class Refused extends Error {
  constructor(
    readonly code: ReceiptFault,
    readonly more = '',
  ) {
    super(code);
  }
}

/**
 * Checks what a document signer answered before anybody trusts it: that it is our document, byte for byte, with one
 * signature added and nothing else; that the signature covers the whole file and is a CAdES signature (ETSI EN 319 122-1,
 * 319 142-1) by the expected official, whose certificate a trust anchor issued and nobody revoked; that it was made now;
 * and that a timestamp, where there is one, is good. Whatever bytes come, it answers with a verdict.
 *
 * It accepts one update on top of what was sent, so an answer with validation data in a further update (B-LT) is refused.
 *
 * Needs the optional peers `@cantoo/pdf-lib`, `@peculiar/asn1-cms`, `@peculiar/asn1-schema`, `@peculiar/asn1-tsp` and
 * `@peculiar/asn1-x509`.
 *
 * @throws {@link LoketError} with code `invalid-config` when the expectation breaks a rule
 *
 * @example
 * ```ts
 * import { checkReceipt } from 'loket/signing/pades';
 * import { testPki } from 'loket/testing/signing-server';
 *
 * const pki = testPki({ validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
 * const sent = new TextEncoder().encode('%PDF-1.7 ...');
 * const verdict = await checkReceipt(new TextEncoder().encode('<html>502</html>'), {
 *   sent, roots: [pki.root], signatory: ({ subject }) => subject.includes('Test signer'), askedAt: 0, at: 1_000,
 * });
 * verdict.ok ? '' : verdict.code; //=> 'not-a-pdf'
 * ```
 */
export async function checkReceipt(
  answer: Uint8Array,
  expected: ReceiptExpectation,
): Promise<ReceiptVerdict> {
  parseOrThrow<unknown>(schema(), expected, 'expected receipt');
  try {
    return await check(answer, expected);
  } catch (error) {
    const { code, more } = error instanceof Refused ? error : new Refused('bad-update');
    return { ok: false, code, reason: more === '' ? reasons[code] : `${reasons[code]}: ${more}` };
  }
}

async function check(answer: Uint8Array, expected: ReceiptExpectation): Promise<ReceiptVerdict> {
  const { sent, at, askedAt, skewMs = 600_000 } = expected;
  const { added, claimed } = await addedTo(sent, answer);
  const cms = signatureIn(answer, added);
  const leaf = cms.signer;
  const signer: SignerCertificate = {
    subject: leaf.x509.subject,
    issuer: leaf.x509.issuer,
    serialNumber: leaf.x509.serialNumber,
    sha256: createHash('sha256').update(leaf.der).digest('hex'),
    der: leaf.der,
  };
  if (!expected.signatory(signer)) throw new Refused('other-signatory');
  const usage = usageOf(leaf);
  const signs = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  if (usage !== undefined && (usage & signs) === 0) throw new Refused('wrong-key-usage');
  const fault = pathFault({
    leaf,
    others: [...cms.certificates, ...readAll(expected.intermediates)],
    roots: readAll(expected.roots),
    at,
    crls: expected.crls ?? [],
    revocation: expected.revocation ?? 'optional',
    skewMs,
  });
  if (fault) throw new Refused(fault);
  const now = (time: number) => time >= askedAt - skewMs && time <= at + skewMs;
  for (const time of [claimed, cms.claimedAt]) {
    // An earlier answer for the same document is no answer to this call.
    if (time !== null && !now(time)) throw new Refused('wrong-time');
  }
  const stampedAt = stampOf(cms, expected, skewMs);
  return {
    ok: true,
    signer,
    level: stampedAt === null ? 'B-B' : 'B-T',
    claimedAt: claimed ?? cms.claimedAt,
    stampedAt,
  };
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function addedTo(
  sent: Uint8Array,
  answer: Uint8Array,
): Promise<{ readonly added: AddedSignature; readonly claimed: EpochMs | null }> {
  if (latin1(answer.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new Refused('not-a-pdf');
  if (answer.length < sent.length || !latin1(answer.subarray(0, sent.length)).equals(latin1(sent))) {
    throw new Refused('not-our-document');
  }
  if (answer.length === sent.length) throw new Refused('nothing-added');
  const lib = await import('@cantoo/pdf-lib');
  const update = await readUpdate(answer, sent.length);
  if (!update) throw new Refused('bad-update');
  let before: PDFDocument;
  try {
    before = await lib.PDFDocument.load(sent, { updateMetadata: false });
  } catch {
    throw new Refused('bad-update');
  }
  if (forbidsChanges(lib, before)) throw new Refused('earlier-signature-broken');
  const compared = await compareUpdate(before, update);
  if (!compared.ok) throw new Refused(compared.fault);
  const { dict } = compared.added;
  const text = dict.get(lib.PDFName.of('M'));
  const claimed = text instanceof lib.PDFString || text instanceof lib.PDFHexString ? dateOf(text) : null;
  return { added: compared.added, claimed };
}

function dateOf(text: { decodeDate(): Date }): EpochMs {
  try {
    return text.decodeDate().getTime();
  } catch {
    return Number.NaN;
  }
}

/** A certification with P=1 allows no change at all, not even a signature (ISO 32000-1, 12.8.2.2). */
function forbidsChanges(lib: typeof import('@cantoo/pdf-lib'), document: PDFDocument): boolean {
  const { PDFName, PDFDict: Dict, PDFArray, PDFNumber } = lib;
  const at = (dict: PDFDict | undefined, key: string) => {
    const value = dict?.lookup(PDFName.of(key));
    return value instanceof Dict ? value : undefined;
  };
  const certification = at(at(document.catalog, 'Perms'), 'DocMDP');
  const references = certification?.lookup(PDFName.of('Reference'));
  if (!(references instanceof PDFArray)) return false;
  return references.asArray().some((one) => {
    const reference = document.context.lookup(one);
    const parameters = reference instanceof Dict ? at(reference, 'TransformParams') : undefined;
    const allowed = parameters?.lookup(PDFName.of('P'));
    return allowed instanceof PDFNumber && allowed.asNumber() === 1;
  });
}

/** Reads the signature and checks that its hole in the file is its own place and nothing more. */
function signatureIn(answer: Uint8Array, { dict, place }: AddedSignature): ReadCms {
  const text = new Map(dict.entries().map(([key, value]) => [key.decodeText(), value.toString()]));
  if (text.get('SubFilter') !== '/ETSI.CAdES.detached') throw new Refused('wrong-format');
  const range = /^\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]$/.exec(
    text.get('ByteRange') ?? '',
  );
  const [from = -1, before = -1, after = -1, rest = -1] = (range ?? []).slice(1).map(Number);
  const whole = from === 0 && before < after && after + rest === answer.length;
  if (!whole || before <= place.start || after >= place.end) throw new Refused('bad-byte-range');
  const hole = latin1(answer).toString('latin1', before, after);
  // What stands in the hole must be what a reader takes for the signature, to the last digit.
  if (!/^<(?:[0-9a-fA-F]{2})+>$/.test(hole) || hole !== text.get('Contents')) {
    throw new Refused('bad-byte-range');
  }
  const bytes = Uint8Array.from(Buffer.from(hole.slice(1, -1), 'hex'));
  const end = derEnd(bytes);
  if (end === undefined) throw new Refused('unreadable-signature');
  if (bytes.subarray(end).some((byte) => byte !== 0)) throw new Refused('bad-padding');
  const content = [answer.subarray(0, before), answer.subarray(after)];
  const read = readCms(bytes.slice(0, end), { content, contentType: oids.data });
  if (!read.ok) throw new Refused(read.fault);
  return read.cms;
}

function stampOf(
  { timestamps, signature }: ReadCms,
  { roots, tsaRoots, intermediates, askedAt, at, timestamp = 'optional' }: ReceiptExpectation,
  skewMs: number,
): EpochMs | null {
  if (timestamps.length === 0) {
    if (timestamp === 'required') throw new Refused('no-timestamp');
    return null;
  }
  const [token] = timestamps;
  if (!token || timestamps.length > 1) throw new Refused('bad-timestamp', 'there are several');
  const verdict = checkTimestampToken(token, {
    stamped: signature,
    roots: tsaRoots ?? roots,
    intermediates,
    from: askedAt,
    until: at,
    skewMs,
  });
  if (!verdict.ok) throw new Refused('bad-timestamp', verdict.reason);
  return verdict.at;
}

function readAll(list: readonly Uint8Array[] = []): ReadCertificate[] {
  return list.flatMap((der) => readCertificate(der) ?? []);
}
