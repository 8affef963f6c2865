import { defineConfig } from 'vitest/config'

/** Tests of workers that share a PostgreSQL database: real processes, killed and frozen. */
// biome-ignore lint/style/noDefaultExport: Vitest finds its configuration by the default export
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/distributed/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
})
