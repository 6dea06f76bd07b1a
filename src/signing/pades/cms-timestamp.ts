import { Attribute, ContentInfo } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { buffer, encode, SignedDataWithRawCertificates } from './cms-schema.js';
import { oids } from './oids.js';

/** A signature by one signer, to which a timestamp can be added. */
export interface StampableCms {
  /** The signature's value, over which a timestamp is made (ETSI EN 319 122-1, 5.3). */
  readonly value: Uint8Array;
  /** Whether there is a timestamp already. */
  readonly stamped: boolean;
  /** Encodes the signature with a token as its unsigned attribute; nothing else changes. */
  with(token: Uint8Array): Uint8Array;
}

/**
 * Reads a signature to which a timestamp can be added; `undefined` where it cannot be read, or where encoding it anew
 * would change bytes that somebody signed.
 */
export function stampable(cms: Uint8Array): StampableCms | undefined {
  try {
    const { contentType, content } = AsnConvert.parse(buffer(cms), ContentInfo);
    const signed = AsnConvert.parse(content, SignedDataWithRawCertificates);
    const [info, ...more] = signed.signerInfos;
    const whole = () => encode(new ContentInfo({ contentType, content: buffer(encode(signed)) }));
    if (contentType !== oids.signedData || !info || more.length > 0) return undefined;
    if (Buffer.compare(whole(), cms) !== 0) return undefined;
    const before = info.unsignedAttrs ?? [];
    return {
      value: new Uint8Array(info.signature.buffer),
      stamped: before.some(({ attrType }) => attrType === oids.timestampToken),
      with(token) {
        const attribute = new Attribute({ attrType: oids.timestampToken, attrValues: [buffer(token)] });
        info.unsignedAttrs = [...before, attribute];
        return whole();
      },
    };
  } catch {
    return undefined;
  }
}
