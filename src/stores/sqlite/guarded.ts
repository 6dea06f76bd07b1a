import { LoketError } from '../../internal/errors.js';

const damaged = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];
const unavailable = ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];

/** Says what is wrong with a file in loket's words; what SQLite says of a programmer's mistake passes as it is. @internal */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = String((error as { code?: unknown } | null)?.code);
    const is = (known: readonly string[]) => known.some((one) => code === one || code.startsWith(`${one}_`));
    const text = (error as Error | null)?.message;
    if (is(damaged)) {
      throw new LoketError('store-damaged', `store '${path}' cannot be read: ${text}`, {
        issues: [{ field: 'path', rule: 'must be an undamaged SQLite file', value: path }],
        cause: error,
      });
    }
    if (is(unavailable)) {
      throw new LoketError(
        'store-unavailable',
        `store '${path}' did not take or give what was asked: ${text}`,
        {
          issues: [
            { field: 'path', rule: 'must be a file with room, that can be read and written', value: path },
          ],
          cause: error,
        },
      );
    }
    throw error;
  }
}
