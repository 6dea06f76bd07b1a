import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { entries, root } from './lib/entries.mjs';

/**
 * Compares the public API of each built entry with its report in etc/, or with `--update` rewrites the reports.
 *
 * Run it after a build: the reports are taken from dist/*.d.ts, what a host's compiler sees.
 */
const update = process.argv.includes('--update');
const folder = join(root, 'etc');
mkdirSync(folder, { recursive: true });

const quiet = new Set([
  'console-api-report-created',
  'console-api-report-copied',
  'console-api-report-unchanged',
]);
let failed = false;
const fail = (text) => {
  failed = true;
  console.error(text);
};

for (const entry of entries()) {
  const types = join(root, entry.types);
  if (!existsSync(types)) {
    fail(`${entry.types} is missing: run npm run build first`);
    continue;
  }
  // An entry that exports nothing yet has no API, and the extractor refuses an empty module.
  if (!/\bexport\s*(\{\s*[^}\s]|\*|default|declare)/.test(readFileSync(types, 'utf8'))) {
    const file = join(folder, `${entry.name}.api.md`);
    const text = `## API Report File for "${entry.specifier}"\n\nExports nothing.\n`;
    if (update) writeFileSync(file, text);
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
      fail(`etc/${entry.name}.api.md is out of date`);
    continue;
  }
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: types,
      bundledPackages: [],
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2023'],
            module: 'NodeNext',
            moduleResolution: 'NodeNext',
            strict: true,
            skipLibCheck: true,
            types: ['node'],
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: entry.name,
        reportFolder: folder,
        reportTempFolder: join(root, 'temp', 'api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          // Never into the report: messages name tsup's chunks, whose names change with their content.
          default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: false },
          // Everything exported is public; what is not is marked @internal and never exported.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          // TypeDoc resolves the links, with entry names that the extractor does not know.
          'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
          // A room's types may mention another entry's; TypeDoc's notExported check guards the real leaks.
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None },
        },
        // TSDoc syntax is TypeDoc's gate.
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });
  const result = Extractor.invoke(config, {
    localBuild: update,
    showVerboseMessages: false,
    messageCallback: (message) => {
      message.handled = true;
      if (quiet.has(message.messageId) || message.messageId === 'console-preamble') return;
      if (message.messageId === 'console-compiler-version-notice') return;
      if (
        message.logLevel === 'error' ||
        (message.logLevel === 'warning' && !message.messageId.startsWith('console-'))
      )
        fail(
          message.messageId === 'ae-internal-missing-underscore'
            ? `${entry.specifier}: exported, but marked @internal: ${/"([^"]+)"/.exec(message.text)?.[1]}`
            : `${entry.specifier}: ${message.messageId} ${message.text}`,
        );
    },
  });
  if (result.apiReportChanged && !update) {
    fail(
      `etc/${entry.name}.api.md is not the API of ${entry.specifier}. If the change is meant: npm run api:update`,
    );
    const old = join(folder, `${entry.name}.api.md`);
    const lines = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
    const [before, after] = [lines(old), lines(join(root, 'temp', 'api', `${entry.name}.api.md`))];
    for (const line of before) if (!after.includes(line)) console.error(`  - ${line}`);
    for (const line of after) if (!before.includes(line)) console.error(`  + ${line}`);
  }
}

const known = new Set(entries().map((entry) => `${entry.name}.api.md`));
for (const file of readdirSync(folder)) {
  if (!file.endsWith('.api.md') || known.has(file)) continue;
  if (update) rmSync(join(folder, file));
  else fail(`etc/${file} belongs to no entry point. If that is meant: npm run api:update`);
}

if (failed) process.exit(1);
console.log(`${known.size} API reports ${update ? 'written' : 'unchanged'}`);
