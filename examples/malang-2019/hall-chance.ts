import { chance } from './chance.js';
import type { Input, Kind } from './input.js';
import { dayOf, instantOf, minuteMs } from './time.js';

/** What chance decides about somebody's way through the hall. */
export interface HallChance {
  /** A lawful reason to be called earlier. */
  readonly priority: string | null;
  /** When the number is taken by somebody who is not in the hall then; `null` for who takes it there. */
  readonly takenAt: number | null;
  /** The time that was booked. */
  readonly slot: number | null;
  /** When the holder of a number taken from afar is there. */
  readonly holder: { readonly comesAt: number | null } | null;
  readonly backAfterMiss: boolean;
  /** Minutes that it takes to fetch the missing paper; `null` for who goes home instead. */
  readonly fetchMinutes: number | null;
  /** Another document asked for in the same visit. */
  readonly also: Kind | null;
  /** Minutes after which somebody who waits is taken ill. */
  readonly illAfter: number | null;
}

/** Somebody to whom nothing of this happens. */
export const plainHall: HallChance = {
  priority: null,
  takenAt: null,
  slot: null,
  holder: null,
  backAfterMiss: false,
  fetchMinutes: null,
  also: null,
  illAfter: null,
};

const slotMs = 15 * minuteMs;

/** Draws somebody's way through the hall, from a stream of their own: the rest of the week stays as it is. */
export function hallChance(
  input: Input,
  { ref, kind, at }: { readonly ref: string; readonly kind: Kind; readonly at: number },
): HallChance {
  const draw = chance(input.seed.value, `hall ${ref}`);
  const day = dayOf(at);
  const priority = reasonOf(input.priority.value, draw());
  const way = draw();
  const missing = draw() < input.neverComes.value;
  const offset = (draw() * 40 - 25) * minuteMs;
  const telephone = instantOf(day, '06:30') + Math.round(draw() * 45 * minuteMs);
  const common = {
    priority,
    backAfterMiss: draw() < input.backAfterMiss.value,
    fetchMinutes: draw() < input.fetches.value ? 20 + draw() * 120 : null,
    also: draw() < input.alsoFamilyCard.value && kind === 'akta-lahir' ? ('kk' as const) : null,
    illAfter: draw() < input.takenIll.value ? 10 + draw() * 20 : null,
  };
  if (way < input.booked.value) {
    const first = instantOf(day, '08:15');
    const slot = Math.max(first, Math.floor(at / slotMs) * slotMs);
    const comesAt = missing ? null : Math.max(instantOf(day, '07:30'), Math.round(slot + offset));
    return { ...common, takenAt: telephone, slot, holder: { comesAt } };
  }
  if (way < input.booked.value + input.remote.value) {
    return { ...common, takenAt: telephone, slot: null, holder: { comesAt: missing ? null : at } };
  }
  return { ...common, takenAt: null, slot: null, holder: null };
}

function reasonOf(shares: Readonly<Record<string, number>>, luck: number): string | null {
  let left = luck;
  for (const [reason, share] of Object.entries(shares)) {
    if (left < share) return reason;
    left -= share;
  }
  return null;
}
