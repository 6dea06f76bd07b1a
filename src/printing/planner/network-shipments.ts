import type { PlanNetwork, Row, Shipping } from './network-flow.js';
import type { NetworkPlan, Shipment } from './network-plan.js';
import type { NetworkGroup, NetworkProblem } from './network-problem.js';

interface Lot {
  readonly line: number;
  readonly day: number;
  left: number;
}

/** Reads what a flow ships: cards of a line's day to an arrival, from there to rows, and there to groups. @internal */
export function shipmentsOf(
  problem: NetworkProblem,
  { flow, shippings, rows }: PlanNetwork,
  earliest: boolean,
): Pick<NetworkPlan, 'shipments' | 'unserved'> {
  const lots = new Map<number, Lot[]>();
  for (const { arc, line, day, arrival } of shippings as readonly Shipping[]) {
    const left = flow.flow(arc);
    if (left === 0) continue;
    const there = lots.get(arrival) ?? [];
    there.push({ line, day, left });
    lots.set(arrival, there);
  }
  const taken = new Map<string, number>();
  const shipments: Made[] = [];
  for (const row of rows) shipments.push(...shipRow(row));
  const moved = earliest ? printEarlier(problem, shipments) : shipments;
  const unserved = problem.groups.flatMap(({ id: groupId, count }) => {
    const left = count - (taken.get(groupId) ?? 0);
    return left > 0 ? [{ groupId, count: left }] : [];
  });
  return { shipments: inOrder(problem, moved), unserved };

  /** Early arrivals go to early due days: no other way to pair them is less late. */
  function shipRow({ arrivals, served }: Row): Made[] {
    const came = arrivals
      .map(({ arc, day, from }) => ({ day, from, left: flow.flow(arc) }))
      .filter(({ left }) => left > 0)
      .sort((a, b) => a.day - b.day);
    const wanted = served
      .map(({ arc, group }) => ({ group, left: flow.flow(arc) }))
      .sort((a, b) => a.group.dueDay - b.group.dueDay);
    const made: Made[] = [];
    let [a, w] = [0, 0];
    for (;;) {
      const arrival = came[a];
      const want = wanted[w];
      if (!arrival || !want) return made;
      const lot = lots.get(arrival.from)?.at(-1);
      if (arrival.left === 0 || !lot) a++;
      else if (want.left === 0) w++;
      else if (lot.left === 0) lots.get(arrival.from)?.pop();
      else {
        const count = Math.min(arrival.left, want.left, lot.left);
        arrival.left -= count;
        want.left -= count;
        lot.left -= count;
        const { group } = want;
        taken.set(group.id, (taken.get(group.id) ?? 0) + count);
        made.push({ group, line: lot.line, day: lot.day, arrival: arrival.day, count });
      }
    }
  }
}

interface Made {
  readonly group: NetworkGroup;
  readonly line: number;
  day: number;
  arrival: number;
  count: number;
}

/** Prints cards earlier on their own line where room and blanks are left over: a card that is there early loses nothing. */
function printEarlier({ days, lines }: NetworkProblem, shipments: readonly Made[]): Made[] {
  const byLine = new Map<number, Made[]>();
  for (const one of shipments) {
    const there = byLine.get(one.line) ?? [];
    there.push({ ...one });
    byLine.set(one.line, there);
  }
  const all: Made[] = [];
  for (const [l, own] of byLine) {
    const line = lines[l];
    if (!line) continue;
    const room = Array.from(line.capacity);
    // Blanks that are left at the end of each day.
    const spare = new Array<number>(days).fill(0);
    for (const { day, count } of own) room[day] = (room[day] ?? 0) - count;
    let sum = 0;
    for (let day = 0; day < days; day++) {
      sum += (line.blanks[day] ?? 0) - ((line.capacity[day] ?? 0) - (room[day] ?? 0));
      spare[day] = sum;
    }
    own.sort((a, b) => a.day - b.day);
    for (let i = 0; i < own.length; i++) {
      const one = own[i];
      if (!one) continue;
      // Blanks that are left on every day from here to its own, looked at backwards.
      let blanks = Number.POSITIVE_INFINITY;
      let best: { day: number; count: number } | undefined;
      for (let day = one.day - 1; day >= (one.group.fromDay ?? 0); day--) {
        blanks = Math.min(blanks, spare[day] ?? 0);
        if (blanks <= 0) break;
        const count = Math.min(blanks, room[day] ?? 0, one.count);
        if (count > 0) best = { day, count };
      }
      if (!best) continue;
      const { day, count } = best;
      room[day] = (room[day] ?? 0) - count;
      room[one.day] = (room[one.day] ?? 0) + count;
      for (let d = day; d < one.day; d++) spare[d] = (spare[d] ?? 0) - count;
      const moved = { ...one, count, day, arrival: one.arrival - (one.day - day) };
      one.count -= count;
      all.push(moved);
      // What is left of it may find room on another day.
      if (one.count > 0) i--;
    }
    all.push(...own.filter(({ count }) => count > 0));
  }
  return all;
}

/** Puts shipments in order, and those that are alike together. */
function inOrder({ lines }: NetworkProblem, made: readonly Made[]): Shipment[] {
  const alike = new Map<string, { -readonly [K in keyof Shipment]: Shipment[K] }>();
  const sorted = [...made].sort((a, b) => a.day - b.day || a.line - b.line || a.arrival - b.arrival);
  for (const { group, line, day: printDay, arrival: arrivalDay, count } of sorted) {
    const key = `${line}|${printDay}|${arrivalDay}|${group.id}`;
    const known = alike.get(key);
    if (known) known.count += count;
    else alike.set(key, { groupId: group.id, lineId: lines[line]?.id ?? '', printDay, arrivalDay, count });
  }
  return [...alike.values()];
}
