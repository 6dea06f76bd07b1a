import type { Highs } from 'highs';
import type { NetworkProblem, PlanValue } from 'loket/printing/planner';

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
 * card short of a quota.
 */
export function programOf(problem: NetworkProblem, price: number, short: number): Program {
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

/** What a plan costs at those prices. */
export const costOf = ({ short, unserved, lateDays }: PlanValue, price: number, missing: number): number =>
  short * missing + unserved * price + lateDays;
