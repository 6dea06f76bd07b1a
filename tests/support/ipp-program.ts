import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { IppPrintersOptions } from 'loket/testing/ipp-printer';

const program = fileURLToPath(new URL('../../src/testing/ipp-printer/program.ts', import.meta.url));

/** Starts virtual printers in a process of their own, which ends with this one. */
export function startProgram(
  options: IppPrintersOptions,
): Promise<{ readonly child: ChildProcess; readonly port: number; readonly token: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the printers ended with ${code} before they were ready`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('ready ')) resolve({ child, ...JSON.parse(line.slice(6)) });
    });
  });
}

/** Ends a process and waits for it. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}
