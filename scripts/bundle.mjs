import { chmodSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '..')

/** Dependencies of many small files that every command needs: bundled, they load several times as fast. */
const bundledPackages = ['yaml', 'zod']

/** Bundles those, `yaml` in its ESM build, which does not look at the environment at every token. All others stay. */
const dependencies = {
  name: 'dependencies',
  setup(building) {
    building.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined
      if (path === 'yaml') return { path: join(root, 'node_modules/yaml/browser/dist/index.js') }
      return bundledPackages.includes(path.split('/')[0] ?? '') ? undefined : { path, external: true }
    })
  },
}

/**
 * Bundles the command line, the package's entry points and the workers into a folder. Most dependencies stay in
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
    plugins: [dependencies],
    conditions: ['source'],
    logLevel: 'warning',
  })
  mkdirSync(join(outdir, 'licenses'), { recursive: true })
  for (const name of bundledPackages) {
    copyFileSync(join(root, 'node_modules', name, 'LICENSE'), join(outdir, 'licenses', `${name}.txt`))
  }
  chmodSync(join(outdir, 'cli.js'), 0o755)
}
