import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import type { CardJob, CardMachine, CardPosition, CardReason, CardStep } from '../printing/card/index.js';

/**
 * What goes wrong with a card.
 *
 * - `cooling`, `ribbon-out`, `reject-full`, `cover-open`: the machine takes no card; the next job finds it well again.
 * - `unreachable`: no contact before the card is fed.
 * - `feed-empty`, `feed-jam`: the feeder slips, or the card jams on its way.
 * - `feed-lost`: contact is lost after the card left the feeder; nobody takes it out.
 * - `chip-dead`, `chip-other`: the chip is silent, or its number is another after writing.
 * - `print-jam`, `print-lost`: the card jams, or contact is lost and the card comes out all the same.
 * - `eject-lost`: the card comes out and contact is lost.
 * - `reject-jam`: the chip is dead, and the card does not go into the tray.
 */
export type SimulatedCardTrouble =
  | 'cooling'
  | 'ribbon-out'
  | 'reject-full'
  | 'cover-open'
  | 'unreachable'
  | 'feed-empty'
  | 'feed-jam'
  | 'feed-lost'
  | 'chip-dead'
  | 'chip-other'
  | 'print-jam'
  | 'print-lost'
  | 'eject-lost'
  | 'reject-jam';

const troubles: readonly SimulatedCardTrouble[] = [
  'cooling',
  'ribbon-out',
  'reject-full',
  'cover-open',
  'unreachable',
  'feed-empty',
  'feed-jam',
  'feed-lost',
  'chip-dead',
  'chip-other',
  'print-jam',
  'print-lost',
  'eject-lost',
  'reject-jam',
];

const hindering: Partial<Record<SimulatedCardTrouble, CardReason>> = {
  cooling: { keyword: 'other', detail: 'cooling' },
  'ribbon-out': { keyword: 'marker-supply-empty' },
  'reject-full': { keyword: 'output-area-full', detail: 'reject-tray' },
  'cover-open': { keyword: 'cover-open' },
};

/** Sets how a simulated card printer behaves. */
export interface SimulatedCardPrinterOptions {
  /** Cards in its feeder, 0 or more. */
  readonly cards: number;
  /** Places in its reject tray, 0 or more. Default 100. */
  readonly rejectTray?: number;
  /** What strikes a job, by its place among the jobs that the machine was asked about, from 1. Default: nothing. */
  readonly script?: (nth: number) => SimulatedCardTrouble | undefined;
  /** Instead of a script, troubles by chance that a whole number repeats. */
  readonly seed?: number;
  /** Share of jobs that are struck with `seed`, 0 to 1. Default 0.2. */
  readonly share?: number;
}

/** How a card of a simulated printer ended; cards that were never fed are not listed. */
export interface SimulatedCard {
  readonly jobId: string;
  readonly attempt: number;
  /** `out` is a good card in the slot; `stuck` was taken out by hand. */
  readonly end: 'out' | 'rejected' | 'stuck';
  /** Number of its chip. */
  readonly serial: string;
}

/** A card machine that prints nothing real and remembers each card. */
export interface SimulatedCardPrinter extends CardMachine {
  readonly record: readonly SimulatedCard[];
  /** Cards in the feeder. */
  readonly left: number;
  /** Makes a trouble strike the next job. */
  arm(trouble: SimulatedCardTrouble): void;
  /** Takes out what sticks and empties the reject tray, as a person does. */
  clear(): void;
  load(cards: number): void;
}

const options = lazy(() => {
  const count = z.int('must be a whole number').min(0, 'must be 0 or more');
  return z
    .strictObject({
      cards: count,
      rejectTray: count.optional(),
      script: z.custom<never>((value) => typeof value === 'function', 'must be a function').optional(),
      seed: z.int('must be a whole number').optional(),
      share: z.number().min(0, 'must be 0 or more').max(1, 'must be 1 or less').optional(),
    })
    .refine(({ script, seed }) => script === undefined || seed === undefined, {
      path: ['seed'],
      message: 'must not come with a script',
    });
});

/**
 * Makes a card machine for tests and demos, with troubles by script, by chance or on order. It has a chip station and a
 * reject tray.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { simulatedCardPrinter } from 'loket/testing';
 *
 * const machine = simulatedCardPrinter({ cards: 10, script: (nth) => (nth === 1 ? 'feed-jam' : undefined) });
 * await machine.status();
 * const fed = await machine.feed({ jobId: 'j1', attempt: 1, kind: 'card', medium: 'card' });
 * fed; //=> { ok: false, reason: { keyword: 'media-jam' }, card: 'in-machine' }
 * ```
 */
export function simulatedCardPrinter(config: SimulatedCardPrinterOptions): SimulatedCardPrinter {
  parseOrThrow<unknown>(options(), config, 'simulated card printer');
  const { seed, share = 0.2, rejectTray = 100 } = config;
  const draw = seed === undefined ? undefined : drawFrom(seed);
  const script =
    config.script ??
    (() => (draw && draw() < share ? troubles[Math.floor(draw() * troubles.length)] : undefined));
  const record: SimulatedCard[] = [];
  const armed: SimulatedCardTrouble[] = [];
  let left = config.cards;
  let fed = 0;
  let asked = 0;
  let inTray = 0;
  let trouble: SimulatedCardTrouble | undefined;
  let card: { readonly job: CardJob; readonly serial: string } | undefined;
  let position: CardPosition = 'none';

  const fault = (reason: CardReason, where: 'in-feeder' | 'in-machine'): CardStep => ({
    ok: false,
    reason,
    card: where,
  });
  const lose = (): never => {
    throw new Error('the machine does not answer');
  };
  function leave(end: SimulatedCard['end']): void {
    if (card) record.push({ jobId: card.job.jobId, attempt: card.job.attempt, end, serial: card.serial });
    card = undefined;
    position = end === 'out' ? 'ejected' : 'none';
  }

  return {
    record,
    get left() {
      return left;
    },
    arm: (next) => void armed.push(next),
    load(cards) {
      left += cards;
    },
    clear() {
      if (card) leave('stuck');
      inTray = 0;
    },

    async status() {
      if (!card) trouble = armed.shift() ?? script(++asked);
      if (trouble === 'unreachable') lose();
      const hindrance = trouble && hindering[trouble];
      return {
        position,
        cardsFed: fed,
        reasons: [
          ...(hindrance ? [hindrance] : []),
          ...(left < 1 ? [{ keyword: 'media-empty' } as const] : []),
          ...(inTray >= rejectTray ? [{ keyword: 'output-area-full', detail: 'reject-tray' } as const] : []),
        ],
      };
    },

    async feed(job) {
      if (left < 1 || trouble === 'feed-empty') return fault({ keyword: 'media-empty' }, 'in-feeder');
      left--;
      card = { job, serial: `CHIP-${String(++fed).padStart(6, '0')}` };
      position = 'feeding';
      if (trouble === 'feed-jam') {
        position = 'jammed';
        return fault({ keyword: 'media-jam' }, 'in-machine');
      }
      return trouble === 'feed-lost' ? lose() : { ok: true };
    },

    async chip() {
      position = 'encoding';
      const serial = card?.serial ?? '';
      let reads = 0;
      return {
        async readSerial() {
          if (trouble === 'chip-dead' || trouble === 'reject-jam') lose();
          return trouble === 'chip-other' && ++reads > 1 ? `${serial}-X` : serial;
        },
        // ISO/IEC 7816-4 §5.6: 9000 says that a command was done.
        transmit: async () =>
          trouble === 'chip-dead' || trouble === 'reject-jam' ? lose() : new Uint8Array([0x90, 0x00]),
      };
    },

    async print() {
      position = 'printing';
      if (trouble === 'print-jam') {
        position = 'jammed';
        return fault({ keyword: 'media-jam' }, 'in-machine');
      }
      if (trouble !== 'print-lost') return { ok: true };
      leave('out');
      return lose();
    },

    async eject() {
      leave('out');
      return trouble === 'eject-lost' ? lose() : { ok: true };
    },

    async reject() {
      if (trouble === 'reject-jam') {
        position = 'jammed';
        return fault({ keyword: 'media-jam' }, 'in-machine');
      }
      if (inTray >= rejectTray)
        return fault({ keyword: 'output-area-full', detail: 'reject-tray' }, 'in-machine');
      inTray++;
      leave('rejected');
      return { ok: true };
    },

    async find({ jobId, attempt }) {
      const known = record.findLast((one) => one.jobId === jobId && one.attempt === attempt);
      if (!known) return 'unknown';
      return known.end === 'out' ? 'ejected' : 'rejected';
    },
  };
}

/** Draws from 0 up to 1 (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
