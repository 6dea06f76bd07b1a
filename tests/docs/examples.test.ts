import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type DocExample, docExamples, root, typeErrors, withAssertions } from '../support/doc-examples.js';

const examples = docExamples();
const folder = join(root, 'temp', 'doc-examples');
const same = pathToFileURL(join(root, 'tests', 'support', 'same.ts')).href;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Writes the example as a module of this repository, where `loket` means src, and imports it. */
async function runExample(example: DocExample, file: string): Promise<void> {
  const path = join(folder, file);
  writeFileSync(path, withAssertions(example, `import { same as $same } from ${JSON.stringify(same)};`));
  await import(/* @vite-ignore */ pathToFileURL(path).href);
}

describe('documented examples', () => {
  test('type-check as written', () => {
    expect(typeErrors(examples)).toEqual([]);
  });

  for (const example of examples) {
    test(example.name, () => runExample(example, `${example.name.replace(/[^\w+-]/g, '-')}.ts`));
  }
});

describe('the examples test itself', () => {
  const of = (code: string): DocExample => ({ file: 'x.md', line: 2, name: 'x.md:2', code: `\n${code}` });

  test('fails when the documented value is another one', async () => {
    await expect(runExample(of('1 + 1; //=> 3'), 'self-wrong.ts')).rejects.toThrow('x.md:2');
  });

  test('compares awaited values, constants, values over several lines and inside blocks', async () => {
    const code = [
      'await Promise.resolve({ a: [1] }); //=> { a: [1] }',
      "const name = 'n'; //=> 'n'",
      '[1,',
      '  2]; //=> [',
      '//   1, 2,',
      '// ]',
      'for (const n of [1]) { n; } //=> 1',
    ];
    await runExample(of(code.join('\n')), 'self-right.ts');
  });

  test('fails when a promise is documented without await', async () => {
    await expect(runExample(of('Promise.resolve(1); //=> {}'), 'self-promise.ts')).rejects.toThrow('await');
  });

  test('refuses a value that is no expression', async () => {
    await expect(runExample(of('1; //=> about one'), 'self-words.ts')).rejects.toThrow("'about one'");
  });

  test('sees wrong types', () => {
    expect(typeErrors([of('const n: number = "text";')])[0]).toMatch(/^x\.md:2 TS2322/);
  });
});
