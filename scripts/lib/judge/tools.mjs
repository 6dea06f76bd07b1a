import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that know nothing of the demo. */
export const wanted = ['certutil', 'openssl', 'pdfsig', 'pdftoppm', 'qpdf', 'zbarimg'];

/** Names those that are not on the PATH. */
export function missingTools() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return wanted.filter((name) => !folders.some((folder) => canRun(join(folder, name))));
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program and gives its exit code and all that it said. */
export function run(program, ...args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
      env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ code: -1, text: String(error) }));
    child.on('close', (code) => resolve({ code, text: Buffer.concat(parts).toString('utf8') }));
  });
}

/** Works on all items, two at a time: the machine may be small. */
export async function eachOf(items, work, atOnce = 2) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
