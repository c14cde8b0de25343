import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // Much of the time is waited for disks, sockets and processes: by default one core would be left out of it.
    maxWorkers: '100%',
    reporters: ['default', './test/support/namesSkipped.ts'],
  },
});
