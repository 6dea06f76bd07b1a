import type { Calendar } from '../calendar/index.js';
import { type ApplicationState, viewApplication } from '../documents/index.js';
import { type Explanation, say as inWords, type Words } from '../internal/words.js';
import type { StartsBound, Ticket, WaitForecast } from '../queue/index.js';
import type { SigningNow } from '../signing/index.js';

/** Puts explanations into words. @internal */
export function explainer(
  words: Words,
  calendar: Calendar,
  shareOf: (className: string) => number | undefined,
) {
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
    ticket(
      { state, context }: Ticket,
      ahead: number | undefined,
      bounds: readonly StartsBound[] = [],
      wait: WaitForecast | null = null,
    ): Explanation[] {
      const { number, why, aside, otherDay } = context;
      const counter = context.counter ?? '';
      const params = { number, counter, ahead: ahead ?? 0, reason: aside ?? '', day: otherDay ?? '' };
      const said = [say(`ticket.${state}`, params)];
      // Where several pools can call it, each bound holds; the smallest says the most.
      const [least] = [...bounds].sort((a, b) => a.starts - b.starts);
      if (least) said.push(say('bound.starts', { number, starts: least.starts }));
      // Where a counter stands free there is no wait to speak of.
      if (state === 'waiting' && wait?.p90Ms !== 0) {
        const known = wait?.calibrated
          ? { p10: minutes(wait.p10Ms), p50: minutes(wait.p50Ms), p90: minutes(wait.p90Ms) }
          : undefined;
        said.push(known ? say('forecast.wait', known) : say('forecast.unknown'));
      }
      if (why && (state === 'called' || state === 'serving' || state === 'finished')) {
        const { overtook, by, note } = why;
        const share = `${Math.round((shareOf(context.class) ?? 0) * 100)} %`;
        const slot = context.appointmentAt === null ? '' : localTime(calendar, context.appointmentAt);
        const className = say(`class.${context.class}`).text;
        said.push(
          say(`called.${why.reason}`, {
            number,
            overtook,
            class: className.startsWith('class.') ? context.class : className,
            share,
            slot,
            by: by ?? '',
            reason: note ?? '',
          }),
        );
      }
      return said;
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

const minutes = (ms: number) => Math.round(ms / 60_000);

function localTime(calendar: Calendar, at: number): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: calendar.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${calendar.dayOf(at)} ${time}`;
}
