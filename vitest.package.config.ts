import { defineConfig } from 'vitest/config';

// Tests of the packed package: they see dist as a host does, so no alias leads to src.
export default defineConfig({
  test: {
    include: ['tests/package/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
