import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Holds one documented example: a block, or a block with those that continue it. */
export interface DocExample {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  /** Line of the first block's first line of code, from 1. */
  readonly line: number;
  /** As `README.md:12`, with the lines of continuing blocks behind. */
  readonly name: string;
  /** The code as written, each line on the line it has in the file, so that errors point at the right place. */
  readonly code: string;
}

/** Finds all ts blocks of README.md, docs/*.md and the doc comments under src. */
export function docExamples(): DocExample[] {
  const markdown = [
    ...present('.', (f) => f === 'README.md'),
    ...present('docs', (f) => f.endsWith('.md')),
  ].flatMap((file) => blocksOf(file, lines(file)));
  const comments = sourceFiles('src').flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)].flatMap((comment) => {
      const first = text.slice(0, comment.index).split(/\r?\n/).length;
      const inner = comment[0].split(/\r?\n/).map((line) => line.replace(/^[ \t]*(\/\*\*|\*(?!\/)) ?/, ''));
      return blocksOf(file, inner, first);
    });
  });
  return [...markdown, ...comments];
}

function blocksOf(file: string, text: readonly string[], firstLine = 1): DocExample[] {
  const found: { line: number; more: number[]; code: string[] }[] = [];
  let open: { fence: string; code: string[] | undefined } | undefined;
  for (const [i, line] of text.entries()) {
    const number = firstLine + i;
    const fence = /^\s*(`{3,}|~{3,})\s*(.*?)\s*(?:\*\/)?$/.exec(line);
    if (open) {
      if (fence?.[1]?.startsWith(open.fence) && fence[2] === '') open = undefined;
      else open.code?.push(line);
      continue;
    }
    if (!fence) continue;
    const [, mark = '', info = ''] = fence;
    open = { fence: mark, code: undefined };
    if (!/^(ts|typescript|mts|cts|tsx)\b/.test(info)) continue;
    const last = found.at(-1);
    if (info === 'ts') {
      open.code = blank(number);
      found.push({ line: number + 1, more: [], code: open.code });
    } else if (info === 'ts continue' && last) {
      last.code.push(...blank(number - last.code.length));
      last.more.push(number + 1);
      open.code = last.code;
    } else {
      throw new Error(
        `${file}:${number}: a block is fenced '${info}'; only 'ts' and, after a ts block, 'ts continue' are ` +
          'allowed, because every example is run and type-checked',
      );
    }
  }
  return found.map(({ line, more, code }) => ({
    file,
    line,
    name: `${file}:${[line, ...more].join('+')}`,
    code: code.join('\n'),
  }));
}

/**
 * Turns each `expression; //=> value` into a call of `same(expression, value, place)`; keeps all line numbers.
 *
 * @param prologue - code for the first line that declares `$same`
 * @throws Error when a `//=>` follows no expression or its value is no expression
 */
export function withAssertions(example: DocExample, prologue: string): string {
  const source = ts.createSourceFile('example.ts', example.code, ts.ScriptTarget.ES2022, true);
  const text = example.code.split('\n');
  const inserts: { at: number; text: string }[] = [];
  const marks = [...example.code.matchAll(/\/\/\s?=>[ \t]*(.*)$/gm)];
  const statements = statementsOf(source);
  for (const mark of marks) {
    const line = source.getLineAndCharacterOfPosition(mark.index).line;
    const place = `${example.file}:${line + 1}`;
    // The innermost statement that ends last before the mark on its line.
    const statement = statements
      .filter((s) => s.end <= mark.index && source.getLineAndCharacterOfPosition(s.end).line === line)
      .sort((a, b) => b.end - a.end || b.pos - a.pos)[0];
    if (!statement) throw new Error(`${place}: //=> must follow an expression or a const on the same line`);
    const value = documentedValue(text, line, mark[1] ?? '', place);
    const label = JSON.stringify(place);
    if (ts.isExpressionStatement(statement)) {
      const { expression } = statement;
      inserts.push({ at: expression.getStart(source), text: ';$same(' });
      inserts.push({ at: expression.end, text: `, (${value}), ${label})` });
    } else {
      const names = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
      const name = names.length === 1 ? names[0]?.name : undefined;
      if (!name || !ts.isIdentifier(name))
        throw new Error(`${place}: //=> must follow an expression or a const with one name`);
      inserts.push({ at: statement.end, text: ` ;$same(${name.text}, (${value}), ${label});` });
    }
  }
  let code = example.code;
  for (const { at, text: inserted } of inserts.sort((a, b) => b.at - a.at))
    code = code.slice(0, at) + inserted + code.slice(at);
  // A block starts below its fence, so the first line is free.
  return `${prologue}${code}\nexport {};\n`;
}

function statementsOf(source: ts.SourceFile): ts.Statement[] {
  const found: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Reads the value after the mark; one that does not fit its line goes on in the comment lines below. */
function documentedValue(text: readonly string[], line: number, first: string, place: string): string {
  let value = first;
  for (let next = line + 1; ; next++) {
    if (isExpression(value)) return value.trim();
    const more = /^\s*\/\/(?!\s?=>)(.*)$/.exec(text[next] ?? '')?.[1];
    if (more === undefined)
      throw new Error(`${place}: '${first}' after //=> is no value that can be compared`);
    value += ` ${more}`;
  }
}

function isExpression(value: string): boolean {
  if (value.trim() === '') return false;
  const parsed = ts.transpileModule(`(${value}\n);`, { reportDiagnostics: true });
  return (parsed.diagnostics ?? []).length === 0;
}

/** Type-checks all examples as one program under the repository's own options; returns messages, none if all fit. */
export function typeErrors(examples: readonly DocExample[]): string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config.config, include: [], files: [] },
    ts.sys,
    root,
  );
  const checked: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const virtual = new Map(
    examples.map((example, i) => [join(root, `doc-example-${i}.ts`).replaceAll('\\', '/'), example]),
  );
  const host = ts.createCompilerHost(checked);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) => {
    const example = virtual.get(name.replaceAll('\\', '/'));
    return example ? ts.createSourceFile(name, example.code, rest[0], true) : getSourceFile(name, ...rest);
  };
  host.fileExists = (name) => virtual.has(name.replaceAll('\\', '/')) || fileExists(name);
  host.readFile = (name) => virtual.get(name.replaceAll('\\', '/'))?.code ?? readFile(name);
  const program = ts.createProgram([...virtual.keys()], checked, host);
  return [...virtual].flatMap(([name, example]) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      (d) => {
        const line = source?.getLineAndCharacterOfPosition(d.start ?? 0).line ?? 0;
        return `${example.file}:${line + 1} TS${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`;
      },
    );
  });
}

function blank(count: number): string[] {
  return Array.from({ length: Math.max(0, count) }, () => '');
}

function lines(file: string): string[] {
  return readFileSync(join(root, file), 'utf8').split(/\r?\n/);
}

function present(folder: string, wanted: (name: string) => boolean): string[] {
  try {
    return readdirSync(join(root, folder))
      .filter(wanted)
      .sort()
      .map((name) => (folder === '.' ? name : `${folder}/${name}`));
  } catch {
    return [];
  }
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => relative(root, join(root, folder, name)).replaceAll('\\', '/'))
    .sort();
}
