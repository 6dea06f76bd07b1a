import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CscSignerOptions, cscSigner } from 'loket/signing/csc';
import type { SigningServerOptions } from 'loket/testing/signing-server';

export const bearer = 'bearer-9d1f-planted';
export const pin = '840271';
export const controlToken = 'control-4b7e-planted';

/** Two credentials, one of each kind. */
export const serverOptions: SigningServerOptions = {
  bearer,
  controlToken,
  credentials: [
    { id: 'rsa', pin, keyType: 'rsa' },
    { id: 'ec', pin, keyType: 'ec', ecdsa: 'raw' },
  ],
};

/** A signer of the server that passes the office's clock on. */
export function signerAt(url: string, more: Partial<CscSignerOptions> = {}) {
  return cscSigner({
    baseUrl: url,
    credentialId: 'ec',
    authorization: () => `Bearer ${bearer}`,
    pin: () => pin,
    headers: ({ at }) => ({ 'x-loket-clock': String(at) }),
    ...more,
  });
}

/** The server as a process of its own. */
export async function spawnServer(
  options: SigningServerOptions,
): Promise<{ url: string; port: number; child: ChildProcess; ended: Promise<unknown> }> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const program = fileURLToPath(new URL('../../src/testing/signing-server/program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, program], {
    env: { ...process.env, LOKET_SIGNING_SERVER: JSON.stringify(options) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) return { ...JSON.parse(line.slice('ready '.length)), child, ended };
  }
  throw new Error('the signing server ended before it was ready');
}
