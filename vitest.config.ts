import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'generators/**/*.test.ts', 'specs/**/*.spec.ts'],
    testTimeout: 120_000,
  },
});
