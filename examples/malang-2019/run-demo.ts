import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { left } from './blank-facts.js';
import { type Check, number } from './check.js';
import { checksOf } from './checks.js';
import { type Facts, factsOf } from './facts.js';
import type { Input } from './input.js';
import { writeJournal } from './journal-file.js';
import { cardMedium, type MalangOffice } from './malang-office.js';
import { reportHtml } from './report.js';
import { signingWaysCheck, signingWaysTables } from './report-signing.js';
import { type Progress, runWeek, type Week } from './run-week.js';
import { compareSigning } from './signing-ways.js';
import { type Summary, summaryOf } from './summary.js';
import { tablesOf, writeTables } from './tables.js';
import { bindingCheck, whatBinds } from './what-binds.js';

/** Plays the week, writes everything that it left behind, and tells whether each claim was kept. */
export async function runDemo(
  input: Input,
  place: MalangOffice,
  outDir: string,
  progress: Progress = () => {},
): Promise<Summary> {
  const week = await runWeek(input, place, progress);
  const { calendar } = week.office.core.config;
  const facts = factsOf(week.records, input);
  const signing = compareSigning(facts, input, calendar);
  const binding = whatBinds(input);
  const checks = [
    ...checksOf(facts, input, calendar),
    signingWaysCheck(signing),
    bindingCheck(binding),
    await agrees(week, facts),
    nothingLost(week),
  ];
  const summary = summaryOf(facts, checks, input);
  mkdirSync(outDir, { recursive: true });
  writeJournal(week.records, join(outDir, 'events.jsonl'));
  writeTables([...tablesOf(facts, checks, input), ...signingWaysTables(signing)], outDir);
  writeFileSync(join(outDir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  writeFileSync(join(outDir, 'report.html'), reportHtml(facts, checks, input, calendar, signing, binding));
  progress(1, 'done');
  return summary;
}

/** The report reads the journal alone; the office's own books must say the same. */
async function agrees({ office }: Week, facts: Facts): Promise<Check> {
  // A document that another one replaced is neither with its owner nor in the drawer.
  const stories = [...facts.stories.values()].filter((story) => story.ended !== 'superseded');
  const counted = [
    stories.filter((s) => s.collectedAt !== null).length,
    stories.filter((s) => s.readyAt !== null && s.collectedAt === null).length,
  ];
  const last = facts.blanks.at(-1);
  const stock = (await office.printing.stock()).find(({ medium }) => medium === cardMedium);
  const limit = 100_000;
  const held = [
    (await office.documents.list({ state: 'collected', limit })).length,
    (await office.documents.list({ state: 'readyForPickup', limit })).length,
  ];
  const books = stock ? stock.free + stock.inProcess : 0;
  return {
    id: 'journal-agrees',
    claim: 'The journal says the same as the office’s own books.',
    kept: counted.join() === held.join() && books === (last ? left(last) : 0),
    found: `${number(held[0] ?? 0)} documents collected, ${number(held[1] ?? 0)} ready for pickup, ${books} card blanks left`,
  };
}

function nothingLost({ deadLetters, errors }: Week): Check {
  return {
    id: 'nothing-lost',
    claim: 'Nothing that one room asked of another was left undone.',
    kept: deadLetters === 0 && errors.length === 0,
    found: `${deadLetters} dead letters, ${errors.length} errors`,
  };
}
