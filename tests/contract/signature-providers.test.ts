import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, it } from 'vitest';
import { bsreSigner } from '../../src/signing/bsre/index.js';
import { documentProvider, receiptCheck } from '../../src/signing/document/index.js';
import { padesProvider, pkcs12Signer } from '../../src/signing/pades/index.js';
import { startBsreServer } from '../../src/testing/bsre-server/index.js';
import {
  fakeSigner,
  memoryBlobs,
  type ProviderRig,
  signatureProviderContract,
} from '../../src/testing/index.js';
import { testPki } from '../../src/testing/test-pki.js';

const at = Date.parse('2026-03-02T09:00+07:00');
const nik = '0107000000000001';
let letter: Uint8Array;
beforeAll(async () => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage([300, 300]);
  letter = await pdf.save();
});

async function esignRig(version: 1 | 2): Promise<ProviderRig> {
  const server = await startBsreServer({
    basic: 'kantor:sandi',
    signatories: [{ nik, passphrase: 'rahasia', name: 'Head of office' }],
  });
  const requests = new Set<string>();
  let wrong = false;
  const provider = documentProvider({
    id: 'bsre',
    signatory: 'head',
    blobs: memoryBlobs(),
    document: ({ requestId }) => {
      requests.add(requestId);
      return letter;
    },
    signer: bsreSigner({
      version,
      baseUrl: server.url,
      authorization: () => `Basic ${Buffer.from('kantor:sandi').toString('base64')}`,
      nik: () => nik,
      passphrase: () => (wrong ? 'salah' : 'rahasia'),
      signTimeoutMs: 1_000,
      headers: (call) => ({ 'x-loket-clock': String(call.at) }),
    }),
    check: receiptCheck({
      roots: [server.roots.get(nik) ?? new Uint8Array()],
      signatory: ({ subject }) => subject.includes('Head of office'),
    }),
  });
  return {
    provider,
    at,
    secrets: [nik, 'rahasia', 'sandi'],
    next: {
      unavailable: () => server.setNext('down', 1),
      silent: () => server.setNext('silent', 1),
      lost: () => server.setNext('dropped', 1),
      rejected: () => {
        wrong = true;
      },
    },
    // Each case has one request that may be signed twice, and a server of its own.
    signed: () => server.record.map(() => [...requests].at(-1) ?? ''),
    close: () => server.close(),
  };
}

const rigs: Readonly<Record<string, () => ProviderRig | Promise<ProviderRig>>> = {
  'the fake signer': () => {
    let how: 'down' | 'silent' | undefined;
    const honest = fakeSigner();
    const silent = fakeSigner({ outages: [{ from: 0, until: at * 2, how: 'silent' }] });
    return {
      at,
      provider: {
        ...honest,
        sign: (call) => {
          const now = how;
          how = undefined;
          if (now === 'down') return { outcome: 'unavailable', reason: 'down' };
          return now === 'silent' ? silent.sign(call) : honest.sign(call);
        },
        lookUp: ({ requestId }) =>
          honest.signed.has(requestId) || silent.signed.has(requestId)
            ? { outcome: 'made', artifact: `${requestId}.pdf` }
            : { outcome: 'notMade' },
      },
      next: {
        unavailable: () => {
          how = 'down';
        },
        silent: () => {
          how = 'silent';
        },
      },
    };
  },
  'PAdES with a key file': () => {
    const pki = testPki({ keyType: 'ec', validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
    const p12 = pki.p12('rahasia-kunci');
    let how: 'unavailable' | 'lost' | undefined;
    const signer = pkcs12Signer({ p12: () => p12, passphrase: () => 'rahasia-kunci' });
    return {
      at,
      safeToRepeat: true,
      secrets: ['rahasia-kunci'],
      provider: padesProvider({
        id: 'pades',
        signatory: 'head',
        blobs: memoryBlobs(),
        document: () => letter,
        signer: {
          describe: (call) => signer.describe(call),
          async sign(call) {
            const now = how;
            how = undefined;
            if (now === 'unavailable') return { outcome: 'unavailable', reason: 'no connection' };
            if (now === 'lost') return { outcome: 'unknown', reason: 'no answer' };
            return signer.sign(call);
          },
        },
      }),
      next: {
        unavailable: () => {
          how = 'unavailable';
        },
        lost: () => {
          how = 'lost';
        },
      },
    };
  },
  'an Esign Client of version 1': () => esignRig(1),
  'an Esign Client of version 2': () => esignRig(2),
};

for (const [name, rig] of Object.entries(rigs)) {
  describe(name, () => {
    for (const { name: rule, run } of signatureProviderContract(rig)) it(rule, run);
  });
}

describe('the contract', () => {
  const broken: Readonly<Record<string, () => ProviderRig>> = {
    'a provider that calls an outage a refusal': () => ({
      ...lying({ outcome: 'rejected', reason: 'r' }),
      next: { unavailable: () => {} },
    }),
    'a provider that takes silence for unavailable': () => ({
      ...lying({ outcome: 'unavailable', reason: 'r' }),
      next: { silent: () => {} },
    }),
    'a provider that tells a secret': () => ({
      ...lying({ outcome: 'unknown', reason: 'passphrase rahasia' }),
      secrets: ['rahasia'],
    }),
  };
  for (const [name, rig] of Object.entries(broken)) {
    it(`catches ${name}`, async () => {
      const results = await Promise.allSettled(signatureProviderContract(rig).map(({ run }) => run()));
      if (results.every(({ status }) => status === 'fulfilled')) throw new Error('nothing was caught');
    });
  }
});

function lying(outcome: Awaited<ReturnType<ProviderRig['provider']['sign']>>): ProviderRig {
  return { provider: { id: 'p', signatory: 'head', sign: () => outcome, probe: () => true } };
}
