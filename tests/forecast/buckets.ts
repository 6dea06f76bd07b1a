import { hour } from './scenarios.js';

/**
 * What is judged: a ticket counts when it was called at all, when no counter that may serve it stood free at its issue
 * (then the wait is nil and known), and when it was not issued between an outage's start and its detection (told
 * apart). The wait runs from issue, or check-in, to the first call.
 */
export interface Scored {
  readonly hall: string;
  readonly kind: string;
  readonly class: string;
  readonly service: string;
  /** The mode as detected at issue. */
  readonly mode: string;
  /** Time of issue since midnight. */
  readonly issuedAt: number;
  /** Waiting tickets with a smaller key that a counter of its service also serves. */
  readonly ahead: number;
}

const aheadOf = (ahead: number): string => {
  if (ahead === 0) return 'nobody ahead';
  if (ahead <= 2) return '1-2 ahead';
  if (ahead <= 5) return '3-5 ahead';
  if (ahead <= 10) return '6-10 ahead';
  if (ahead <= 20) return '11-20 ahead';
  return '21+ ahead';
};

const partOf = (issuedAt: number): string => {
  if (issuedAt < 10 * hour) return 'before 10';
  return issuedAt < 12.5 * hour ? '10-12:30' : 'after 12:30';
};

/** Every bucket that a ticket belongs to; each of at least 1,000 tickets must hold 74 to 86 %. */
export function bucketsOf(ticket: Scored): string[] {
  const ahead = aheadOf(ticket.ahead);
  const part = partOf(ticket.issuedAt);
  return [
    `hall: ${ticket.hall}`,
    `day: ${ticket.kind}`,
    `class: ${ticket.class}`,
    `service: ${ticket.hall}, ${ticket.service}`,
    `mode: ${ticket.mode}`,
    `ahead: ${ahead}`,
    `part: ${part}`,
    `${ticket.class}, ${ahead}, ${ticket.mode}, ${part}`,
  ];
}

/** The goals of the campaign. */
export const goals = {
  overall: { from: 0.78, until: 0.82 },
  bucket: { from: 0.74, until: 0.86, tickets: 1000 },
  /** Mean absolute error of p50 against the rule people x mean / counters. */
  error: 0.7,
  /** Relative distance from Erlang's quantiles. */
  erlang: 0.02,
} as const;
