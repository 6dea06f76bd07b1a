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
export const run = (program, ...args) => start(program, args, {});

/**
 * Runs a line of shell for each name, which it finds in `$1`, and gives code and text of each. One shell does a whole
 * batch, because starting a process from one as big as ours takes long.
 */
export async function runOnEach(line, names, env) {
  const mark = '@@@ code';
  const loop = `for one; do set -- "$one"; { ${line}; } 2>&1; printf '\\n${mark} %s\\n' "$?"; done`;
  const { text } = await start('sh', ['-c', loop, 'sh', ...names], env);
  const parts = text.split(new RegExp(`\\n${mark} (\\d+)\\n`));
  return names.map((_, i) => ({ text: parts[2 * i] ?? '', code: Number(parts[2 * i + 1] ?? -1) }));
}

function start(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
      env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ code: -1, text: String(error) }));
    child.on('close', (code) => resolve({ code, text: Buffer.concat(parts).toString('utf8') }));
  });
}

const batchSize = 20;

/** Works on all items in batches, two at a time: the machine may be small. */
export async function inBatches(items, work) {
  const batches = Array.from({ length: Math.ceil(items.length / batchSize) }, (_, i) =>
    items.slice(i * batchSize, (i + 1) * batchSize),
  );
  const rest = batches.entries();
  const worker = async () => {
    for (const [number, batch] of rest) await work(batch, number);
  };
  await Promise.all([worker(), worker()]);
}
