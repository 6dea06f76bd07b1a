import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ApplicationCommand, ApplicationFacts, ApplicationState } from 'loket/documents';
import { describe, expect, inject, it } from 'vitest';
import {
  by,
  calendars,
  checkDays,
  daysOf,
  deciderUnder,
  declare,
  isOnTheWay,
  isOpenDay,
  kinds,
  onWalks,
  promisesIn,
  type Step,
} from '../support/commitment-walk.js';

const seed = inject('seed');
const promiseCodes = new Set(['promised', 'invited', 'moved', 'waiting', 'delayed', 'redone']);
const noticesOf = ({ effects }: Step) =>
  effects.flatMap((effect) => (effect.type === 'notice' && promiseCodes.has(effect.code) ? [effect] : []));
const readyBy = ({ context }: ApplicationState) => context.commitment?.readyBy ?? null;

describe('on every walk, a promise', () => {
  it('is made for an open day that is not past, whatever happens and whatever is declared', () => {
    const seen = { promises: 0, renewed: 0, invited: 0, reviewed: 0, declared: 0, kinds: new Set<string>() };
    onWalks(
      (steps) => {
        for (const step of steps) {
          checkDays(step);
          for (const event of promisesIn(step)) {
            if (event.commitment.readyBy === null) continue;
            seen.promises += 1;
            seen.kinds.add(step.after.context.kind);
            if (event.type !== 'commitment.renewed') continue;
            seen.renewed += 1;
            if (event.notice === 'invited') seen.invited += 1;
            if (step.command.type === 'commitment.review') seen.reviewed += 1;
            if (event.cause?.startsWith('calendar:')) seen.declared += 1;
          }
        }
      },
      { numRuns: 1500 },
    );
    console.info({ ...seen, kinds: seen.kinds.size });
    expect(seen.promises).toBeGreaterThan(1000);
    for (const count of [seen.renewed, seen.invited, seen.reviewed, seen.declared]) {
      expect(count).toBeGreaterThan(3);
    }
    expect(seen.kinds.size).toBe(kinds.length);
  });

  it('is told when its day changes, once, and never twice for the same day', () => {
    let changed = 0;
    let kept = 0;
    onWalks(
      (steps) => {
        let told: string | null = null;
        for (const step of steps) {
          const notices = noticesOf(step);
          for (const event of step.events) {
            if (event.type !== 'commitment.renewed') continue;
            const passed = step.events.find(({ type }) => type === 'application.passed');
            expect(passed).toBeUndefined();
            const now = event.commitment.readyBy;
            if (now === readyBy(step.before) && event.notice !== 'redone') {
              kept += 1;
              expect(event.notice).toBeNull();
              expect(notices).toEqual([]);
              continue;
            }
            changed += 1;
            expect(event.notice).not.toBeNull();
            expect(notices).toMatchObject([{ code: event.notice, readyBy: now, cause: event.cause }]);
          }
          for (const { code, readyBy: day } of notices) {
            const anew = code === 'redone' || step.command.type === 'application.pass';
            if (!anew && day !== null) expect(day, `${step.command.type} ${code}`).not.toBe(told);
            told = day;
          }
        }
      },
      { numRuns: 1500 },
    );
    expect(changed).toBeGreaterThan(100);
    expect(kept).toBeGreaterThan(3);
  });

  it('whose day became a holiday is made anew instead of broken, and any other is broken', () => {
    let anew = 0;
    let broken = 0;
    onWalks(
      (steps) => {
        for (const { calendar, command, before, after, events } of steps) {
          if (command.type !== 'commitment.breach') continue;
          const day = readyBy(before) ?? '';
          const types = events.map(({ type }) => type);
          if (isOpenDay(calendar, day)) {
            broken += 1;
            expect(types).toEqual(['commitment.breached']);
            continue;
          }
          anew += 1;
          expect(types).toEqual(['commitment.renewed']);
          expect(events[0]).toMatchObject({ cause: `calendar:${day}` });
          expect(after.context.breached).toBe(false);
        }
      },
      { numRuns: 2500 },
    );
    expect(anew).toBeGreaterThan(3);
    expect(broken).toBeGreaterThan(20);
  });

  it('stands after a review, and a second review changes nothing', () => {
    let reviewed = 0;
    onWalks(
      (steps) => {
        for (const { calendar, command, facts, after } of steps) {
          if (command.type !== 'commitment.review' || !isOnTheWay(after)) continue;
          reviewed += 1;
          const day = readyBy(after);
          if (day !== null) expect(isOpenDay(calendar, day)).toBe(true);
          const again = deciderUnder(calendar).decide(after, { ...command, id: 'again' }, facts);
          expect(again).toMatchObject({ ok: true, events: [], effects: [] });
        }
      },
      { numRuns: 500 },
    );
    expect(reviewed).toBeGreaterThan(50);
  });
});

const at = (calendar: ReturnType<typeof calendars>[number], day: string) =>
  calendar.startOf(day) + 9 * 3_600_000;
const queues: readonly ApplicationFacts[] = [
  { signing: { mode: 'electronic' } },
  { signing: { mode: 'wet' }, desk: { waiting: 37, papersPerDay: 6 } },
];

describe.each(calendars().map((calendar) => [calendar.id, calendar] as const))('under %s', (_, calendar) => {
  const decider = deciderUnder(calendar);
  const give = (state: ApplicationState, command: object, facts: ApplicationFacts, on = decider) => {
    const answer = on.decide(
      state,
      { id: 'c', by, applicationId: 'a-1', ...command } as ApplicationCommand,
      facts,
    );
    if (!answer.ok) throw new Error(answer.message);
    return answer.next ?? state;
  };
  const pass = (kind: string, day: string, facts: ApplicationFacts) => {
    const now = { at: at(calendar, day) };
    const opened = give(
      decider.initial('a-1'),
      { ...now, type: 'application.open', kind, applicant: { ref: 'v' } },
      {},
    );
    const called = give(opened, { ...now, type: 'application.call', ticketId: 't', counter: '1' }, {});
    return give(called, { ...now, type: 'application.pass' }, facts);
  };

  it('a promise made on any day of any known year is for an open day, under every standard', () => {
    let promised = 0;
    for (const day of daysOf(calendar)) {
      for (const { id } of kinds) {
        for (const facts of queues) {
          const { commitment } = pass(id, day, facts).context;
          const ready = commitment?.readyBy ?? null;
          if (ready === null) {
            if (!id.startsWith('card')) expect(commitment?.pending).toBe('calendar-year-unknown');
            continue;
          }
          promised += 1;
          if (!isOpenDay(calendar, ready) || calendar.info(ready).hours.length === 0 || ready < day) {
            expect.fail(`${id} on ${day} was promised for ${ready}`);
          }
        }
      }
    }
    expect(promised).toBeGreaterThan(30_000);
  });

  it('a holiday declared on any promised day moves the promise to the next open day', () => {
    for (const day of daysOf(calendar)) {
      if (!calendar.info(day).working) continue;
      const state = pass('letter-0', day, {});
      expect(readyBy(state)).toBe(day);
      const declared = declare(calendar, day);
      const next = declared.deadline(day, { days: 1, count: 'working' });
      const now = { type: 'commitment.review', at: at(calendar, day) };
      const { commitment } = give(state, now, {}, deciderUnder(declared)).context;
      if (next.ok) expect(commitment?.readyBy).toBe(next.day);
      else expect(commitment).toMatchObject({ readyBy: null, pending: 'calendar-year-unknown' });
    }
  });
});

it('promises the same wherever the machine stands', async () => {
  const child = fileURLToPath(new URL('../support/commitment-child.ts', import.meta.url));
  const run = (zone: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const args = ['--import', 'tsx', child, String(seed), '400'];
      const env = { ...process.env, TZ: zone };
      const { stdout, stderr } = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let text = '';
      let wrong = '';
      stdout.on('data', (part) => {
        text += part;
      });
      stderr.on('data', (part) => {
        wrong += part;
      });
      stdout.on('end', () => {
        try {
          resolve(JSON.parse(text));
        } catch {
          reject(new Error(`${zone}: ${text}${wrong}`));
        }
      });
    });
  const found = [];
  for (const zone of ['UTC', 'Asia/Jakarta', 'America/New_York']) found.push(await run(zone));
  expect(found.map(({ zone, offset }) => [zone, offset])).toEqual([
    ['UTC', 0],
    ['Asia/Jakarta', -420],
    ['America/New_York', 240],
  ]);
  expect(new Set(found.map(({ digest }) => digest)).size).toBe(1);
  expect(found[0]?.promises).toBeGreaterThan(100);
});
