import {
  AsnConvert,
  AsnIntegerBigIntConverter,
  AsnProp,
  AsnPropTypes,
  AsnSerializer,
} from '@peculiar/asn1-schema';

/** ECDSA-Sig-Value of RFC 3279, 2.2.3. */
class EcdsaSignature {
  r = 0n;
  s = 0n;
}
for (const field of ['r', 's'])
  AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerBigIntConverter })(
    EcdsaSignature.prototype,
    field,
  );

const whole = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);

/** Brings an ECDSA signature into DER, whether a service gave it so or as r and s side by side. */
export function ecdsaToDer(signature: Uint8Array): Uint8Array {
  if (isDer(signature) || signature.length === 0 || signature.length % 2 !== 0) return signature;
  const half = signature.length / 2;
  const value = new EcdsaSignature();
  value.r = whole(signature.subarray(0, half));
  value.s = whole(signature.subarray(half));
  return new Uint8Array(AsnSerializer.serialize(value));
}

function isDer(signature: Uint8Array): boolean {
  try {
    const value = AsnConvert.parse(Uint8Array.from(signature).buffer, EcdsaSignature);
    return Buffer.compare(Buffer.from(AsnSerializer.serialize(value)), signature) === 0;
  } catch {
    return false;
  }
}
