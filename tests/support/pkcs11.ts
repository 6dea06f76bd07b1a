import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pkcs11Library } from 'loket/signing/pkcs11';
import type { TestPki } from 'loket/testing/signing-server';
import { root } from './doc-examples.js';
import { needs } from './needs.js';

/** A library that may also write, which signers never do. */
interface WritableLibrary extends Pkcs11Library {
  C_CreateObject(
    session: Buffer,
    template: { type: number; value: number | boolean | string | Buffer }[],
  ): Buffer;
}

interface WritableModule {
  readonly PKCS11: new () => WritableLibrary;
}

/** The native module from where the setup script builds it; a skip with the way to get it, in CI a failure. */
export function pkcs11Module(): WritableModule | undefined {
  if (!needs('softhsm2-util')) return undefined;
  try {
    return createRequire(join(root, 'temp', 'pkcs11', 'package.json'))('pkcs11js');
  } catch {
    const how = 'pkcs11js is missing; build it with: bash scripts/setup-pkcs11.sh';
    if (process.env.CI === 'true' || process.env.LOKET_REQUIRE_ALL === '1') throw new Error(how);
    console.warn(`${how} (tests that need it are skipped)`);
    return undefined;
  }
}

const library = '/usr/lib/softhsm/libsofthsm2.so';

/** A software token with one key and its certificates for each PKI, labelled by its kind. */
export function softToken(module: WritableModule, pkis: readonly TestPki[], pin: string) {
  const folder = mkdtempSync(join(tmpdir(), 'loket-token-'));
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(
    join(folder, 'softhsm2.conf'),
    `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`,
  );
  const before = process.env.SOFTHSM2_CONF;
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf');
  const util = (...args: string[]) => {
    const done = spawnSync(needs('softhsm2-util') ?? '', args, { encoding: 'utf8', timeout: 30_000 });
    if (done.status !== 0) throw new Error(`softhsm2-util ${args[0]}: ${done.stderr}`);
  };
  util('--init-token', '--free', '--label', 'office', '--so-pin', '12345678', '--pin', pin);
  const ids = new Map(pkis.map(({ keyType }, n) => [keyType, `0${n + 1}`]));
  for (const { key, keyType } of pkis) {
    const file = join(folder, `${keyType}.pem`);
    writeFileSync(file, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    util(
      '--import',
      file,
      '--token',
      'office',
      '--label',
      keyType,
      '--id',
      ids.get(keyType) ?? '',
      '--pin',
      pin,
    );
  }
  const writer = new module.PKCS11();
  writer.load(library);
  writer.C_Initialize({ flags: 2 });
  const slot = writer.C_GetSlotList(true).find((one) => writer.C_GetTokenInfo(one).label.trim() === 'office');
  if (!slot) throw new Error('the new token is not there');
  const session = writer.C_OpenSession(slot, 6);
  writer.C_Login(session, 1, pin);
  for (const { certificate, chain, root: top, keyType } of pkis)
    for (const [n, der] of [certificate, ...chain, top].entries())
      writer.C_CreateObject(session, [
        { type: 0x0, value: 1 },
        { type: 0x80, value: 0 },
        { type: 0x1, value: true },
        { type: 0x2, value: false },
        { type: 0x3, value: n === 0 ? keyType : `${keyType} above ${n}` },
        { type: 0x102, value: Buffer.from(n === 0 ? (ids.get(keyType) ?? '') : `f${n}`, 'hex') },
        { type: 0x101, value: Buffer.from(`30${'00'}`, 'hex') },
        { type: 0x11, value: Buffer.from(der) },
      ]);
  writer.C_CloseSession(session);
  writer.C_Finalize();
  writer.close();
  return {
    library,
    ids,
    remove() {
      if (before === undefined) delete process.env.SOFTHSM2_CONF;
      else process.env.SOFTHSM2_CONF = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
