import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entries, manifest } from '../../scripts/lib/entries.mjs';
import { docExamples, root, withAssertions } from '../support/doc-examples.js';

// The packed package as a host gets it, without a registry: unpacked, its dependencies linked from here.
// LOKET_NODE runs the consumers under another Node than the one that runs the tests.
const node = process.env.LOKET_NODE ?? process.execPath;
const specifiers = entries().map((entry) => entry.specifier);
const require = createRequire(import.meta.url);
const base = realpathSync(mkdtempSync(join(tmpdir(), 'loket-consumer-')));
const unpacked = join(base, 'node_modules', 'loket');
let packed: string[] = [];

function start(program: string, args: readonly string[], cwd: string, shell = false) {
  const { NODE_OPTIONS, ...env } = process.env;
  const done = spawnSync(program, args, { cwd, env, shell, encoding: 'utf8', timeout: 120_000 });
  return { code: done.status, out: done.stdout, err: done.stderr || (done.error ? String(done.error) : '') };
}

/** Runs a file under the consumer's Node; anything on stderr, a warning for one, is a failure. */
function runNode(cwd: string, file: string, code?: string, options: readonly string[] = []): string {
  if (code !== undefined) writeFileSync(join(cwd, file), code);
  const done = start(node, [...options, file], cwd);
  expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
  return done.out;
}

function consumer(name: string, type: 'module' | 'commonjs'): string {
  const folder = join(base, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, type }));
  return folder;
}

beforeAll(() => {
  const missing = entries().filter((entry) => !existsSync(join(root, entry.esm)));
  if (missing.length > 0) throw new Error('dist is incomplete: run npm run build first');
  const cli = process.env.npm_execpath;
  const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', base];
  const pack = cli?.endsWith('.js')
    ? start(process.execPath, [cli, ...args], root)
    : start('npm', args, root, process.platform === 'win32');
  if (pack.code !== 0) throw new Error(`npm pack failed: ${pack.err}`);
  const answer: unknown = JSON.parse(pack.out);
  // Newer npm answers with an object by package name, older ones with a list.
  const [tarball] = Object.values(answer as Record<string, { filename: string; files: { path: string }[] }>);
  if (!tarball) throw new Error(`npm pack answered ${pack.out}`);
  packed = tarball.files.map((file) => file.path);
  const untar = start('tar', ['-xzf', tarball.filename], base);
  if (untar.code !== 0) throw new Error(`tar failed: ${untar.err}`);
  mkdirSync(join(base, 'node_modules'));
  cpSync(join(base, 'package'), unpacked, { recursive: true });
  rmSync(join(base, 'package'), { recursive: true });
  for (const name of [
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
    '@types/node',
  ]) {
    // Compiled when it is installed, so it is no development dependency; its entry loads it when first used.
    if (name === 'pkcs11js') continue;
    const from = join(root, 'node_modules', name);
    if (!existsSync(from)) throw new Error(`${name} is not installed: add it to devDependencies`);
    mkdirSync(dirname(join(base, 'node_modules', name)), { recursive: true });
    symlinkSync(realpathSync(from), join(base, 'node_modules', name), 'junction');
  }
});

afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

describe('the packed package', () => {
  test('holds what a host needs and no sources or tests', () => {
    expect(
      packed.filter((path) => /^(src|tests|scripts|bench|etc|decisions|out|coverage)\//.test(path)),
    ).toEqual([]);
    expect(packed.filter((path) => path.startsWith('docs/site/'))).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']));
    for (const entry of entries()) {
      const built = entry.esm.slice(2, -3);
      expect(packed).toEqual(
        expect.arrayContaining([`${built}.js`, `${built}.cjs`, `${built}.d.ts`, `${built}.d.cts`]),
      );
    }
  });

  test('loads by import and by require, every subpath, with the same names', () => {
    const list = JSON.stringify(specifiers);
    const names = 'Object.keys(m).filter((k) => k !== "default" && k !== "module.exports").sort()';
    const esm = runNode(
      consumer('esm', 'module'),
      'index.js',
      `const all = {};
       for (const s of ${list}) { const m = await import(s); all[s] = ${names}; }
       console.log(JSON.stringify(all));`,
    );
    const cjs = runNode(
      consumer('cjs', 'commonjs'),
      'index.js',
      `const all = {};
       for (const s of ${list}) { const m = require(s); all[s] = ${names}; }
       console.log(JSON.stringify(all));`,
    );
    expect(JSON.parse(cjs)).toEqual(JSON.parse(esm));
    expect(Object.keys(JSON.parse(esm))).toEqual(specifiers);
  });

  test('knows errors of its other copy', () => {
    runNode(
      consumer('esm', 'module'),
      'brand.js',
      `import assert from 'node:assert/strict';
       import { createRequire } from 'node:module';
       import { isLoketError, LoketError } from 'loket';
       const cjs = createRequire(import.meta.url)('loket');
       assert.notEqual(cjs.LoketError, LoketError);
       assert.ok(new cjs.LoketError('stopped', 'x') instanceof LoketError);
       assert.ok(new LoketError('stopped', 'x') instanceof cjs.LoketError);
       assert.ok(isLoketError(new cjs.LoketError('stopped', 'x'), 'stopped'));
       assert.ok(!(new Error('x') instanceof LoketError));`,
    );
  });

  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    test(`type-checks with moduleResolution ${moduleResolution}`, () => {
      const folder = consumer(`ts-${moduleResolution}`, 'module');
      const imports = specifiers.map((s, i) => `import * as m${i} from '${s}';`).join('\n');
      const uses = `export const all = [${specifiers.map((_, i) => `m${i}`).join(', ')}];`;
      const brand =
        "import { LoketError } from 'loket';\nexport const code: string = new LoketError('stopped', 'x').code;";
      writeFileSync(join(folder, 'index.ts'), `${imports}\n${uses}\n`);
      writeFileSync(
        join(folder, 'brand.ts'),
        `${brand}\n// @ts-expect-error no such code\nnew LoketError('nonsense', 'x');\n`,
      );
      writeFileSync(join(folder, 'readme.ts'), `${firstMinute().code}\nexport {};\n`);
      if (module === 'nodenext') writeFileSync(join(folder, 'common.cts'), `${imports}\n${uses}\n${brand}\n`);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2023'],
            types: ['node'],
            module,
            moduleResolution,
            strict: true,
            skipLibCheck: true,
            noEmit: true,
          },
          include: ['*.ts', '*.cts'],
        }),
      );
      const tsc = start(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', '.'], folder);
      expect(tsc.out).toBe('');
      expect(tsc.code).toBe(0);
    });
  }

  test("runs the README's first minute", () => {
    // Loose about undefined fields, like the documentation tests.
    const prologue =
      "import { deepEqual } from 'node:assert'; " +
      'const $plain = (v) => v === undefined ? undefined : JSON.parse(JSON.stringify(v)); ' +
      'const $same = (a, d, place) => deepEqual($plain(a), $plain(d), place);';
    const { code } = transformSync(withAssertions(firstMinute(), prologue), { loader: 'ts', format: 'esm' });
    runNode(consumer('readme', 'module'), 'readme.js', code);
  });
});

describe('examples from the packed package', () => {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const files = existsSync(join(root, 'examples')) ? readdirSync(join(root, 'examples')).sort() : [];
  for (const file of files.filter((name) => /^\d\d-.*\.m?[tj]s$/.test(name))) {
    test(file, () => {
      const folder = consumer('examples-run', 'module');
      cpSync(join(unpacked, 'examples'), join(folder, 'examples'), { recursive: true });
      const done = start(node, ['--import', tsx, join('examples', file)], folder);
      expect({ code: done.code, err: done.err }).toMatchObject({ code: 0 });
    });
  }
});

function firstMinute() {
  const [first] = docExamples().filter((example) => example.file === 'README.md');
  if (!first) throw new Error('README.md has no ts block');
  return first;
}
