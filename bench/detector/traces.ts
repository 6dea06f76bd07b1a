/** How the provider's server is for a while. */
export interface Weather {
  /** The part of the calls that fail, from 0 to 1. */
  readonly errors: number;
  /** By how much every latency is multiplied. */
  readonly slow: number;
  /** How a call fails: refused at once, no answer until the time-out, or some of each. */
  readonly how: 'refuse' | 'hang' | 'mixed';
  /** With more calls than this at once, a call fails as well; Infinity for none. */
  readonly fragileAbove: number;
}

/** From and to in ms since the trace began. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export interface Spell extends Period {
  readonly weather: Weather;
}

/** What the server does and who comes, without any guard in it. */
export interface Trace {
  readonly name: string;
  readonly family: string;
  /** Held out: no detector may be tuned on it. */
  readonly heldOut: boolean;
  /** Office days, each from 07:00 to 16:00; between them no document arrives and the server goes on. */
  readonly days: number;
  readonly perHour: number;
  /** The part of the calls that fail on a healthy server, from 0 to 1. */
  readonly background: number;
  /** Document kinds of equal share; only the first meets the spells. Every kind has a guard of its own. */
  readonly kinds: number;
  readonly spells: readonly Spell[];
  /** When an opening is right. Whatever opens at another time opens falsely. */
  readonly outages: readonly Period[];
  /** A burst of errors that are the user's: a wrong passphrase, a bad PDF. */
  readonly userErrors: (Period & { readonly count: number }) | null;
  /** Calls of its calm, whose false openings count with its own; 0 when it is calm itself. */
  readonly calmCalls: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
export const dayMs = 24 * hour;
/** The office is open for nine hours. */
export const openMs = 9 * hour;

const healthy: Weather = { errors: 0, slow: 1, how: 'mixed', fragileAbove: Number.POSITIVE_INFINITY };
const weather = (change: Partial<Weather>): Weather => ({ ...healthy, ...change });

/** What every trace of a family varies in: where it starts, how long it lasts, how busy the office is. */
interface Variant {
  /** Hours after the first opening. */
  readonly at: number;
  readonly minutes: number;
  readonly perHour: number;
  readonly background: number;
}

const variants: readonly (Variant & { readonly heldOut: boolean })[] = [
  { at: 3, minutes: 60, perHour: 360, background: 0.005, heldOut: false },
  { at: 4.2, minutes: 45, perHour: 300, background: 0.008, heldOut: true },
  { at: 2.5, minutes: 90, perHour: 200, background: 0.01, heldOut: false },
  { at: 3.6, minutes: 75, perHour: 420, background: 0.006, heldOut: true },
];

type Shape = Pick<Trace, 'spells'> &
  Partial<Pick<Trace, 'outages' | 'days' | 'kinds' | 'userErrors' | 'background' | 'calmCalls'>>;

function family(name: string, shape: (variant: Variant, index: number) => Shape): Trace[] {
  return variants.map((variant, index) => {
    const { perHour, background, heldOut } = variant;
    const { spells, outages, ...rest } = shape(variant, index);
    return {
      name: `${name} ${index + 1}`,
      family: name,
      heldOut,
      days: 1,
      perHour,
      background,
      kinds: 1,
      userErrors: null,
      calmCalls: 80_000,
      spells,
      outages: outages ?? spells.map(({ from, to }) => ({ from, to })),
      ...rest,
    };
  });
}

const once =
  (change: Partial<Weather>) =>
  ({ at, minutes }: Variant): Shape => ({
    spells: [{ from: at * hour, to: at * hour + minutes * minute, weather: weather(change) }],
  });

/** The article's mornings: errors from 08 to 11, then it limps until 15; the day before and the day after are well. */
function mornings(_: Variant, index: number): Shape {
  const sick = [1, 2];
  const errors = [0.6, 0.5, 0.8, 0.7][index] ?? 0.6;
  const slow = [3, 4, 2, 3][index] ?? 3;
  return {
    days: 4,
    kinds: 3,
    spells: sick.flatMap((day) => [
      { from: day * dayMs + hour, to: day * dayMs + 4 * hour, weather: weather({ errors, slow }) },
      {
        from: day * dayMs + 4 * hour,
        to: day * dayMs + 8 * hour,
        weather: weather({ errors: 0.08, slow: 4 }),
      },
    ]),
    outages: sick.map((day) => ({ from: day * dayMs + hour, to: day * dayMs + 8 * hour })),
  };
}

/** Down and up in turn; the lengths are uneven so that no retry delay falls into step with them. */
function flapping({ at, minutes }: Variant, index: number): Shape {
  const from = at * hour;
  const to = from + minutes * minute;
  const [down, up] = [
    [3, 4],
    [2, 3],
    [5, 3],
    [4, 6],
  ][index] ?? [3, 4];
  const spells: Spell[] = [];
  for (let start = from, turn = 0; start < to; turn++) {
    const end = Math.min(to, start + ((down ?? 3) + (turn % 3) * 0.7) * minute);
    spells.push({ from: start, to: end, weather: weather({ errors: 0.95, how: 'mixed' }) });
    start = end + ((up ?? 4) + (turn % 2) * 0.9) * minute;
  }
  return { spells, outages: [{ from, to }] };
}

/** Dead, then started again: cold and slow at first, and for twenty minutes it bears few calls at once. */
function restart({ at, minutes }: Variant, index: number): Shape {
  const from = at * hour;
  const up = from + (minutes / 2) * minute;
  const warm = up + 5 * minute;
  const to = up + 20 * minute;
  const bears = [2, 1, 1, 2][index] ?? 2;
  return {
    spells: [
      { from, to: up, weather: weather({ errors: 1, how: index % 2 === 0 ? 'refuse' : 'hang' }) },
      { from: up, to: warm, weather: weather({ slow: 4, fragileAbove: bears }) },
      { from: warm, to, weather: weather({ slow: 1.5, fragileAbove: bears }) },
    ],
    outages: [{ from, to }],
  };
}

/** All traces, half of them held out. */
export const traces: readonly Trace[] = [
  family('dead, refuses', once({ errors: 1, how: 'refuse' })),
  family('dead, hangs', once({ errors: 1, how: 'hang' })),
  family('50 % errors', once({ errors: 0.5 })),
  family('30 % errors', once({ errors: 0.3 })),
  family('slow x5', once({ slow: 5 })),
  family('slow x5, 20 % errors', once({ slow: 5, errors: 0.2 })),
  family('mornings', mornings),
  family('1 % background', () => ({ spells: [], days: 8, background: 0.01, calmCalls: 0 })),
  family('user errors', ({ at }, index) => ({
    spells: [],
    userErrors: { from: at * hour, to: at * hour + (3 + index) * minute, count: 40 },
  })),
  family('flapping', flapping),
  family('blip', ({ at }, index) => ({
    spells: [
      {
        from: at * hour,
        to: at * hour + 20 * second,
        weather: weather({ errors: 1, how: index % 2 === 0 ? 'refuse' : 'mixed' }),
      },
    ],
  })),
  family('restart', restart),
].flat();

/**
 * The healthy days that belong to a trace: as many people, as many background errors, and nothing else. A day with an
 * outage has a few thousand healthy calls, too few to see that a guard opens once in twenty thousand. Traces of one
 * variant share them.
 */
export function calmOf({ perHour, background, calmCalls }: Trace): Trace {
  return {
    name: `calm, ${perHour} an hour, ${background * 100} %`,
    family: 'calm',
    heldOut: false,
    days: Math.ceil((calmCalls * hour) / (perHour * openMs)),
    perHour,
    background,
    kinds: 1,
    spells: [],
    outages: [],
    userErrors: null,
    calmCalls: 0,
  };
}
