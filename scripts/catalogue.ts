import { readFile, writeFile } from 'node:fs/promises';
import { type CatalogueEntry, catalogue } from 'loket/office';

/** Writes docs/catalogue.md from the catalogue; with `--check` fails when the file says something else. */
const aggregates = [
  ['application', 'An application', 'documents'],
  ['queue', 'A ticket queue', 'queue'],
  ['signer', 'A signer', 'signing'],
  ['desk', 'A wet desk', 'signing'],
  ['centre', 'A print centre', 'printing'],
  ['person', 'A person who is told something', 'documents'],
] as const;

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

/** Makes the catalogue's page. */
export function cataloguePage(): string {
  const { commands, events, effects, refusals } = catalogue();
  return `${[
    '---',
    'title: Catalogue',
    '---',
    '',
    '<!-- Made by scripts/catalogue.ts from `catalogue()` in `loket/office`; do not edit. -->',
    '',
    '# Catalogue of messages',
    '',
    'Every command, event, effect and refusal of an office, from the schemas that the office itself parses with. In code: `catalogue()` from `loket/office`.',
    '',
    'A command also carries `id` (text, unique), `at` (epoch milliseconds) and `by: { id, role }`; an event carries `at`. A field with `?` may be left out; fields that are not listed are refused. A command for `person` is given through the facade or `parseCommand`; one for `system` is a report or a request between rooms, which an office gives to itself. Marks: `experimental` messages may change in a minor version, `stable` ones only in a major one.',
    '',
    ...section('Commands', commands, 'takes', true),
    ...section('Events', events, 'tells', false),
    ...section('Effects', effects, 'asks for', false),
    '## Refusals',
    '',
    'What to do about each: see the page on errors and refusals.',
    '',
    '| code | meaning |',
    '| --- | --- |',
    ...refusals.map(({ code, description }) => `| \`${code}\` | ${cell(description)} |`),
  ].join('\n')}\n`;
}

function section(
  title: string,
  entries: readonly CatalogueEntry[],
  verb: string,
  forWhom: boolean,
): string[] {
  return [
    `## ${title}`,
    '',
    ...aggregates.flatMap(([aggregate, name, room]) => {
      const own = entries.filter((entry) => entry.aggregate === aggregate);
      if (own.length === 0) return [];
      return [
        `### ${name} ${verb} (\`loket/${room}\`)`,
        '',
        `| type | ${forWhom ? 'for | ' : ''}meaning | fields | mark |`,
        `| --- | ${forWhom ? '--- | ' : ''}--- | --- | --- |`,
        ...own.map((entry) => row(entry, forWhom)),
        '',
        '<details>',
        `<summary>JSON Schemas of these ${own.length}</summary>`,
        '',
        '```json',
        ...schemas(own),
        '```',
        '',
        '</details>',
        '',
      ];
    }),
  ];
}

function row({ type, audience, description, schema, stability }: CatalogueEntry, forWhom: boolean): string {
  const cells = [`\`${type}\``, ...(forWhom ? [audience] : []), cell(description), fields(schema as Schema)];
  return `| ${[...cells, stability].join(' | ')} |`;
}

function fields({ properties = {}, required = [] }: Schema): string {
  const names = Object.entries(properties).map(([name, field]) => {
    const mark = required.includes(name) ? '' : '?';
    return `\`${name}${mark}\` ${cell(typeOf(field))}`;
  });
  return names.length === 0 ? 'none' : names.join('<br>');
}

function typeOf(field: Schema): string {
  if (field.const !== undefined) return String(field.const);
  if (field.enum) return field.enum.join(', ');
  const { type = 'any' } = field;
  if (typeof type !== 'string') return type.map((one) => typeOf({ ...field, type: one })).join(' or ');
  if (field.anyOf) return field.anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${field.items ? typeOf(field.items) : 'anything'}`;
  if (type === 'object' && field.properties) return `of ${Object.keys(field.properties).join(', ')}`;
  return { string: 'text', integer: 'whole number', boolean: 'yes or no' }[type] ?? type;
}

/** One line for each message, so that a change shows as one line. */
function schemas(entries: readonly CatalogueEntry[]): string[] {
  return [
    '{',
    ...entries.map(({ type, schema }, i) => {
      const { $schema: _, audience: __, stability: ___, ...rest } = schema as Record<string, unknown>;
      return `  ${JSON.stringify(type)}: ${JSON.stringify(rest)}${i < entries.length - 1 ? ',' : ''}`;
    }),
    '}',
  ];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

if (process.argv[1]?.endsWith('catalogue.ts')) {
  const file = new URL('../docs/catalogue.md', import.meta.url);
  const wanted = cataloguePage();
  if (!process.argv.includes('--check')) {
    await writeFile(file, wanted);
    console.log('docs/catalogue.md was written');
  } else {
    const present = await readFile(file, 'utf8').catch(() => '');
    const same = present.replaceAll('\r\n', '\n') === wanted;
    console.log(`docs/catalogue.md ${same ? 'is up to date' : 'is not up to date; run: npm run catalogue'}`);
    process.exitCode = same ? 0 : 1;
  }
}
