import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { needs } from './needs.js';

/**
 * Real printing on one machine: `ippeveprinter` as the printer, CUPS as a queue before it. All in a folder of its own,
 * on free ports of localhost. `npx tsx tests/support/print-lab.ts` starts it by hand.
 */
export interface PrintLab {
  /**
   * Starts a printer, at a port that it had before if one is named, and returns its port. What comes of a job is in its
   * name: ok, empty, jam, crash, slow.
   */
  printer(port?: number): Promise<number>;
  /** Ends a printer as a power cut would: its jobs are forgotten, and what its program has begun goes on. */
  cutPower(port: number): Promise<void>;
  /** Starts a CUPS with one queue before a printer and returns the queue's URI. */
  queue(printerPort: number): Promise<string>;
  /** Starts a CUPS with a queue before each of some printers and returns the queues' URIs. */
  queues(printerPorts: readonly number[]): Promise<string[]>;
  /** Stops a queue of CUPS, as a person at its panel does: it keeps its jobs. */
  stopQueue(uri: string): void;
  /** Starts a queue of CUPS again, which then goes on with its jobs. */
  startQueue(uri: string): void;
  /** Names of jobs of which the printer's own program put out a card. */
  cards(): string[];
  /** Names of jobs of which its program lost a card, where the commands of the lab write them. */
  spoiled(): string[];
  stop(): Promise<void>;
}

const command = (cards: string) => `#!/bin/sh
case "$IPP_JOB_NAME" in
empty*) echo "STATE: +media-empty-error" >&2; echo "ERROR: No cards in the feeder" >&2; exit 1;;
jam*) echo "STATE: +media-jam-error" >&2; echo "ERROR: Mechanical error" >&2; exit 1;;
ribbon*) echo "STATE: +marker-supply-empty-error" >&2; exit 1;;
crash*) kill -9 $$;;
slow*) sleep 1;;
esac
echo "$IPP_JOB_NAME" >> ${cards}
echo "ATTR: job-impressions-completed=1" >&2
`;

/** Makes a lab; `commands` is the printers' program, which gets the files of cards and of spoiled cards. */
export function printLab(commands: (cards: string, spoiled: string) => string = command): PrintLab {
  const folder = mkdtempSync(join(tmpdir(), 'loket-print-lab-'));
  // The queue's helpers run as another user when cupsd is started by root.
  chmodSync(folder, 0o755);
  const cardFile = join(folder, 'cards.txt');
  writeFileSync(cardFile, '');
  const script = join(folder, 'command.sh');
  const spoiledFile = join(folder, 'spoiled.txt');
  writeFileSync(spoiledFile, '');
  writeFileSync(script, commands(cardFile, spoiledFile), { mode: 0o755 });
  const bus = join(folder, 'bus.sock');
  const children: ChildProcess[] = [];
  const printers = new Map<number, ChildProcess>();
  let busRuns: Promise<void> | undefined;

  function run(path: string | undefined, args: readonly string[], env: Record<string, string> = {}) {
    if (path === undefined) throw new Error('a program of the print lab is missing');
    const child = spawn(path, args, { stdio: 'ignore', cwd: folder, env: { ...process.env, ...env } });
    children.push(child);
    return child;
  }

  async function startBus(): Promise<void> {
    run(needs('dbus-daemon'), ['--session', `--address=unix:path=${bus}`, '--nofork']);
    await answers(bus);
  }

  return {
    async printer(known) {
      busRuns ??= startBus();
      await busRuns;
      const port = known ?? (await freePort());
      // `-r off` alone does not keep it from asking the bus for DNS-SD, and `-n 127.0.0.1` does not start.
      const where = ['-p', String(port), '-n', 'localhost', '-r', 'off', '-d', join(folder, `spool-${port}`)];
      const what = ['-f', 'application/pdf,application/octet-stream', '-M', 'Fake', '-m', 'CardPrinter'];
      mkdirSync(join(folder, `spool-${port}`), { recursive: true });
      const child = run(needs('ippeveprinter'), [...where, ...what, '-c', script, `Card${port}`], {
        DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${bus}`,
      });
      printers.set(port, child);
      await answers(port);
      return port;
    },

    async cutPower(port) {
      const child = printers.get(port);
      if (child) await ended(child, 'SIGKILL');
    },

    async queue(printerPort) {
      const [uri = ''] = await this.queues([printerPort]);
      return uri;
    },

    async queues(printerPorts) {
      const port = await freePort();
      const root = join(folder, `cups-${port}`);
      for (const part of ['', 'root', 'root/ssl', 'spool', 'cache', 'state', 'log'])
        mkdirSync(join(root, part), { recursive: true });
      writeFileSync(
        join(root, 'cupsd.conf'),
        `Listen 127.0.0.1:${port}\nBrowsing Off\nMaxJobs 0\nDefaultAuthType None\n<Location />\nAllow from 127.0.0.1\n</Location>\n<Location /admin>\nAllow from 127.0.0.1\n</Location>\n<Policy default>\nJobPrivateAccess all\nJobPrivateValues none\n<Limit All>\nOrder allow,deny\n</Limit>\n</Policy>\n`,
      );
      writeFileSync(
        join(root, 'cups-files.conf'),
        `ServerRoot ${root}/root\nRequestRoot ${root}/spool\nTempDir ${root}/spool\nCacheDir ${root}/cache\nStateDir ${root}/state\nAccessLog ${root}/log/access\nErrorLog ${root}/log/error\nPageLog ${root}/log/page\n`,
      );
      run(needs('cupsd'), ['-f', '-c', join(root, 'cupsd.conf'), '-s', join(root, 'cups-files.conf')]);
      await answers(port);
      return printerPorts.map((printerPort, i) => {
        const name = i === 0 ? 'card' : `card-${i + 1}`;
        const device = `ipp://localhost:${printerPort}/ipp/print`;
        const added = spawnSync(
          needs('lpadmin') ?? '',
          ['-h', `127.0.0.1:${port}`, '-p', name, '-E', '-v', device, '-m', 'raw'],
          { encoding: 'utf8', timeout: 20_000 },
        );
        if (added.status !== 0) throw new Error(`lpadmin failed: ${added.stderr}`);
        return `ipp://127.0.0.1:${port}/printers/${name}`;
      });
    },

    stopQueue: (uri) => atQueue('cupsdisable', uri),
    startQueue: (uri) => atQueue('cupsenable', uri),
    cards: () => linesOf(cardFile),
    spoiled: () => linesOf(spoiledFile),

    async stop() {
      for (const child of children.reverse()) await ended(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function atQueue(tool: 'cupsdisable' | 'cupsenable', uri: string): void {
  const { host, pathname } = new URL(uri.replace('ipp:', 'http:'));
  const { status, stderr } = spawnSync(needs(tool) ?? '', ['-h', host, pathname.replace(/^.*\//, '')], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (status !== 0) throw new Error(`${tool} failed: ${stderr}`);
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Ends a process and waits for it, not for long. */
async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until somebody listens at a port or socket. */
async function answers(where: number | string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = typeof where === 'number' ? connect(where, '127.0.0.1') : connect(where);
      socket.on('connect', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('close', () => socket.destroy());
      socket.on('connect', () => socket.destroy());
    });
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nobody answers at ${where}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lab = printLab();
  process.once('SIGINT', () => void lab.stop());
  const port = await lab.printer();
  console.log(`printer ipp://localhost:${port}/ipp/print`);
  console.log(`queue   ${await lab.queue(port)}`);
  console.log('Ctrl-C ends both');
}
