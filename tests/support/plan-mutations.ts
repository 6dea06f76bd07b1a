import type { NetworkPlan, NetworkProblem, Shipment } from 'loket/printing/planner';
import type { Chance } from './chance.js';

type Change = (plan: NetworkPlan, problem: NetworkProblem, chance: Chance) => NetworkPlan | undefined;

const shipped = (plan: NetworkPlan, i: number, change: Partial<Shipment>): NetworkPlan => ({
  ...plan,
  shipments: plan.shipments.map((one, n) => (n === i ? { ...one, ...change } : one)),
});
const any = ({ shipments }: NetworkPlan, { nat }: Chance): readonly [number, Shipment] | undefined => {
  const i = nat(Math.max(1, shipments.length));
  const one = shipments[i];
  return one && [i, one];
};

/** Ways to make a plan worse, impossible or untrue; each gives `undefined` where it cannot. */
export const mutations: Readonly<Record<string, Change>> = {
  'a shipment is left out': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && { ...plan, shipments: plan.shipments.filter((_, i) => i !== one[0]) };
  },
  'a card fewer is printed': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { count: one[1].count - 1 });
  },
  'a card more is printed': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { count: one[1].count + 1 });
  },
  'a card is printed that is said to be left': (plan) => {
    const [first, ...rest] = plan.unserved;
    return first && { ...plan, unserved: [{ ...first, count: first.count + 1 }, ...rest] };
  },
  'a card is left out, and said to be left': (plan, _, chance) => {
    const one = any(plan, chance);
    if (!one) return undefined;
    const [i, { groupId, count }] = one;
    const less =
      count === 1
        ? { ...plan, shipments: plan.shipments.filter((_, n) => n !== i) }
        : shipped(plan, i, { count: count - 1 });
    return { ...less, unserved: [...plan.unserved, { groupId, count: 1 }] };
  },
  'a card is left out, and its cost told truly': (plan, problem, chance) => {
    const one = any(plan, chance);
    if (!one) return undefined;
    const [i, { groupId, count, arrivalDay }] = one;
    const group = problem.groups.find(({ id }) => id === groupId);
    if (!group || (problem.quotas ?? []).length > 0) return undefined;
    const less =
      count === 1
        ? { ...plan, shipments: plan.shipments.filter((_, n) => n !== i) }
        : shipped(plan, i, { count: count - 1 });
    const end = Math.max(0, ...problem.lines.flatMap(({ transportDays }) => Object.values(transportDays)));
    const late = (day: number) => group.weight * Math.max(0, day - group.dueDay);
    const { value } = plan;
    const lateDays = value.lateDays - late(arrivalDay) + late(problem.days + end);
    return {
      ...less,
      unserved: [...plan.unserved, { groupId, count: 1 }],
      value: { ...value, unserved: value.unserved + 1, lateDays },
    };
  },
  'a shipment is printed a day later': (plan, { groups }, chance) => {
    const one = any(plan, chance);
    if (!one) return undefined;
    const [i, { printDay, arrivalDay, groupId }] = one;
    const group = groups.find(({ id }) => id === groupId);
    if (!group || group.weight === 0 || arrivalDay < group.dueDay) return undefined;
    return shipped(plan, i, { printDay: printDay + 1, arrivalDay: arrivalDay + 1 });
  },
  'a late shipment comes a day later, and its cost is told truly': (plan, problem, chance) => {
    const one = any(plan, chance);
    if (!one) return undefined;
    const [i, { groupId, printDay, arrivalDay, count }] = one;
    const group = problem.groups.find(({ id }) => id === groupId);
    if (!group || group.weight === 0 || arrivalDay < group.dueDay) return undefined;
    const { value } = plan;
    return {
      ...shipped(plan, i, { printDay: printDay + 1, arrivalDay: arrivalDay + 1 }),
      value: { ...value, lateDays: value.lateDays + group.weight * count },
    };
  },
  'a shipment arrives sooner than it can': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { arrivalDay: one[1].arrivalDay - 1 });
  },
  'a shipment is printed before the plan begins': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { printDay: -1 });
  },
  'a shipment is printed after the plan ends': (plan, { days }, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { printDay: days });
  },
  'a shipment is from nowhere': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { lineId: 'nowhere' });
  },
  'a shipment is for nobody': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { groupId: 'nobody' });
  },
  'a shipment holds half a card': (plan, _, chance) => {
    const one = any(plan, chance);
    return one && shipped(plan, one[0], { count: one[1].count - 0.5 });
  },
  'a shipment takes cards back': (plan, _, chance) => {
    const one = any(plan, chance);
    return (
      one && { ...plan, shipments: [...plan.shipments, { ...one[1], count: -1 }, { ...one[1], count: 1 }] }
    );
  },
  'two shipments change their lines': (plan, { lines }, chance) => {
    const [a, b] = [any(plan, chance), any(plan, chance)];
    if (!a || !b || a[1].lineId === b[1].lineId) return undefined;
    const mediumOf = (id: string) => lines.find((line) => line.id === id)?.medium;
    if (mediumOf(a[1].lineId) === mediumOf(b[1].lineId)) return undefined;
    return shipped(shipped(plan, a[0], { lineId: b[1].lineId }), b[0], { lineId: a[1].lineId });
  },
  'all is printed on the first day': (plan, { lines, groups }) => {
    const later = plan.shipments.some(({ printDay, groupId }) => {
      const group = groups.find(({ id }) => id === groupId);
      return printDay > 0 && (group?.fromDay ?? 0) === 0;
    });
    const full = lines.some(({ id, blanks }) => {
      const all = plan.shipments.reduce((sum, one) => sum + (one.lineId === id ? one.count : 0), 0);
      return all > (blanks[0] ?? 0);
    });
    if (!later || !full) return undefined;
    const shipments = plan.shipments.map((one) => ({
      ...one,
      printDay: 0,
      arrivalDay: one.arrivalDay - one.printDay,
    }));
    return { ...plan, shipments };
  },
  'it claims to be less late': (plan) => ({
    ...plan,
    value: { ...plan.value, lateDays: plan.value.lateDays - 1 },
  }),
  'it claims to leave fewer': (plan) => ({
    ...plan,
    value: { ...plan.value, unserved: plan.value.unserved - 1 },
  }),
  'it claims to fall short': (plan) => ({ ...plan, value: { ...plan.value, short: plan.value.short + 1 } }),
  'a blank has another price': (plan, { lines, days }, { of, nat }) => {
    const line = of(lines);
    const prices = [...(plan.proof.blankPrice[line.id] ?? [])];
    const day = nat(days);
    // Where no blank comes, and nothing depends on it, a price proves nothing either way.
    if ((line.blanks[day] ?? 0) === 0) return undefined;
    // By one more it may prove as much: prices that prove a plan need not be the only ones. Not by more than a card is worth.
    prices[day] = (prices[day] ?? 0) + 2 * plan.proof.unserved + plan.proof.short;
    for (let before = 0; before < day; before++)
      prices[before] = Math.max(prices[before] ?? 0, prices[day] ?? 0);
    if (changesNothing(plan, line.id, prices, line.blanks)) return undefined;
    return { ...plan, proof: { ...plan.proof, blankPrice: { ...plan.proof.blankPrice, [line.id]: prices } } };
  },
  'a price is below 0': (plan, { lines }, { of }) => {
    const line = of(lines);
    const prices = (plan.proof.printPrice[line.id] ?? []).map((price, day) => (day === 0 ? -1 : price));
    return { ...plan, proof: { ...plan.proof, printPrice: { ...plan.proof.printPrice, [line.id]: prices } } };
  },
  'a price is missing': (plan, { lines }, { of }) => {
    const line = of(lines);
    const { [line.id]: _, ...prices } = plan.proof.blankPrice;
    return { ...plan, proof: { ...plan.proof, blankPrice: prices } };
  },
  'blanks are dearer later': (plan, { lines, days }, { of }) => {
    if (days < 2) return undefined;
    const line = of(lines);
    const prices = (plan.proof.blankPrice[line.id] ?? []).map((price, day) =>
      day === days - 1 ? price + 10 ** 9 : price,
    );
    return { ...plan, proof: { ...plan.proof, blankPrice: { ...plan.proof.blankPrice, [line.id]: prices } } };
  },
  'a card that is not printed is too cheap': (plan) => ({ ...plan, proof: { ...plan.proof, unserved: 0 } }),
};

function changesNothing(
  plan: NetworkPlan,
  lineId: string,
  prices: readonly number[],
  blanks: readonly number[],
): boolean {
  const old = plan.proof.blankPrice[lineId] ?? [];
  return prices.every((price, day) => price === old[day] || (blanks[day] ?? 0) === 0);
}
