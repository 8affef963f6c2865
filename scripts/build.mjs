// `npm run build`: bundles into `dist`, with type declarations of what users import.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundle } from './bundle.mjs'

process.chdir(resolve(import.meta.dirname, '..'))
rmSync('dist', { recursive: true, force: true })
await bundle(resolve('dist'))

const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
