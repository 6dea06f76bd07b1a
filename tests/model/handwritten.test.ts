import { expect, it } from 'vitest';
import { handwritten, wholeMachine } from '../../bench/handwritten.js';
import { applicationTable } from '../../src/documents/application.js';
import { sameContent } from '../support/same-content.js';
import { eventsFor, explore, variants } from './application-model.js';

/** The peer of `lifecycle.handwritten` in the bench: it counts only if it answers all that the table answers. */
it(
  wholeMachine
    ? 'answers every event in every reachable state by hand as the table does'
    : 'shows how much of the table the hand-written switch answers',
  () => {
    const differing = new Map<string, number>();
    let pairs = 0;
    let differ = 0;
    let first: unknown;
    for (const variant of variants()) {
      for (const { state, context } of explore(applicationTable(), variant, {
        requests: 2,
        jobs: 3,
        tries: 1,
        codes: 1,
        temporaries: 1,
      }).nodes) {
        // Only an application that was never opened takes these; elsewhere one of them stands for all.
        const births = state === 'new' ? variant.births : variant.births.slice(0, 1);
        for (const event of [...births, ...eventsFor(context)]) {
          pairs++;
          const ours = applicationTable().step(state, context, event);
          const byHand = handwritten(state, context, event);
          if (sameContent(ours, byHand)) continue;
          differ++;
          first ??= { rules: variant.name, state, event, table: ours, byHand };
          differing.set(event.type, (differing.get(event.type) ?? 0) + 1);
        }
      }
    }
    const list = [...differing].map(([type, count]) => `${type} ${count}`).join(', ');
    console.info(
      `${pairs} pairs of state and event, ${differ} answered otherwise by hand: ${list || 'none'}`,
    );
    if (wholeMachine) expect(first).toBeUndefined();
    else expect(differ, 'the switch is whole now: say so').toBeGreaterThan(0);
  },
);
