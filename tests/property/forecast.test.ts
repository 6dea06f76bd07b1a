import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  comeToday,
  createLearned,
  forecastBacklog,
  forecastConfig,
  forecastLater,
  forecastWait,
  type Learned,
  learn,
  type Observation,
  stopIssuing,
} from '../../src/queue/index.js';
import { lines, minute } from '../support/lines.js';

const config = forecastConfig({ services: { a: 8 * minute, b: 4 * minute, c: 6 * minute } });
const className = fc.constantFrom('appointment', 'priority', 'walkIn');
const service = fc.constantFrom('a', 'b', 'c');
const at = fc.integer({ min: 0, max: 420 * minute });
const ms = fc.integer({ min: 0, max: 90 * minute });
const told = fc.record({
  at,
  p10Ms: fc.integer({ min: 0, max: 10 * minute }),
  p50Ms: fc.integer({ min: 10 * minute, max: 20 * minute }),
  p90Ms: fc.integer({ min: 20 * minute, max: 60 * minute }),
  bucket: fc.constantFrom('at once', 'walkIn/0/electronic/early', '__proto__'),
});
const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({ type: fc.constant('arrived' as const), at, class: className, service }),
  fc.record({ type: fc.constant('called' as const), at, waitedMs: ms, told: fc.option(told) }),
  fc.record({
    type: fc.constant('served' as const),
    at,
    service,
    mode: fc.constantFrom('electronic', 'wet'),
    ms,
  }),
  fc.record({ type: fc.constant('missed' as const), at, ms }),
  fc.record({ type: fc.constant('left' as const), at, waitedMs: ms }),
  fc.record({ type: fc.constant('opened' as const), at: fc.constant(0) }),
);
const observations = fc.array(observation, { maxLength: 120 });

function learnedFrom(seen: readonly Observation[], from = createLearned()): Learned {
  let learned = from;
  for (const one of seen) learned = learn(learned, one, config);
  return learned;
}

it('tells p10, p50 and p90 in order, whatever was learned', () => {
  fc.assert(
    fc.property(lines, observations, (line, seen) => {
      const wait = forecastWait(line, learnedFrom(seen), config);
      if (!wait) return;
      expect(wait.p10Ms).toBeGreaterThanOrEqual(0);
      expect(wait.p50Ms).toBeGreaterThanOrEqual(wait.p10Ms);
      expect(wait.p90Ms).toBeGreaterThanOrEqual(wait.p50Ms);
      expect(Number.isSafeInteger(wait.p90Ms)).toBe(true);
    }),
  );
});

// With several pools, one more ahead may move the ticket's own start to another pool.
it('never tells a shorter wait because one more of the own class stands ahead, in a hall of one pool', () => {
  fc.assert(
    fc.property(lines, (line) => {
      if (line.pools.length > 1) return;
      const own = (group: (typeof line.groups)[number]) =>
        group.class === line.class && group.service === line.service;
      const longer = {
        ...line,
        groups: line.groups.map((group) => (own(group) ? { ...group, ahead: group.ahead + 1 } : group)),
      };
      const less = forecastWait(line, createLearned(), config);
      const more = forecastWait(longer, createLearned(), config);
      expect(more?.p50Ms).toBeGreaterThanOrEqual((less?.p50Ms ?? 0) - 1000);
      expect(more?.p90Ms).toBeGreaterThanOrEqual((less?.p90Ms ?? 0) - 1000);
    }),
  );
});

it('never tells a longer wait because one more counter is open, in a hall of one pool', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const [pool, other] = line.pools;
      if (!pool || other) return;
      const more = {
        ...pool,
        open: pool.open.map((step) => ({ ...step, counters: step.counters + 1 })),
        serving: [...pool.serving, { service: pool.services[0] ?? 'a', since: 0 }],
      };
      const few = forecastWait(line, createLearned(), config);
      const many = forecastWait({ ...line, pools: [more] }, createLearned(), config);
      expect(many?.p50Ms).toBeLessThanOrEqual((few?.p50Ms ?? 0) * 1.02 + 1000);
      expect(many?.p90Ms).toBeLessThanOrEqual((few?.p90Ms ?? 0) * 1.02 + 1000);
    }),
  );
});

it('learns the same from a state that went through JSON at any point', () => {
  fc.assert(
    fc.property(observations, observations, (before, after) => {
      const whole = learnedFrom([...before, ...after]);
      const stored = JSON.parse(JSON.stringify(learnedFrom(before))) as Learned;
      expect(JSON.stringify(learnedFrom(after, stored))).toBe(JSON.stringify(whole));
    }),
  );
});

it('answers in order and in range for later times, closing and advice', () => {
  fc.assert(
    fc.property(lines, observations, fc.nat({ max: 300 }), (line, seen, later) => {
      const learned = learnedFrom([{ type: 'opened', at: 0 }, ...seen]);
      const wait = forecastLater(line, learned, config, line.at + later * minute);
      if (wait) {
        expect(wait.p10Ms).toBeLessThanOrEqual(wait.p50Ms);
        expect(wait.p50Ms).toBeLessThanOrEqual(wait.p90Ms);
      }
      const backlog = forecastBacklog(line, learned, config);
      expect(backlog.p10).toBeGreaterThanOrEqual(0);
      expect(backlog.p10).toBeLessThanOrEqual(backlog.p50);
      expect(backlog.p50).toBeLessThanOrEqual(backlog.p90);
      const stop = stopIssuing(line, learned, config);
      if (stop.at !== null) expect(stop.at).toBeGreaterThanOrEqual(line.at);
      const { advice, between, reasons } = comeToday(line, learned, config);
      expect(reasons.length).toBeGreaterThan(0);
      expect(between !== null).toBe(advice === 'later');
    }),
    { numRuns: 60 },
  );
});
