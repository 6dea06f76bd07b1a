import type { Office } from 'loket';
import type { Story } from './application-story.js';
import { left } from './blank-facts.js';
import { type Check, number } from './check.js';
import type { Facts } from './facts.js';
import { hallChecks } from './hall-checks.js';
import type { Input } from './input.js';
import { waits } from './ticket-facts.js';
import { dayOf, instantOf, lengthText } from './time.js';
import { wetChecks } from './wet-facts.js';

type Calendar = Office['core']['config']['calendar'];

/** Holds the week against what the issue and the article ask for. */
export function checksOf(facts: Facts, input: Input, calendar: Calendar): Check[] {
  const stories = [...facts.stories.values()];
  return [
    unsignedNeverWait(stories),
    unsignedPrintAtOnce(stories),
    cardsGoOn(facts, input),
    wetPromises(stories, input, calendar),
    electronicAgain(stories, input, facts),
    notBefore(facts, input),
    blanksBalance(facts, input),
    oneIdentityPaper(facts),
    proxiesProved(facts),
    invitedByTurns(facts, input, calendar),
    promisesKept(stories),
    ...wetChecks(facts.wet),
    ...hallChecks(facts.hall),
  ];
}

function unsignedNeverWait(stories: readonly Story[]): Check {
  const unsigned = stories.filter((story) => !story.needsSignature);
  const touched = unsigned.filter((story) => story.signatureEvents > 0);
  return {
    id: 'unsigned-never-wait',
    claim: 'No document that needs no signature was ever sent to the signing server or to the head’s desk.',
    kept: touched.length === 0,
    found: `${number(unsigned.length)} applications without a signature, ${touched.length} of them with a signing event`,
  };
}

function unsignedPrintAtOnce(stories: readonly Story[]): Check {
  // The line for a printer is joined in the moment in which nothing but a printer is missing.
  const could = stories.filter(
    (story) => !story.needsSignature && !story.imported && story.passedAt !== null && story.ended === null,
  );
  const free = could.filter((story) => story.kind !== 'ktp-el' || story.recordAt !== null);
  const late = free.filter((story) => story.jobAt !== (story.recordAt ?? story.passedAt));
  return {
    id: 'unsigned-print-at-once',
    claim:
      'Each of them joined the line for a printer in the very moment the counter, or the central record, was done.',
    kept: late.length === 0,
    found: `${number(free.length)} joined at once, ${late.length} later, ${number(could.length - free.length)} still wait for their central record`,
  };
}

function cardsGoOn(facts: Facts, input: Input): Check {
  const outage = facts.days.slice(0, input.outageDays.value);
  const healthy = facts.days.slice(input.outageDays.value);
  const inMorning = (at: number | null, days: readonly string[]) =>
    at !== null &&
    days.some(
      (day) => instantOf(day, input.downFrom.value) <= at && at < instantOf(day, input.downUntil.value),
    );
  const mornings = (days: readonly string[]) =>
    waits(facts.tickets.filter((t) => t.kind === 'ktp-el' && inMorning(t.waitsFrom, days))).p50;
  const recorded = [...facts.stories.values()].filter(
    (s) => s.kind === 'ktp-el' && inMorning(s.passedAt, outage),
  );
  const printed = [...facts.stories.values()].filter(
    (s) => s.kind === 'ktp-el' && inMorning(s.printedAt, outage),
  );
  const wait = (ms: number | null) => (ms === null ? 'none' : lengthText(ms));
  return {
    id: 'cards-go-on',
    claim: 'While the server was down, identity cards were recorded and printed.',
    kept: outage.length === 0 || (recorded.length > 0 && printed.length > 0),
    found: `${recorded.length} recorded and ${printed.length} printed in those hours; half of the card applicants waited at most ${wait(mornings(outage))} for their number, ${wait(mornings(healthy))} in the same hours of the days after`,
  };
}

function wetPromises(stories: readonly Story[], input: Input, calendar: Calendar): Check {
  const day = dayOf(Date.parse(input.wetOrderAt.value));
  const due = calendar.deadline(day, { days: input.wetDays.value, count: input.wetCount.value });
  const expected = due.ok ? due.day : 'unknown';
  const told = stories.flatMap((story) => story.told.filter((t) => t.basis === 'wet' && dayOf(t.at) === day));
  const wrong = told.filter((t) => t.readyBy !== expected);
  const documents = stories.filter((story) => story.wetAt !== null && dayOf(story.wetAt) === day).length;
  return {
    id: 'wet-promises',
    claim: `Each document that went to be signed by hand on ${day} was promised for ${expected}.`,
    kept: documents > 0 && wrong.length === 0,
    found: `${documents} documents, ${told.length} promises, ${wrong.length} for another day`,
  };
}

function electronicAgain(stories: readonly Story[], input: Input, facts: Facts): Check {
  const until = Date.parse(input.wetOrderUntil.value);
  const days = new Set(facts.days.slice(input.outageDays.value));
  const after = stories.filter(
    ({ needsSignature, passedAt, ended }) =>
      needsSignature && ended === null && passedAt !== null && passedAt >= until && days.has(dayOf(passedAt)),
  );
  const other = after.filter(
    ({ way, passedAt, firstReadyAt }) =>
      way !== 'electronic' ||
      firstReadyAt === null ||
      passedAt === null ||
      dayOf(firstReadyAt) !== dayOf(passedAt),
  );
  return {
    id: 'electronic-again',
    claim:
      'After the order ended, every signed document that a counter passed was signed electronically and ready on the same day.',
    kept: after.length > 0 && other.length === 0,
    found: `${number(after.length)} documents, ${other.length} otherwise; papers of before the order’s end stay papers`,
  };
}

function notBefore(facts: Facts, input: Input): Check {
  const early = facts.signer.outages.filter(({ day, openedAt, closedAt }) => {
    const from = instantOf(day, input.downFrom.value);
    const until = instantOf(day, input.downUntil.value);
    return (
      openedAt < from ||
      openedAt >= instantOf(day, input.limpUntil.value) ||
      (closedAt !== null && closedAt < until)
    );
  });
  const known = facts.signer.outages.length;
  return {
    id: 'lanes-follow-outage',
    claim:
      'The office held documents back only while the server was really in trouble, and none before it failed.',
    kept: early.length === 0 && (known > 0 || input.outageDays.value === 0),
    found: `${known} times a kind of document was held, ${early.length} of them outside the outage`,
  };
}

function blanksBalance(facts: Facts, input: Input): Check {
  const wrong = facts.blanks.filter(
    (row) =>
      left(row) + row.issued + row.spoiled !== input.cardBlanks.value + row.received ||
      row.hoppers < 0 ||
      row.warehouse < 0,
  );
  const last = facts.blanks.at(-1);
  return {
    id: 'blanks-balance',
    claim: 'After every booking the card blanks added up, and no printer was given one that was not there.',
    kept: wrong.length === 0,
    found: last
      ? `${number(facts.blanks.length)} bookings: ${input.cardBlanks.value} blanks and ${last.received} delivered, ${last.issued} cards, ${last.spoiled} spoiled, ${left(last)} left`
      : 'no booking',
  };
}

function oneIdentityPaper({ desk }: Facts): Check {
  return {
    id: 'one-identity-paper',
    claim: 'Nobody who was handed the card still has a temporary certificate that is in force.',
    kept: desk.doubled === 0,
    found: `${number(desk.temporaries)} temporary certificates, ${desk.replaced} replaced, ${desk.doubled} beside a card`,
  };
}

function proxiesProved({ desk }: Facts): Check {
  return {
    id: 'proxies-proved',
    claim: 'Nobody else was given a document without its one-time code.',
    kept: desk.proxiesWithoutCode === 0,
    found: `${desk.proxies} documents given to somebody else, ${desk.wrongCodes} wrong codes turned away, ${desk.proxiesWithoutCode} without`,
  };
}

function invitedByTurns({ desk }: Facts, input: Input, calendar: Calendar): Check {
  const days = Object.entries(desk.invited);
  const wrong = days.filter(
    ([day, count]) => count > input.invitationsPerDay.value || !calendar.info(day).working,
  );
  const people = days.reduce((sum, [, count]) => sum + count, 0);
  return {
    id: 'invited-by-turns',
    claim:
      'When blanks were delivered, those whom they reach were invited once, by turns, never more for one day than the desk can take.',
    kept: wrong.length === 0 && desk.invitedTwice === 0 && (desk.delivered === 0 || people > 0),
    found: `${people} invited for ${days.length} days, ${desk.invitedTwice} of them twice`,
  };
}

function promisesKept(stories: readonly Story[]): Check {
  const broken = stories.filter(({ told, readyAt, ended }) => {
    const readyBy = told.at(-1)?.readyBy ?? null;
    return readyBy !== null && ended === null && readyAt !== null && dayOf(readyAt) > readyBy;
  });
  const noted = stories.filter((story) => story.breachedAt !== null);
  const promised = stories.filter(({ told }) => (told.at(-1)?.readyBy ?? null) !== null);
  return {
    id: 'breaches-noted',
    claim: 'Every promise that was broken was noted as broken by the office itself.',
    kept: broken.every((story) => story.breachedAt !== null),
    found: `${number(promised.length)} documents with a day, ${noted.length} broken promises noted`,
  };
}
