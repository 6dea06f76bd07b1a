import type { ExpectedWait, LineAhead } from '../../src/queue/index.js';
import type { Person } from './generate-day.js';

/** What a hall says when it gives a number. */
export interface Issued {
  /** The line that the forecast rested on. */
  readonly line: LineAhead;
  readonly told: ExpectedWait | null;
}

/** A scheduler as the generator of days sees it: what happens in the hall goes in, who is called comes out. */
export interface HallDriver {
  issue(at: number, person: Person): Issued;
  /** Calls the next to a counter; `undefined`: nobody can be called. */
  callNext(at: number, counter: string): string | undefined;
  finish(at: number, id: string): void;
  missed(at: number, id: string): void;
  leave(at: number, id: string): void;
  pause(at: number, counter: string): void;
  resume(at: number, counter: string): void;
  /** The signing mode as it is detected. */
  useMode(at: number, mode: 'electronic' | 'wet'): void;
  /** The line as somebody would find it who came now. */
  lineNow(at: number, className: string, service: string, slot?: number | null): LineAhead;
}
