import type { NetworkGroup, NetworkLine, NetworkProblem, NetworkQuota } from 'loket/printing/planner';
import type { Chance } from './chance.js';

const list = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Small problems in which everything comes up: several media, releases, quotas, homes that nobody serves, no blanks. */
export function smallProblem({ nat, of, fraction }: Chance): NetworkProblem {
  const days = 1 + nat(5);
  const homes = list(1 + nat(4), (i) => `h${i}`);
  const media = nat(3) === 0 ? ['card', 'child'] : ['card'];
  const tight = fraction();
  const lines = list(1 + nat(4), (i): NetworkLine => {
    const served = homes.filter(() => nat(4) > 0);
    return {
      id: `l${i}`,
      medium: of(media),
      capacity: list(days, () => nat(12)),
      blanks: list(days, (day) => (day === 0 ? nat(20) : nat(3) === 0 ? Math.floor(nat(20) * tight) : 0)),
      transportDays: Object.fromEntries(served.map((home) => [home, nat(3)])),
    };
  });
  const classes = ['a', 'b', 'c'];
  const groups = list(nat(10), (i): NetworkGroup => {
    const group = { id: `g${i}`, home: of(homes), medium: of(media), count: nat(12) };
    const more = { weight: of([0, 1, 1, 2, 4, 8]), dueDay: nat(10) - 3 };
    return {
      ...group,
      ...more,
      ...(nat(3) === 0 && { fromDay: nat(days + 1) }),
      ...(nat(2) === 0 && { class: of(classes) }),
    };
  });
  const quotas: NetworkQuota[] = [];
  for (const one of classes) {
    if (nat(4) > 0) continue;
    const min = nat(2) === 0 ? nat(15) : 0;
    quotas.push({ id: `q-${one}`, classes: [one], min, ...(nat(2) === 0 && { max: min + nat(15) }) });
  }
  return { days, lines, groups, ...(quotas.length > 0 && { quotas }) };
}

/** How large an office is. */
export interface OfficeSize {
  readonly cards: number;
  readonly printers: number;
  readonly days: number;
  /** Homes beside headquarters. Default 33. */
  readonly homes?: number;
  /** Blanks per card that could be printed; left out for as many as there is room. */
  readonly blanks?: number;
}

/** An office with sub-districts and headquarters: its printers stand in some of them, and headquarters prints for all. */
export function officeProblem({ nat, of, fraction }: Chance, size: OfficeSize): NetworkProblem {
  const { cards, printers, days, homes = 33, blanks } = size;
  const places = ['hq', ...list(homes, (i) => `k${i + 1}`)];
  const atHq = Math.max(1, Math.round(printers / 3));
  const standing = new Map<string, number>([['hq', atHq]]);
  for (let i = atHq; i < printers; i++) {
    const place = of(places);
    standing.set(place, (standing.get(place) ?? 0) + 1);
  }
  const far = new Map(places.map((place) => [place, 1 + nat(2)]));
  const lines = [...standing].map(([place, count]): NetworkLine => {
    const room = () => count * (200 + nat(101));
    const capacity = list(days, room);
    const sum = capacity.reduce((total, one) => total + one, 0);
    const most = blanks === undefined ? sum : Math.floor(sum * blanks);
    let left = most;
    const came = list(days, (day) => {
      const part = blanks === undefined || day === days - 1 ? left : Math.floor(left * fraction() * 0.5);
      left -= part;
      return part;
    });
    const served = place === 'hq' ? places : [place, 'hq'];
    const transportDays = Object.fromEntries(
      served.map((home) => [home, home === place ? 0 : (far.get(home === 'hq' ? place : home) ?? 1)]),
    );
    return { id: place, medium: 'card', capacity, blanks: came, transportDays };
  });
  const groups: NetworkGroup[] = [];
  const weights = [1, 2, 4, 8];
  const cells = places.flatMap((home) =>
    weights.flatMap((weight) => list(days, (dueDay) => ({ home, weight, dueDay, share: 0.2 + fraction() }))),
  );
  const all = cells.reduce((sum, { share }) => sum + share, 0);
  let given = 0;
  let wanted = 0;
  for (const [i, { home, weight, dueDay, share }] of cells.entries()) {
    wanted += (share / all) * cards;
    const count = Math.round(wanted) - given;
    given += count;
    groups.push({ id: `g${i}`, home, medium: 'card', count, weight, dueDay });
  }
  return { days, lines, groups };
}
