import fc from 'fast-check';
import {
  type DeskCommand,
  type DeskEvent,
  type DeskState,
  deskDecider,
  paperCode,
  readDesk,
} from 'loket/signing';
import { expect, it } from 'vitest';
import { parseCommand } from '../../src/office/messages.js';
import '../support/seed.js';

const config = {
  desks: [{ signatory: 'head', minBatch: 3, maxBatch: 4, maxWaitMs: 40, deputies: ['plh'] }],
  checkedBack: ['deed'],
};
const decider = deskDecider(config);
const places = ['waiting', 'batched', 'sent', 'missing', 'lost'] as const;
const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

const paper = fc.constantFrom(...ids);
const some = fc.uniqueArray(paper, { minLength: 1, maxLength: 4 });
const batch = fc.integer({ min: 1, max: 6 }).map((no) => `head-${no}`);
const reason = 'made up';
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('paper.receive'),
      applicationId: paper,
      kind: fc.constantFrom('deed', 'letter'),
    }),
  },
  fc.record({ type: fc.constant('paper.withdraw'), applicationId: paper }),
  fc.record({ type: fc.constant('paper.signed'), applicationIds: some }),
  fc.record({
    type: fc.constant('paper.scan'),
    code: paper.map(paperCode),
    unsigned: maybe(fc.constant(reason)),
  }),
  fc.record({ type: fc.constant('paper.lost'), applicationId: paper, reason: fc.constant(reason) }),
  fc.record({ type: fc.constant('desk.compose') }),
  fc.record({
    type: fc.constant('batch.compose'),
    limit: maybe(fc.integer({ min: 1, max: 5 })),
    order: maybe(fc.constantFrom('oldest', 'promised')),
  }),
  fc.record({ type: fc.constant('batch.dissolve'), batchId: batch, reason: fc.constant(reason) }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('batch.send'),
      batchId: batch,
      to: maybe(fc.constantFrom('head', 'plh')),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('batch.return'),
      batchId: batch,
      signed: maybe(some),
      unsigned: maybe(some),
      reason: maybe(fc.constant(reason)),
    }),
  },
  fc.record({ type: fc.constant('batch.close'), batchId: batch }),
  fc.record({
    type: fc.constant('signatory.away'),
    deputy: maybe(fc.constantFrom('plh', 'x')),
    reason: fc.constant(reason),
  }),
  fc.record({ type: fc.constant('signatory.back') }),
);

/** Reads a generated command as one from outside is read. */
function commandOf(given: object, i: number): DeskCommand {
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const head = { id: `c-${i}`, at: i * 10, by: { id: 'ani', role: 'officer' }, signatory: 'head' };
  const parsed = parseCommand({ ...fields, ...head });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.command as DeskCommand;
}

/** What must hold of every desk. */
function check(desk: DeskState): void {
  const all = Object.entries(desk.papers);
  for (const place of places) {
    expect(desk.counts[place]).toBe(all.filter(([, one]) => one.place === place).length);
  }
  for (const [id, { place, batchId }] of all) {
    const lists = Object.values(desk.batches).filter(
      (one) =>
        (place === 'batched' || place === 'sent') && one.batchId === batchId && one.papers.includes(id),
    );
    expect(lists.length).toBe(place === 'batched' || place === 'sent' ? 1 : 0);
    if (lists[0]) expect(lists[0].state).toBe(place === 'sent' ? 'sent' : 'composed');
  }
  for (const one of Object.values(desk.batches)) {
    // An open batch has something out, so that nobody waits for a batch that is back.
    expect(
      all.some(
        ([, { batchId, place }]) => batchId === one.batchId && place !== 'missing' && place !== 'lost',
      ),
    ).toBe(true);
    expect(one.papers.length).toBeLessThanOrEqual(4);
    expect(new Set(one.papers).size).toBe(one.papers.length);
  }
}

it('keeps every paper in exactly one place, loses none, and has each signed once', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(body, { minLength: 30, maxLength: 80 }), (bodies) => {
      let desk = decider.initial('head');
      const here = new Set<string>();
      const journal: DeskEvent[] = [];
      for (const [i, given] of bodies.entries()) {
        const command = commandOf(given, i);
        const before = JSON.stringify(desk);
        const outcome = decider.decide(desk, command, {});
        expect(JSON.stringify(desk)).toBe(before);
        if (!outcome.ok) {
          expect(outcome.message).not.toBe('');
          continue;
        }
        accepted++;
        const signed = outcome.events.flatMap((event) =>
          event.type === 'paper.signed' ? [event.applicationId] : [],
        );
        const made = outcome.effects.flatMap((one) =>
          one.type === 'wetSignature.made' ? [one.applicationId] : [],
        );
        expect(made).toEqual(signed);
        for (const id of signed) expect(here.delete(id)).toBe(true);
        for (const event of outcome.events) {
          if (event.type === 'paper.received') here.add(event.applicationId);
          if (event.type === 'paper.withdrawn') here.delete(event.applicationId);
          journal.push(event);
          desk = decider.evolve(desk, event);
        }
        expect(new Set(Object.keys(desk.papers))).toEqual(here);
        check(desk);
      }
      // A process that died anywhere comes to the same desk from a snapshot and the rest of the journal.
      const cut = journal.length >> 1;
      let replayed = decider.initial('head');
      for (const event of journal.slice(0, cut)) replayed = decider.evolve(replayed, event);
      replayed = readDesk(JSON.parse(JSON.stringify(replayed)));
      for (const event of journal.slice(cut)) replayed = decider.evolve(replayed, event);
      expect(replayed).toEqual(desk);
    }),
    { numRuns: 150 },
  );
  expect(accepted).toBeGreaterThan(1000);
});

it('returns each paper of a batch once, however it comes back in parts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('signed', 'unsigned', 'close', 'scan'), some), { maxLength: 12 }),
      (parts) => {
        const desk = decider.initial('head');
        const give = (given: object, i: number) => {
          const outcome = decider.decide(desk, commandOf(given, i), {});
          if (outcome.ok) for (const event of outcome.events) decider.evolve(desk, event);
          return outcome;
        };
        const own = ids.slice(0, 4);
        for (const [i, applicationId] of own.entries())
          give({ type: 'paper.receive', applicationId, kind: 'letter' }, i);
        give({ type: 'batch.compose' }, 5);
        give({ type: 'batch.send', batchId: 'head-1' }, 6);
        let signed = 0;
        let back = 0;
        let missing = 0;
        for (const [i, [how, named]] of parts.entries()) {
          const [first = ''] = named;
          const outcome =
            how === 'close'
              ? give({ type: 'batch.close', batchId: 'head-1' }, 10 + i)
              : how === 'scan'
                ? give({ type: 'paper.scan', code: paperCode(first) }, 10 + i)
                : give({ type: 'batch.return', batchId: 'head-1', [how]: named, reason }, 10 + i);
          if (!outcome.ok) continue;
          for (const event of outcome.events) {
            if (event.type === 'paper.signed') signed++;
            if (event.type === 'paper.sentBack') back++;
            if (event.type === 'paper.missed') missing++;
          }
        }
        const { counts } = desk;
        expect(signed + counts.waiting + counts.sent + counts.missing).toBe(4);
        expect(counts.waiting).toBeLessThanOrEqual(back);
        expect(counts.missing).toBeLessThanOrEqual(missing);
        expect(desk.signed).toBe(signed);
        expect('head-1' in desk.batches).toBe(counts.sent > 0);
      },
    ),
    { numRuns: 300 },
  );
});

it('never leaves a paper in the line beyond the longest wait, when its timers are obeyed', () => {
  fc.assert(
    fc.property(fc.array(body, { minLength: 20, maxLength: 60 }), (bodies) => {
      const desk = decider.initial('head');
      let timer = Number.POSITIVE_INFINITY;
      const give = (command: DeskCommand) => {
        const todo = [command];
        for (let one = todo.shift(); one; one = todo.shift()) {
          const outcome = decider.decide(desk, one, {});
          if (!outcome.ok) continue;
          for (const event of outcome.events) decider.evolve(desk, event);
          for (const effect of outcome.effects) {
            if (effect.type === 'timer.set') timer = effect.dueAt;
            if (effect.type === 'desk.compose')
              todo.push({ ...one, type: 'desk.compose', signatory: 'head' });
          }
        }
      };
      for (const [i, given] of bodies.entries()) {
        const command = commandOf(given, i);
        while (timer <= command.at) {
          const at = timer;
          timer = Number.POSITIVE_INFINITY;
          give({
            type: 'desk.compose',
            signatory: 'head',
            id: `t-${at}`,
            at,
            by: { id: 'system', role: 'system' },
          });
        }
        give(command);
        for (const { place, waitsSince } of Object.values(desk.papers)) {
          if (place === 'waiting') expect(command.at - waitsSince).toBeLessThanOrEqual(40);
          if (place === 'waiting') expect(timer).toBeLessThanOrEqual(waitsSince + 40);
        }
      }
    }),
    { numRuns: 300 },
  );
});
