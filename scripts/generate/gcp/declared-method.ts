import { readFileSync } from 'node:fs'
import type { GcpMethodDescription } from '../../../src/providers/gcp/requests/description.js'
import type { DeclaredSchemas } from './declared-schema.js'
import type { ApiPackage } from './package.js'

/** The methods of a `@googleapis` package: URLs from its code, parameters and body from its declarations. */
export class DeclaredMethods {
  readonly #text: string
  readonly #root: string

  constructor(
    source: ApiPackage,
    readonly schemas: DeclaredSchemas,
  ) {
    this.#text = readFileSync(source.module, 'utf8')
    this.#root = this.#text.match(/options\.rootUrl \|\| '([^']+)\/'/)?.[1] ?? ''
  }

  /** The method of an id such as `instances.stop`. */
  find(id: string): GcpMethodDescription {
    const [resource = '', method = ''] = id.split('.')
    const code = this.#codeOf(resource, method)
    const { requestBody, ...parameters } = this.schemas.parameters(
      `Params$Resource$${capitalised(resource.toLowerCase())}$${capitalised(method.toLowerCase())}`,
    )
    return {
      method: (code.match(/method: '(\w+)'/)?.[1] ?? '') as GcpMethodDescription['method'],
      url: `${this.#root}${code.match(/url: \(rootUrl \+\s*'([^']+)'/)?.[1]}`,
      required: [...(code.match(/requiredParams: \[([^\]]*)\]/)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
        ([, name = '']) => name,
      ),
      parameters,
      ...(requestBody && { body: requestBody }),
    }
  }

  #codeOf(resource: string, method: string): string {
    const start = this.#text.indexOf(`class Resource$${capitalised(resource.toLowerCase())} {`)
    const from = this.#text.indexOf(`\n        ${method}(paramsOrCallback`, start)
    if (start < 0 || from < 0) throw new Error(`there is no method ${resource}.${method}`)
    return this.#text.slice(from, this.#text.indexOf('context: this.context', from))
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
