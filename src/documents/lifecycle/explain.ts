import { type Calendar, calendarWords } from '../../calendar/index.js';
import { type Explanation, say, type Words } from '../../internal/words.js';
import { applicationCommands } from '../application-commands.js';
import { type ApplicationFacts, reckon } from '../commitment.js';
import { commitmentWords } from '../commitment-words.js';
import { explainSteps } from '../explain-commitment.js';
import type { ApplicationCommand } from '../messages.js';
import { viewApplication } from '../view.js';
import { applicationWords } from '../words-en.js';
import type { LifecycleState } from './types.js';
import { lifecycleWords } from './words-en.js';

/** Explains an application: why it rests, what was promised and how that was counted, what may come. @internal */
export function explainState(
  state: LifecycleState,
  facts: ApplicationFacts,
  calendar: Calendar,
  next: readonly ApplicationCommand['type'][],
  own: Words,
): Explanation[] {
  const words = { ...calendarWords, ...applicationWords, ...commitmentWords, ...lifecycleWords, ...own };
  const tell = (code: string, params?: Explanation['params']) => say(words, code, params);
  const { commitment, reason, milestones, record, escalatedAt } = viewApplication(state);
  const said = [tell(`state.${state.state}`, { reason: reason ?? '' })];
  if (record !== null && !state.context.recordReady) said.push(tell(`record.${record}`));
  if (escalatedAt !== null) said.push(tell('escalated', { since: calendar.dayOf(escalatedAt) }));
  if (facts.signing) said.push(tell(`facts.signing.${facts.signing.mode}`));
  if (facts.stock) said.push(tell('facts.stock', { ...facts.stock }));
  if (facts.desk) said.push(tell('facts.desk', { waiting: facts.desk.waiting }));
  if (facts.plan) said.push(tell('facts.plan', { ...facts.plan }));
  if (commitment) {
    const { readyBy, pending, basis, claimBy, breached } = commitment;
    if (claimBy !== null) said.push(tell('claim.until', { claimBy }));
    if (!milestones.readyForPickup) {
      if (pending !== null) said.push(tell(`commitment.pending.${pending}`));
      if (readyBy !== null) {
        said.push(tell(breached ? 'commitment.breached' : 'commitment.promised', { readyBy }));
        said.push(tell(`commitment.${basis}`), ...counted(state, readyBy, basis, calendar, facts, words));
      }
    }
  }
  for (const command of next) {
    const description = applicationCommands[command].meta()?.description ?? '';
    said.push(tell('next.command', { command, description }));
  }
  if (next.length === 0) said.push(tell('next.none'));
  return said;
}

/**
 * Counts to the promised day as the decision did. Neither the day of the promise nor its facts are kept: it is the last
 * open day from which the count leads there, with the facts that are given, or with none.
 */
function counted(
  { context }: LifecycleState,
  readyBy: string,
  basis: 'electronic' | 'wet' | 'none',
  calendar: Calendar,
  facts: ApplicationFacts,
  words: Words,
): Explanation[] {
  const { rules } = context;
  const known = { recordReady: true, mode: basis, blankInHand: true };
  const furthest = rules.standard[basis].days * 7 + 60;
  for (const { desk, plan } of desksAndPlans(facts)) {
    let day = readyBy;
    for (let back = 0; back <= furthest; back++) {
      const { commitment, steps } = reckon(calendar, rules, calendar.startOf(day), { desk, plan }, known);
      if (commitment.readyBy === readyBy && calendar.info(day).working) {
        return [say(words, 'commitment.counted', { from: day }), ...explainSteps(steps, words)];
      }
      day = calendar.dayOf(calendar.startOf(day) - 1);
    }
  }
  // A day that a person chose, or that was promised elsewhere before the application was taken in.
  return [];
}

function desksAndPlans({ desk, plan }: ApplicationFacts): readonly ApplicationFacts[] {
  return desk || plan ? [{ desk, plan }, {}] : [{}];
}
