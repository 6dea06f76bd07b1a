import type { ImportRow } from 'loket';
import { type Chance, chance, pick, spread } from './chance.js';
import { type HallChance, hallChance, plainHall } from './hall-chance.js';
import type { Input, Kind } from './input.js';
import { visitedKinds } from './input.js';
import { addDays, dayMs, instantOf, isoOf, minuteMs } from './time.js';

/** A person who comes to the office, with everything that chance decides about the visit. */
export interface Visitor {
  readonly ref: string;
  readonly area: string;
  readonly kind: Kind;
  /** When a number is taken. */
  readonly at: number;
  /** Minutes at the counter on a good day. */
  readonly minutes: number;
  readonly outcome: 'passed' | 'incomplete' | 'noShow';
  /** Minutes until the new record is print-ready; `null` when that comes after this week. */
  readonly recordAfter: number | null;
  /** Minutes from ready to handed over; `null` when it is not collected in this week. */
  readonly collectAfter: number | null;
  readonly comesBack: boolean;
  /** What chance says about the way through the hall. */
  readonly hall: HallChance;
  /** The temporary certificate asked for after an identity card. */
  readonly afterCard: Visitor | null;
}

export const opening = '08:00';
const numbersFrom = '07:30';
const lastNumber = '14:30';

/** Lists the days of the week. */
export function daysOf(input: Input): string[] {
  return Array.from({ length: input.days.value }, (_, i) => addDays(input.firstDay.value, i));
}

/** Draws who comes in the week, in order of arrival. */
export function visitorsOf(input: Input, areas: readonly string[]): Visitor[] {
  const draw = chance(input.seed.value, 'visitors');
  const visitors: Visitor[] = [];
  let count = 0;
  for (const [i, day] of daysOf(input).entries()) {
    for (const kind of visitedKinds) {
      const { perDay } = input.visitors.value[kind];
      const today = Math.round(perDay * (1 + input.growthPerDay.value) ** i);
      for (let n = 0; n < today; n++) {
        count++;
        const ref = `v-${String(count).padStart(5, '0')}`;
        const at = arrival(input, day, draw);
        visitors.push(visitorOf(input, draw, { ref, kind, at, area: pick(areas, draw) ?? '' }));
      }
    }
  }
  const followedAt = Date.parse(input.followedAt.value);
  if (daysOf(input).some((day) => instantOf(day, '00:00') <= followedAt && followedAt < endOf(day))) {
    const followed = visitorOf(input, draw, {
      ref: followedRef,
      kind: input.followedKind.value,
      at: followedAt,
      area: input.followedArea.value,
    });
    visitors.push({ ...followed, at: followedAt, outcome: 'passed', comesBack: true, hall: plainHall });
  }
  return visitors.sort((a, b) => a.at - b.at);
}

/** The man from Pagelaran of the article's fact 12. */
export const followedRef = 'v-pagelaran';

function visitorOf(input: Input, draw: Chance, who: Pick<Visitor, 'ref' | 'kind' | 'at' | 'area'>): Visitor {
  const { kind } = who;
  const fate = draw();
  const missing = input.noShow.value;
  const recorded = draw() < input.recordSameDay.value;
  const recordMinutes = 10 + draw() * 170;
  const collects = draw() < input.collectSameDay.value;
  const collectMinutes = 5 + draw() * 45;
  const comesBack = draw() < input.comeBack.value;
  const minutes = input.visitors.value[kind].minutes * spread(draw);
  const asks = kind === 'ktp-el' && draw() < input.askSuket.value;
  const hall = kind === 'suket' ? plainHall : hallChance(input, who);
  return {
    ...who,
    at: hall.takenAt ?? who.at,
    hall,
    minutes,
    outcome: fate < missing ? 'noShow' : fate < missing + input.incomplete.value ? 'incomplete' : 'passed',
    recordAfter: kind === 'ktp-el' && recorded ? recordMinutes : null,
    collectAfter: collects ? collectMinutes : null,
    comesBack,
    afterCard: asks ? visitorOf(input, draw, { ...who, kind: 'suket' }) : null,
  };
}

/** People come early: some before the doors open, the rest fewer and fewer until the afternoon. */
function arrival(input: Input, day: string, draw: Chance): number {
  const early = draw() < input.atDoor.value;
  const from = instantOf(day, early ? numbersFrom : opening);
  const until = instantOf(day, early ? opening : lastNumber);
  return Math.round(from + (until - from) * (early ? draw() : 1 - Math.sqrt(draw())));
}

/** Somebody who got no number comes again on another morning, and takes one in the hall. */
export function again(visitor: Visitor, day: string, place: number): Visitor {
  return { ...visitor, at: backAt(day, place), hall: { ...visitor.hall, slot: null, holder: null } };
}

/** When those are there who come back in the morning, in the order in which they stood in line. */
export function backAt(day: string, place: number): number {
  return instantOf(day, numbersFrom) + place * 2_000;
}

/** Draws the backlog: one application for each person who waits for a card, oldest first. */
export function backlogOf(input: Input, areas: readonly string[]): ImportRow[] {
  const draw = chance(input.seed.value, 'backlog');
  const ready = input.printReady.value;
  const total = input.reading.value === 'including' ? input.requests.value : input.requests.value + ready;
  const from = instantOf(input.backlogSince.value, '08:00');
  const until = instantOf(addDays(input.firstDay.value, -3), '15:00');
  const dates = Array.from({ length: total }, () => Math.round(from + draw() * (until - from))).sort(
    (a, b) => a - b,
  );
  let left = ready;
  return dates.map((since, i) => {
    // Exactly `ready` rows, spread evenly over all ages.
    const isReady = draw() * (total - i) < left;
    if (isReady) left--;
    return {
      applicationId: backlogId(i + 1),
      kind: 'ktp-el',
      applicant: { ref: backlogId(i + 1), area: pick(areas, draw) ?? '' },
      state: isReady ? 'printing.queued' : 'printing.awaitingRecord',
      since,
    };
  });
}

const backlogId = (n: number) => `b-${String(n).padStart(5, '0')}`;

/** Draws which records of the backlog become print-ready, and when. */
export function recordsOf(
  input: Input,
  rows: readonly ImportRow[],
): readonly { readonly applicationId: string; readonly at: number }[] {
  const draw = chance(input.seed.value, 'records');
  const waiting = rows
    .filter((row) => row.state === 'printing.awaitingRecord')
    .map((row) => row.applicationId);
  const found: { applicationId: string; at: number }[] = [];
  for (const day of daysOf(input)) {
    for (let n = 0; n < input.backlogRecordsPerDay.value && waiting.length > 0; n++) {
      const [applicationId] = waiting.splice(Math.floor(draw() * waiting.length), 1);
      const at = Math.round(instantOf(day, opening) + draw() * 7 * 60 * minuteMs);
      if (applicationId !== undefined) found.push({ applicationId, at });
    }
  }
  return found;
}

/** When the signing server is not itself. */
export function outagesOf(input: Input) {
  return daysOf(input)
    .slice(0, input.outageDays.value)
    .flatMap((day) => [
      {
        day,
        from: isoOf(instantOf(day, input.downFrom.value)),
        until: isoOf(instantOf(day, input.downUntil.value)),
        how: 'down' as const,
      },
      {
        day,
        from: isoOf(instantOf(day, input.downUntil.value)),
        until: isoOf(instantOf(day, input.limpUntil.value)),
        how: 'limping' as const,
      },
    ])
    .filter(({ from, until }) => from < until);
}

function endOf(day: string): number {
  return instantOf(day, '00:00') + dayMs;
}
