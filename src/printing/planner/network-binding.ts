import { type Explanation, say, type Words } from '../../internal/words.js';
import type { NetworkPlan } from './network-plan.js';
import type { NetworkProblem } from './network-problem.js';

/** Says what keeps a plan from being better, the weightiest first. @internal */
export function bindingOf(
  { days, lines, groups, quotas = [] }: NetworkProblem,
  plan: Pick<NetworkPlan, 'shipments' | 'value' | 'proof' | 'blankWorth'>,
  words: Words,
): readonly Explanation[] {
  const { shipments, value, proof, blankWorth } = plan;
  const said: { readonly weight: number; readonly text: Explanation }[] = [];
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  const printedOn = new Map<string, number>();
  for (const { lineId, count } of shipments) printedOn.set(lineId, (printedOn.get(lineId) ?? 0) + count);
  const worthOf = new Map<string, number>();
  for (const { lineId, change } of blankWorth)
    worthOf.set(lineId, Math.max(worthOf.get(lineId) ?? 0, priceOf(change)));
  for (const { id, capacity, blanks } of lines) {
    const room = sum(capacity);
    const there = sum(blanks);
    const printed = printedOn.get(id) ?? 0;
    const worth = worthOf.get(id) ?? 0;
    const print = Math.max(0, ...(proof.printPrice[id] ?? []));
    const params = { line: id, blanks: there, room, printed, days, idle: room - printed };
    if (worth > 0) {
      const code = there <= room && printed === there ? 'blanks-bind' : 'blanks-late';
      said.push({ weight: worth, text: say(words, code, params) });
    }
    if (print > 0) said.push({ weight: print, text: say(words, 'printers-bind', params) });
  }
  for (const { id, max } of quotas) {
    const price = proof.quotaPrice[id];
    if (max !== undefined && price && price.max > 0)
      said.push({ weight: price.max, text: say(words, 'quota-binds', { quota: id, most: max }) });
    if (price && price.min > 0)
      said.push({ weight: price.min, text: say(words, 'quota-takes', { quota: id, short: value.short }) });
  }
  const served = new Set(
    lines.flatMap(({ medium, transportDays }) =>
      Object.keys(transportDays).map((home) => `${medium}\n${home}`),
    ),
  );
  const nowhere = new Map<string, { readonly home: string; readonly medium: string; count: number }>();
  for (const { home, medium, count } of groups) {
    const place = `${medium}\n${home}`;
    if (count === 0 || served.has(place)) continue;
    nowhere.set(place, { home, medium, count: count + (nowhere.get(place)?.count ?? 0) });
  }
  for (const { home, medium, count } of nowhere.values())
    said.push({ weight: count * proof.unserved, text: say(words, 'not-served', { home, medium, count }) });
  said.sort((a, b) => b.weight - a.weight);
  if (said.length > 0) return said.map(({ text }) => text);
  if (value.unserved === 0 && value.lateDays === 0) return [say(words, 'nothing-binds', {})];
  return [say(words, 'time-binds', { unserved: value.unserved, late: value.lateDays })];

  function priceOf({ short, unserved, lateDays }: NetworkPlan['value']): number {
    return -(short * proof.short + unserved * proof.unserved + lateDays);
  }
}
