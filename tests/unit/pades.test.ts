import { execFileSync } from 'node:child_process';
import { createHash, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import fc from 'fast-check';
import { isLoketError } from 'loket';
import {
  embedSignature,
  locateSignature,
  pkcs12Signer,
  preparePdf,
  signedAttributes,
} from 'loket/signing/pades';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeAttributes, encodeCms } from '../../src/signing/pades/cms.js';
import { cmsTemplate } from '../../src/signing/pades/cms-template.js';
import { stampable } from '../../src/signing/pades/cms-timestamp.js';
import { openPkcs12 } from '../../src/signing/pades/pkcs12.js';
import { needs } from '../support/needs.js';
import { pkiOf, samplePdf, samplePrepared, signedAt } from '../support/signing.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-pades-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

async function rule(work: () => unknown): Promise<string | undefined> {
  try {
    await work();
  } catch (error) {
    if (isLoketError(error)) return `${error.code}: ${error.issues[0]?.rule}`;
    throw error;
  }
  return undefined;
}

describe('the signature template', () => {
  const keys = [
    { keyType: 'rsa', bits: 2048, lengths: fc.constant(256), hash: 'sha256', size: 32 },
    { keyType: 'ec', bits: 256, lengths: fc.integer({ min: 8, max: 72 }), hash: 'sha256', size: 32 },
    { keyType: 'ec', bits: 384, lengths: fc.integer({ min: 8, max: 104 }), hash: 'sha384', size: 48 },
  ] as const;
  for (const { keyType, bits, lengths, hash, size } of keys) {
    it(`gives byte for byte what the schema library encodes, ${keyType} with ${bits} bits and ${hash}`, () => {
      const { certificate, chain } = pkiOf(keyType, bits);
      const template = cmsTemplate(certificate, chain);
      expect(template.hash).toBe(hash);
      const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
      fc.assert(
        fc.property(bytes(size), lengths.chain(bytes), (digest, signature) => {
          expect(Buffer.compare(template.attributes(digest), encodeAttributes(certificate, digest))).toBe(0);
          const library = encodeCms(certificate, chain, digest, signature);
          expect(Buffer.compare(template.cms(digest, signature), library)).toBe(0);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('is given a timestamp without any other change, and only where that is so', () => {
    const { certificate, chain } = pkiOf('ec');
    const cms = encodeCms(certificate, chain, new Uint8Array(32), new Uint8Array(70));
    const plain = stampable(cms);
    expect(plain?.stamped).toBe(false);
    expect(plain?.value).toEqual(new Uint8Array(70));
    const stamped = plain?.with(Uint8Array.of(0x30, 0)) ?? new Uint8Array();
    expect(stampable(stamped)?.stamped).toBe(true);
    const extra = stamped.length - cms.length;
    // The attribute ends the file: tags, a known identifier and the token.
    expect(Buffer.from(stamped.subarray(-extra)).toString('hex')).toMatch(
      /2a864886f70d010910020e3102 ?3000$/,
    );
    expect(Buffer.from(stamped).includes(Buffer.from(certificate))).toBe(true);
    // A length in more bytes than DER takes: encoded anew it would be other bytes.
    const ber = Buffer.concat([Buffer.of(0x30, 0x83, 0, cms[2] ?? 0, cms[3] ?? 0), cms.subarray(4)]);
    expect(stampable(ber)).toBeUndefined();
    for (let cut = 0; cut < cms.length; cut += 97) expect(stampable(cms.subarray(0, cut))).toBeUndefined();
  });

  it('keeps certificates as they were issued, and nothing of the time of signing', () => {
    const { certificate, chain } = pkiOf('rsa');
    const cms = encodeCms(certificate, chain, new Uint8Array(32), new Uint8Array(256));
    for (const der of [certificate, ...chain]) expect(Buffer.from(cms).includes(Buffer.from(der))).toBe(true);
    const content = AsnConvert.parse(Uint8Array.from(cms).buffer, ContentInfo).content;
    const [info] = AsnConvert.parse(content, SignedData).signerInfos;
    expect(info?.signedAttrs?.map(({ attrType }) => attrType).sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
      '1.2.840.113549.1.9.52',
    ]);
  });
});

describe('a prepared PDF', () => {
  it('is the same for the same input, and an update of the document it was made of', async () => {
    for (const streams of [true, false]) {
      const [one, other] = [await samplePrepared(streams), await samplePrepared(streams)];
      expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
      const before = await samplePdf(undefined, streams);
      expect(Buffer.compare(one.bytes.subarray(0, before.length), before)).toBe(0);
      expect(locateSignature(one.bytes)).toEqual(one);
    }
  });

  it('gives the same attributes for the same certificate, whose digest is SHA-256', async () => {
    const prepared = await samplePrepared();
    const { certificate } = pkiOf('ec');
    const one = signedAttributes(prepared, certificate);
    expect(signedAttributes(prepared, certificate)).toEqual(one);
    expect(Buffer.from(one.digest)).toEqual(createHash('sha256').update(one.toBeSigned).digest());
  });

  it('takes a signature that fits to the byte and refuses one that is longer', async () => {
    const prepared = await preparePdf(await samplePdf(), {
      fieldName: 'F',
      page: 0,
      signedAt,
      contentsBytes: 1024,
    });
    const full = embedSignature(prepared, new Uint8Array(1024).fill(0xab));
    expect(Buffer.from(full).toString('latin1', prepared.contents.start, prepared.contents.end)).toBe(
      'ab'.repeat(1024),
    );
    expect(await rule(() => embedSignature(prepared, new Uint8Array(1025)))).toBe(
      'invalid-data: must be 1024 bytes or less',
    );
    const short = Buffer.from(embedSignature(prepared, new Uint8Array(3).fill(0xff)));
    expect(short.toString('latin1', prepared.contents.start, prepared.contents.end)).toBe(
      `ffffff${'0'.repeat(2042)}`,
    );
  });

  it('is refused when it is signed already, when bytes would stay unsigned, and when the hole is elsewhere', async () => {
    const prepared = await samplePrepared();
    const signed = embedSignature(prepared, new Uint8Array(100).fill(1));
    expect(await rule(() => locateSignature(signed))).toContain('it is signed already');
    expect(await rule(() => locateSignature(Buffer.concat([prepared.bytes, Buffer.from('more')])))).toContain(
      'over the whole file',
    );
    const { bytes, byteRange, contents } = prepared;
    const moved = { bytes, byteRange, contents: { start: contents.start - 2, end: contents.end } };
    expect(await rule(() => embedSignature(moved, new Uint8Array(8)))).toContain(
      'whose hole is its /Contents',
    );
  });

  it('takes a second signature that leaves the first whole, when it need not certify', async () => {
    const prepared = await samplePrepared();
    const first = embedSignature(prepared, new Uint8Array(100).fill(1));
    const again = { fieldName: 'Deputy', page: 0, signedAt, certify: false };
    const second = await preparePdf(first, again);
    expect(Buffer.compare(second.bytes.subarray(0, first.length), first)).toBe(0);
    expect(second.byteRange[1]).toBeGreaterThan(first.length);
    const text = Buffer.from(second.bytes).toString('latin1');
    expect(text.split('/TransformMethod /DocMDP').length - 1).toBe(1);
    expect(await rule(() => preparePdf(first, { ...again, fieldName: 'Head' }))).toContain(
      "must not have a field 'Head' yet",
    );
  });

  it('is not made of what is no PDF, certified already, without the page, or with a name that is taken', async () => {
    const options = { fieldName: 'Head', page: 0, signedAt };
    expect(await rule(() => preparePdf(new Uint8Array(10), options))).toContain('must be a PDF');
    expect(await rule(async () => preparePdf(await samplePdf(), { ...options, page: 1 }))).toContain(
      'have a page 1',
    );
    const once = await samplePrepared();
    expect(await rule(() => preparePdf(once.bytes, options))).toContain('must not be certified already');
    const visible = { lines: ['Tanda \u4e2d'] };
    const rectMm = [20, 20, 90, 30] as const;
    expect(await rule(async () => preparePdf(await samplePdf(), { ...options, rectMm, visible }))).toContain(
      'Windows-1252',
    );
    const tiny = { ...options, rectMm: [20, 20, 5, 1] as const, visible: { lines: ['one', 'two', 'three'] } };
    expect(await rule(async () => preparePdf(await samplePdf(), tiny))).toContain('can be read');
    const unseen = { ...options, visible: { lines: [] } };
    expect(await rule(async () => preparePdf(await samplePdf(), unseen))).toBe(
      'invalid-config: must be given when something is visible',
    );
  });
});

describe('a PKCS #12 signer', () => {
  const passphrase = 'sandi räHasia-9';
  const openssl = needs('openssl');
  const call = { at: 1000, signal: new AbortController().signal };
  const signerOf = (p12: Uint8Array, secret = passphrase) =>
    pkcs12Signer({ p12: () => p12, passphrase: () => secret });

  it('reads what we write, RSA and ECDSA, and says of a wrong passphrase only that it is wrong', async () => {
    for (const keyType of ['rsa', 'ec'] as const) {
      const pki = pkiOf(keyType);
      const p12 = pki.p12(passphrase);
      const told = await signerOf(p12).describe(call);
      expect(told).toMatchObject({ outcome: 'ok', keyType });
      if (told.outcome === 'ok') expect(Buffer.from(told.certificate)).toEqual(Buffer.from(pki.certificate));
      expect(await signerOf(p12, 'other').describe(call)).toEqual({
        outcome: 'rejected',
        reason: 'the passphrase does not open the key file',
      });
    }
  });

  it.skipIf(!openssl)(
    'reads what OpenSSL writes, by default and with triple DES, and OpenSSL reads what we write',
    async () => {
      const run = (...args: string[]) =>
        execFileSync(openssl ?? '', args, { encoding: 'utf8', stdio: 'pipe' });
      for (const keyType of ['rsa', 'ec'] as const) {
        const pki = pkiOf(keyType);
        writeFileSync(at('ours.p12'), pki.p12(passphrase));
        run(
          'pkcs12',
          '-in',
          at('ours.p12'),
          '-passin',
          `pass:${passphrase}`,
          '-nodes',
          '-out',
          at('all.pem'),
        );
        const ciphers = {
          default: [],
          tripleDes: ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
          sha512: ['-macalg', 'sha512', '-iter', '3000'],
        };
        for (const options of Object.values(ciphers)) {
          const out = ['-passout', `pass:${passphrase}`, '-out', at('theirs.p12')];
          run('pkcs12', '-export', '-in', at('all.pem'), ...options, ...out);
          const told = await signerOf(readFileSync(at('theirs.p12'))).describe(call);
          expect(told).toMatchObject({ outcome: 'ok', keyType, chain: [expect.anything()] });
        }
      }
    },
  );

  it('refuses a damaged file and one without a MAC, and waits when a resolver fails', async () => {
    const p12 = pkiOf('ec').p12(passphrase);
    const damaged = Uint8Array.from(p12);
    damaged[Math.floor(damaged.length / 2)] = (damaged[Math.floor(damaged.length / 2)] ?? 0) ^ 1;
    expect((await signerOf(damaged).describe(call)).outcome).toBe('rejected');
    expect((await signerOf(p12.subarray(0, 100)).describe(call)).outcome).toBe('rejected');
    const lost = pkcs12Signer({
      p12: () => Promise.reject(new Error(passphrase)),
      passphrase: () => passphrase,
    });
    expect(await lost.describe(call)).toEqual({
      outcome: 'unavailable',
      reason: 'the key file or its passphrase could not be read',
    });
  });

  it('never throws on bytes that are no key file, or almost one', () => {
    const p12 = pkiOf('ec').p12(passphrase);
    const changes = fc.array(fc.tuple(fc.nat(p12.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changes), (input) => {
        const bytes = input instanceof Uint8Array ? input : Uint8Array.from(p12);
        if (!(input instanceof Uint8Array)) for (const [place, byte] of input) bytes[place] = byte;
        const opened = openPkcs12(bytes, passphrase);
        if (!opened.ok) expect(opened.reason).not.toContain(passphrase);
      }),
      { numRuns: 150 },
    );
  });

  it('asks its resolvers when the key is needed, and again when it was kept long enough', async () => {
    let asked = 0;
    const p12 = pkiOf('ec').p12(passphrase);
    const ask = () => {
      asked++;
      return passphrase;
    };
    const signer = pkcs12Signer({ p12: () => p12, passphrase: ask, keepKeyMs: 100 });
    expect(asked).toBe(0);
    for (const now of [1000, 1099, 1100, 1150, 900]) await signer.describe({ ...call, at: now });
    expect(asked).toBe(3);
  });
});

it('signs the same RSA bytes for the same attributes', async () => {
  const prepared = await samplePrepared();
  const pki = pkiOf('rsa');
  const { toBeSigned } = signedAttributes(prepared, pki.certificate);
  expect(sign('sha256', toBeSigned, pki.key)).toEqual(sign('sha256', toBeSigned, pki.key));
});
