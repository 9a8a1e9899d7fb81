import { defineConfig } from 'vitest/config';

const scenarios = 'specs/scenarios*.spec.ts';

export default defineConfig({
  test: {
    // By default a core is left idle; with two cores that is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'generators/**/*.test.ts', scenarios],
          testTimeout: 120_000,
        },
      },
      {
        // One conformance run, of which each test tells one guarantee on one operation.
        test: {
          name: 'conformance',
          include: ['specs/**/*.spec.ts'],
          exclude: [scenarios],
          globalSetup: ['specs/conformance-run.ts'],
        },
      },
    ],
  },
});
