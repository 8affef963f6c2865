import { chmodSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '..')

/**
 * Bundles the command line, the package's entry points and the workers into a folder. Dependencies stay in
 * node_modules; what is imported lazily becomes a chunk of its own.
 */
export async function bundle(outdir) {
  const sources = readdirSync(join(root, 'src'), { recursive: true })
  const workers = sources.filter((file) => file.endsWith('-worker.ts'))
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli/main.ts',
      sdk: 'src/sdk/index.ts',
      testing: 'src/testing/index.ts',
      ...Object.fromEntries(workers.map((file) => [basename(file, '.ts'), join('src', file)])),
    },
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    conditions: ['source'],
    logLevel: 'warning',
  })
  chmodSync(join(outdir, 'cli.js'), 0o755)
}
