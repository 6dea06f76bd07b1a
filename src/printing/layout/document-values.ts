import type { Issue } from '../../internal/issue.js';
import type { EpochMs } from '../../internal/time.js';
import type { LayoutMark } from '../layout-template.js';
import type { Picture } from './picture.js';
import type { PlacedMark } from './placed-marks.js';
import { pictureOf } from './read-picture.js';

/** Values by field: texts, and the bytes of photos. */
export type LayoutValues = Readonly<Record<string, string | Uint8Array>>;

/** What a layout's documents must have as values. @internal */
export interface Wanted {
  readonly kind: 'text' | 'photo';
  readonly required: boolean;
}

/** Collects the fields that marks draw; adds to `issues` one that is drawn as a text here and a photo there. @internal */
export function wantedOf(marks: readonly PlacedMark[], issues: Issue[]): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const { mark, path } of marks) {
    const field = fieldOf(mark);
    if (field === undefined) continue;
    const kind = mark.type === 'photo' ? 'photo' : 'text';
    const before = wanted.get(field);
    if (before && before.kind !== kind) {
      issues.push({
        field: `${path}.field`,
        rule: 'must be drawn as a photo only, or as text only',
        value: field,
      });
    }
    const optional = 'optional' in mark && mark.optional === true;
    wanted.set(field, { kind, required: (before?.required ?? false) || !optional });
  }
  return wanted;
}

function fieldOf(mark: LayoutMark): string | undefined {
  return 'field' in mark ? mark.field : undefined;
}

// PDF writes years with four digits.
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Tells what is wrong with the options of a document. @internal */
export function optionIssues(at: EpochMs, signature: string): Issue[] {
  const issues: Issue[] = [];
  if (!Number.isSafeInteger(at) || at < 0 || at > LAST) {
    issues.push({ field: 'at', rule: 'must be epoch milliseconds from 1970 to 9999', value: at });
  }
  return [...issues, ...signatureIssues(signature)];
}

/** Tells whether a variant has no such name. @internal */
export function signatureIssues(signature: string): Issue[] {
  if (signature === 'field' || signature === 'blank') return [];
  return [{ field: 'signature', rule: 'must be field or blank', value: signature }];
}

/** Tells which values are missing, unknown or of another kind. By hand, for it runs with each document. @internal */
export function valueIssues(
  values: LayoutValues,
  wanted: ReadonlyMap<string, Wanted>,
  known: ReadonlySet<string>,
): Issue[] {
  if (typeof values !== 'object' || values === null) {
    return [{ field: '(whole)', rule: 'must be an object of texts', value: typeof values }];
  }
  const issues: Issue[] = [];
  for (const [field, { kind, required }] of wanted) {
    const value: unknown = Object.hasOwn(values, field) ? values[field] : undefined;
    if (kind === 'text' ? typeof value === 'string' : value instanceof Uint8Array) continue;
    if (!required && value === undefined) continue;
    const rule = kind === 'text' ? 'must be a text' : 'must be the bytes of a photo';
    issues.push({ field, rule, value: value === undefined ? undefined : typeof value });
  }
  for (const field in values) {
    if (!known.has(field)) issues.push({ field, rule: 'must be a field of the layout', value: undefined });
  }
  return issues;
}

/** Reads the photos among values; adds to `issues` those that cannot be drawn. @internal */
export function picturesOf(
  values: LayoutValues,
  photos: ReadonlyMap<string, string>,
  issues: Issue[],
): ReadonlyMap<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const field of photos.keys()) {
    const bytes = values[field];
    if (!(bytes instanceof Uint8Array)) continue;
    const picture = pictureOf(bytes);
    if (typeof picture !== 'string') pictures.set(field, picture);
    else issues.push({ field, rule: picture, value: `${bytes.length} bytes` });
  }
  return pictures;
}
