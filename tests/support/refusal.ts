import { isLoketError, type LoketError } from 'loket';

function errorOf(work: () => unknown): LoketError | undefined {
  try {
    work();
  } catch (error) {
    if (isLoketError(error)) return error;
    throw error;
  }
  return undefined;
}

/** Answers the code and the first issue of what a call throws, `undefined` when it throws nothing. */
export function refusal(work: () => unknown) {
  const error = errorOf(work);
  return error && { code: error.code, ...error.issues[0] };
}

/** Answers the message as well. */
export function refusalInWords(work: () => unknown) {
  const error = errorOf(work);
  return error && { code: error.code, ...error.issues[0], message: error.message };
}
