import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type DocumentKindInput, defineDocumentKind } from 'loket';
import { type Calendar, defineCalendar, extendCalendar } from 'loket/calendar';
import {
  type ApplicationCommand,
  type ApplicationEffect,
  type ApplicationEvent,
  type ApplicationFacts,
  type ApplicationState,
  applicationDecider,
} from 'loket/documents';
import { indonesianCalendar } from 'loket/indonesia';
import { allCommandsIn } from '../../src/documents/application.js';
import { payloadsOf } from '../../src/documents/verify/samples.js';

const dayMs = 86_400_000;
/** A day some days after another, by the calendar. */
export const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

const usual = [{ from: '08:00', to: '15:00' }];
/** Opens on Sundays only in an hour that the clocks jump over once a year, and in summer at night. */
const odd = (timeZone: string) =>
  defineCalendar({
    id: timeZone,
    timeZone,
    hours: {
      mon: usual,
      tue: usual,
      wed: usual,
      thu: usual,
      fri: usual,
      sun: [{ from: '02:00', to: '03:00' }],
    },
    seasons: [
      {
        ...{ name: 'summer', from: '2024-06-15', to: '2024-08-31', source: 'made up' },
        hours: { mon: usual, wed: [{ from: '20:00', to: '24:00' }], sat: [{ from: '00:00', to: '01:30' }] },
      },
    ],
    years: {
      2024: {
        source: 'made up',
        holidays: [
          { date: '2024-03-11', name: 'The day after', kind: 'holiday' },
          { date: '2024-07-03', name: 'Joint leave', kind: 'joint-leave' },
          { date: '2024-12-31', name: 'Last day', kind: 'local' },
        ],
      },
      2025: { source: 'made up', holidays: [] },
    },
  });

/** Calendars under which a promise must hold: of Indonesia with joint leave closed and open, and two with summer time. */
export const calendars = (): readonly Calendar[] => [
  indonesianCalendar(),
  indonesianCalendar({ region: '94.01', jointLeave: 'open' }),
  odd('America/New_York'),
  odd('Africa/Cairo'),
];

/** Lists every day of the years that a calendar knows. */
export const daysOf = ({ years }: Calendar) =>
  years.flatMap((year) => {
    const first = `${year}-01-01`;
    return Array.from({ length: (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / dayMs }, (_, i) =>
      plus(first, i),
    );
  });

/** Tells from the decrees anew, not asked of the calendar under test, whether a day is open. */
export function isOpenDay({ definition }: Calendar, day: string): boolean {
  const { years, seasons = [], hours, jointLeave } = definition;
  const holiday = years[day.slice(0, 4)]?.holidays.find(({ date }) => date === day);
  if (!years[day.slice(0, 4)] || (holiday && !(holiday.kind === 'joint-leave' && jointLeave === 'open')))
    return false;
  const week = seasons.find(({ from, to }) => from <= day && day <= to)?.hours ?? hours;
  const weekday = (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[new Date(day).getUTCDay()];
  return weekday !== undefined && (week[weekday]?.length ?? 0) > 0;
}

/** The same calendar after a day, or an unknown year, was declared. */
export function declare(calendar: Calendar, day: string): Calendar {
  const year = calendar.definition.years[day.slice(0, 4)];
  const holidays = (year?.holidays ?? []).filter(({ date }) => date !== day);
  const added = year ? [...holidays, { date: day, name: 'Declared later', kind: 'holiday' as const }] : [];
  const source = year?.source ?? 'declared later';
  return extendCalendar(calendar, { years: { [day.slice(0, 4)]: { source, holidays: added } } });
}

const standards = [
  { days: 0, count: 'working' },
  { days: 0, count: 'calendar' },
  { days: 1, count: 'working' },
  { days: 5, count: 'working' },
  { days: 5, count: 'calendar' },
  { days: 14, count: 'calendar' },
] as const;
const shapes: readonly (Partial<DocumentKindInput> & { readonly name: string })[] = [
  { name: 'letter', signature: { by: 'head' } },
  { name: 'first', signature: { by: 'head', wetStage: 'before-print' } },
  { name: 'note', signature: { by: 'notary' } },
  { name: 'card', medium: 'card', needsRecord: true },
  { name: 'plain' },
];
/** Kinds of every shape under every standard. */
export const kinds = standards.flatMap((standard, i) =>
  shapes.map(({ name, ...shape }) =>
    defineDocumentKind({
      ...{ id: `${name}-${i}`, service: 'counter', medium: 'paper' },
      ...shape,
      serviceStandard: { electronic: standard, wet: standard, none: standard },
    }),
  ),
);

/** The decider of an office under a calendar. */
export const deciderUnder = (calendar: Calendar) =>
  applicationDecider({
    calendar,
    kinds,
    isCard: (medium) => medium === 'card',
    providerOf: (signatory) => (signatory === 'head' ? 'server' : null),
    invitationsPerDay: 3,
  });

export const by = { id: 'ani', role: 'officer' };
const choice = fc.record({
  /** 0 declares a holiday; 1 lets the promised day pass; 2 looks promises through; else a command that fits. */
  do: fc.nat(14),
  pick: fc.nat(),
  variant: fc.nat(),
  wait: fc.oneof(fc.nat(dayMs), fc.nat(4 * dayMs)),
  ahead: fc.nat(40),
  facts: fc.record(
    {
      signing: fc.record({ mode: fc.constantFrom('electronic' as const, 'wet' as const, 'held' as const) }),
      stock: fc.record({ blanks: fc.nat(3), ahead: fc.nat(3) }),
      desk: fc.record({ waiting: fc.nat(90), papersPerDay: fc.constantFrom(null, 1, 7, 60) }),
      printedIn: fc.integer({ min: -2, max: 20 }),
    },
    { requiredKeys: [] },
  ),
});
const walk = fc.record({
  calendar: fc.nat(3),
  day: fc.nat(),
  time: fc.nat(dayMs - 1),
  kind: fc.nat(kinds.length - 1),
  choices: fc.array(choice, { minLength: 6, maxLength: 40 }),
});
type Walk = typeof walk extends fc.Arbitrary<infer W> ? W : never;

/** One decision on a walk. */
export interface Step {
  /** As it stands at this step, with what was declared meanwhile. */
  readonly calendar: Calendar;
  readonly command: ApplicationCommand;
  readonly facts: ApplicationFacts;
  readonly before: ApplicationState;
  readonly after: ApplicationState;
  readonly events: readonly ApplicationEvent[];
  readonly effects: readonly ApplicationEffect[];
}

/** Whether the promise is still to be kept: a document that is ready has kept it. */
export const isOnTheWay = ({ state }: ApplicationState) => /^(signing|signed|printing|printed)/.test(state);

const begin = ['application.open', 'application.call', 'application.pass'] as const;
/** What ends an application; taken as often as the rest, no walk would come far. */
const rare = new Set<string>([
  ...['application.cancel', 'application.reject', 'application.markDuplicate', 'application.supersede'],
  ...['application.return', 'pickup.collected', 'signature.refused', 'document.destroy'],
]);

function* stepsOf(all: readonly Calendar[], one: Walk): Iterable<Step> {
  let calendar = all[one.calendar] as Calendar;
  let decider = deciderUnder(calendar);
  const days = daysOf(calendar);
  let at = calendar.startOf(days[one.day % days.length] ?? '') + one.time;
  let state = decider.initial('a-1');
  const kind = kinds[one.kind]?.id ?? '';
  for (const [i, { do: what, pick, variant, wait, ahead, facts }] of one.choices.entries()) {
    const promise = state.context.commitment;
    const fits = allCommandsIn(state.state).filter((type) => !rare.has(type) || pick % 7 === 0);
    let type: ApplicationCommand['type'] | undefined = begin[i] ?? fits[pick % Math.max(1, fits.length)];
    if (what === 0 && i >= begin.length) {
      calendar = declare(calendar, promise?.readyBy ?? plus(calendar.dayOf(at), ahead));
      decider = deciderUnder(calendar);
      continue;
    }
    // Only a timer that is set can fire.
    if (type === 'commitment.breach') continue;
    if (what === 1 && promise?.breachAt && isOnTheWay(state)) {
      type = 'commitment.breach';
      at = Math.max(at, promise.breachAt);
    } else if (what === 2 && promise) type = 'commitment.review';
    else at += wait;
    if (type === undefined) return;
    const day = plus(calendar.dayOf(at), (ahead % 12) - 2);
    const payloads = payloadsOf(type, { context: state.context, kind, at, day }).flat();
    const turn = type === 'print.foreseen' ? { place: ahead, cause: `stock-${ahead % 3}` } : {};
    const command = {
      ...payloads[variant % payloads.length],
      ...{ ...turn, type, id: `c-${i}`, at, by },
    } as ApplicationCommand;
    const { printedIn, ...seen } = facts;
    const plan = printedIn === undefined ? {} : { plan: { printedBy: plus(calendar.dayOf(at), printedIn) } };
    const known = { ...seen, ...plan } as ApplicationFacts;
    const answer = decider.decide(state, command, known);
    if (!answer.ok) continue;
    const after = answer.next ?? state;
    const { events, effects } = answer;
    yield { calendar, command, facts: known, before: state, after, events, effects };
    state = after;
  }
}

/** Walks at random, and shows each walk's steps to a check that throws where a rule is broken. */
export function onWalks(
  check: (steps: readonly Step[]) => void,
  options: { seed?: number; numRuns: number },
): void {
  const all = calendars();
  fc.assert(
    fc.property(walk, (one) => check([...stepsOf(all, one)])),
    options,
  );
}

/** What an application was promised in a step: the events that carry it. Imports repeat what others promised. */
export const promisesIn = ({ events }: Step) =>
  events.flatMap((event) =>
    event.type === 'application.passed' || event.type === 'commitment.renewed' ? [event] : [],
  );

/** Throws where a promise falls on a closed or a past day. */
export function checkDays(step: Step): void {
  const { calendar } = step;
  for (const { at, commitment } of promisesIn(step)) {
    const { readyBy } = commitment;
    if (readyBy === null) continue;
    const today = calendar.dayOf(at);
    const { working, hours } = calendar.info(readyBy);
    const open = isOpenDay(calendar, readyBy) && working && hours.length > 0;
    if (open && readyBy >= today && commitment.breachAt === calendar.endOf(readyBy)) continue;
    throw new Error(`${calendar.id}: '${step.command.type}' on ${today} promised ${readyBy}`);
  }
}

/** Walks and checks every day, and gives a digest of all promises: the same wherever the machine stands. */
export function digestOfWalks(
  seed: number,
  numRuns: number,
): { readonly digest: string; readonly promises: number } {
  const hash = createHash('sha256');
  let promises = 0;
  onWalks(
    (steps) => {
      for (const step of steps) {
        checkDays(step);
        for (const event of promisesIn(step)) {
          promises += 1;
          hash.update(JSON.stringify(event));
        }
      }
    },
    { seed, numRuns },
  );
  return { digest: hash.digest('hex'), promises };
}
