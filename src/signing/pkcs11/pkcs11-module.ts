/** Names a slot, a session or an object of a token. */
export type Pkcs11Handle = Buffer;

/** One attribute of an object; without a value, one that is asked for. */
export interface Pkcs11Attribute {
  readonly type: number;
  readonly value?: number | boolean | string | Buffer;
}

/** What a signer uses of a loaded library: the functions of PKCS #11 by their own names, as `pkcs11js` has them. */
export interface Pkcs11Library {
  /** Loads the library of a token. */
  load(path: string): void;
  /** Unloads the library. */
  close(): void;
  /** Starts the library for this process. */
  C_Initialize(options: { readonly flags: number }): void;
  /** Ends the library for this process. */
  C_Finalize(): void;
  /** Lists the slots, those with a token only when asked. */
  C_GetSlotList(tokenPresent: boolean): Pkcs11Handle[];
  /** Tells a token's padded label and the flags of its PIN. */
  C_GetTokenInfo(slot: Pkcs11Handle): { readonly label: string; readonly flags: number };
  /** Lists what a token can do, as numbers of mechanisms. */
  C_GetMechanismList(slot: Pkcs11Handle): number[];
  /** Opens a session with a token. */
  C_OpenSession(slot: Pkcs11Handle, flags: number): Pkcs11Handle;
  /** Closes a session. */
  C_CloseSession(session: Pkcs11Handle): void;
  /** Shows a PIN. */
  C_Login(session: Pkcs11Handle, userType: number, pin: string): void;
  /** Begins a search for objects that have these attributes. */
  C_FindObjectsInit(session: Pkcs11Handle, template: Pkcs11Attribute[]): void;
  /** Gives objects that were found. */
  C_FindObjects(session: Pkcs11Handle, most: number): Pkcs11Handle[];
  /** Ends a search. */
  C_FindObjectsFinal(session: Pkcs11Handle): void;
  /** Reads attributes of an object. */
  C_GetAttributeValue(
    session: Pkcs11Handle,
    object: Pkcs11Handle,
    template: Pkcs11Attribute[],
  ): { readonly type: number; readonly value: Buffer }[];
  /** Begins a signature with a key. */
  C_SignInit(session: Pkcs11Handle, mechanism: { readonly mechanism: number }, key: Pkcs11Handle): void;
  /** Signs outside of the thread that runs JavaScript. */
  C_SignAsync(session: Pkcs11Handle, data: Buffer, room: Buffer): Promise<Buffer>;
}

/** The module `pkcs11js`, as far as a signer uses it. */
export interface Pkcs11Module {
  readonly PKCS11: new () => Pkcs11Library;
}

/** Numbers of PKCS #11 v2.40. */
export const ck = {
  osLockingOk: 0x2,
  serialSession: 0x4,
  user: 1,
  contextSpecific: 2,
  certificate: 1,
  privateKey: 3,
  attribute: { class: 0x0, label: 0x3, value: 0x11, id: 0x102, alwaysAuthenticate: 0x202 },
  mechanism: { rsaPkcs: 0x1, sha256RsaPkcs: 0x40, ecdsa: 0x1041 },
  flag: { finalTry: 0x20000, locked: 0x40000 },
} as const;

/** What an error of the library means for a signature. */
export type Pkcs11Trouble =
  /** The PIN was refused, or is locked: another try may lock the token. */
  | 'pin'
  /** The session or the token is gone: opening it again may help. */
  | 'gone'
  /** The key or the token cannot do what is asked of it. */
  | 'cannot'
  | 'alreadyLoggedIn'
  | 'alreadyInitialized'
  | 'other';

const codes: ReadonlyMap<number, Pkcs11Trouble> = new Map([
  ...[0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0x102].map((code) => [code, 'pin'] as const),
  ...[0x30, 0x32, 0x60, 0x82, 0xb0, 0xb3, 0xe0, 0xe1, 0x101, 0x190].map((code) => [code, 'gone'] as const),
  ...[0x63, 0x68, 0x70, 0x71].map((code) => [code, 'cannot'] as const),
  [0x100, 'alreadyLoggedIn'],
  [0x191, 'alreadyInitialized'],
]);

/** Reads the number of an error; its words are not repeated. */
export function troubleOf(error: unknown): { readonly kind: Pkcs11Trouble; readonly code: string } {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'number') return { kind: 'other', code: 'an error without a number' };
  return { kind: codes.get(code) ?? 'other', code: `CKR 0x${code.toString(16)}` };
}

/** Loads the optional peer when it is first needed. */
export async function loadModule(): Promise<Pkcs11Module | undefined> {
  // By a variable, so that compilers and bundlers do not look for what may be absent.
  const name: string = 'pkcs11js';
  try {
    const loaded: unknown = await import(name);
    return isModule(loaded) ? loaded : defaultOf(loaded);
  } catch {
    return undefined;
  }
}

function isModule(value: unknown): value is Pkcs11Module {
  return (
    typeof value === 'object' && value !== null && 'PKCS11' in value && typeof value.PKCS11 === 'function'
  );
}

function defaultOf(value: unknown): Pkcs11Module | undefined {
  const inner = typeof value === 'object' && value !== null && 'default' in value ? value.default : undefined;
  return isModule(inner) ? inner : undefined;
}
