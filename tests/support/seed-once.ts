import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

/** Chooses one seed for all property tests of a run and prints it, so that a failure can be repeated. */
export default function setup(project: TestProject): void {
  const given = process.env.LOKET_SEED;
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  if (!Number.isInteger(seed)) throw new Error(`LOKET_SEED must be a whole number, got '${given}'`);
  console.log(`property tests use seed ${seed}; LOKET_SEED=${seed} repeats them`);
  project.provide('seed', seed);
}
