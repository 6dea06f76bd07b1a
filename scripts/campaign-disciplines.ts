import { writeFileSync } from 'node:fs';
import {
  accumulating,
  type Discipline,
  due,
  fair,
  fifo,
  ours,
  people,
  serve,
  strict,
  waitsOf,
} from '../bench/disciplines.js';

/**
 * Writes docs/queue-disciplines.md: who waits how long under which rule, on the same arrivals: `npm run
 * campaign:disciplines -- 60` gives the number of days (default 60).
 */
const days = Number(process.argv[2] ?? 60);
const minute = 60_000;
const loads = [1.1, 1.6];

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
  readonly means: readonly (readonly [number, number])[];
}

function row(name: string, make: () => Discipline): Row {
  const means: [number, number][] = [];
  const cells = loads.flatMap((load) => {
    const waits: [number[], number[]] = [[], []];
    for (let seed = 1; seed <= days; seed++) serve(people(seed, load), make(), waits);
    const [priority, other] = [waitsOf(waits[0]), waitsOf(waits[1])];
    means.push([priority.mean, other.mean]);
    return [priority, other].map(({ mean, p95 }) => `${mean.toFixed(1)} / ${p95.toFixed(0)}`);
  });
  return { name, cells, means };
}

function table(rows: readonly Row[], first: string): string {
  const head = `| ${first} | priority, 1.1 | everybody else, 1.1 | priority, 1.6 | everybody else, 1.6 |\n|---|---|---|---|---|\n`;
  return head + rows.map(({ name, cells }) => `| ${name} | ${cells.join(' | ')} |`).join('\n');
}

const target = 30 * minute;
const half = { priority: 0.45, walkIn: 0.4 };
const peers = [
  row('strict priority', strict),
  row('fair queueing, 0.6 for priority', () => fair(0.6)),
  row('accumulating priority, twice as fast', () => accumulating(2)),
  row('due time, 30 minutes', () => due(target)),
  row('first come, first served', fifo),
];
const own = row('loket: due time, 30 minutes, shares 0.45 and 0.40', () => ours(half, target));
const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((walkIn) =>
  row(`share ${walkIn.toFixed(2)}, target 30 minutes`, () => ours({ priority: 0.35, walkIn }, target)),
);
const targets = [0, 15, 60, 120].map((minutes) =>
  row(`share 0.40, target ${minutes} minutes`, () => ours(half, minutes * minute)),
);

/** Who does better than the rule for a class, at the overload. */
function better(place: 0 | 1): string {
  const mine = own.means[1]?.[place] ?? 0;
  const names = peers
    .filter(({ means }) => (means[1]?.[place] ?? 0) < mine - 0.5)
    .map(({ name, means }) => `- ${name}: ${(means[1]?.[place] ?? 0).toFixed(1)} minutes`);
  return names.length === 0 ? '- no other rule' : names.join('\n');
}

const [low, high] = [shares[0], shares.at(-1)];
const at = (one: Row | undefined, place: 0 | 1) => (one?.means[1]?.[place] ?? 0).toFixed(0);
const page = `---
title: "Queue: disciplines"
---

# Who waits how long under which rule

This page is written by \`npm run campaign:disciplines\`. The days are our own generator's: ${days} days with fixed seeds, the
same for every rule; six counters; people come for three hours without pattern (Poisson), 45 % of them with a lawful
reason; a visit takes 10 minutes in the mean (lognormal, coefficient of variation 0.5); everybody is served in the end.
A load of 1.1 is a busy morning, a load of 1.6 is an overload, as when a server stood still. The peers are a few lines each
(\`bench/disciplines.ts\`); loket's rows are the real \`createScheduler\`. Cells are minutes waited, mean / 95th percentile.

${table([...peers, own], 'rule')}

## Where loket's rule is not the best

In the overload somebody must pay: all rules keep the counters busy with the same people, and only the order differs.
People with a lawful reason wait ${at(own, 0)} minutes in the mean under loket's rule; they wait less under

${better(0)}

and everybody else pays for it. Everybody else waits ${at(own, 1)} minutes under loket's rule, and less under

${better(1)}

where people with a lawful reason pay. Strict priority, accumulating priority and due time alone let as many people pass
as happen to come, so they cannot tell anybody how many come before them at most. First come, first served can, and knows
no lawful reason; fair queueing can, and forgets how long somebody has waited. loket can, by
[the bound](queue-bound.md), for every class.

## The dials

\`share\` is the part of the starts that a class is sure of. It decides who pays, and it shows as soon as it is more than
the class would get by due time: here from about 0.4 on, since 55 % of the people have no lawful reason. \`targetMs\` is how
much later a class is due. It moves the wait from one class to the other until the shares hold it: here a target of
60 minutes and one of 120 are nearly the same, because people with a lawful reason leave the others their 0.40. In the
first rows priority keeps a share of 0.35 and the share of everybody else is moved; in the last rows shares are 0.45 and
0.40, and the target is moved. Cells are for the loads 1.1 and 1.6, as above.

${table([...shares, ...targets], 'everybody else has')}

With a share of 0.10 for everybody else the overload costs them ${at(low, 1)} minutes and people with a lawful reason
${at(low, 0)}; with 0.60 it is ${at(high, 1)} and ${at(high, 0)}. Which of the two is right is for the office to say and not for a program.
`;
writeFileSync(new URL('../docs/queue-disciplines.md', import.meta.url), page);
console.log(page);
