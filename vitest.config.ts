import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^loket$/, replacement: source('index.ts') },
      { find: /^loket\/(.+)$/, replacement: source('$1/index.ts') },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // The packed package has its own run, because it needs a build: npm run consumer.
    exclude: [...configDefaults.exclude, 'tests/package/**'],
    globalSetup: ['tests/support/seed-once.ts'],
    setupFiles: ['tests/support/seed.ts'],
    typecheck: { enabled: true, include: ['tests/types/**/*.test-d.ts'] },
    coverage: { provider: 'v8', include: ['src/**'] },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
