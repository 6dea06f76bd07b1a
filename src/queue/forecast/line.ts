import type { EpochMs } from '../../internal/time.js';

/** Counts the waiting tickets of one class and service. */
export interface LineGroup {
  readonly class: string;
  readonly service: string;
  /** Ready or waiting, with a smaller key than the asker's, 0 or more. */
  readonly ahead: number;
  /** Waiting with a larger key, 0 or more: their class's share may still bring them first. */
  readonly behind: number;
}

/** Describes counters of equal skills that are open now or later today. */
export interface LinePool {
  /** Ids of the services that each of these counters offers. */
  readonly services: readonly string[];
  /** How many are open, from a time on; the first step is the present, later ones are breaks, lunch and closing. */
  readonly open: readonly { readonly from: EpochMs; readonly counters: number }[];
  /** What its counters serve at present. */
  readonly serving: readonly { readonly service: string; readonly since: EpochMs }[];
}

/** Describes a class of tickets as the scheduler knows it. */
export interface LineClass {
  readonly id: string;
  /** Milliseconds after it is ready by which a ticket of this class is due. */
  readonly targetMs: number;
  /** Part of a pool's starts that is kept for the class, 0 to 1. */
  readonly share: number;
}

/** Tells how a service is signed at present, as it was detected or ordered. */
export interface LineMode {
  /** As in `electronic` or `wet`; `electronic` is the ordinary one. */
  readonly mode: string;
  /** Since when. */
  readonly since: EpochMs;
  /** Until when, where that is known, as in a planned maintenance. Default: unknown. */
  readonly until?: EpochMs | undefined;
}

/** Describes the line in front of one ticket, or of somebody who would come now: all that a forecast rests on. */
export interface LineAhead {
  readonly at: EpochMs;
  readonly service: string;
  readonly class: string;
  /** The due time of the ticket: when it is ready, plus its class's target. */
  readonly key: EpochMs;
  /** When it can be called at the earliest, as an appointment's slot. Default: at once. */
  readonly notBefore?: EpochMs | undefined;
  /** Whether it can be called before that if nobody else waits. Default `false`. */
  readonly earlyWhenIdle?: boolean | undefined;
  readonly groups: readonly LineGroup[];
  readonly pools: readonly LinePool[];
  readonly classes: readonly LineClass[];
  /** By service; a service that is not named is signed in the ordinary way. */
  readonly modes: Readonly<Record<string, LineMode>>;
  /** When the doors close today. */
  readonly closesAt: EpochMs;
}

/** The mode of a service that nothing else is known of. @internal */
export const ordinaryMode = 'electronic';

/** Tells how a service is signed at present. @internal */
export function modeOf(line: Pick<LineAhead, 'modes'>, service: string): string {
  return line.modes[service]?.mode ?? ordinaryMode;
}
