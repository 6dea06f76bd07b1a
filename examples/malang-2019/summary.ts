import type { Way } from './application-story.js';
import { left } from './blank-facts.js';
import type { Check } from './check.js';
import { deskLines } from './desk-facts.js';
import { type Facts, type Followed, ways } from './facts.js';
import type { HallFacts } from './hall-facts.js';
import type { Input } from './input.js';
import { type Line, lines } from './ticket-story.js';
import { isoOf, minuteMs } from './time.js';

/** The week in figures, small enough to read and to compare. */
export interface Summary {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly events: number;
  readonly backlog: Facts['backlog'];
  readonly days: readonly {
    readonly day: string;
    readonly ready: Readonly<Record<Way, number>>;
    readonly waitMinutes: Readonly<
      Record<Line, { readonly p50: number | null; readonly p90: number | null }>
    >;
    readonly carriedOver: number;
  }[];
  readonly wetDocuments: number;
  readonly wetReadyBy: readonly string[];
  readonly pendingAtEnd: Readonly<Record<string, number>>;
  readonly cardBlanksLeft: number;
  readonly desk: Facts['desk'];
  /** The same in words. */
  readonly deskLines: readonly (readonly [string, string])[];
  readonly hall: HallFacts;
  readonly followed: {
    readonly number: string;
    /** Service starts that he was told could come before his own at most, and how many had come by 11:00. */
    readonly bound: number | null;
    readonly usedAtEleven: number;
    readonly aheadAtArrival: number;
    readonly aheadAtEleven: number;
    readonly calledAt: string | null;
    readonly readyBy: string | null;
  } | null;
}

export function summaryOf(facts: Facts, checks: readonly Check[], input: Input): Summary {
  const stories = [...facts.stories.values()];
  const wet = stories.filter((story) => story.way === 'wet');
  const pending: Record<string, number> = {};
  for (const { told, ended } of stories) {
    const reason = told.at(-1)?.pending;
    if (reason && ended === null) pending[reason] = (pending[reason] ?? 0) + 1;
  }
  const minutes = (ms: number | null) => (ms === null ? null : Math.round(ms / minuteMs));
  const last = facts.blanks.at(-1);
  const { followed } = facts;
  return {
    ok: checks.every((check) => check.kept),
    checks,
    events: facts.events,
    backlog: facts.backlog,
    days: facts.dayRows.map(({ day, ready }) => {
      const rows = facts.waits.filter((row) => row.day === day && row.hour === null);
      const of = (line: Line) => {
        const row = rows.find((r) => r.line === line);
        return { p50: minutes(row?.p50 ?? null), p90: minutes(row?.p90 ?? null) };
      };
      return {
        day,
        ready: Object.fromEntries(ways.map((way) => [way, ready[way]])) as Record<Way, number>,
        waitMinutes: Object.fromEntries(lines.map((line) => [line, of(line)])) as Record<
          Line,
          ReturnType<typeof of>
        >,
        carriedOver: rows.reduce((sum, row) => sum + row.carriedOver, 0),
      };
    }),
    wetDocuments: wet.length,
    wetReadyBy: [...new Set(wet.flatMap((story) => story.told.at(-1)?.readyBy ?? []))].sort(),
    pendingAtEnd: pending,
    cardBlanksLeft: last ? left(last) : 0,
    desk: facts.desk,
    deskLines: deskLines(facts.desk, input),
    hall: facts.hall,
    followed: followed
      ? {
          number: followed.tickets[0]?.number ?? '',
          bound: followed.tickets[0]?.told[0]?.starts ?? null,
          usedAtEleven: followed.usedAtEleven,
          aheadAtArrival: followed.aheadAtArrival,
          aheadAtEleven: followed.aheadAtEleven,
          calledAt: calledAt(followed),
          readyBy: followed.story?.told.at(-1)?.readyBy ?? null,
        }
      : null,
  };
}

function calledAt({ tickets }: Followed): string | null {
  const at = tickets.flatMap(({ calls }) => calls)[0]?.at;
  return at === undefined ? null : isoOf(at);
}
