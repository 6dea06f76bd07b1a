import { createHash, randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import { oids } from '../../signing/pades/oids.js';
import { requests } from './csc-requests.js';
import { hashAlgorithmOf, signAlgorithmOf, signHash } from './hash-signing.js';
import type { RecordFile } from './record-file.js';
import type { HeldKey } from './server-keys.js';

/** An answer of the service: a status and a JSON body; none with 204. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

interface Authorisation {
  readonly credentialId: string;
  /** Missing where the credential takes an authorisation without hashes (SCAL 1). */
  readonly hashes: readonly string[] | undefined;
  readonly signatures: number;
  readonly until: number;
}

/** How a signing step goes wrong. */
export interface SigningTrouble {
  /** The authorisation is refused as expired. */
  readonly forget?: boolean;
  /** Everything is signed and recorded twice, and the second signatures are answered. */
  readonly twice?: boolean;
}

export const refuse = (error: string, error_description: string, status = 400): Reply => ({
  status,
  body: { error, error_description },
});
const malformed = refuse('invalid_request', 'Malformed request');
const badSad = refuse('invalid_request', 'Invalid parameter SAD: unknown, used or expired');

/** Compares in a time that tells nothing of where two secrets differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The steps of the CSC API v1.0.4.0 that make a signature, with the rules that a real service keeps. */
export function cscService(
  keys: ReadonlyMap<string, HeldKey>,
  record: RecordFile,
  sadForMs: number,
  pendingPolls: number,
) {
  const authorisations = new Map<string, Authorisation>();
  // What is left of a transaction after its authorisation was used; only an extension opens it again.
  const usedUp = new Map<string, Authorisation>();
  const wrongPins = new Map<string, number>();
  const sentOtps = new Set<string>();
  const promised = new Map<string, { signatures: readonly string[]; pending: number }>();
  const unknownCredential = refuse('invalid_request', 'Invalid parameter credentialID');

  function list(input: unknown): Reply {
    const parsed = requests.list().safeParse(input);
    if (!parsed.success) return malformed;
    const { maxResults = 100, pageToken = '0' } = parsed.data;
    const from = Number(pageToken);
    const ids = [...keys.keys()];
    if (!Number.isSafeInteger(from) || from < 0 || from > ids.length)
      return refuse('invalid_request', 'Invalid parameter pageToken');
    const until = from + maxResults;
    return {
      status: 200,
      body: {
        credentialIDs: ids.slice(from, until),
        ...(until < ids.length && { nextPageToken: String(until) }),
      },
    };
  }

  function info(input: unknown): Reply {
    const parsed = requests.info().safeParse(input);
    if (!parsed.success) return malformed;
    const held = keys.get(parsed.data.credentialID);
    if (!held) return unknownCredential;
    const [own] = held.certificates;
    if (!own) return refuse('server_error', 'no certificate', 500);
    const certificate = new X509Certificate(own);
    const count = { none: 0, single: 1, chain: held.certificates.length }[parsed.data.certificates];
    const { pin, otp, scal = 2 } = held.credential;
    return {
      status: 200,
      body: {
        description: 'Test credential',
        key: {
          status: 'enabled',
          algo: [held.keyType === 'rsa' ? oids.sha256WithRsa : oids.ecdsaWithSha256],
          len: held.keyType === 'rsa' ? 2048 : 256,
          ...(held.keyType === 'ec' && { curve: '1.2.840.10045.3.1.7' }),
        },
        cert: {
          status: 'valid',
          certificates: held.certificates.slice(0, count).map((der) => Buffer.from(der).toString('base64')),
          issuerDN: certificate.issuer.replaceAll('\n', ', '),
          subjectDN: certificate.subject.replaceAll('\n', ', '),
          serialNumber: certificate.serialNumber,
        },
        authMode: 'explicit',
        SCAL: String(scal),
        PIN: { presence: pin === undefined ? 'false' : 'true' },
        OTP: { presence: otp === undefined ? 'false' : 'true', ...(otp !== undefined && { type: 'online' }) },
        multisign: 100,
      },
    };
  }

  function sendOtp(input: unknown): Reply {
    const parsed = requests.named().safeParse(input);
    if (!parsed.success) return malformed;
    const held = keys.get(parsed.data.credentialID);
    if (!held) return unknownCredential;
    if (held.credential.otp === undefined)
      return refuse('invalid_request', 'The credential takes no one-time password');
    sentOtps.add(parsed.data.credentialID);
    return { status: 204, body: {} };
  }

  function checkPin({ credential }: HeldKey, shown: string): Reply | undefined {
    if (credential.pin === undefined) return undefined;
    const wrong = wrongPins.get(credential.id) ?? 0;
    if (wrong >= (credential.pinTries ?? Number.POSITIVE_INFINITY))
      return refuse('invalid_pin', 'The PIN is locked');
    if (sameSecret(shown, credential.pin)) {
      wrongPins.delete(credential.id);
      return undefined;
    }
    wrongPins.set(credential.id, wrong + 1);
    return refuse('invalid_pin', 'The PIN is invalid');
  }

  function newSad(authorisation: Omit<Authorisation, 'until'>, at: number): Reply {
    for (const map of [authorisations, usedUp])
      for (const [old, { until }] of map) if (until <= at) map.delete(old);
    const sad = randomBytes(24).toString('base64url');
    authorisations.set(sad, { ...authorisation, until: at + sadForMs });
    return { status: 200, body: { SAD: sad, expiresIn: Math.floor(sadForMs / 1000) } };
  }

  function authorize(input: unknown, at: number): Reply {
    const parsed = requests.authorize().safeParse(input);
    if (!parsed.success) return malformed;
    const { credentialID, numSignatures, hash, hashAlgo, PIN, OTP } = parsed.data;
    const held = keys.get(credentialID);
    if (!held) return unknownCredential;
    const { scal = 2, otp } = held.credential;
    if (!hash && scal === 2) return malformed;
    if (hash && hash.length !== numSignatures)
      return refuse('invalid_request', 'Numbers of signatures and hashes differ');
    const sizes: number[] = hashAlgo === undefined ? [32, 48, 64] : [hashAlgorithmOf(hashAlgo)?.bytes ?? 0];
    if (hash?.some((text) => !sizes.includes(Buffer.from(text, 'base64').length)))
      return refuse('invalid_request', 'Invalid parameter hash');
    const wrong = checkPin(held, PIN ?? '');
    if (wrong) return wrong;
    // Used up by the first try, right or wrong.
    if (otp !== undefined && !(sentOtps.delete(credentialID) && sameSecret(OTP ?? '', otp)))
      return refuse('invalid_otp', 'The one-time password is invalid');
    return newSad({ credentialId: credentialID, hashes: hash, signatures: numSignatures }, at);
  }

  function extend(input: unknown, at: number): Reply {
    const parsed = requests.extend().safeParse(input);
    if (!parsed.success) return malformed;
    const { credentialID, SAD, hash } = parsed.data;
    const left = usedUp.get(SAD);
    usedUp.delete(SAD);
    if (!left || left.until <= at || left.credentialId !== credentialID) return badSad;
    if (left.hashes && !hash?.every((text) => left.hashes?.includes(text)))
      return refuse('invalid_request', 'Hash is not authorized by the authorization');
    return newSad({ ...left, hashes: left.hashes && hash }, at);
  }

  async function sign(input: unknown, at: number, trouble: SigningTrouble): Promise<Reply> {
    const parsed = requests.sign().safeParse(input);
    if (!parsed.success) return malformed;
    const { credentialID, SAD, hash, hashAlgo = oids.sha256, signAlgo, clientData } = parsed.data;
    const held = keys.get(credentialID);
    if (!held) return unknownCredential;
    const algorithm = hashAlgorithmOf(hashAlgo);
    if (!algorithm) return refuse('invalid_request', 'Invalid parameter hashAlgo');
    if (hash.some((text) => Buffer.from(text, 'base64').length !== algorithm.bytes))
      return refuse('invalid_request', 'Invalid parameter hash');
    if (signAlgo !== signAlgorithmOf(hashAlgo, held.keyType))
      return refuse('invalid_request', 'Invalid parameter signAlgo');
    const authorisation = authorisations.get(SAD);
    if (trouble.forget) authorisations.delete(SAD);
    if (trouble.forget || !authorisation || authorisation.until <= at) return badSad;
    const { credentialId, hashes, signatures: allowed } = authorisation;
    // The first ones that were authorised, in the same order.
    if (
      credentialId !== credentialID ||
      hash.length > allowed ||
      hash.some((h, i) => hashes && h !== hashes[i])
    )
      return refuse('invalid_request', 'Hash is not authorized by the authorization');
    // Used up before anything is signed: two requests at once must not share it.
    authorisations.delete(SAD);
    if (allowed > hash.length)
      usedUp.set(SAD, {
        ...authorisation,
        hashes: hashes?.slice(hash.length),
        signatures: allowed - hash.length,
      });
    let signatures: string[] = [];
    for (let round = trouble.twice ? 2 : 1; round > 0; round--) {
      signatures = [];
      for (const text of hash) {
        const { ecdsa = 'der' } = held.credential;
        const signature = await signHash(held.key, Buffer.from(text, 'base64'), ecdsa, hashAlgo);
        record.add({
          at,
          credentialId,
          hash: text,
          signature: createHash('sha256').update(signature).digest('hex'),
          clientData: clientData ?? null,
        });
        signatures.push(Buffer.from(signature).toString('base64'));
      }
    }
    if (parsed.data.operationMode === 'S') return { status: 200, body: { signatures } };
    const responseID = randomBytes(12).toString('base64url');
    promised.set(responseID, { signatures, pending: pendingPolls });
    return { status: 200, body: { responseID } };
  }

  function poll(input: unknown): Reply {
    const parsed = requests.poll().safeParse(input);
    if (!parsed.success) return malformed;
    const found = promised.get(parsed.data.responseID);
    if (!found) return refuse('invalid_request', 'Invalid parameter responseID');
    if (found.pending === 0) return { status: 200, body: { signatures: found.signatures } };
    found.pending -= 1;
    return { status: 202, body: {} };
  }

  return { list, info, sendOtp, authorize, extend, sign, poll };
}
