import type { Calendar } from '../calendar/index.js';
import { type ApplicationState, viewApplication } from '../documents/index.js';
import { type Explanation, say as inWords, type Words } from '../internal/words.js';
import type { Ticket } from '../queue/index.js';
import type { SigningNow } from '../signing/index.js';

/** Puts explanations into words. @internal */
export function explainer(words: Words, calendar: Calendar) {
  const say = (code: string, params?: Explanation['params']) => inWords(words, code, params);

  return {
    say,
    application(state: ApplicationState): Explanation[] {
      const { commitment, record, escalatedAt, ...view } = viewApplication(state);
      const said = [say(`state.${view.state}`, { reason: view.reason ?? '' })];
      if (record !== null && !state.context.recordReady) said.push(say(`record.${record}`));
      if (escalatedAt !== null) said.push(say('escalated', { since: calendar.dayOf(escalatedAt) }));
      if (!commitment) return said;
      const { readyBy, pending, basis, claimBy, breached } = commitment;
      if (claimBy !== null) said.push(say('claim.until', { claimBy }));
      if (view.milestones.readyForPickup) return said;
      if (pending !== null) said.push(say(`commitment.pending.${pending}`));
      if (readyBy !== null) {
        said.push(say(breached ? 'commitment.breached' : 'commitment.promised', { readyBy }));
        said.push(say(`commitment.${basis}`));
      }
      return said;
    },
    ticket({ state, context }: Ticket, ahead: number | undefined): Explanation[] {
      const { number, counter } = context;
      return [say(`ticket.${state}`, { number, counter: counter ?? '', ahead: ahead ?? 0 })];
    },
    signing(kind: string, now: SigningNow): Explanation[] {
      if (now.order) {
        const { by, reason, until } = now.order;
        const said = [say(`signing.${now.why}.${now.mode}`, { kind, by, reason })];
        if (until !== null) said.push(say('signing.until', { until: localTime(calendar, until) }));
        return said;
      }
      const since = now.downSince === null ? '' : localTime(calendar, now.downSince);
      return [say(`signing.${now.why}`, { kind, since })];
    },
  };
}

function localTime(calendar: Calendar, at: number): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: calendar.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${calendar.dayOf(at)} ${time}`;
}
