import { spawnSync } from 'node:child_process';
import { sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, rgb } from '@cantoo/pdf-lib';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  Certificate,
  CertificateList,
  RevokedCertificate,
  TBSCertList,
  Time,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/signing/pades/cms.js';
import { buffer, encode } from '../../src/signing/pades/cms-schema.js';
import { cmsTemplate } from '../../src/signing/pades/cms-template.js';
import { stampable } from '../../src/signing/pades/cms-timestamp.js';
import {
  checkReceipt,
  embedSignature,
  preparePdf,
  type ReceiptExpectation,
} from '../../src/signing/pades/index.js';
import { oids } from '../../src/signing/pades/oids.js';
import { documentDigest, type PreparedPdf } from '../../src/signing/pades/prepared-pdf.js';
import { issue, keyPair, type Party } from '../../src/testing/test-pki.js';
import { testTsa } from '../../src/testing/test-tsa.js';
import { needs } from '../support/needs.js';
import '../support/seed.js';
import { partsOf } from '../support/signing.js';

const at = Date.parse('2026-03-02T09:00+07:00');
const day = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'loket-receipts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const span = (from: number, until: number) =>
  new Validity({ notBefore: new Date(from), notAfter: new Date(until) });
const always = span(at - 400 * day, at + 400 * day);
const root: Party = { name: 'Root of the test', keys: keyPair('ec') };
const rootDer = issue({ ...root, by: root, authority: true, validity: always });
const head: Party = { name: 'Head of office', keys: keyPair('ec') };
const certified = (who: Party, more: Partial<Parameters<typeof issue>[0]> = {}) =>
  issue({ ...who, by: root, authority: false, validity: always, ...more });
const headDer = certified(head);
const tsa = testTsa(at - 400 * day, at + 400 * day);

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const bytesOf = (latin1: string) => Uint8Array.from(Buffer.from(latin1, 'latin1'));
const replaceBytes = (bytes: Uint8Array, a: Uint8Array, b: Uint8Array) =>
  bytesOf(text(bytes).replaceAll(text(a), text(b)));

let sent: Uint8Array;
let prepared: PreparedPdf;
beforeAll(async () => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage([300, 300]).drawText('A letter', { x: 20, y: 200, size: 18 });
  sent = await pdf.save();
  prepared = await preparePdf(sent, { fieldName: 'Head', page: 0, signedAt: at });
});

/** Signs as anybody with any certificate. */
function signedBy(who: Party, der: Uint8Array, ready = prepared): Uint8Array {
  const template = cmsTemplate(der, []);
  const digest = documentDigest(ready);
  const signature = sign('sha256', template.attributes(digest), who.keys.privateKey);
  return embedSignature(ready, template.cms(digest, signature));
}

/** Signs the head's attributes after they were changed: the signature itself is right. */
function withAttributes(change: (attributes: Uint8Array) => Uint8Array): Uint8Array {
  const template = cmsTemplate(headDer, []);
  const digest = documentDigest(prepared);
  const attributes = template.attributes(digest);
  const changed = change(attributes);
  const signature = sign('sha256', changed, head.keys.privateKey);
  // In the signature they stand under another tag, and otherwise byte for byte.
  const cms = replaceBytes(template.cms(digest, signature), attributes.subarray(1), changed.subarray(1));
  return embedSignature(prepared, cms);
}

function stamped(token: (signature: Uint8Array) => Uint8Array): Uint8Array {
  const template = cmsTemplate(headDer, []);
  const digest = documentDigest(prepared);
  const signature = sign('sha256', template.attributes(digest), head.keys.privateKey);
  const cms = stampable(template.cms(digest, signature));
  if (!cms) throw new Error('no timestamp fits');
  return embedSignature(prepared, cms.with(token(cms.value)));
}

/** A maker that is not ours: OpenSSL signs the two ranges. */
function byOpenssl(...args: string[]): Uint8Array {
  const [a, b, c, d] = prepared.byteRange;
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const content = file(
    'content',
    Buffer.concat([prepared.bytes.subarray(a, a + b), prepared.bytes.subarray(c, c + d)]),
  );
  const pem = (der: Uint8Array) => new X509Certificate(der).toString();
  const key = (who: Party) => who.keys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  file('second.pem', pem(certified(other)) + key(other));
  const out = join(folder, 'made.der');
  const done = spawnSync(
    needs('openssl') ?? '',
    [
      ...['cms', '-sign', '-binary', '-in', content, '-outform', 'DER', '-out', out],
      ...['-signer', file('head.pem', pem(headDer)), '-inkey', file('head.key', key(head)), ...args],
    ],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(done.stderr);
  return embedSignature(prepared, readFileSync(out));
}

function revocationList(by: Party, serials: readonly ArrayBuffer[], from: number, until: number): Uint8Array {
  const algorithm = new AlgorithmIdentifier({ algorithm: oids.ecdsaWithSha256 });
  const issuer = AsnConvert.parse(buffer(rootDer), Certificate).tbsCertificate.subject;
  const tbs = new TBSCertList({
    version: Version.v2,
    signature: algorithm,
    issuer,
    thisUpdate: new Time(new Date(from)),
    nextUpdate: new Time(new Date(until)),
    ...(serials.length > 0 && {
      revokedCertificates: serials.map(
        (userCertificate) =>
          new RevokedCertificate({ userCertificate, revocationDate: new Time(new Date(from)) }),
      ),
    }),
  });
  const signature = sign('sha256', encode(tbs), by.keys.privateKey);
  return encode(
    new CertificateList({ tbsCertList: tbs, signatureAlgorithm: algorithm, signature: buffer(signature) }),
  );
}
const serialOf = (der: Uint8Array) => AsnConvert.parse(buffer(der), Certificate).tbsCertificate.serialNumber;

const expectation = (more: Partial<ReceiptExpectation> = {}): ReceiptExpectation => ({
  sent,
  roots: [rootDer],
  tsaRoots: [tsa.root],
  signatory: ({ subject }) => subject.includes('CN=Head of office'),
  askedAt: at,
  at: at + 2_000,
  ...more,
});

const other: Party = { name: 'Somebody else', keys: keyPair('ec') };
const stranger: Party = { name: 'Root of the test', keys: keyPair('ec') };
const small: Party = { name: 'Head of office', keys: keyPair('rsa', 1024) };

type Wrong = readonly [
  name: string,
  code: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  expected?: Partial<ReceiptExpectation>,
];

async function editedSent(work: (pdf: PDFDocument) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(sent, { updateMetadata: false, forIncrementalUpdate: true });
  work(pdf);
  return pdf.commit();
}
/** Puts something else into the very update that adds the signature, as a dishonest signer would. */
async function sneaked(find: RegExp, replacement: (found: string) => string): Promise<Uint8Array> {
  const ready = text(prepared.bytes);
  const tail = ready.slice(sent.length);
  const found = find.exec(tail)?.[0];
  if (found === undefined) throw new Error(`nothing like ${find} in the update`);
  const put = replacement(found);
  if (put.length !== found.length) throw new Error('the places of the update must stay');
  const bytes = bytesOf(ready.slice(0, sent.length) + tail.replace(found, put));
  return signedBy(head, headDer, { ...prepared, bytes });
}
const padded = (value: string, length: number) => value.padEnd(length);

const wrong: readonly Wrong[] = [
  ['nothing at all', 'not-a-pdf', () => new Uint8Array()],
  ['a page of a proxy', 'not-a-pdf', () => bytesOf('<html><h1>502 Bad Gateway</h1></html>')],
  ['its base64', 'not-a-pdf', () => bytesOf(Buffer.from(signedBy(head, headDer)).toString('base64'))],
  ['our document unsigned', 'nothing-added', () => sent],
  [
    'another document, well signed',
    'not-our-document',
    async () => {
      const pdf = await PDFDocument.create({ updateMetadata: false });
      pdf.addPage([300, 300]).drawText('Another letter', { x: 20, y: 200, size: 18 });
      const ready = await preparePdf(await pdf.save(), { fieldName: 'Head', page: 0, signedAt: at });
      return signedBy(head, headDer, ready);
    },
  ],
  [
    'a byte of the content changed',
    'not-our-document',
    () => {
      const bytes = Uint8Array.from(signedBy(head, headDer));
      bytes[200] = (bytes[200] ?? 0) ^ 1;
      return bytes;
    },
  ],
  ['cut off', 'bad-update', () => signedBy(head, headDer).subarray(0, prepared.bytes.length - 300)],
  ['bytes after its end', 'bad-update', () => Buffer.concat([signedBy(head, headDer), Buffer.from('more')])],
  ['only its first kilobyte', 'not-our-document', () => signedBy(head, headDer).subarray(0, 500)],
  [
    'a further update on top',
    'bad-update',
    async () => {
      const pdf = await PDFDocument.load(signedBy(head, headDer), {
        updateMetadata: false,
        forIncrementalUpdate: true,
      });
      pdf.getPage(0).drawText('later', { x: 10, y: 10, size: 8 });
      return pdf.commit();
    },
  ],
  [
    'a white box over the text, in an update of its own below the signature',
    'bad-update',
    async () => {
      const boxed = await editedSent((pdf) =>
        pdf.getPage(0).drawRectangle({ x: 10, y: 190, width: 200, height: 40, color: rgb(1, 1, 1) }),
      );
      const ready = await preparePdf(boxed, { fieldName: 'Head', page: 0, signedAt: at });
      return signedBy(head, headDer, ready);
    },
  ],
  [
    'a page added below the signature',
    'bad-update',
    async () => {
      const longer = await editedSent((pdf) => pdf.addPage());
      const ready = await preparePdf(longer, { fieldName: 'Head', page: 0, signedAt: at });
      return signedBy(head, headDer, ready);
    },
  ],
  [
    'an update without a signature',
    'no-signature',
    () => editedSent((pdf) => pdf.catalog.set(PDFName.of('Version'), PDFName.of('2.0'))),
  ],
  [
    'an update that changes the page and signs nothing',
    'other-change',
    () => editedSent((pdf) => pdf.getPage(0).drawText('changed', { x: 20, y: 50, size: 8 })),
  ],
  [
    'a page turned in the update of the signature',
    'other-change',
    () => sneaked(/\/MediaBox\s*\[[^\]]*\]/, (found) => padded('/MediaBox [9 9 9 9]', found.length)),
  ],
  [
    'another format on the label',
    'wrong-format',
    () => sneaked(/\/ETSI\.CAdES\.detached/, (found) => padded('/adbe.pkcs7.detached', found.length)),
  ],
  [
    'a range that leaves bytes out',
    'bad-byte-range',
    () => {
      const last = String(prepared.byteRange[3]);
      const shorter = String(prepared.byteRange[3] - 10).padEnd(last.length);
      return bytesOf(
        text(signedBy(head, headDer)).replace(new RegExp(`( ${last})(\\s*\\])`), ` ${shorter}$2`),
      );
    },
  ],
  [
    'a hole that is larger than the signature',
    'bad-byte-range',
    () => {
      const [, , third, fourth] = prepared.byteRange;
      return bytesOf(
        text(signedBy(head, headDer)).replace(`${third} ${fourth}`, `${third + 5} ${fourth - 5}`),
      );
    },
  ],
  [
    'unsigned bytes behind the signature',
    'bad-padding',
    () => {
      const file = text(signedBy(head, headDer));
      const end = file.search(/0{40}>/);
      return bytesOf(`${file.slice(0, end + 20)}1${file.slice(end + 21)}`);
    },
  ],
  ['no signature but zeros', 'unreadable-signature', () => prepared.bytes],
  [
    'a flipped bit of the signature',
    'bad-signature',
    () => {
      const template = cmsTemplate(headDer, []);
      const digest = documentDigest(prepared);
      const signature = sign('sha256', sha256(digest), head.keys.privateKey);
      return embedSignature(prepared, template.cms(digest, signature));
    },
  ],
  [
    'a signature over other bytes',
    'wrong-digest',
    () => {
      const digest = documentDigest(prepared);
      return withAttributes((attributes) => replaceBytes(attributes, digest, sha256(digest)));
    },
  ],
  [
    'a certificate that the signature does not name',
    'other-signing-certificate',
    () => withAttributes((attributes) => replaceBytes(attributes, sha256(headDer), sha256(rootDer))),
  ],
  ['somebody else', 'other-signatory', () => signedBy(other, certified(other))],
  [
    'somebody of the same name under another root of the same name',
    'unknown-issuer',
    () => signedBy(head, issue({ ...head, by: stranger, authority: false, validity: always })),
  ],
  [
    'a certificate that vouches for itself',
    'unknown-issuer',
    () => signedBy(head, issue({ ...head, by: head, authority: false, validity: always })),
  ],
  [
    'an expired certificate',
    'certificate-expired',
    () => signedBy(head, certified(head, { validity: span(at - 400 * day, at - day) })),
  ],
  [
    'a certificate that is not valid yet',
    'certificate-not-yet-valid',
    () => signedBy(head, certified(head, { validity: span(at + day, at + 400 * day) })),
  ],
  [
    'a certificate for authorities',
    'wrong-key-usage',
    () => signedBy(head, certified(head, { authority: true })),
  ],
  ['a key of 1,024 bits', 'weak-key', () => signedBy(small, certified(small))],
  [
    'a certificate issued by one that may not issue',
    'unknown-issuer',
    () => signedBy(head, issue({ ...head, by: other, authority: false, validity: always })),
    { intermediates: [certified(other)] },
  ],
  [
    'a revoked certificate',
    'revoked',
    () => signedBy(head, headDer),
    { crls: [revocationList(root, [serialOf(headDer)], at - day, at + day)] },
  ],
  [
    'no revocation list in force, where one is wanted',
    'no-revocation-data',
    () => signedBy(head, headDer),
    { revocation: 'required', crls: [revocationList(root, [], at - 9 * day, at - 8 * day)] },
  ],
  [
    'a revocation list by somebody else',
    'no-revocation-data',
    () => signedBy(head, headDer),
    { revocation: 'required', crls: [revocationList(stranger, [], at - day, at + day)] },
  ],
  [
    'an earlier answer for the same document',
    'wrong-time',
    async () =>
      signedBy(head, headDer, await preparePdf(sent, { fieldName: 'Head', page: 0, signedAt: at - day })),
  ],
  [
    'no timestamp, where one is wanted',
    'no-timestamp',
    () => signedBy(head, headDer),
    { timestamp: 'required' },
  ],
  [
    'a replayed timestamp',
    'bad-timestamp',
    () => stamped((value) => tsa.token({ digest: sha256(value), nonce: undefined, at: at - day, serial: 1 })),
  ],
  [
    'a timestamp over another signature',
    'bad-timestamp',
    () => stamped((value) => tsa.token({ digest: sha256(sha256(value)), nonce: undefined, at, serial: 1 })),
  ],
  [
    'a timestamp by a certificate without that purpose',
    'bad-timestamp',
    () =>
      stamped((value) =>
        tsa.token({ digest: sha256(value), nonce: undefined, at, serial: 1, certificate: tsa.purposeless }),
      ),
  ],
  [
    'a timestamp signed by another key',
    'bad-timestamp',
    () =>
      stamped((value) =>
        tsa.token({ digest: sha256(value), nonce: undefined, at, serial: 1, key: other.keys.privateKey }),
      ),
  ],
  [
    'a timestamp under another root',
    'bad-timestamp',
    () => stamped((value) => tsa.token({ digest: sha256(value), nonce: undefined, at, serial: 1 })),
    { tsaRoots: [rootDer] },
  ],
];

describe('a wrong answer of a document signer', () => {
  it('comes in twenty kinds and more', () => {
    expect(wrong.length).toBeGreaterThanOrEqual(20);
    expect(new Set(wrong.map(([, code]) => code)).size).toBeGreaterThanOrEqual(20);
  });

  for (const [name, code, make, expected] of wrong) {
    it(`is refused: ${name} (${code})`, async () => {
      const verdict = await checkReceipt(await make(), expectation(expected));
      expect(verdict).toMatchObject({ ok: false, code, reason: expect.stringMatching(/\w/) });
    });
  }

  it('of a document that allows no change is refused', async () => {
    const ready = await preparePdf(sent, { fieldName: 'First', page: 0, signedAt: at });
    // P=1 instead of P=2, in the same number of bytes.
    const closed = { ...ready, bytes: bytesOf(text(ready.bytes).replace(/\/P 2\b/, '/P 1')) };
    const certifiedPdf = signedBy(head, headDer, closed);
    const second = await preparePdf(certifiedPdf, {
      fieldName: 'Second',
      page: 0,
      signedAt: at,
      certify: false,
    });
    const answer = signedBy(head, headDer, second);
    const verdict = await checkReceipt(answer, expectation({ sent: certifiedPdf }));
    expect(verdict).toMatchObject({ ok: false, code: 'earlier-signature-broken' });
  });

  const openssl = needs('openssl');
  const test = openssl === undefined ? it.skip : it;
  const foreign = [
    ['the label without the attribute', 'no-signing-certificate', []],
    ['SHA-1', 'weak-digest', ['-md', 'sha1', '-cades']],
    ['no signed attributes', 'missing-attribute', ['-noattr']],
    ['its own content inside', 'not-detached', ['-nodetach', '-cades']],
    ['two signers', 'several-signers', ['-cades', '-signer', join(folder, 'second.pem')]],
  ] as const;
  for (const [name, code, args] of foreign) {
    test(`by OpenSSL is refused: ${name} (${code})`, async () => {
      const verdict = await checkReceipt(byOpenssl(...args), expectation({ skewMs: 10 ** 12 }));
      expect(verdict).toMatchObject({ ok: false, code });
    });
  }

  test('is refused by OpenSSL too, where the signature itself is wrong', async () => {
    const files = (bytes: Uint8Array) => {
      const { content, cms } = partsOf(bytes);
      const names = ['judged.cms', 'judged.content', 'judged.root'].map((name) => join(folder, name));
      const [a = '', b = '', c = ''] = names;
      writeFileSync(a, cms);
      writeFileSync(b, content);
      writeFileSync(c, new X509Certificate(rootDer).toString());
      return ['-in', a, '-content', b, '-CAfile', c, '-out', join(folder, 'judged.out')];
    };
    const accepts = (bytes: Uint8Array) =>
      spawnSync(openssl ?? '', [
        ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any'],
        ...['-attime', String(Math.floor(at / 1000)), ...files(bytes)],
      ]).status === 0;
    expect(accepts(signedBy(head, headDer))).toBe(true);
    const both = new Set([
      'bad-signature',
      'wrong-digest',
      'other-signing-certificate',
      'unknown-issuer',
      'certificate-expired',
      'certificate-not-yet-valid',
    ]);
    for (const [name, code, make] of wrong) {
      if (both.has(code)) expect([name, accepts(await make())]).toEqual([name, false]);
    }
    expect(accepts(byOpenssl())).toBe(false);
    expect(accepts(byOpenssl('-cades'))).toBe(true);
  });
});

describe('an honest answer', () => {
  it('is accepted with a timestamp, with revocation lists, and by every kind of key', async () => {
    const good = stamped((value) => tsa.token({ digest: sha256(value), nonce: undefined, at, serial: 1 }));
    expect(await checkReceipt(good, expectation({ timestamp: 'required' }))).toMatchObject({
      ok: true,
      level: 'B-T',
      claimedAt: at,
      stampedAt: at,
    });
    const crls = [revocationList(root, [], at - day, at + day)];
    const listed = await checkReceipt(signedBy(head, headDer), expectation({ crls, revocation: 'required' }));
    expect(listed).toMatchObject({ ok: true, level: 'B-B' });
    for (const [type, bits] of [
      ['rsa', 2048],
      ['rsa', 3072],
      ['rsa', 4096],
      ['ec', 256],
    ] as const) {
      const who = { name: 'Head of office', keys: keyPair(type, bits) };
      expect(await checkReceipt(signedBy(who, certified(who)), expectation())).toMatchObject({ ok: true });
    }
  });

  it('is accepted as a second signature, which leaves the first whole', async () => {
    const first = signedBy(other, certified(other));
    const second = await preparePdf(first, { fieldName: 'Second', page: 0, signedAt: at, certify: false });
    expect(await checkReceipt(signedBy(head, headDer, second), expectation({ sent: first }))).toMatchObject({
      ok: true,
    });
  });
});

it('never throws, and never accepts other bytes, whatever is changed', async () => {
  const good = signedBy(head, headDer);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat({ max: good.length - 1 }), by: fc.integer({ min: 1, max: 255 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.option(fc.nat({ max: good.length }), { nil: undefined }),
      async (changes, cut) => {
        const bytes = Uint8Array.from(good);
        for (const { at: place, by } of changes) bytes[place] = (bytes[place] ?? 0) ^ by;
        const answer = cut === undefined ? bytes : bytes.subarray(0, cut);
        const verdict = await checkReceipt(answer, expectation());
        // Letters of hex digits and what lies outside the signed bytes may change without a change of meaning.
        if (verdict.ok) {
          expect(text(answer).toLowerCase()).toBe(text(good).toLowerCase());
        }
      },
    ),
    { numRuns: 300 },
  );
});
