import { run } from './lib/run.mjs';

/**
 * Compares staffing with long simulations and prints how far they are apart: lines up to a load of 0.98 with 200,000,000
 * people each, 200,000 days. `npm test` runs a short form of the same, up to 0.9.
 */
process.env.LOKET_ERLANG = 'full';
process.exit(
  run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    'tests/property/staffing-simulation.test.ts',
  ]),
);
