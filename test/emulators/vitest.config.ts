import { defineConfig } from 'vitest/config'

/** Tests against emulated clouds: slower than the others, and of what only a server can show. */
// biome-ignore lint/style/noDefaultExport: Vitest finds its configuration by the default export
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/emulators/**/*.test.ts'],
    globalSetup: ['test/emulators/aws/moto-server.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
