import type { EpochMs } from '../../internal/time.js';
import type { RawFailure } from '../pades/raw-signer.js';
import { type Answer, type CscStep, post } from './csc-http.js';
import type { CscAuthorization, CscCall, CscConnection } from './csc-options.js';

/** What came of sending, or the failure of the authorization before it. */
export type SendAnswer = Answer | { readonly kind: 'failed'; readonly failure: RawFailure };

interface SendContext {
  readonly at: EpochMs;
  readonly signal: AbortSignal;
  readonly requestId?: string | undefined;
}

/** Makes the function that sends a step to a service, authorised anew once when the service says that it must be. */
export function sender(connection: CscConnection, base: string, authorization?: CscAuthorization) {
  return async function send(
    step: CscStep,
    body: object | URLSearchParams,
    { at, signal, requestId }: SendContext,
  ): Promise<SendAnswer> {
    const about: CscCall = { step, at, requestId };
    for (let again = false; ; again = true) {
      let answer: Answer;
      try {
        const shown = await authorization?.(about);
        // Whatever it does not know of its own work, this step was not sent.
        if (typeof shown === 'object')
          return {
            kind: 'failed',
            failure: shown.outcome === 'unknown' ? { ...shown, outcome: 'unavailable' } : shown,
          };
        answer = await post({
          url: `${base}/${step}`,
          headers: { ...connection.headers?.(about), ...(shown !== undefined && { authorization: shown }) },
          body,
          signal,
          timeoutMs: connection.timeoutMs ?? 10_000,
          fetch: connection.fetch ?? fetch,
          onAnswer: (status, headers) => connection.onAnswer?.(about, { status, headers }),
        });
      } catch {
        return { kind: 'notDone', reason: 'a resolver failed' };
      }
      // Refused before anything was done, so that asking again cannot sign twice.
      if (answer.kind === 'refused' && answer.token && authorization?.forget && !again) {
        authorization.forget();
        continue;
      }
      return answer;
    }
  };
}
