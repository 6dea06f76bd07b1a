import type { NetworkPlan } from './network-plan.js';
import type { NetworkProblem } from './network-problem.js';

/** Says whether a plan can be carried out and no other is better, or the first thing that is wrong with it. */
export type ProofCheck = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const refused = (reason: string): ProofCheck => ({ ok: false, reason });

/**
 * Checks a plan against its problem by itself, sharing no code with the planner: that it can be carried out (room,
 * blanks by day, days on the way, no card twice, quotas), that it comes to what it says, and that its prices bound every
 * other plan from below by exactly that (weak duality). Takes time in the size of the network; sums are exact.
 *
 * @example
 * ```ts
 * import { checkNetworkPlan, planNetwork } from 'loket/printing/planner';
 *
 * const problem = {
 *   days: 1,
 *   lines: [{ id: 'P', medium: 'card', capacity: [9], blanks: [5], transportDays: { town: 0 } }],
 *   groups: [{ id: 'g', home: 'town', medium: 'card', count: 7, weight: 1, dueDay: 0 }],
 * };
 * const plan = planNetwork(problem);
 * checkNetworkPlan(problem, plan).ok; //=> true
 * const [first] = plan.shipments;
 * const worse = { ...plan, shipments: first ? [{ ...first, count: 4 }] : [] };
 * checkNetworkPlan(problem, worse); //=> { ok: false, reason: "group 'g' has 7 cards, and the plan tells of 6" }
 * ```
 */
export function checkNetworkPlan(problem: NetworkProblem, plan: NetworkPlan): ProofCheck {
  const { days, lines, groups, quotas = [] } = problem;
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const natural = (n: number) => Number.isSafeInteger(n) && n >= 0;

  // What the plan does.
  const used = new Map(lines.map(({ id }) => [id, new Array<number>(days).fill(0)]));
  const told = new Map<string, number>();
  const ofClass = new Map<string, number>();
  let late = 0n;
  for (const { groupId, lineId, printDay, arrivalDay, count } of plan.shipments) {
    const line = lineOf.get(lineId);
    const group = groupOf.get(groupId);
    if (!line || !group) return refused(`a shipment names line '${lineId}' and group '${groupId}'`);
    if (!natural(count) || count === 0) return refused(`a shipment of ${count} cards`);
    if (line.medium !== group.medium) return refused(`'${lineId}' does not print on '${group.medium}'`);
    if (!natural(printDay) || printDay >= days) return refused(`day ${printDay} is not in the plan`);
    if (printDay < (group.fromDay ?? 0)) return refused(`'${groupId}' cannot be printed on day ${printDay}`);
    const transport = Object.hasOwn(line.transportDays, group.home)
      ? line.transportDays[group.home]
      : undefined;
    if (transport === undefined) return refused(`'${lineId}' does not serve '${group.home}'`);
    if (arrivalDay !== printDay + transport)
      return refused(`from '${lineId}' to '${group.home}' it takes ${transport} days`);
    const day = used.get(lineId);
    if (day) day[printDay] = (day[printDay] ?? 0) + count;
    told.set(groupId, (told.get(groupId) ?? 0) + count);
    if (group.class !== undefined) ofClass.set(group.class, (ofClass.get(group.class) ?? 0) + count);
    late += BigInt(group.weight) * BigInt(Math.max(0, arrivalDay - group.dueDay)) * BigInt(count);
  }
  for (const line of lines) {
    let blanks = 0;
    for (const [day, count] of (used.get(line.id) ?? []).entries()) {
      const room = line.capacity[day] ?? 0;
      if (count > room) return refused(`'${line.id}' has room for ${room} cards on day ${day}, not ${count}`);
      blanks += (line.blanks[day] ?? 0) - count;
      if (blanks < 0) return refused(`'${line.id}' lacks ${-blanks} blanks on day ${day}`);
    }
  }
  let end = 0;
  for (const { transportDays } of lines)
    for (const home in transportDays) end = Math.max(end, transportDays[home] ?? 0);
  const after = days + end;
  let left = 0n;
  for (const { groupId, count } of plan.unserved) {
    const group = groupOf.get(groupId);
    if (!group || !natural(count)) return refused(`${count} cards of '${groupId}' are not printed`);
    told.set(groupId, (told.get(groupId) ?? 0) + count);
    left += BigInt(count);
    late += BigInt(group.weight) * BigInt(Math.max(0, after - group.dueDay)) * BigInt(count);
  }
  for (const { id, count } of groups) {
    const all = told.get(id) ?? 0;
    if (all !== count) return refused(`group '${id}' has ${count} cards, and the plan tells of ${all}`);
  }
  let short = 0n;
  for (const { id, classes, min = 0, max } of quotas) {
    const printed = classes.reduce((sum, one) => sum + (ofClass.get(one) ?? 0), 0);
    if (max !== undefined && printed > max)
      return refused(`quota '${id}' allows ${max} cards, not ${printed}`);
    short += BigInt(Math.max(0, min - printed));
  }
  const { value, proof } = plan;
  if (BigInt(value.short) !== short || BigInt(value.unserved) !== left || BigInt(value.lateDays) !== late)
    return refused(`it comes to ${short} short, ${left} not printed and ${late} days of lateness`);

  // What the prices prove. They must be high enough that the order of what counts is kept.
  const maxLate = groups.reduce(
    (sum, { weight, dueDay, count }) =>
      sum + BigInt(weight) * BigInt(Math.max(0, after - dueDay)) * BigInt(count),
    0n,
  );
  const cards = groups.reduce((sum, { count }) => sum + BigInt(count), 0n);
  if (!natural(proof.unserved) || BigInt(proof.unserved) <= maxLate)
    return refused('the price of a card that is not printed is too low to come before all lateness');
  const priceOfCard = BigInt(proof.unserved);
  const hasLeast = quotas.some(({ min = 0 }) => min > 0);
  if (hasLeast && (!natural(proof.short) || BigInt(proof.short) <= priceOfCard * cards + maxLate))
    return refused('the price of a card short of a quota is too low to come before all else');
  const priceOfShort = hasLeast ? BigInt(proof.short) : 0n;

  let bound = 0n;
  // The cheapest way to each home, by medium, day of arrival and day of printing.
  const ways = new Map<string, Map<number, { readonly printDay: number; readonly price: bigint }[]>>();
  for (const line of lines) {
    const blank = proof.blankPrice[line.id] ?? [];
    const print = proof.printPrice[line.id] ?? [];
    let before = Number.POSITIVE_INFINITY;
    for (let day = 0; day < days; day++) {
      const [b = -1, r = -1] = [blank[day], print[day]];
      if (!natural(b) || !natural(r))
        return refused(`prices of '${line.id}' on day ${day} must be whole and 0 or more`);
      if (b > before) return refused(`the price of a blank at '${line.id}' rises on day ${day}`);
      before = b;
      bound -= BigInt(b) * BigInt(line.blanks[day] ?? 0) + BigInt(r) * BigInt(line.capacity[day] ?? 0);
      const price = BigInt(b) + BigInt(r);
      for (const [home, transport] of Object.entries(line.transportDays)) {
        const key = `${line.medium}\n${home}`;
        const arrivals = ways.get(key) ?? new Map<number, { printDay: number; price: bigint }[]>();
        ways.set(key, arrivals);
        const there = arrivals.get(day + transport) ?? [];
        arrivals.set(day + transport, there);
        const same = there.findIndex(({ printDay }) => printDay === day);
        if (same < 0) there.push({ printDay: day, price });
        else if (price < (there[same]?.price ?? price)) there[same] = { printDay: day, price };
      }
    }
  }
  const quotaOf = new Map<string, bigint>();
  for (const { id, classes, min = 0, max } of quotas) {
    const price = proof.quotaPrice[id] ?? { max: -1, min: -1 };
    if (!natural(price.max) || !natural(price.min))
      return refused(`the price of quota '${id}' must be whole and 0 or more`);
    if (max === undefined && price.max > 0)
      return refused(`quota '${id}' has no most that could have a price`);
    if (BigInt(price.min) > priceOfShort)
      return refused(`the price of quota '${id}' is more than it costs to miss it`);
    if (max !== undefined) bound -= BigInt(price.max) * BigInt(max);
    bound += BigInt(price.min) * BigInt(min);
    for (const one of classes) quotaOf.set(one, BigInt(price.max) - BigInt(price.min));
  }
  const cheapest = new Map<string, bigint>();
  for (const { home, medium, weight, dueDay, fromDay = 0, count, class: of } of groups) {
    const key = `${medium}\n${home}\n${weight}\n${dueDay}\n${fromDay}\n${of ?? ''}`;
    let least = cheapest.get(key);
    if (least === undefined) {
      least = priceOfCard + BigInt(weight) * BigInt(Math.max(0, after - dueDay));
      const quota = of === undefined ? 0n : (quotaOf.get(of) ?? 0n);
      for (const [arrival, there] of ways.get(`${medium}\n${home}`) ?? []) {
        const lateness = BigInt(weight) * BigInt(Math.max(0, arrival - dueDay));
        for (const { printDay, price } of there) {
          const cost = price + lateness + quota;
          if (printDay >= fromDay && cost < least) least = cost;
        }
      }
      cheapest.set(key, least);
    }
    bound += least * BigInt(count);
  }
  const cost = short * priceOfShort + left * priceOfCard + late;
  return cost === bound
    ? { ok: true }
    : refused(`it costs ${cost}, and the prices prove no more than ${bound}`);
}
