import { z } from 'zod';
import { idText } from '../internal/messages.js';

/** Describes a class of tickets: how long its people should wait at most, and how much of the work is theirs for sure. */
export interface TicketClass {
  readonly id: string;
  /** Milliseconds after which a ticket of this class is due, 0 or more: the smaller, the sooner it is called. */
  readonly targetMs: number;
  /** Share of a pool's service starts that the class is sure of while it waits, a millionth or more; they add up to 1 at most. */
  readonly share: number;
  /** Whether it is for those who booked and came in time. One class at most. */
  readonly appointments?: boolean | undefined;
  /** Lawful reasons that put a person into this class. The one class without reasons or appointments takes everybody else. */
  readonly reasons?: readonly string[] | undefined;
}

const minute = 60_000;

/**
 * Lists the reasons for which loket's default classes call somebody earlier: elderly, with a disability, pregnant, with
 * an infant, hit by a disaster, in medical need, or about to depart. Which of them a law demands is the office's to say.
 */
export const priorityReasons = [
  'elderly',
  'disability',
  'pregnancy',
  'infant',
  'disasterVictim',
  'medical',
  'departure',
] as const;

/**
 * Lists the classes that a queue has when none are configured: appointments (due 5 minutes after their slot), people
 * with a lawful reason (due at once), and everybody else (due after 30 minutes).
 *
 * @example
 * ```ts
 * import { defaultClasses } from 'loket/queue';
 *
 * defaultClasses.map(({ id }) => id); //=> ['appointment', 'priority', 'walkIn']
 * ```
 */
export const defaultClasses: readonly TicketClass[] = [
  { id: 'appointment', targetMs: 5 * minute, share: 0.3, appointments: true },
  { id: 'priority', targetMs: 0, share: 0.2, reasons: priorityReasons },
  { id: 'walkIn', targetMs: 30 * minute, share: 0.5 },
];

/** @internal */
export const classSchema = () =>
  z.strictObject({
    id: idText,
    targetMs: z.int('must be whole milliseconds').min(0, 'must be 0 or more'),
    share: z
      .number()
      .min(1 / wholeStart, 'must be a millionth or more, or the class could starve')
      .max(1, 'must be 1 or less'),
    appointments: z.boolean().optional(),
    reasons: z.array(idText).min(1, 'must name a reason').optional(),
  });

/** One start of a pool, in the whole numbers in which credits are kept, so that no rounding can starve anybody. @internal */
export const wholeStart = 1_000_000;

/** @internal */
export interface Classes {
  readonly list: readonly TicketClass[];
  /** Credits that each class gains with a start, in the list's order. */
  readonly gains: readonly number[];
  /** The most credit that a class can have left after a start: the harmonic number of the classes. */
  readonly mostCredit: number;
  readonly appointments: TicketClass | undefined;
  readonly everybodyElse: TicketClass;
  get(id: string): TicketClass | undefined;
  indexOf(id: string): number;
  byReason(reason: string): TicketClass | undefined;
}

/** @internal */
export function classesOf(list: readonly TicketClass[]): Classes {
  const byId = new Map(list.map((one) => [one.id, one]));
  const places = new Map(list.map(({ id }, i) => [id, i]));
  const reasons = new Map(list.flatMap((one) => (one.reasons ?? []).map((reason) => [reason, one] as const)));
  const plain = list.find((one) => !one.appointments && !one.reasons) ?? list[list.length - 1];
  let harmonic = 0;
  for (let i = 1; i <= list.length; i++) harmonic += 1 / i;
  return {
    list,
    gains: list.map(({ share }) => Math.floor(share * wholeStart + 1e-6)),
    mostCredit: Math.ceil(harmonic * wholeStart),
    appointments: list.find((one) => one.appointments),
    everybodyElse: plain as TicketClass,
    get: (id) => byId.get(id),
    indexOf: (id) => places.get(id) ?? -1,
    byReason: (reason) => reasons.get(reason),
  };
}
