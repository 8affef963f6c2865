import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/emulators/**', 'test/distributed/**'],
    setupFiles: ['test/support/property-seed.ts'],
    testTimeout: 30_000,
  },
})
