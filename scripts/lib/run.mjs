import { spawnSync } from 'node:child_process';
import { root } from './entries.mjs';

/** Runs a program from the repository's root, its output going to ours, and returns its exit code. */
export function run(program, args, options = {}) {
  const done = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (done.error) console.error(String(done.error));
  return done.status ?? 1;
}

/** Runs npm with the Node that runs us, on Windows too, where `npm` is a script that cannot be spawned. */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
  return run('npm', args, { shell: process.platform === 'win32', ...options });
}
