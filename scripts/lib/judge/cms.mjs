import { createHash } from 'node:crypto';

/** Reads one DER value: its tag, its content and all its bytes. */
function read(bytes, at = 0) {
  let length = bytes[at + 1] ?? 0;
  let start = at + 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    length = bytes.readUIntBE(start, count);
    start += count;
  }
  const end = start + length;
  return { tag: bytes[at], content: bytes.subarray(start, end), all: bytes.subarray(at, end), end };
}

function parts({ content }) {
  const all = [];
  for (let at = 0; at < content.length; ) {
    const part = read(content, at);
    all.push(part);
    at = part.end;
  }
  return all;
}

/** What the signing server saw of a CMS (RFC 5652): the hash of the signed attributes, and the signature it gave. */
export function signedHash(cms) {
  const [, explicit] = parts(read(cms));
  const [signedData] = parts(explicit);
  const signers = parts(parts(signedData).at(-1));
  if (signers.length !== 1) throw new Error(`${signers.length} signers instead of one`);
  const signer = parts(signers[0]);
  const attributes = signer.find(({ tag }) => tag === 0xa0);
  const value = signer.findLast(({ tag }) => tag === 0x04);
  if (!attributes || !value) throw new Error('a signer without signed attributes');
  // They are signed as a SET, and stored with another tag.
  const asSet = Buffer.from(attributes.all);
  asSet[0] = 0x31;
  return {
    hash: createHash('sha256').update(asSet).digest('base64'),
    signature: createHash('sha256').update(value.content).digest('hex'),
  };
}
