import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  MessageImprint,
  type PKIFailureInfo,
  PKIStatus,
  TimeStampReq,
  TimeStampReqVersion,
  TimeStampResp,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { buffer, encode } from './cms-schema.js';
import { oids } from './oids.js';

/** Encodes a request (RFC 3161, 2.4.1) that asks for the authority's certificate too. */
export function encodeRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  return encode(
    new TimeStampReq({
      version: TimeStampReqVersion.v1,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithm: oids.sha256, parameters: null }),
        hashedMessage: new OctetString(digest),
      }),
      nonce: buffer(nonce),
      certReq: true,
    }),
  );
}

/** What an authority answered. */
export type TimestampAnswer =
  | { readonly kind: 'token'; readonly token: Uint8Array }
  /** In words of RFC 3161; `later` when the authority itself is in trouble. */
  | { readonly kind: 'refused'; readonly why: string; readonly later: boolean }
  | { readonly kind: 'unreadable' };

/** PKIFailureInfo by its bits (RFC 3161, 2.4.2); all flags of the schema library but the first are off by one. */
const failures: readonly { readonly bit: number; readonly name: string; readonly own?: true }[] = [
  { bit: 0, name: 'badAlg' },
  { bit: 2, name: 'badRequest' },
  { bit: 5, name: 'badDataFormat' },
  { bit: 14, name: 'timeNotAvailable', own: true },
  { bit: 15, name: 'unacceptedPolicy' },
  { bit: 16, name: 'unacceptedExtension' },
  { bit: 17, name: 'addInfoNotAvailable', own: true },
  { bit: 25, name: 'systemFailure', own: true },
];

/** Reads a response (RFC 3161, 2.4.2). */
export function readResponse(der: Uint8Array): TimestampAnswer {
  let response: TimeStampResp;
  try {
    response = AsnConvert.parse(buffer(der), TimeStampResp);
    const { status, timeStampToken } = response;
    if (status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods) {
      return timeStampToken
        ? { kind: 'token', token: new Uint8Array(AsnConvert.serialize(timeStampToken)) }
        : { kind: 'unreadable' };
    }
    // Its free text is not repeated: an authority may quote what it was sent.
    const failure = failures.find(({ bit }) => isSet(status.failInfo, bit));
    const later = failure?.own === true || status.status === PKIStatus.waiting;
    return { kind: 'refused', why: failure?.name ?? PKIStatus[status.status] ?? 'another status', later };
  } catch {
    return { kind: 'unreadable' };
  }
}

function isSet(info: PKIFailureInfo | undefined, bit: number): boolean {
  const byte = info && new Uint8Array(info.value)[bit >> 3];
  return byte !== undefined && (byte & (0x80 >> (bit & 7))) !== 0;
}

/** Tells whether a token answers a request, whoever signed it: guards against a timestamper that mixes its answers up. */
export function tokenAnswers(token: Uint8Array, digest: Uint8Array, nonce: Uint8Array): boolean {
  try {
    const { content } = AsnConvert.parse(buffer(token), ContentInfo);
    const inside = AsnConvert.parse(content, SignedData).encapContentInfo.eContent?.single?.buffer;
    if (!inside) return false;
    const { messageImprint, nonce: repeated } = AsnConvert.parse(inside, TSTInfo);
    const same = (a: ArrayBuffer, b: Uint8Array) => Buffer.compare(new Uint8Array(a), b) === 0;
    return (
      messageImprint.hashAlgorithm.algorithm === oids.sha256 &&
      same(messageImprint.hashedMessage.buffer, digest) &&
      repeated !== undefined &&
      same(repeated, nonce)
    );
  } catch {
    return false;
  }
}
