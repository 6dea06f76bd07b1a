import { manualPrinter } from 'loket/printing';
import { printerContract, virtualPrinter } from 'loket/testing';
import { startIppPrinters } from 'loket/testing/ipp-printer';
import { describe, expect, it } from 'vitest';
import { callFor, driverAt } from '../support/ipp.js';

describe('the manual printer', () => {
  const make = () => ({ driver: manualPrinter({ id: 'P1', medium: 'card', blanks: 10 }) });
  for (const { name, run } of printerContract(make)) it(name, run);
});

for (const cardsPerDay of [undefined, 250]) {
  describe(`the virtual printer${cardsPerDay ? ' that takes its time' : ''}`, () => {
    const cases = printerContract(() => {
      let fate: 'printed' | 'spoiled' | 'failed' | 'unavailable' | 'unknown' = 'printed';
      const driver = virtualPrinter({
        id: 'P1',
        media: 'card',
        blanks: 10,
        ...(cardsPerDay === undefined ? {} : { cardsPerDay }),
        script() {
          const now = fate;
          fate = 'printed';
          return now;
        },
      });
      const next = (what: typeof fate) => () => {
        fate = what;
      };
      return {
        driver,
        cards: () => driver.printed,
        next: {
          spoiled: next('spoiled'),
          failed: next('failed'),
          unavailable: next('unavailable'),
          silent: next('unknown'),
        },
      };
    });
    for (const { name, run } of cases) it(name, run);
  });
}

for (const { name, cardsPerDay, simple } of [
  { name: 'the IPP printer' },
  { name: 'the IPP printer on the clock of its caller', cardsPerDay: 250 },
  { name: 'the IPP printer that knows only the least', simple: true },
]) {
  describe(name, () => {
    const cases = printerContract(async () => {
      const printers = await startIppPrinters({
        printers: [
          {
            id: 'P1',
            blanks: 10,
            jamStays: true,
            ...(cardsPerDay && { cardsPerDay }),
            ...(simple && { simple }),
          },
        ],
      });
      const driver = driverAt(printers.uri('P1'), {
        headers: ({ at }) => (cardsPerDay ? { 'x-loket-clock': String(at) } : {}),
      });
      return {
        driver,
        looksBeforeSending: true,
        next: {
          spoiled: () => printers.arm('P1', 'jam'),
          failed: () => printers.arm('P1', 'media-empty'),
          silent: () => printers.arm('P1', 'drop'),
          // A printer that jammed stands still until somebody comes.
          async unavailable() {
            printers.arm('P1', 'jam');
            const about = callFor('jammed', { at: 1 });
            await driver.send(about);
            await driver.look?.({ ...about, at: 1_000_000 });
          },
        },
        cards: () =>
          printers.record
            .filter(({ type }) => type === 'out')
            .map(({ name = '' }) => name.slice(0, name.lastIndexOf('#'))),
        close: () => printers.close(),
      };
    });
    for (const { name, run } of cases) it(name, run);
  });
}

it('finds a driver that believes a printer which lies', async () => {
  const cases = printerContract(() => {
    const honest = virtualPrinter({ id: 'P1', media: 'card', blanks: 10, script: () => 'spoiled' });
    return {
      driver: { ...honest, send: () => ({ outcome: 'printed' }) },
      cards: () => honest.printed,
    };
  });
  const outcomes = await Promise.allSettled(cases.map(({ run }) => run()));
  const failed = cases.filter((_, i) => outcomes[i]?.status === 'rejected').map(({ name }) => name);
  expect(failed).toEqual(['prints a job once, or leaves it to a person']);
});
