import { X509Certificate } from 'node:crypto';
import type { RawFailure } from '../pades/raw-signer.js';
import {
  ck,
  type Pkcs11Attribute,
  type Pkcs11Handle,
  type Pkcs11Library,
  troubleOf,
} from './pkcs11-module.js';

/** Says which key on which token. */
export interface KeyPlace {
  readonly slot?: number | undefined;
  readonly tokenLabel?: string | undefined;
  readonly keyLabel?: string | undefined;
  /** Hex. */
  readonly keyId?: string | undefined;
}

/** A session that is logged in, and the key it signs with. */
export interface TokenSession {
  readonly session: Pkcs11Handle;
  readonly key: Pkcs11Handle;
  readonly mechanisms: ReadonlySet<number>;
  readonly keyType: 'rsa' | 'ec';
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  /** Whether each signature needs the PIN anew. */
  readonly pinEachTime: boolean;
}

/** Ends the opening of a session with an outcome. */
export class Refused extends Error {
  readonly failure: RawFailure;
  constructor(outcome: 'rejected' | 'unavailable', reason: string) {
    super(reason);
    this.failure = { outcome, reason };
  }
}

const { attribute } = ck;

/** Opens a session, logs in and finds key and certificates. Throws {@link Refused}, or what the library threw. */
export function openSession(library: Pkcs11Library, place: KeyPlace, pin: string): TokenSession {
  const slot = slotOf(library, place);
  const session = library.C_OpenSession(slot, ck.serialSession);
  try {
    logIn(library, slot, session, pin);
    const key = keyOf(library, session, place);
    const id = read(library, session, key, attribute.id);
    const all = certificatesOf(library, session);
    const own =
      (id && all.find((one) => one.id.equals(id))) ??
      all.find((one) => place.keyLabel !== undefined && one.label === place.keyLabel);
    const keyType = own?.x509.publicKey.asymmetricKeyType;
    if (!own) throw new Refused('rejected', 'there is no certificate beside the key');
    if (keyType !== 'rsa' && keyType !== 'ec')
      throw new Refused('rejected', 'the certificate is neither RSA nor ECDSA');
    return {
      session,
      key,
      keyType,
      mechanisms: new Set(library.C_GetMechanismList(slot)),
      certificate: own.x509.raw,
      chain: chainOf(
        own.x509,
        all.map(({ x509 }) => x509),
      ),
      pinEachTime: read(library, session, key, attribute.alwaysAuthenticate)?.[0] === 1,
    };
  } catch (error) {
    closeQuietly(library, session);
    throw error;
  }
}

/** Closes a session that may be gone already. */
export function closeQuietly(library: Pkcs11Library, session: Pkcs11Handle): void {
  try {
    library.C_CloseSession(session);
  } catch {
    // With the token, or by the library.
  }
}

function slotOf(library: Pkcs11Library, { slot, tokenLabel }: KeyPlace): Pkcs11Handle {
  const slots = library.C_GetSlotList(true);
  const fit =
    slot === undefined
      ? slots.filter((one) => library.C_GetTokenInfo(one).label.replace(/[\s\0]+$/, '') === tokenLabel)
      : slots.slice(slot, slot + 1);
  const [found] = fit;
  if (!found) throw new Refused('unavailable', 'the token is not there');
  if (fit.length > 1) throw new Refused('rejected', 'several tokens have this label');
  return found;
}

function logIn(library: Pkcs11Library, slot: Pkcs11Handle, session: Pkcs11Handle, pin: string): void {
  const { flags } = library.C_GetTokenInfo(slot);
  if (flags & ck.flag.locked) throw new Refused('rejected', 'the PIN is locked');
  if (flags & ck.flag.finalTry)
    throw new Refused('rejected', 'one try is left for the PIN: log in by hand before it is used again');
  try {
    library.C_Login(session, ck.user, pin);
  } catch (error) {
    if (troubleOf(error).kind !== 'alreadyLoggedIn') throw error;
  }
}

function find(library: Pkcs11Library, session: Pkcs11Handle, template: Pkcs11Attribute[]): Pkcs11Handle[] {
  library.C_FindObjectsInit(session, template);
  try {
    return library.C_FindObjects(session, 100);
  } finally {
    library.C_FindObjectsFinal(session);
  }
}

/** An attribute; not every object has every one. */
function read(
  library: Pkcs11Library,
  session: Pkcs11Handle,
  object: Pkcs11Handle,
  type: number,
): Buffer | undefined {
  try {
    const [found] = library.C_GetAttributeValue(session, object, [{ type }]);
    return found && found.value.length > 0 ? found.value : undefined;
  } catch (error) {
    if (troubleOf(error).kind === 'gone') throw error;
    return undefined;
  }
}

function keyOf(library: Pkcs11Library, session: Pkcs11Handle, { keyLabel, keyId }: KeyPlace): Pkcs11Handle {
  const keys = find(library, session, [
    { type: attribute.class, value: ck.privateKey },
    ...(keyLabel === undefined ? [] : [{ type: attribute.label, value: keyLabel }]),
    ...(keyId === undefined ? [] : [{ type: attribute.id, value: Buffer.from(keyId, 'hex') }]),
  ]);
  const [found] = keys;
  if (!found) throw new Refused('rejected', 'there is no such key on the token');
  if (keys.length > 1) throw new Refused('rejected', 'several keys on the token fit');
  return found;
}

function certificatesOf(library: Pkcs11Library, session: Pkcs11Handle) {
  return find(library, session, [{ type: attribute.class, value: ck.certificate }]).flatMap((object) => {
    const value = read(library, session, object, attribute.value);
    try {
      return value
        ? [
            {
              x509: new X509Certificate(value),
              id: read(library, session, object, attribute.id) ?? Buffer.alloc(0),
              label: read(library, session, object, attribute.label)?.toString('utf8'),
            },
          ]
        : [];
    } catch (error) {
      if (troubleOf(error).kind === 'gone') throw error;
      return [];
    }
  });
}

/** Leads from a certificate towards a root, which is left out. */
function chainOf(own: X509Certificate, all: readonly X509Certificate[]): Uint8Array[] {
  const chain: Uint8Array[] = [];
  for (let at = own; chain.length < 10; ) {
    const issuer = all.find((one) => at.checkIssued(one) && at.verify(one.publicKey));
    if (!issuer || issuer.checkIssued(issuer)) break;
    chain.push(issuer.raw);
    at = issuer;
  }
  return chain;
}
