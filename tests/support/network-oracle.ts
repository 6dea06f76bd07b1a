import type { Highs } from 'highs';
import type { NetworkProblem, PlanValue, Shipment } from 'loket/printing/planner';

let loaded: Promise<Highs> | undefined;
/** HiGHS, a solver that knows nothing of loket. */
export const highs = (): Promise<Highs> => {
  // Its types are those of a CommonJS module; what is loaded is not.
  loaded ??= import('highs').then((module) => (module.default as unknown as () => Promise<Highs>)());
  return loaded;
};

/** A linear program as CPLEX text. */
export interface Program {
  readonly text: string;
  /** Part of the objective that no variable has. */
  readonly constant: number;
}

/**
 * Writes a problem as a linear program from its own words: a variable for each line, day and group, rows for room, for
 * blanks up to each day, for groups and for quotas. `price` is what a card that is not printed costs, and `short` one
 * card short of a quota. With `closeTo` nothing may cost more than its cost, and what is least is how many cards a home
 * gets from another line or day than from `keep`.
 */
export function programOf(
  problem: NetworkProblem,
  price: number,
  short: number,
  closeTo?: { readonly cost: number; readonly keep: readonly Shipment[] },
): Program {
  const { days, lines, groups, quotas = [] } = problem;
  const end = Math.max(0, ...lines.flatMap(({ transportDays }) => Object.values(transportDays)));
  const costs: string[] = [];
  const rows: string[] = [];
  const ofGroup = new Map<number, string[]>(groups.map((_, g) => [g, []]));
  const ofQuota = new Map<string, string[]>(quotas.map(({ id }) => [id, []]));
  const quotaOf = new Map(quotas.flatMap(({ id, classes }) => classes.map((one) => [one, id] as const)));
  for (const [l, line] of lines.entries()) {
    const upTo: string[] = [];
    let blanks = 0;
    for (let day = 0; day < days; day++) {
      const today: string[] = [];
      for (const [g, group] of groups.entries()) {
        const transport = line.transportDays[group.home];
        if (transport === undefined || group.medium !== line.medium || day < (group.fromDay ?? 0)) continue;
        const name = `x_${l}_${day}_${g}`;
        const late = group.weight * Math.max(0, day + transport - group.dueDay);
        if (late > 0) costs.push(`${late} ${name}`);
        today.push(name);
        ofGroup.get(g)?.push(name);
        if (group.class !== undefined) ofQuota.get(quotaOf.get(group.class) ?? '')?.push(name);
      }
      upTo.push(...today);
      blanks += line.blanks[day] ?? 0;
      if (today.length > 0) rows.push(`${today.join(' + ')} <= ${line.capacity[day] ?? 0}`);
      if (upTo.length > 0) rows.push(`${upTo.join(' + ')} <= ${blanks}`);
    }
  }
  for (const [g, { count, weight, dueDay }] of groups.entries()) {
    const left = price + weight * Math.max(0, days + end - dueDay);
    costs.push(`${left} u_${g}`);
    rows.push(`${[...(ofGroup.get(g) ?? []), `u_${g}`].join(' + ')} = ${count}`);
  }
  for (const { id, min = 0, max } of quotas) {
    const names = ofQuota.get(id) ?? [];
    const name = `v_${id.replace(/\W/g, '_')}`;
    if (max !== undefined && names.length > 0) rows.push(`${names.join(' + ')} <= ${max}`);
    if (min === 0) continue;
    costs.push(`${short} ${name}`);
    rows.push(`${[...names, name].join(' + ')} >= ${min}`);
  }
  const wrapped = (parts: readonly string[]) => parts.join(' +\n ');
  if (closeTo) {
    if (costs.length > 0) rows.push(`${costs.join(' + ')} <= ${closeTo.cost}`);
    costs.length = 0;
    const homes = new Map(groups.map(({ id, home }) => [id, home]));
    for (const [l, line] of lines.entries()) {
      for (const home of Object.keys(line.transportDays)) {
        for (let day = 0; day < days; day++) {
          const cards = groups.flatMap((group, g) => {
            const can = group.home === home && group.medium === line.medium && day >= (group.fromDay ?? 0);
            return can ? [`x_${l}_${day}_${g}`] : [];
          });
          if (cards.length === 0) continue;
          const kept = closeTo.keep.reduce(
            (sum, s) =>
              s.lineId === line.id && s.printDay === day && homes.get(s.groupId) === home
                ? sum + s.count
                : sum,
            0,
          );
          const moved = `m_${l}_${day}_${home}`;
          costs.push(moved);
          rows.push(`${cards.join(' + ')} - ${moved} <= ${kept}`);
        }
      }
    }
  }
  const objective = costs.length === 0 ? '0 nothing' : wrapped(costs);
  const bound = rows.length === 0 ? ['nothing <= 1'] : rows;
  return {
    text: `Minimize\n obj: ${objective}\nSubject To\n${bound.map((row, i) => ` r${i}: ${row.replaceAll(' + ', ' +\n ')}`).join('\n')}\nEnd\n`,
    constant: 0,
  };
}

/** The least that a problem can cost, by HiGHS. */
export async function leastByHighs(problem: NetworkProblem, price: number, short: number): Promise<number> {
  const solver = await highs();
  const { text, constant } = programOf(problem, price, short);
  const solution = solver.solve(text);
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS says ${solution.Status}`);
  return solution.ObjectiveValue + constant;
}

/** The fewest cards that a plan of that cost moves against an earlier one, by HiGHS. */
export async function fewestMovesByHighs(
  problem: NetworkProblem,
  price: number,
  short: number,
  closeTo: { readonly cost: number; readonly keep: readonly Shipment[] },
): Promise<number> {
  const solver = await highs();
  const solution = solver.solve(programOf(problem, price, short, closeTo).text);
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS says ${solution.Status}`);
  return solution.ObjectiveValue;
}

/** Cards that a home gets from another line or day than before. */
export function movedCards(
  { groups }: NetworkProblem,
  before: readonly Shipment[],
  after: readonly Shipment[],
): number {
  const homes = new Map(groups.map((group) => [group.id, group.home]));
  const counts = new Map<string, number>();
  const add = (shipments: readonly Shipment[], sign: number) => {
    for (const { groupId, lineId, printDay, count } of shipments) {
      const key = `${homes.get(groupId)}|${lineId}|${printDay}`;
      counts.set(key, (counts.get(key) ?? 0) + sign * count);
    }
  };
  add(after, 1);
  add(before, -1);
  return [...counts.values()].reduce((sum, count) => sum + Math.max(0, count), 0);
}

/** What a plan costs at those prices. */
export const costOf = ({ short, unserved, lateDays }: PlanValue, price: number, missing: number): number =>
  short * missing + unserved * price + lateDays;
