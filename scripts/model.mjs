import { run } from './lib/run.mjs';

/**
 * Proves the application machine in full: every context compared with XState, every mutant judged under every set of
 * rules, 50,000 worlds against it. `npm test` runs a short form of the same.
 */
process.env.LOKET_MODEL = 'full';
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-old-space-size=6144`;
process.exit(run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/model']));
