import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const scenarios = 'specs/scenarios*.spec.ts';

/** No test leaves anything behind in its process; to load everything anew for each file took a third of the time. */
const isolate = false;

export default defineConfig({
  test: {
    // Tests wait for processes, for the settling time and for a browser: one more than there are cores keeps these busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'generators/**/*.test.ts', scenarios],
          isolate,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Conformance runs, of which each test tells one guarantee on one operation.
        test: {
          name: 'conformance',
          isolate,
          include: ['specs/**/*.spec.ts'],
          exclude: [scenarios],
          // One endpoint is given to all of them, and its clock is one for all.
          fileParallelism: process.env.PROTON_ENDPOINT === undefined,
        },
      },
    ],
  },
});
