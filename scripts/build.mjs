// `npm run build`: bundles the command line, the package's entry points and workers into `dist`, with type declarations.
// Dependencies stay in node_modules; what is imported lazily becomes a chunk of its own.
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

process.chdir(resolve(import.meta.dirname, '..'))
rmSync('dist', { recursive: true, force: true })

// The command line starts workers by their files.
const workers = readdirSync('src', { recursive: true })
  .filter((file) => file.endsWith('-worker.ts'))
  .map((file) => [basename(file, '.ts'), join('src', file)])

await build({
  entryPoints: {
    cli: 'src/cli/main.ts',
    sdk: 'src/sdk/index.ts',
    testing: 'src/testing/index.ts',
    ...Object.fromEntries(workers),
  },
  outdir: 'dist',
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
chmodSync('dist/cli.js', 0o755)

const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
