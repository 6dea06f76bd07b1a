import { type Calendar, calendarWords } from '../../calendar/index.js';
import { type Explanation, say, type Words } from '../../internal/words.js';
import { allCommandsIn } from '../application.js';
import { applicationCommands } from '../application-commands.js';
import type { ApplicationFacts } from '../commitment.js';
import { viewApplication } from '../view.js';
import { applicationWords } from '../words-en.js';
import type { LifecycleState } from './types.js';
import { lifecycleWords } from './words-en.js';

/** Explains an application: why it rests, what was promised and how that was counted, what may come. @internal */
export function explainState(
  state: LifecycleState,
  facts: ApplicationFacts,
  calendar: Calendar,
  own: Words,
): Explanation[] {
  const words = { ...calendarWords, ...applicationWords, ...lifecycleWords, ...own };
  const tell = (code: string, params?: Explanation['params']) => say(words, code, params);
  const { commitment, reason, milestones } = viewApplication(state);
  const said = [tell(`state.${state.state}`, { reason: reason ?? '' })];
  if (facts.signing) said.push(tell(`facts.signing.${facts.signing.mode}`));
  if (facts.stock) said.push(tell('facts.stock', { ...facts.stock }));
  if (commitment) {
    const { readyBy, pending, basis, claimBy, breached } = commitment;
    if (claimBy !== null) said.push(tell('claim.until', { claimBy }));
    if (!milestones.readyForPickup) {
      if (pending !== null) said.push(tell(`commitment.pending.${pending}`));
      if (readyBy !== null) {
        said.push(tell(breached ? 'commitment.breached' : 'commitment.promised', { readyBy }));
        said.push(tell(`commitment.${basis}`), ...counted(state, readyBy, basis, calendar, tell, words));
      }
    }
  }
  const next = allCommandsIn(state.state);
  for (const command of next) {
    const description = applicationCommands[command].meta()?.description ?? '';
    said.push(tell('next.command', { command, description }));
  }
  if (next.length === 0) said.push(tell('next.none'));
  return said;
}

/**
 * Counts to the promised day, day by day. The day of the promise itself is not kept, so it is the last one from which the
 * count leads there and on which the office is open; the days that count are the same either way.
 */
function counted(
  { context }: LifecycleState,
  readyBy: string,
  basis: 'electronic' | 'wet' | 'none',
  calendar: Calendar,
  tell: (code: string, params?: Explanation['params']) => Explanation,
  words: Words,
): Explanation[] {
  const standard = context.rules.standard[basis];
  if (standard.days === 0) return [tell('commitment.counted.none', { readyBy })];
  let day = readyBy;
  for (let back = 0; back <= standard.days * 7 + 60; back++) {
    const found = calendar.deadline(day, standard);
    const open = standard.count === 'calendar' || calendar.info(day).working;
    if (found.ok && found.day === readyBy && open) {
      let number = 0;
      const { days, count } = standard;
      return [
        tell(`commitment.counted.${count}`, { days, from: day, readyBy }),
        ...found.steps.map((step) => {
          const params = { name: step.name ?? '', year: Number(step.day.slice(0, 4)) };
          const why = say(words, `calendar.${step.code}`, params).text;
          if (!step.counted) return tell('commitment.day.passed', { day: step.day, why });
          number += 1;
          return tell('commitment.day.counted', { day: step.day, number, why });
        }),
      ];
    }
    day = calendar.dayOf(calendar.startOf(day) - 1);
  }
  // A day that was promised elsewhere, before the application was taken in.
  return [];
}
