import type { QueueRules } from '../queue/queue-config.js';

/** Names a lawful reason to be called earlier, and where it comes from. */
export interface PriorityReason {
  /** As the classes of tickets name it, as in `elderly`. */
  readonly reason: string;
  readonly source: string;
}

// The article speaks of special treatment for certain groups; which ones, its elucidation is said to list.
const UU_25_2009 = 'UU 25/2009 Ps 29: not verified';
const minute = 60_000;

/** Lists the reasons for which an Indonesian office calls somebody earlier, each with its source. */
export const dukcapilPriorityReasons: readonly PriorityReason[] = [
  { reason: 'elderly', source: UU_25_2009 },
  { reason: 'disability', source: `${UU_25_2009}; UU 8/2016: not verified` },
  { reason: 'pregnancy', source: UU_25_2009 },
  { reason: 'infant', source: `${UU_25_2009}; it names children` },
  { reason: 'disasterVictim', source: UU_25_2009 },
];

/**
 * Holds the rules of an Indonesian office's queue: who booked, who has a lawful reason
 * ({@link dukcapilPriorityReasons}), and everybody else. No law that was read sets a time or a share: those are loket's
 * own, for an office to replace.
 *
 * @example
 * ```ts
 * import { dukcapilQueue } from 'loket/indonesia';
 *
 * const priority = dukcapilQueue.classes?.find(({ id }) => id === 'priority');
 * priority?.reasons; //=> ['elderly', 'disability', 'pregnancy', 'infant', 'disasterVictim']
 * ```
 */
export const dukcapilQueue: QueueRules = {
  classes: [
    { id: 'appointment', targetMs: 5 * minute, share: 0.3, appointments: true },
    {
      id: 'priority',
      targetMs: 0,
      share: 0.2,
      reasons: dukcapilPriorityReasons.map(({ reason }) => reason),
    },
    { id: 'walkIn', targetMs: 30 * minute, share: 0.5 },
  ],
};
