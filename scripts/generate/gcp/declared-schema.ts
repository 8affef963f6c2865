import type { ObjectSchema, TypeSchema } from '../../../src/core/schema.js'
import { type Declarations, type DeclaredMember, firstSentence, type TypeNode } from '../schemas/declarations.js'
import { documented } from '../schemas/schema-file.js'

const keywords: Readonly<Record<string, TypeSchema>> = {
  TSStringKeyword: { type: 'string' },
  TSNumberKeyword: { type: 'number' },
  TSBooleanKeyword: { type: 'boolean' },
}

/**
 * Turns the `Schema$…` interfaces of a `@googleapis` package into schemas.
 * 64-bit integers are texts in JSON and in the declarations, and stay so.
 */
export class DeclaredSchemas {
  readonly definitions: Record<string, TypeSchema> = {}

  constructor(readonly declarations: Declarations) {}

  model(name: string): ObjectSchema {
    const declared = this.declarations.find(`Schema$${name}`)
    if (declared === undefined) throw new Error(`there is no schema ${name}`)
    return this.#object(declared.members)
  }

  /** The parameters that an interface of a method's input declares itself, without documentation. */
  parameters(interfaceName: string): Readonly<Record<string, TypeSchema>> {
    const declared = this.declarations.find(interfaceName)
    if (declared === undefined) throw new Error(`there is no interface ${interfaceName}`)
    return Object.fromEntries(declared.members.map(({ name, type }) => [name, this.#schemaOf(type)]))
  }

  #object(members: readonly DeclaredMember[]): ObjectSchema {
    const properties = members.map((member) => [member.name, this.#member(member)])
    return { type: 'object', properties: Object.fromEntries(properties) }
  }

  #member(member: DeclaredMember): TypeSchema {
    const schema = this.#schemaOf(member.type)
    const timed: TypeSchema = schema.type === 'string' && isTimestamp(member) ? { type: 'timestamp' } : schema
    return documented(timed, firstSentence(member.doc))
  }

  #schemaOf(node: TypeNode): TypeSchema {
    const keyword = keywords[node.type]
    if (keyword !== undefined) return keyword
    switch (node.type) {
      case 'TSUnionType':
        return this.#union(node['types'] as TypeNode[])
      case 'TSArrayType':
        return { type: 'list', items: this.#schemaOf(node['elementType'] as TypeNode) }
      case 'TSTypeLiteral':
        return this.#literal(node['members'] as TypeNode[])
      case 'TSTypeReference':
        return this.#named(node)
      default:
        return { type: 'any' }
    }
  }

  #union(members: readonly TypeNode[]): TypeSchema {
    const present = members.filter((member) => member.type !== 'TSNullKeyword')
    const [only] = present
    return present.length === 1 && only !== undefined ? this.#schemaOf(only) : { type: 'any' }
  }

  #literal(nodes: readonly TypeNode[]): TypeSchema {
    const { members, indexed } = this.declarations.membersOf(nodes)
    return indexed === undefined ? this.#object(members) : { type: 'map', values: this.#schemaOf(indexed) }
  }

  #named(node: TypeNode): TypeSchema {
    const name = (node['typeName'] as { name?: string }).name ?? ''
    const [argument] = (node['typeArguments'] as { params: TypeNode[] } | null)?.params ?? []
    if (name === 'Array' && argument !== undefined) return { type: 'list', items: this.#schemaOf(argument) }
    if (!name.startsWith('Schema$')) return { type: 'any' }
    return this.#reference(name.slice('Schema$'.length))
  }

  #reference(name: string): TypeSchema {
    if (!(name in this.definitions)) {
      this.definitions[name] = { type: 'any' }
      this.definitions[name] = this.model(name)
    }
    return { type: 'reference', name }
  }
}

/** The declarations keep no formats: the documentation says RFC 3339, or an undocumented name ends in Time. */
function isTimestamp(member: DeclaredMember): boolean {
  if (member.name.endsWith('Timestamp')) return true
  return member.doc === undefined ? member.name.endsWith('Time') : /RFC ?3339/i.test(member.doc)
}
