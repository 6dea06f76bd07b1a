import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Effort, type Figure, median, round } from './lib.js';

const rooms = ['queue', 'documents', 'signing', 'printing', 'office', 'calendar', 'indonesia', 'testing'];
const peers = ['xstate', 'zod'];
const root = `${process.cwd()}/`;

async function packed(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [`${root}${entry}`],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    external: peers,
    write: false,
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length / 1000;
}

/** Milliseconds to import an entry in a process of its own, after its peers. */
function load(entry: string): number {
  const script = `
    for (const peer of ${JSON.stringify(peers)}) await import(peer);
    const start = performance.now();
    await import(${JSON.stringify(pathToFileURL(entry).href)});
    console.log(performance.now() - start);`;
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }),
  );
}

export async function size({ rounds }: Effort): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, entry] of [
    ['core', 'src/index.ts'],
    ...rooms.map((room) => [room, `src/${room}/index.ts`]),
  ]) {
    const ours = await packed(entry ?? '');
    const goal = name === 'core' ? 40 : null;
    figures.push({
      name: `size.${name}`,
      ours: round(ours),
      peer: null,
      unit: 'kB, min + gzip',
      ratio: null,
      goal: goal === null ? null : `<= ${goal}`,
      met: goal === null ? null : ours <= goal,
    });
  }
  let entry = `${root}dist/index.js`;
  const built = existsSync(entry);
  if (!built) {
    entry = `${root}out/bench/index.js`;
    await build({
      entryPoints: [`${root}src/index.ts`],
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      outfile: entry,
      logLevel: 'error',
    });
  }
  const idle = `${root}bench/empty.mjs`;
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) times.push(load(entry) - load(idle));
  const ours = median(times);
  figures.push({
    name: 'size.load',
    ours: round(ours),
    peer: null,
    unit: 'ms beyond an empty module',
    ratio: null,
    goal: '<= 30',
    met: ours <= 30,
    note: built ? 'dist' : 'no dist here: one bundle made for this figure, dependencies apart',
  });
  return figures;
}
