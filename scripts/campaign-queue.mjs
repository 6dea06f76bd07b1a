import { run } from './lib/run.mjs';

/**
 * Compares the queue room with its naive oracle in full: `npm run campaign:queue -- 1000000` gives the number of random
 * commands (default 1,000,000). `npm test` runs a short form of the same.
 */
process.env.LOKET_QUEUE_COMMANDS = process.argv[2] ?? '1000000';
process.exit(
  run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/property/queue.test.ts']),
);
