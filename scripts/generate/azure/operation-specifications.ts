import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ArmRequestDescription } from '../../../src/providers/azure/requests/description.js'
import type { Mapper } from './mappers.js'

interface Specification extends Omit<ArmRequestDescription, 'body'> {
  /** The model of the body; undefined where there is none. */
  readonly bodyModel: string | undefined
}

type Parameters = Readonly<Record<string, { readonly mapper: Mapper }>>

/** The calls of a management package: `const startOperationSpec = {…}` in `operations/<group>.js`. */
export class OperationSpecifications {
  constructor(readonly folder: string) {}

  /** The call `<group>.<call>`. */
  async find(name: string): Promise<Specification> {
    const [group = '', call = ''] = name.split('.')
    const text = readFileSync(join(this.folder, `operations/${group}.js`), 'utf8')
    const specification = text.match(new RegExp(`^const ${call}OperationSpec = \\{[^]*?^\\};`, 'm'))?.[0]
    if (specification === undefined) throw new Error(`there is no call ${name}`)
    const parameters: Parameters = await import(pathToFileURL(join(this.folder, 'models/parameters.js')).href)
    const body = memberOf(specification, 'requestBody: Parameters\\.(\\w+)')
    const version = memberOf(specification, 'queryParameters: \\[[^\\]]*?Parameters\\.(apiVersion\\d*)') ?? ''
    return {
      method: memberOf(specification, 'httpMethod: "(\\w+)"') ?? '',
      path: memberOf(specification, 'path: "([^"]+)"') ?? '',
      apiVersion: String(parameters[version]?.mapper.defaultValue),
      bodyModel: body && parameters[body]?.mapper.type.className,
    }
  }
}

function memberOf(specification: string, pattern: string): string | undefined {
  return specification.match(new RegExp(pattern))?.[1]
}
