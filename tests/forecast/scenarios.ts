/**
 * The days on which the forecast is judged. This file, the buckets and the seeds were committed before any calibration
 * was written; they do not change with the results.
 */
export const minute = 60_000;
export const hour = 60 * minute;

/** Seeds of the days that are judged, and of the days that may be looked at while building: none in common. */
export const testSeeds: readonly number[] = Array.from({ length: 200 }, (_, i) => 910_001 + 17 * i);
export const trainingSeeds: readonly number[] = Array.from({ length: 200 }, (_, i) => 20_003 + 13 * i);

export interface HallClass {
  readonly id: 'appointment' | 'priority' | 'walkIn';
  readonly targetMs: number;
  readonly share: number;
  /** Of all who come. */
  readonly part: number;
}

export interface HallService {
  readonly id: string;
  /** True mean of an ordinary day with electronic signatures; service times are lognormal. */
  readonly meanMs: number;
  /** Of all who come. */
  readonly part: number;
  /** What the office believes before it has seen anything: wrong on purpose. */
  readonly priorMs: number;
}

export interface HallCounter {
  readonly id: string;
  readonly services: readonly string[];
  /** Goes to lunch, and when; the others stay. */
  readonly lunch?: { readonly from: number; readonly until: number };
}

export interface Hall {
  readonly id: string;
  readonly classes: readonly HallClass[];
  readonly services: readonly HallService[];
  readonly counters: readonly HallCounter[];
  /** Time since midnight. */
  readonly opensAt: number;
  readonly lastNumberAt: number;
  readonly closesAt: number;
  /** People an hour, by hour from opening, on an ordinary day. */
  readonly arrivals: readonly number[];
}

const classes: readonly HallClass[] = [
  { id: 'appointment', targetMs: 5 * minute, share: 0.25, part: 0.15 },
  { id: 'priority', targetMs: 10 * minute, share: 0.2, part: 0.15 },
  { id: 'walkIn', targetMs: 30 * minute, share: 0.35, part: 0.7 },
];
const early = { from: 12 * hour, until: 12.5 * hour };
const late = { from: 12.5 * hour, until: 13 * hour };
const times = { opensAt: 8 * hour, lastNumberAt: 14.5 * hour, closesAt: 15 * hour };

/** Two offices; each is run with its own memory. Lunch takes five counters to three. */
export const halls: readonly Hall[] = [
  {
    id: 'one pool',
    classes,
    services: [
      { id: 'families', meanMs: 8 * minute, part: 0.5, priorMs: 10 * minute },
      { id: 'births', meanMs: 5 * minute, part: 0.5, priorMs: 5 * minute },
    ],
    counters: ['1', '2', '3', '4', '5'].map((id) => ({
      id,
      services: ['families', 'births'],
      ...(id === '1' || id === '2' ? { lunch: early } : {}),
      ...(id === '3' || id === '4' ? { lunch: late } : {}),
    })),
    ...times,
    arrivals: [52, 54, 48, 40, 30, 34, 34],
  },
  {
    id: 'two pools',
    classes,
    services: [
      { id: 'families', meanMs: 9 * minute, part: 0.35, priorMs: 9 * minute },
      { id: 'cards', meanMs: 4 * minute, part: 0.4, priorMs: 6 * minute },
      { id: 'moves', meanMs: 7 * minute, part: 0.25, priorMs: 7 * minute },
    ],
    counters: [
      { id: '1', services: ['families', 'cards'], lunch: early },
      { id: '2', services: ['families', 'cards'], lunch: late },
      { id: '3', services: ['families', 'cards'] },
      { id: '4', services: ['cards', 'moves'], lunch: early },
      { id: '5', services: ['cards', 'moves'], lunch: late },
      { id: '6', services: ['cards', 'moves'] },
    ],
    ...times,
    arrivals: [62, 64, 58, 50, 38, 42, 40],
  },
];

/** What every day has in common. */
export const world = {
  /** Coefficient of variation of one service time (lognormal). */
  cv: 0.8,
  /** Standard deviation of the logarithm of the whole day's factor, of each service's, and of a slow walk by half hour. */
  dayDrift: 0.15,
  serviceDrift: 0.08,
  walkDrift: 0.04,
  /** Called and nobody came; it costs the counter so long. */
  noShow: 0.12,
  noShowMs: { from: 1.5 * minute, until: 3 * minute },
  /** People who go when they waited so long; about 8 % of all go, whoever's turn comes first stays. */
  impatient: 0.2,
  patienceMs: { from: 5 * minute, until: 60 * minute },
  /** People with an appointment check in so long before their slot (negative: after it). */
  checkInMs: { from: -5 * minute, until: 15 * minute },
  slotMs: 10 * minute,
  /** Number of people of a day: standard deviation of the logarithm of the factor. */
  crowd: 0.1,
} as const;

/** An outage of the signing server, of unknown start: signatures go wet and service about doubles. */
export const outage = {
  startsAt: { from: 8.25 * hour, until: 13 * hour },
  lastsMs: { from: 60 * minute, until: 120 * minute },
  detectedAfterMs: { from: 2 * minute, until: 8 * minute },
  endSeenAfterMs: { from: 1 * minute, until: 5 * minute },
  slower: { from: 1.8, until: 2.2 },
} as const;

export interface DayKind {
  readonly id: string;
  readonly outage: boolean;
  /** Factor on the people of the first three hours. */
  readonly surge: number;
}

const ordinary: DayKind = { id: 'ordinary', outage: false, surge: 1 };
/** Days follow each other in this order, in each hall: of ten, three have an outage and two a surge. */
export const dayKinds: readonly DayKind[] = [
  ordinary,
  ordinary,
  { id: 'outage', outage: true, surge: 1 },
  ordinary,
  { id: 'surge', outage: false, surge: 1.45 },
  ordinary,
  { id: 'outage', outage: true, surge: 1 },
  ordinary,
  ordinary,
  { id: 'surge and outage', outage: true, surge: 1.3 },
];
