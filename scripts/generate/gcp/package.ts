import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Declarations } from '../schemas/declarations.js'

export interface ApiPackage {
  /** Name and version, e.g. `@googleapis/compute 42.0.0, v1`. */
  readonly label: string
  readonly declarations: Declarations
  /** The path of the module that makes the calls. */
  readonly module: string
}

/** The installed package of an API such as `compute`. */
export function loadPackage(api: string): ApiPackage {
  const manifest = createRequire(import.meta.url).resolve(`@googleapis/${api}/package.json`)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const build = join(dirname(manifest), 'build')
  return {
    label: `@googleapis/${api} ${version}, v1`,
    declarations: new Declarations(join(build, 'v1.d.ts')),
    module: join(build, 'v1.js'),
  }
}
