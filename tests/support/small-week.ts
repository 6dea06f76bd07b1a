import { type Input, parseInput, readInput } from '../../examples/malang-2019/input.js';

/** The demo's week with few people, and whatever else is changed. */
export function smallWeek(changed: Readonly<Record<string, unknown>> = {}): Input {
  const full = readInput();
  const visitor = { perDay: 6, minutes: 9 };
  const values: Readonly<Record<string, unknown>> = {
    requests: 200,
    printReady: 114,
    backlogRecordsPerDay: 5,
    cardBlanks: 20,
    cardBlanksPerDay: 4,
    deliveredBlanks: 6,
    invitationsPerDay: 3,
    lostDocument: 0.2,
    defect: 0.1,
    noShow: 0.08,
    incomplete: 0.1,
    takenIll: 0.05,
    booked: 0.15,
    remote: 0.1,
    alsoFamilyCard: 0.5,
    cardPrinters: 1,
    documentCounters: 2,
    cardCounters: 1,
    visitors: Object.fromEntries(Object.keys(full.visitors.value).map((kind) => [kind, visitor])),
    ...changed,
  };
  const entries = Object.entries(full).map(([name, given]) => [
    name,
    name in values ? { ...given, value: values[name] } : given,
  ]);
  return parseInput(Object.fromEntries(entries));
}
