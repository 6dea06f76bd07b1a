import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of its own on this machine. */
export interface Service {
  readonly pid: number | undefined;
  /** What it said when it was ready. */
  readonly ready: unknown;
  /** Ends it; it also ends by itself when this process does. */
  stop(): Promise<void>;
}

const sources = new URL('../../src/testing/', import.meta.url);

/**
 * Starts a program of `loket/testing` and waits until it listens. Its options go through the environment, because
 * arguments can be read by everybody on the machine. `onDeath` is told when it ends without being asked to.
 */
export async function startService(
  name: string,
  variable: string,
  options: unknown,
  onDeath: (name: string) => void,
): Promise<Service> {
  const program = fileURLToPath(new URL(`${name}/program.ts`, sources));
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    // Its standard input is a pipe from this process: when that breaks, it ends.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, [variable]: JSON.stringify(options) },
  });
  const ready = await readyLine(child, name);
  let stopping = false;
  child.on('exit', () => {
    if (!stopping) onDeath(name);
  });
  return {
    pid: child.pid,
    ready,
    stop() {
      stopping = true;
      return stop(child);
    },
  };
}

function readyLine(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)));
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}
