import type { EventRecord } from 'loket';
import type { Input } from './input.js';

/** What happened at the desks beside the usual, counted from the journal. */
export interface DeskFacts {
  readonly temporaries: number;
  /** Temporary documents that ended because another document took their place. */
  readonly replaced: number;
  /** Temporary documents that are still in a person's hands although the card was handed over: none, if all is well. */
  readonly doubled: number;
  readonly proxies: number;
  readonly proxiesWithoutCode: number;
  readonly wrongCodes: number;
  readonly newCodes: number;
  readonly defects: number;
  readonly doubles: number;
  readonly reissued: number;
  readonly delivered: number;
  /** People invited, by the day for which they were. */
  readonly invited: Readonly<Record<string, number>>;
  readonly invitedTwice: number;
  /** Applications that took so long that they were put on a person's desk. */
  readonly escalated: number;
}

/** Counts them. */
export function deskFacts(records: readonly EventRecord[], medium: string): DeskFacts {
  const counts = new Map<string, number>();
  const temporaryOf = new Map<string, string>();
  const collected = new Set<string>();
  const superseded = new Set<string>();
  const invited: Record<string, number> = {};
  const invitedOnes = new Set<string>();
  let [proxies, proxiesWithoutCode, invitedTwice, delivered] = [0, 0, 0, 0];
  for (const { aggregate, event } of records) {
    counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
    switch (event.type) {
      case 'application.opened':
        if (event.temporaryFor !== undefined) temporaryOf.set(event.applicationId, event.temporaryFor);
        break;
      case 'application.superseded':
        superseded.add(aggregate.id);
        break;
      case 'pickup.collected':
        collected.add(aggregate.id);
        if (event.relation !== 'proxy') break;
        proxies++;
        if (event.proof !== 'code') proxiesWithoutCode++;
        break;
      case 'blanks.received':
        if (event.medium === medium) delivered += event.quantity;
        break;
      case 'commitment.renewed': {
        if (event.notice !== 'invited') break;
        if (invitedOnes.has(aggregate.id)) invitedTwice++;
        invitedOnes.add(aggregate.id);
        const day = event.commitment.readyBy ?? 'no day';
        invited[day] = (invited[day] ?? 0) + 1;
        break;
      }
      default:
        break;
    }
  }
  const of = (type: EventRecord['event']['type']) => counts.get(type) ?? 0;
  const temporaries = [...temporaryOf];
  return {
    temporaries: temporaries.length,
    replaced: temporaries.filter(([id]) => superseded.has(id)).length,
    doubled: temporaries.filter(([id, card]) => collected.has(card) && !superseded.has(id)).length,
    proxies,
    proxiesWithoutCode,
    wrongCodes: of('pickup.codeRefused'),
    newCodes: of('pickup.codeRenewed'),
    defects: of('defect.found'),
    doubles: of('application.foundDuplicate'),
    reissued: of('application.reissued'),
    delivered,
    invited,
    invitedTwice,
    escalated: of('application.escalated'),
  };
}

/** Says them in words, a line each: what, how many, and what is assumed. */
export function deskLines(desk: DeskFacts, input: Input): readonly (readonly [string, string])[] {
  const invited = Object.entries(desk.invited)
    .sort()
    .map(([day, count]) => `${count} for ${day}`);
  return [
    [
      'Temporary certificates issued for a card that waits',
      `${desk.temporaries}, ${desk.replaced} void since the card or a renewal came`,
    ],
    [
      'Documents given to a proxy, with a one-time code',
      `${desk.proxies}; ${desk.wrongCodes} wrong codes, ${desk.newCodes} new ones made`,
    ],
    ['Mistakes found at the desk, and made again', `${desk.defects}`],
    ['Lost documents made anew', `${desk.reissued}`],
    ['Central records that were doubles', `${desk.doubles}`],
    [
      `Card blanks delivered (assumed: ${input.deliveredBlanks.value}, the article tells of none)`,
      `${desk.delivered}; invited ${invited.join(', ') || 'nobody'}`,
    ],
    ['Put on a person’s desk because it took too long', `${desk.escalated}`],
  ];
}
