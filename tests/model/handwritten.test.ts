import { expect, it } from 'vitest';
import { handwritten } from '../../bench/handwritten.js';
import { applicationTable } from '../../src/documents/application.js';
import type { ApplicationEvent } from '../../src/documents/index.js';
import { sameContent } from '../support/same-content.js';
import { eventsFor, explore, type Variant, variants } from './application-model.js';

const bounds = { requests: 1, jobs: 2, tries: 1, codes: 1, temporaries: 1 };

/** Rules and births that tell the machine nothing new, but are copied into contexts and effects. */
function withTrimmings({ name, births, ...rest }: Variant): Variant {
  const dressed = births.flatMap((event): ApplicationEvent[] => {
    if (event.type !== 'application.opened' && event.type !== 'application.imported') return [event];
    const applicant = { ...event.applicant, area: 'north' };
    const handover = { code: 'always', maxTries: 3 } as const;
    const rules = { ...event.rules, handover, temporary: { kind: 'stand-in', renewals: null } };
    if (event.type === 'application.imported') return [{ ...event, applicant, rules, serial: 's' }];
    const open = { ...event, applicant, rules, ticketId: 't' };
    return [open, { ...open, replaces: 'z' }, { ...open, temporaryFor: 'z' }];
  });
  return { ...rest, name: `${name} with a code and a temporary document`, births: dressed };
}

/** The peer of `lifecycle.handwritten` in the bench: it counts only if it answers all that the table answers. */
it('answers every event in every reachable state by hand as the table does', () => {
  const table = applicationTable();
  const events = new Set<string>();
  const states = new Set<string>();
  let [pairs, accepted] = [0, 0];
  const compare = (variant: Variant, jobs: number) => {
    const asked = new Set<string>();
    for (const { state, context } of explore(table, variant, { ...bounds, jobs }).nodes) {
      // Places that differ only in the world around them are one to the machine.
      const key = JSON.stringify([state, context]);
      if (asked.has(key)) continue;
      asked.add(key);
      states.add(state);
      // Only an application that was never opened takes these; elsewhere one of them stands for all.
      const births = state === 'new' ? variant.births : variant.births.slice(0, 1);
      for (const event of [...births, ...eventsFor(context)]) {
        pairs++;
        const ours = table.step(state, context, event);
        const byHand = handwritten(state, context, event);
        if (ours) {
          accepted++;
          events.add(event.type);
        }
        if (ours === byHand || sameContent(ours, byHand)) continue;
        expect({ rules: variant.name, state, event, byHand }).toEqual({ table: ours });
      }
    }
  };
  const every = variants();
  for (const [i, variant] of every.entries()) compare(variant, i % 3 === 0 ? 2 : 1);
  const few = every.filter((_, i) => i % 8 === 1);
  for (const variant of few) compare(withTrimmings(variant), 1);
  console.info(
    `${every.length} + ${few.length} sets of rules: ${pairs} pairs of state and event, ${accepted} of them accepted, in ${states.size} states`,
  );
  // Nothing of the machine was left out: only places where no application rests.
  expect(table.events.filter((type) => !events.has(type))).toEqual([]);
  expect(table.leaves.filter((leaf) => !states.has(leaf))).toEqual([
    'signed.routing',
    'signed.wetRouting',
    'printing.routing',
  ]);
});
