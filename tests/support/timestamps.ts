import { createHash } from 'node:crypto';
import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { type HttpTimestamperOptions, httpTimestamper, type TimestampCall } from 'loket/signing/pades';
import type { TimestampServer } from 'loket/testing/timestamp-server';
import { signedAt } from './signing.js';

/** A timestamper at a server that passes the office's clock on. */
export function timestamperAt(server: TimestampServer, more: Partial<HttpTimestamperOptions> = {}) {
  return httpTimestamper({
    url: server.url,
    roots: [server.root],
    headers: ({ at }) => ({ 'x-loket-clock': String(at) }),
    ...more,
  });
}

/** A request to have some text stamped. */
export function stampCall(text: string, more: Partial<TimestampCall> = {}): TimestampCall {
  const stamped = Buffer.from(text);
  return {
    stamped,
    digest: createHash('sha256').update(stamped).digest(),
    nonce: Uint8Array.from([0x41, ...createHash('sha256').update(`nonce ${text}`).digest().subarray(0, 15)]),
    at: signedAt,
    signal: new AbortController().signal,
    ...more,
  };
}

/** The only signer of a CMS signature. */
export function signerInfoOf(cms: Uint8Array): SignerInfo {
  const { content } = AsnConvert.parse(Uint8Array.from(cms).buffer, ContentInfo);
  const [info, ...more] = AsnConvert.parse(content, SignedData).signerInfos;
  if (!info || more.length > 0) throw new Error('not one signer');
  return info;
}

/** The value of a signature, and the timestamp token beside it. */
export function timestampOf(cms: Uint8Array): { value: Uint8Array; token: Uint8Array | undefined } {
  const info = signerInfoOf(cms);
  const tokens = (info.unsignedAttrs ?? []).filter((a) => a.attrType === '1.2.840.113549.1.9.16.2.14');
  const token = tokens[0]?.attrValues[0];
  return { value: new Uint8Array(info.signature.buffer), token: token && new Uint8Array(token) };
}
