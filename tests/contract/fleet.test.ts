import { describe, expect, inject, it } from 'vitest';
import { runFleet } from '../support/fleet.js';
import { needs } from '../support/needs.js';

const hasPrinter = needs('ippeveprinter') !== undefined && needs('dbus-daemon') !== undefined;
const hasQueue =
  hasPrinter &&
  needs('cupsd') !== undefined &&
  needs('lpadmin') !== undefined &&
  needs('cupsenable') !== undefined;

describe.skipIf(!hasPrinter)('a fleet of real printers', () => {
  it('confirms or explains every card, and counts every blank', { timeout: 300_000 }, async () => {
    const report = await runFleet({
      printers: 5,
      cards: 120,
      seed: inject('seed'),
      powerCuts: 8,
      foreign: 5,
    });
    expect(report.problems).toEqual([]);
    // A person is asked of no more than a power cut or a printer out of order took with it.
    expect(report.unknown).toBeLessThanOrEqual(report.powerCuts + report.failures);
    expect(report.spoiled + report.unknown + report.failures).toBeGreaterThan(0);
    expect(report.confirmed + report.blocked).toBe(120);
  });
});

describe.skipIf(!hasQueue)('a fleet of real printers behind CUPS', () => {
  it('believes the devices alone', { timeout: 300_000 }, async () => {
    const report = await runFleet({
      printers: 5,
      cards: 60,
      seed: inject('seed'),
      cups: true,
      powerCuts: 8,
      foreign: 5,
    });
    expect(report.problems).toEqual([]);
    expect(report.unknown).toBeLessThanOrEqual(report.powerCuts + report.failures);
    expect(report.confirmed + report.blocked).toBe(60);
  });
});
