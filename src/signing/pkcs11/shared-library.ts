import { ck, type Pkcs11Library, type Pkcs11Module, troubleOf } from './pkcs11-module.js';

interface Shared {
  readonly library: Pkcs11Library;
  users: number;
}

// A library is initialised once for the whole process, so those who use the same one must share it.
const loaded = new WeakMap<Pkcs11Module, Map<string, Shared>>();

/** Takes a share in a library, loading it for the first. */
export function takeLibrary(module: Pkcs11Module, path: string): Pkcs11Library {
  const known = loaded.get(module) ?? new Map<string, Shared>();
  loaded.set(module, known);
  const shared = known.get(path);
  if (shared) {
    shared.users += 1;
    return shared.library;
  }
  const library = new module.PKCS11();
  library.load(path);
  try {
    library.C_Initialize({ flags: ck.osLockingOk });
  } catch (error) {
    // By other code in this process, which may go on using it.
    if (troubleOf(error).kind !== 'alreadyInitialized') {
      library.close();
      throw error;
    }
  }
  known.set(path, { library, users: 1 });
  return library;
}

/** Gives the share back; the last one out closes the library. */
export function leaveLibrary(module: Pkcs11Module, path: string): void {
  const known = loaded.get(module);
  const shared = known?.get(path);
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  known?.delete(path);
  try {
    shared.library.C_Finalize();
  } finally {
    shared.library.close();
  }
}
