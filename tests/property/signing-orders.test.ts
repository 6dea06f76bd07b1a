import '../support/seed.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indonesianCalendar } from '../../src/indonesia/index.js';
import { signerDecider, signingNow } from '../../src/signing/index.js';
import type { SignerCommand } from '../../src/signing/messages.js';

const minute = 60_000;
const kinds = ['kk', 'akta-lahir'] as const;
const start = Date.parse('2019-07-15T08:00+07:00');

interface Order {
  readonly mode: 'auto' | 'electronic' | 'wet';
  readonly kinds: readonly string[] | null;
  readonly from: number;
  readonly until: number | null;
  readonly planned: boolean;
}

const orderStep = fc.record({
  op: fc.constant('order' as const),
  mode: fc.constantFrom('auto' as const, 'electronic' as const, 'wet' as const),
  lasts: fc.option(fc.integer({ min: 1, max: 90 }), { nil: null }),
  kinds: fc.option(fc.subarray([...kinds], { minLength: 1 }), { nil: null }),
});
const planStep = fc.record({
  op: fc.constant('plan' as const),
  in: fc.integer({ min: 0, max: 120 }),
  lasts: fc.integer({ min: 1, max: 90 }),
  kinds: fc.option(fc.subarray([...kinds], { minLength: 1 }), { nil: null }),
});
const callStep = fc.record({
  op: fc.constant('call' as const),
  kind: fc.constantFrom(...kinds),
  outcome: fc.constantFrom('ok', 'unavailable', 'unavailable', 'unknown', 'unknown', 'rejected'),
});
const probeStep = fc.record({
  op: fc.constant('probe' as const),
  kind: fc.constantFrom(...kinds),
  ok: fc.boolean(),
});
const moves = fc.record({
  op: fc.constant('wait' as const),
  minutes: fc.integer({ min: 0, max: 60 }),
});
const steps = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: orderStep },
    { weight: 1, arbitrary: planStep },
    { weight: 6, arbitrary: callStep },
    { weight: 3, arbitrary: probeStep },
    { weight: 3, arbitrary: moves },
  ),
  { maxLength: 60 },
);

/** What holds by the words of the rule, read off the list of all orders ever given, with no regard to health. */
function ordered(given: readonly Order[], kind: string, at: number): 'electronic' | 'wet' | null {
  const holds = given.filter(
    (order, i) =>
      order.from <= at &&
      (order.until === null || at < order.until) &&
      (order.kinds === null || order.kinds.includes(kind)) &&
      // An order for all kinds without an end replaces for good what had begun before it.
      !given
        .slice(i + 1)
        .some((l) => !l.planned && l.kinds === null && l.until === null && order.from <= l.from),
  );
  const last = holds.filter(
    (order) =>
      order.mode !== 'auto' &&
      !holds.some(
        (later) =>
          later.mode === 'auto' && holds.indexOf(later) > holds.indexOf(order) && order.from <= later.from,
      ),
  );
  return (last.at(-1)?.mode as 'electronic' | 'wet' | undefined) ?? null;
}

describe('a person’s order and planned maintenance', () => {
  it('hold against any state of the detector, end by themselves, and are shown, in any interleaving', () => {
    let against = 0;
    fc.assert(
      fc.property(steps, (script) => {
        const decider = signerDecider({
          provider: 'tte',
          failureThreshold: 2,
          calendar: indonesianCalendar(),
          kinds: [...kinds],
        });
        const signer = decider.initial('tte');
        const given: Order[] = [];
        let at = start;
        let n = 0;
        const by = { id: 'siti', role: 'head' };
        const give = (body: object) => {
          const command = { id: `c-${n++}`, at, by, provider: 'tte', ...body } as SignerCommand;
          const queue: SignerCommand[] = [command];
          const calls: { requestId: string; attempt: number; kind: string }[] = [];
          for (let next = queue.shift(); next; next = queue.shift()) {
            const outcome = decider.decide(signer, next, {});
            if (!outcome.ok) return calls;
            for (const event of outcome.events) decider.evolve(signer, event);
            for (const effect of outcome.effects) {
              if (effect.type === 'signature.sign') calls.push(effect);
              if (effect.type === 'signer.dispatch') {
                queue.push({ type: 'signer.dispatch', id: `c-${n++}`, at, by, provider: 'tte' });
              }
            }
          }
          return calls;
        };
        for (const step of script) {
          switch (step.op) {
            case 'wait':
              at += step.minutes * minute;
              give({ type: 'signer.dispatch' });
              break;
            case 'order': {
              const until = step.lasts === null ? null : at + step.lasts * minute;
              given.push({ mode: step.mode, kinds: step.kinds, from: at, until, planned: false });
              give({
                type: 'signer.order',
                mode: step.mode,
                reason: 'r',
                ...(until === null ? {} : { until }),
                ...(step.kinds === null ? {} : { kinds: step.kinds }),
              });
              break;
            }
            case 'plan': {
              const from = at + step.in * minute;
              const until = from + step.lasts * minute;
              given.push({ mode: 'wet', kinds: step.kinds, from, until, planned: true });
              const named = step.kinds === null ? {} : { kinds: step.kinds };
              give({ type: 'signer.planMaintenance', from, until, reason: 'r', ...named });
              break;
            }
            case 'probe':
              give({ type: 'signer.probed', kind: step.kind, ok: step.ok });
              break;
            case 'call': {
              const requestId = `r-${n}`;
              const { kind } = step;
              const calls = give({
                type: 'signature.request',
                requestId,
                applicationId: `a-${n}`,
                kind,
                since: at,
              });
              for (const call of calls) {
                // Nothing is sent to a provider where the pen was ordered.
                expect(ordered(given, call.kind, at)).not.toBe('wet');
                const { requestId: id, attempt } = call;
                const reason = step.outcome === 'ok' ? {} : { reason: 'r' };
                give({ type: 'signature.report', requestId: id, attempt, outcome: step.outcome, ...reason });
              }
              break;
            }
          }
          for (const kind of kinds) {
            const rule = ordered(given, kind, at);
            const now = signingNow(signer, kind, at);
            const state = signer.lanes[kind]?.state ?? 'closed';
            if (rule === null) {
              expect([now.mode, now.order]).toEqual([state === 'open' ? 'held' : 'electronic', null]);
              continue;
            }
            expect([now.mode, now.order?.mode]).toEqual([rule, rule]);
            if (state === 'open') against++;
          }
          // What has ended is no longer kept after the next look at the line.
          give({ type: 'signer.dispatch' });
          expect(signer.orders.filter(({ until }) => until !== null && until <= at)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
    // The rule would prove little if no order ever stood against an open lane.
    expect(against).toBeGreaterThan(20);
  });
});
