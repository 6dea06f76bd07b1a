import fc from 'fast-check';
import { isLoketError } from 'loket';
import type { PrintCall, PrintOutcome } from 'loket/printing';
import { type CardEvent, type CardPrinterOptions, cardPrinter, cardReasonOf } from 'loket/printing/card';
import {
  printerContract,
  type SimulatedCardPrinter,
  type SimulatedCardTrouble,
  simulatedCardPrinter,
} from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { callFor, look } from '../support/ipp.js';

function driverOf(machine: SimulatedCardPrinter, options: Partial<CardPrinterOptions> = {}) {
  return cardPrinter({
    id: 'P1',
    medium: 'card',
    blanks: 10,
    machine,
    document: () => new Uint8Array([1]),
    encoder: () => async (chip) => {
      await chip.transmit(new Uint8Array([0, 0xa4, 4, 0]));
      return { outcome: 'encoded', serial: await chip.readSerial() };
    },
    ...options,
  });
}

async function printed(driver: ReturnType<typeof driverOf>, call: PrintCall): Promise<PrintOutcome> {
  let outcome = await driver.send(call);
  for (let looks = 0; outcome.outcome === 'accepted' && looks < 100; looks++)
    outcome = await look(driver, call);
  return outcome;
}

describe('the card printer', () => {
  const cases = printerContract(() => {
    const machine = simulatedCardPrinter({ cards: 10 });
    const arm = (trouble: SimulatedCardTrouble) => () => machine.arm(trouble);
    return {
      driver: driverOf(machine),
      looksBeforeSending: true,
      cards: () => machine.record.filter(({ end }) => end === 'out').map(({ jobId }) => jobId),
      next: {
        spoiled: arm('print-jam'),
        unavailable: arm('cooling'),
        silent: arm('print-lost'),
      },
    };
  });
  for (const { name, run } of cases) it(name, run);

  it('tells in order where a card is, and believes a chip that it read again', async () => {
    const machine = simulatedCardPrinter({ cards: 2 });
    const events: CardEvent[] = [];
    const driver = driverOf(machine, {
      onEvent: (event) => {
        events.push(event);
        throw new Error('the screen is off');
      },
    });
    expect(await printed(driver, callFor('j1'))).toEqual({ outcome: 'printed', serial: 'CHIP-000001' });
    expect(events.map(({ step }) => step)).toEqual(['feeding', 'encoding', 'printing', 'ejected']);
    expect(events[0]).toEqual({ jobId: 'j1', attempt: 1, step: 'feeding', at: callFor('j1').at });
  });

  it.each<[SimulatedCardTrouble, PrintOutcome['outcome'], string, CardEvent['step'][]]>([
    ['cooling', 'unavailable', 'other: cooling', []],
    ['ribbon-out', 'unavailable', 'marker-supply-empty', []],
    ['reject-full', 'unavailable', 'output-area-full: reject-tray', []],
    ['cover-open', 'unavailable', 'cover-open', []],
    ['unreachable', 'unavailable', 'no contact', []],
    ['feed-empty', 'unavailable', 'media-empty', ['feeding']],
    ['feed-jam', 'spoiled', 'media-jam', ['feeding', 'rejected']],
    ['feed-lost', 'unknown', 'contact was lost', ['feeding', 'lost']],
    ['chip-dead', 'spoiled', 'chip, no answer', ['feeding', 'encoding', 'rejected']],
    ['print-jam', 'spoiled', 'media-jam', ['feeding', 'encoding', 'printing', 'rejected']],
    ['print-lost', 'unknown', 'while printing', ['feeding', 'encoding', 'printing', 'lost']],
    ['eject-lost', 'unknown', 'came out', ['feeding', 'encoding', 'printing', 'lost']],
    ['reject-jam', 'spoiled', 'not rejected: media-jam', ['feeding', 'encoding', 'stuck']],
  ])('says of %s: %s', async (trouble, outcome, reason, steps) => {
    const machine = simulatedCardPrinter({ cards: 5 });
    const events: CardEvent[] = [];
    const driver = driverOf(machine, { onEvent: (event) => events.push(event) });
    machine.arm(trouble);
    const seen = await printed(driver, callFor('j1'));
    expect(seen).toMatchObject({ outcome, reason: expect.stringContaining(reason) });
    expect(events.map(({ step }) => step)).toEqual(steps);
  });

  it('rejects a card whose chip is another after writing', async () => {
    const machine = simulatedCardPrinter({ cards: 5 });
    machine.arm('chip-other');
    expect(await printed(driverOf(machine), callFor('j1'))).toEqual({
      outcome: 'spoiled',
      reason: 'other: chip, another serial number',
    });
    expect(machine.record).toMatchObject([{ end: 'rejected' }]);
  });

  it('feeds no card when the document or the chip’s data are missing, and says nothing of them', async () => {
    const machine = simulatedCardPrinter({ cards: 5 });
    const failing = () => {
      throw new Error('made-up secret');
    };
    for (const options of [{ document: failing }, { encoder: failing }]) {
      const seen = await printed(driverOf(machine, options), callFor('j1'));
      expect(seen.outcome).toBe('failed');
      expect(JSON.stringify(seen)).not.toContain('secret');
    }
    expect(machine.left).toBe(5);
  });

  it('sends nothing to a machine with a card in it, until a person has taken it out', async () => {
    const machine = simulatedCardPrinter({ cards: 5 });
    const driver = driverOf(machine);
    machine.arm('feed-lost');
    expect(await printed(driver, callFor('j1'))).toMatchObject({ outcome: 'unknown' });
    expect(await printed(driver, callFor('j2'))).toMatchObject({
      outcome: 'unavailable',
      reason: 'a card is in the machine',
    });
    machine.clear();
    expect(await printed(driver, callFor('j2', { attempt: 2 }))).toMatchObject({ outcome: 'printed' });
  });

  it('takes one job at a time, and gives up a machine that ends no step', async () => {
    const machine = simulatedCardPrinter({ cards: 5 });
    const stuck: SimulatedCardPrinter = Object.assign(Object.create(machine), {
      print: () => new Promise<never>(() => {}),
    });
    const driver = driverOf(stuck, { giveUpAfterMs: 60_000 });
    const call = callFor('j1');
    expect(await driver.send(call)).toMatchObject({ outcome: 'accepted' });
    expect(await driver.send(callFor('j2'))).toMatchObject({ outcome: 'unavailable' });
    expect(await look(driver, { ...call, at: call.at + 59_999 })).toMatchObject({ outcome: 'accepted' });
    expect(await look(driver, { ...call, at: call.at + 60_000 })).toMatchObject({ outcome: 'unknown' });
  });

  it('asks the machine about a card of a process that has ended, and calls none of them good', async () => {
    const machine = simulatedCardPrinter({ cards: 5 });
    const before = driverOf(machine);
    await printed(before, callFor('good'));
    machine.arm('print-jam');
    await printed(before, callFor('bad'));
    const after = driverOf(machine);
    expect(await look(after, callFor('good'))).toMatchObject({ outcome: 'unknown' });
    expect(await look(after, callFor('bad'))).toMatchObject({ outcome: 'spoiled' });
    expect(await look(after, callFor('never'))).toMatchObject({ outcome: 'unknown' });
  });

  it('is honest about every card, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), async (seed, share) => {
        const machine = simulatedCardPrinter({ cards: 200, rejectTray: 5, seed, share });
        const driver = driverOf(machine);
        for (let n = 0; n < 40; n++) {
          const before = machine.left;
          const call = callFor(`j${n}`);
          const outcome = await printed(driver, call);
          // What sticks is taken out by hand before anybody counts.
          machine.clear();
          const used = before - machine.left;
          const ends = machine.record.filter(({ jobId }) => jobId === call.jobId);
          expect(ends).toHaveLength(used);
          const out = ends.filter(({ end }) => end === 'out');
          switch (outcome.outcome) {
            case 'printed':
              expect(out).toMatchObject([{ serial: outcome.serial }]);
              break;
            case 'spoiled':
              expect([used, out.length]).toEqual([1, 0]);
              break;
            case 'unavailable':
            case 'failed':
              expect(used).toBe(0);
              break;
            case 'unknown':
              expect(used).toBe(1);
              break;
            default:
              throw new Error(`'${outcome.outcome}' is no end`);
          }
          if (outcome.outcome === 'unavailable' || outcome.outcome === 'failed') continue;
          const then = machine.left;
          expect(await driver.send(call)).toEqual(outcome);
          expect(machine.left).toBe(then);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what it cannot work with', () => {
    const machine = simulatedCardPrinter({ cards: 1 });
    const fieldOf = (options: object) => {
      try {
        driverOf(machine, options);
      } catch (error) {
        if (isLoketError(error, 'invalid-config')) return error.issues[0]?.field;
        throw error;
      }
      return undefined;
    };
    const { chip: _, ...chipless } = machine;
    expect(fieldOf({})).toBeUndefined();
    expect(fieldOf({ machine: {} })).toBe('machine');
    expect(fieldOf({ machine: chipless })).toBe('encoder');
    expect(fieldOf({ blanks: 0.5 })).toBe('blanks');
  });

  it('names the flags of two makers in words of IPP', () => {
    expect(cardReasonOf('ERR_MECHANICAL')).toEqual({ keyword: 'media-jam', detail: 'mechanical' });
    expect(cardReasonOf(5001)).toEqual({ keyword: 'marker-supply-empty' });
    expect(cardReasonOf('toString')).toBeUndefined();
  });
});
