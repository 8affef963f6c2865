import type { Catalog, ResourceType } from '../../core/resource-type.js'
import type { SchemaDocument } from '../../core/schema.js'

/** What conditions on a resource type are checked against. */
export interface ResourceShape {
  readonly type: ResourceType
  readonly schema: SchemaDocument
  /** Schemas of linked types, by link name. */
  readonly linked: ReadonlyMap<string, SchemaDocument>
}

/** Loads the schemas of the named resource types and of what they link to; unknown names are left out. */
export async function loadShapes(
  catalog: Catalog,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, ResourceShape>> {
  const schemas = new Map<string, Promise<SchemaDocument>>()
  const schemaOf = (type: ResourceType) => {
    const loading = schemas.get(type.name) ?? type.schema()
    schemas.set(type.name, loading)
    return loading
  }
  const types = [...new Set(names)].flatMap((name) => catalog.types.get(name) ?? [])
  const shapes = types.map(async (type): Promise<[string, ResourceShape]> => {
    const links = Object.entries(type.links).map(async ([link, { type: target }]) => {
      const linkedType = catalog.types.get(target)
      return linkedType ? [[link, await schemaOf(linkedType)] as const] : []
    })
    const linked = new Map((await Promise.all(links)).flat())
    return [type.name, { type, schema: await schemaOf(type), linked }]
  })
  return new Map(await Promise.all(shapes))
}
