import type { z } from 'zod';
import { issuesError } from './errors.js';
import type { Issue } from './issue.js';

/** Turns zod's issues into ours, with the value that was received at each path. @internal */
export function toIssues(error: z.ZodError, input: unknown): Issue[] {
  return error.issues.map((issue) => ({
    field: pathText(issue.path),
    rule: issue.message,
    value: valueAt(input, issue.path),
  }));
}

/** Parses a configuration or data, or throws a LoketError that names field, rule and value. @internal */
export function parseOrThrow<T>(
  schema: z.ZodType<T>,
  input: unknown,
  what: string,
  code: 'invalid-config' | 'invalid-data' = 'invalid-config',
): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw issuesError(code, what, toIssues(parsed.error, input));
}

function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text === '' ? '(whole)' : text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/** Turns zod's issues into ours without the values, which may be somebody's number. @internal */
export function hiddenIssues(error: z.ZodError, input: unknown): Issue[] {
  return toIssues(error, input).map((issue) => ({ ...issue, value: describeHidden(issue.value) }));
}

/** Says of a value only what gives nothing away. @internal */
export function describeHidden(value: unknown): string {
  if (typeof value === 'string') return `text of length ${value.length}`;
  return value === null ? 'null' : typeof value;
}

/** Parses a configuration that may hold a secret in the wrong place: the error names field and rule only. @internal */
export function parseHiddenOrThrow<T>(schema: z.ZodType<T>, input: unknown, what: string): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw issuesError('invalid-config', what, hiddenIssues(parsed.error, input));
}
