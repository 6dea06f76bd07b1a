import { LoketError } from '../../internal/errors.js';

/** Makes the error for a document that cannot be signed as it is. */
export function badDocument(rule: string, value: unknown = 'a document', cause?: unknown): LoketError {
  const issues = [{ field: 'document', rule, value }];
  return new LoketError('invalid-data', `document refused: it ${rule}`, { issues, cause });
}
