import '../support/seed.js';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BlobStore } from '../../src/internal/blobs.js';
import {
  type DocumentSigner,
  documentProvider,
  type SignatureCall,
} from '../../src/signing/document/index.js';
import { memoryBlobs } from '../../src/testing/index.js';

const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const text = (value: string) => new TextEncoder().encode(value);

/** What the service does with one call. */
const troubles = ['ok', 'refused', 'down', 'dropped', 'silent', 'throws', 'lies', 'twice'] as const;
type Trouble = (typeof troubles)[number];

/** A service that signs by writing a new number below the document, and remembers all that it signed. */
function service(trouble: () => Trouble, canTell: boolean) {
  const signed: { requestId: string; pdf: Uint8Array }[] = [];
  const make = (requestId: string, pdf: Uint8Array) => {
    const made = text(`${new TextDecoder().decode(pdf)} signed ${signed.length}`);
    signed.push({ requestId, pdf: made });
    return made;
  };
  const signer: DocumentSigner = {
    async signDocument({ requestId, pdf }) {
      switch (trouble()) {
        case 'refused':
          return { outcome: 'rejected', reason: 'r' };
        case 'down':
          return { outcome: 'unavailable', reason: 'r' };
        case 'dropped':
          return { outcome: 'unknown', reason: 'r' };
        case 'silent':
          make(requestId, pdf);
          return { outcome: 'unknown', reason: 'r' };
        case 'throws':
          make(requestId, pdf);
          throw new Error('reset');
        case 'lies':
          make(requestId, pdf);
          return { outcome: 'ok', pdf: text('something else') };
        case 'twice':
          make(requestId, pdf);
          return { outcome: 'ok', pdf: make(requestId, pdf) };
        default:
          return { outcome: 'ok', pdf: make(requestId, pdf) };
      }
    },
    probe: async () => true,
    ...(canTell && {
      findSigned: async ({ requestId }) => ({
        outcome: 'known' as const,
        documents: signed.filter((one) => one.requestId === requestId).map(({ pdf }) => ({ pdf })),
      }),
    }),
  };
  return { signer, signed };
}

it('has one accepted document for a request at most, whatever the service does, and tells of every other', async () => {
  const seen = { duplicates: 0, doubtful: 0, made: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...troubles), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      fc.array(fc.constantFrom('crash', 'blobs', 'nothing'), { maxLength: 12 }),
      async (script, canTell, mishaps) => {
        let next = 0;
        const { signer, signed } = service(() => script[next++ % script.length] ?? 'ok', canTell);
        const kept = memoryBlobs();
        let failing = false;
        const blobs: BlobStore = {
          ...kept,
          put: (bytes) => (failing ? Promise.reject(new Error('disk full')) : kept.put(bytes)),
          bind: (name, ref) => (failing ? Promise.reject(new Error('disk full')) : kept.bind(name, ref)),
        };
        const provider = () =>
          documentProvider({
            id: 'p',
            signatory: 'head',
            signer,
            document: () => text('%PDF-1.7 a letter'),
            blobs,
            check: (answer) =>
              new TextDecoder().decode(answer).startsWith('%PDF-1.7 a letter signed')
                ? { ok: true, level: 'B-B' }
                : { ok: false, code: 'other', reason: 'r' },
          });
        const call = (attempt: number): SignatureCall => ({
          requestId: 'a/s1',
          applicationId: 'a',
          kind: 'letter',
          attempt,
          effectId: 'e',
          at: attempt,
          signal: new AbortController().signal,
        });
        let attempt = 1;
        let asked = 0;
        const accepted = new Set<string>();
        const reported = new Set<string>();
        // The office as it is: a new attempt only after the one before surely made nothing.
        for (const mishap of [...mishaps, 'nothing', 'nothing', 'nothing'] as const) {
          failing = mishap === 'blobs';
          const before = signed.length;
          const told = await provider().sign(call(attempt));
          asked++;
          // One call signs no more than the service does of itself.
          expect(signed.length - before).toBeLessThanOrEqual(2);
          failing = false;
          if (told.outcome === 'ok') {
            if (told.artifact !== undefined) accepted.add(told.artifact);
            for (const ref of told.duplicates ?? []) reported.add(ref);
            break;
          }
          if (told.outcome === 'rejected') break;
          if (told.outcome === 'unavailable') {
            attempt++;
            continue;
          }
          // The same attempt again, as after a crash, never reaches the service.
          const count = signed.length;
          await provider().sign(call(attempt));
          expect(signed.length).toBe(count);
          const found = await provider().lookUp?.(call(attempt));
          for (const ref of found?.duplicates ?? []) reported.add(ref);
          if (found?.outcome === 'made' && found.artifact !== undefined) accepted.add(found.artifact);
          if (found?.outcome === 'notMade') {
            expect(signed).toEqual([]);
            attempt++;
            continue;
          }
          if (found?.outcome === 'unknown') seen.doubtful++;
          break;
        }
        expect(asked).toBeGreaterThan(0);
        expect(accepted.size).toBeLessThanOrEqual(1);
        const bound = await kept.bound('signing/p/a%2Fs1/signed');
        for (const ref of accepted) expect(ref).toBe(bound);
        if (accepted.size > 0) seen.made++;
        if (bound !== undefined && canTell) {
          // Everything that it signed is either the document, or known to be another.
          await provider().lookUp?.(call(attempt));
          for (const { pdf } of signed) {
            const ref = await kept.put(pdf);
            const aside = await kept.bound(`signing/p/a%2Fs1/duplicate/${hex(pdf)}`);
            expect(ref === bound || aside === ref).toBe(true);
            if (aside === ref) seen.duplicates++;
          }
        }
      },
    ),
    { numRuns: 300 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});
