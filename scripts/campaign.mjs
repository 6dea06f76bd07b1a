import { run } from './lib/run.mjs';

/**
 * Runs the random campaigns in full: `npm run campaign -- 4000` gives the number of random offices (default 4000).
 * `npm test` runs a short form of the same.
 */
const runs = process.argv[2] ?? '4000';
process.env.LOKET_RUNS = runs;
process.exit(
  run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/property/office.test.ts']),
);
