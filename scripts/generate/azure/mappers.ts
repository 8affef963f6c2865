import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Declarations } from '../schemas/declarations.js'

/** A mapper of an Azure management package (`models/mappers.js`): the wire shape, by `serializedName`. */
export interface Mapper {
  readonly serializedName?: string
  readonly readOnly?: boolean
  readonly required?: boolean
  readonly defaultValue?: unknown
  readonly type: {
    readonly name: string
    readonly className?: string
    readonly modelProperties?: Readonly<Record<string, Mapper>>
    readonly additionalProperties?: Mapper
    readonly element?: Mapper
    readonly value?: Mapper
    readonly allowedValues?: readonly unknown[]
  }
}

export interface MapperPackage {
  /** Name and version, e.g. `@azure/arm-compute 22.4.0`. */
  readonly label: string
  readonly mappers: Readonly<Record<string, Mapper>>
  readonly declarations: Declarations
  /** The folder of the package's modules. */
  readonly folder: string
}

/** Loads the mappers of an installed package such as `arm-compute`. */
export async function loadMappers(name: string): Promise<MapperPackage> {
  const manifest = createRequire(import.meta.url).resolve(`@azure/${name}/package.json`)
  const folder = join(dirname(manifest), 'dist/esm')
  const models = join(folder, 'models')
  return {
    label: `@azure/${name} ${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`,
    mappers: await import(pathToFileURL(join(models, 'mappers.js')).href),
    declarations: new Declarations(join(models, 'index.d.ts')),
    folder,
  }
}
