import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out, or with `--check` fails.
 *
 * A registry or mirror that holds only the packages of some platforms makes npm write a lockfile without the
 * others, and `npm ci` then refuses it. Their exact versions are known from the packages that ask for them.
 */
const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
const check = process.argv.includes('--check');

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
];

/** Reads the platform from a name, as in `cli-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.includes('gnu')
      ? ['glibc']
      : [];
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(libc.length > 0 && os.includes('linux') && { libc }),
  };
}

/** Finds where a package that `from` asks for lies, as Node looks for it: inside first, then further out. */
function locate(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[path]) return path;
    if (at === '') return undefined;
  }
}

const added = [];
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = locate(path, name);
    if (found && packages[found].version === version) continue;
    const platform = platformOf(name);
    // Only pinned packages of a platform can be named without asking a registry.
    if (!/^\d+\.\d+\.\d+/.test(version) || (!platform.os && !platform.cpu)) {
      if (!found) added.push({ name, at: undefined });
      continue;
    }
    const at = packages[`node_modules/${name}`] ? `${path}/node_modules/${name}` : `node_modules/${name}`;
    packages[at] = { version, ...platform, ...(entry.dev && { dev: true }), optional: true };
    added.push({ name, at });
  }
}

const unknown = added.filter(({ at }) => at === undefined);
const known = added.filter(({ at }) => at !== undefined);
if (check && added.length > 0) {
  console.error(`package-lock.json lacks ${added.map(({ name }) => name).join(', ')}: npm ci refuses it`);
  console.error('Run: node scripts/complete-lock.mjs');
  process.exit(1);
}
if (!check && known.length > 0) {
  const [root, ...rest] = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries([root, ...rest]);
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
}
for (const { name } of unknown)
  console.error(`${name} is not pinned; add it by npm install where it is offered`);
console.log(`${known.length} packages of other platforms added`);
