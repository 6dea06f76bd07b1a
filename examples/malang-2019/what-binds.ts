import {
  checkNetworkPlan,
  type NetworkPlan,
  type NetworkProblem,
  planNetwork,
  whatIf,
} from 'loket/printing/planner';
import { type Check, number } from './check.js';
import type { Input } from './input.js';
import { cardMedium } from './malang-office.js';
import { paragraph, section, table } from './report-parts.js';
import { daysOf } from './scenario.js';
import { dayOf } from './time.js';

const tenMore = 10;

/** What the planner says of the cards of the week, with the blanks that there are and with enough of them. */
export interface Binding {
  readonly problem: NetworkProblem;
  readonly plan: NetworkPlan;
  readonly enough: NetworkPlan;
  /** Cards more that ten more printers would print, with the blanks that there are, and with enough. */
  readonly byPrinters: number;
  readonly byPrintersWithBlanks: number;
  readonly proved: boolean;
}

/** Plans the printing of the records that are ready, over the days of the week. */
export function whatBinds(input: Input): Binding {
  const days = daysOf(input);
  const perDay = input.cardPrinters.value * input.cardsPerPrinterDay.value;
  const delivered = days.indexOf(dayOf(Date.parse(input.deliveredAt.value)));
  const blanks = days.map((_, day) => (day === 0 ? input.cardBlanks.value : 0));
  if (delivered >= 0) blanks[delivered] = (blanks[delivered] ?? 0) + input.deliveredBlanks.value;
  const problem: NetworkProblem = {
    days: days.length,
    lines: [
      {
        id: 'headquarters',
        medium: cardMedium,
        capacity: days.map(() => perDay),
        blanks,
        transportDays: { regency: 0 },
      },
    ],
    groups: [
      {
        id: 'ready',
        home: 'regency',
        medium: cardMedium,
        count: input.printReady.value,
        weight: 1,
        dueDay: 0,
      },
    ],
  };
  const stocked = {
    ...problem,
    lines: problem.lines.map((line) => ({
      ...line,
      blanks: blanks.map((n, day) => (day === 0 ? Math.max(n, input.printReady.value) : n)),
    })),
  };
  const more = days.map((_, day) => ({
    lineId: 'headquarters',
    day,
    capacity: tenMore * input.cardsPerPrinterDay.value,
  }));
  const plan = planNetwork(problem);
  const enough = planNetwork(stocked);
  return {
    problem,
    plan,
    enough,
    byPrinters: -whatIf(problem, plan, more).unserved,
    byPrintersWithBlanks: -whatIf(stocked, enough, more).unserved,
    proved: checkNetworkPlan(problem, plan).ok && checkNetworkPlan(stocked, enough).ok,
  };
}

/** Holds it against what the article hopes for from ten more printers (fact 14). */
export function bindingCheck({ plan, enough, byPrinters, byPrintersWithBlanks, proved }: Binding): Check {
  const left = enough.value.unserved;
  return {
    id: 'blanks-bind',
    claim:
      'With the blanks that there are, ten more printers print not one card more; with enough of them they do, unless the printers that are there can print them all. Both plans are proved.',
    kept: proved && byPrinters === 0 && byPrintersWithBlanks > 0 === left > 0,
    found: `${number(plan.value.unserved)} cards left at the end of the week, ${byPrinters} fewer with ten more printers; with blanks for all ${number(left)} left, and ${number(byPrintersWithBlanks)} fewer with ten more printers`,
  };
}

/** Tells it in the report. */
export function bindingSection({ plan, enough, byPrinters, byPrintersWithBlanks }: Binding): string {
  const printed = (one: NetworkPlan) => one.shipments.reduce((sum, { count }) => sum + count, 0);
  const words = (one: NetworkPlan) => one.binding.map(({ text }) => text).join(' ');
  const worth = plan.blankWorth[0]?.change.unserved ?? 0;
  return section(
    'What binds: printers or blanks',
    paragraph(
      `An exact plan for the cards whose record is ready, over the days of the week, with a proof that no plan prints more. One more blank on the first morning is worth ${-worth} card.`,
    ),
    table(
      'The same week with the blanks that there were, and with a blank for every record.',
      ['blanks', 'cards printed', 'left', 'more with ten more printers', 'what binds'],
      [
        ['as they came', printed(plan), plan.value.unserved, byPrinters, words(plan)],
        ['for all', printed(enough), enough.value.unserved, byPrintersWithBlanks, words(enough)],
      ],
      [4],
    ),
  );
}
