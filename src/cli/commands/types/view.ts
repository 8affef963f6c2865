import { type Meter, meterName, priceForm } from '../../../core/billing.js'
import type { Operation } from '../../../core/operation.js'
import type { ResourceType } from '../../../core/resource-type.js'
import type { SchemaDocument, TypeSchema } from '../../../core/schema.js'
import { resolveSchema } from '../../../core/schema.js'
import { count, type Palette, padEnd, plainLine, truncate } from '../../../report/index.js'

const mostValues = 6

/** How much of the terminal there is, and how deep properties are shown. */
export interface TypeView {
  readonly style: Palette
  readonly width: number
  readonly depth: number
}

/** One line for each type. */
export function typeList(types: readonly ResourceType[], { style }: Pick<TypeView, 'style'>): string {
  const name = Math.max(...types.map((type) => type.name.length))
  const title = Math.max(...types.map((type) => type.title.length))
  const lines = types.map((type) => {
    const parts = [['aspect', type.aspects] as const, ['link', type.links] as const, ['metric', type.metrics] as const]
    const extras = parts
      .map(([noun, members]) => [Object.keys(members).length, noun] as const)
      .flatMap(([number, noun]) => (number > 0 ? [count(number, noun)] : []))
      .join(', ')
    return `${padEnd(type.name, name)}  ${padEnd(type.title, title)}  ${style.dim(extras)}`.trimEnd()
  })
  return `${lines.join('\n')}\n`
}

/** A type with its schema and what can be done to it. */
export interface DescribedType {
  readonly type: ResourceType
  readonly schema: SchemaDocument
  readonly operations: readonly Operation[]
}

/** Everything that conditions may ask of a type, and playbooks may do to it. */
export function typePage({ type, schema, operations }: DescribedType, view: TypeView): string {
  const { style } = view
  const aspects = Object.entries(type.aspects).map(
    ([name, aspect]) =>
      `  ${name}: ${aspect.title} ${style.dim(`fills ${aspect.properties.join(', ')}; needs ${aspect.permissions.join(', ')}`)}`,
  )
  const links = Object.entries(type.links).map(
    ([name, link]) => `  links.${name}: ${link.title} ${style.dim(link.type)}`,
  )
  const metrics = Object.entries(type.metrics).map(
    ([name, metric]) => `  metrics.${name}: ${metric.title} ${style.dim(metric.unit)}`,
  )
  return `${[
    `${style.bold(type.name)}  ${type.title}`,
    style.dim(type.documentation),
    style.dim(`${type.scope}; listing needs ${type.permissions.join(', ')}`),
    ...section('Properties', propertyLines({ schema: schema.root, document: schema, path: 'resource', view })),
    ...section('Aspects, read only when a policy needs them', aspects),
    ...section('Links', links),
    ...section('Metrics', metrics),
    ...section(
      'Billed by, for price sheets',
      Object.entries(type.billing?.meters ?? {}).map(([key, meter]) =>
        meterLine(meterName(type.name, key), meter, style),
      ),
    ),
    ...section(
      'Operations, for playbooks',
      operations.map((operation) => operationLine(operation, style)),
    ),
  ].join('\n')}\n`

  function section(title: string, lines: readonly string[]): string[] {
    return lines.length > 0 ? ['', style.bold(title), ...lines] : []
  }
}

function meterLine(name: string, meter: Meter, style: Palette): string {
  const values = meter.parts.flatMap((part) => (part.values ? [`${part.name}: ${part.values.join(' | ')}`] : []))
  const known = [`per ${meter.unit} and ${meter.per}`, ...values].join('; ')
  return `  ${priceForm(name, meter)}: ${meter.title} ${style.dim(known)}`
}

function operationLine({ verb, title, params, risk, destructive, reversible }: Operation, style: Palette): string {
  const given = Object.entries(params).map(([name, { required, type }]) => `${name}${required ? '' : '?'}: ${type}`)
  const remarks = [`${risk} risk`, destructive && 'destructive', reversible === false && 'irreversible']
  const known = remarks.filter((remark) => remark !== false).join(', ')
  return `  ${verb}${given.length > 0 ? ` { ${given.join(', ')} }` : ''}: ${title} ${style.dim(known)}`
}

interface Branch {
  readonly schema: TypeSchema
  readonly document: SchemaDocument
  readonly path: string
  readonly view: TypeView
}

function propertyLines({ schema, document, path, view }: Branch): string[] {
  const shape = members(schema, document)
  if (shape.type !== 'object' || view.depth === 0) return []
  return Object.entries(shape.properties).flatMap(([name, property]) => {
    const below = `${path}.${name}${resolveSchema(property, document).type === 'list' ? '[]' : ''}`
    const text = `  ${below}  ${view.style.cyan(typeName(property, document))}`
    const doc = resolveSchema(property, document).doc ?? property.doc
    const room = view.width - below.length - typeName(property, document).length - 8
    const line = doc && room > 20 ? `${text}  ${view.style.dim(truncate(plainLine(doc), room))}` : text
    const nested = { schema: property, document, path: below, view: { ...view, depth: view.depth - 1 } }
    return [line, ...propertyLines(nested)]
  })
}

/** The object that a property or the items of a list of them consist of. */
function members(schema: TypeSchema, document: SchemaDocument): TypeSchema {
  const resolved = resolveSchema(schema, document)
  return resolved.type === 'list' ? resolveSchema(resolved.items, document) : resolved
}

/** A schema as people write types: `list of string`. */
export function typeName(schema: TypeSchema, document: SchemaDocument): string {
  const resolved = resolveSchema(schema, document)
  if (resolved.type === 'list') return `list of ${typeName(resolved.items, document)}`
  if (resolved.type === 'map') return `map of ${typeName(resolved.values, document)}`
  if (resolved.type === 'string' && resolved.values) return valueList(resolved.values)
  return resolved.type
}

function valueList(values: readonly string[]): string {
  const shown = values.slice(0, mostValues).map((value) => `'${value}'`)
  return values.length > shown.length ? `${shown.join(' | ')} | … ${values.length} values` : shown.join(' | ')
}
