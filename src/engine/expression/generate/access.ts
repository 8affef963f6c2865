import type {
  HasNode,
  IndexNode,
  LinkNode,
  MetricNode,
  ParameterNode,
  SelectNode,
  ValueType,
  VariableNode,
} from '../../../core/expression.js'
import { metricKey } from '../../../core/resource.js'
import { rootReader } from '../roots.js'
import { fromText, isWrittenAsText, linkedDocuments, metricFigure } from '../runtime.js'
import { isRecord, ownProperty, UnreadPart } from '../values/index.js'
import { type Context, type Generation, quick, settled, type ValueCode } from './generation.js'

/** Names that JavaScript's own objects have; reading these must not find theirs. */
const inherited = new Set(
  [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype].flatMap((prototype) =>
    Object.getOwnPropertyNames(prototype),
  ),
)

/** Scope names that are plain fields of the scope or its resource, so that no call is needed. */
const directRoots: Readonly<Record<string, string>> = {
  tags: 'r.tags',
  id: 'r.id',
  name: 'r.name',
  account: 'r.account',
  region: 'r.region',
  environment: 's.environment',
  cost: 's.cost',
}

export function variableValue(node: VariableNode, context: Context): ValueCode {
  const { generation, locals } = context
  if (node.scope === 'local') {
    return converted(node.type, locals.get(node.name) ?? { code: 'undefined', certain: false }, context)
  }
  if (!generation.standard && node.name === 'resource') return wholeResource(context)
  const direct = generation.guarded || generation.standard ? undefined : directRoot(node.name)
  if (direct) return { code: direct, certain: true }
  return { code: `${generation.bind(rootReader(node.name, generation.standard))}(s)`, certain: false }
}

function directRoot(name: string): string | undefined {
  return Object.hasOwn(directRoots, name) ? directRoots[name] : undefined
}

/** The document as one value: unknown when any part of it could not be read. */
function wholeResource({ generation }: Context): ValueCode {
  if (!generation.guarded) return { code: 'p', certain: true }
  return { code: `${generation.bind(wholeDocument)}(p)`, certain: false }
}

/** The document, unless a part of it could not be read. */
export function wholeDocument(document: Readonly<Record<string, unknown>>): unknown {
  return Object.values(document).some((part) => part instanceof UnreadPart) ? undefined : document
}

/** The owner of a property; only here may the document stand with unread parts in it. */
function ownerValue(node: SelectNode['operand'], context: Context): ValueCode {
  const isDocument = node.kind === 'variable' && node.scope === 'root' && node.name === 'resource'
  return isDocument && !context.generation.standard
    ? { code: 'p', certain: true }
    : context.generate.value(node, context)
}

/** A property that the schema knows, read without a call. What should be an object and is none makes it unknown. */
function knownProperty(owner: ValueCode, field: string, generation: Generation): ValueCode {
  const property = `[${JSON.stringify(field)}]`
  if (owner.code === 'p') return { code: `p${property}`, certain: true }
  const name = generation.temporary()
  const absent = owner.certain
    ? `(${name} = ${owner.code}) == null ? null`
    : `(${name} = ${owner.code}) === null ? null`
  const code = `(${absent} : ${isObject(name)} ? ${name}${property} ?? null : undefined)`
  return { code, certain: false, quick: `${quick(owner)}?.${property}` }
}

function isObject(name: string): string {
  return `typeof ${name} === "object" && !Array.isArray(${name})`
}

export function selectValue(node: SelectNode, context: Context): ValueCode {
  const { generation } = context
  const owner = ownerValue(node.operand, context)
  const schemaKnows = node.operand.type.kind === 'object' && !inherited.has(node.field)
  if (!generation.standard && !generation.guarded && schemaKnows) {
    return converted(node.type, knownProperty(owner, node.field, generation), context)
  }
  const isMap = owner.code === 'r.tags' || owner.code === 'p'
  if (!generation.standard && !generation.guarded && owner.certain && isMap) {
    const own = generation.bind(ownProperty)
    return converted(
      node.type,
      { code: `${own}(${owner.code}, ${JSON.stringify(node.field)})`, certain: true },
      context,
    )
  }
  const member = generation.bind(generation.runtime.member)
  return converted(
    node.type,
    unary(owner, context, (value) => `${member}(${value}, ${JSON.stringify(node.field)})`),
    context,
  )
}

/** A call with one value that must be known. */
function unary(operand: ValueCode, { generation }: Context, call: (value: string) => string): ValueCode {
  if (operand.certain) return { code: call(settled(operand)), certain: false }
  const temporary = generation.temporary()
  return { code: `((${temporary} = ${operand.code}) === undefined ? undefined : ${call(temporary)})`, certain: false }
}

/** Makes of a text what the schema says that it stands for. */
function converted(type: ValueType, value: ValueCode, context: Context): ValueCode {
  if (context.generation.standard || !isWrittenAsText(type)) return value
  const convert = context.generation.bind(fromText)
  return { code: `${convert}(${JSON.stringify(type.kind)}, ${settled(value)})`, certain: false }
}

/** `has(operand.field)`: true, false, or `undefined` for unknown. */
export function hasTruth(node: HasNode, context: Context): string {
  const { generation } = context
  const owner = ownerValue(node.operand, context)
  if (isQuick(node, owner, context)) {
    const property = `[${JSON.stringify(node.field)}]`
    if (owner.code === 'p') return `(p${property} != null)`
    const name = generation.temporary()
    const found = `${isObject(name)} ? ${name}${property} != null : undefined`
    return `((${name} = ${owner.code}) == null ? false : ${found})`
  }
  const has = generation.bind(generation.runtime.has)
  return unary(owner, context, (value) => `${has}(${value}, ${JSON.stringify(node.field)})`).code
}

/** Code that is true exactly when the property certainly is there, or certainly is not. */
export function certainlyHas(node: HasNode, wanted: boolean, context: Context): string {
  const owner = ownerValue(node.operand, context)
  if (!isQuick(node, owner, context) || owner.code !== 'p') return `(${hasTruth(node, context)} === ${wanted})`
  return `(p[${JSON.stringify(node.field)}] ${wanted ? '!=' : '=='} null)`
}

/** True when a property can be read without a call: it has no namesake in JavaScript, and nothing can be unread. */
function isQuick(node: SelectNode | HasNode, owner: ValueCode, { generation }: Context): boolean {
  if (generation.standard || generation.guarded || inherited.has(node.field)) return false
  return owner.certain && (node.operand.type.kind === 'object' || owner.code === 'p')
}

export function indexValue(node: IndexNode, context: Context): ValueCode {
  const { generation, generate } = context
  const at = generation.bind(generation.runtime.at)
  const index = generation.temporary()
  const indexed = unary(ownerValue(node.operand, context), context, (value) => `${at}(${value}, ${index})`)
  const code = `((${index} = ${settled(generate.value(node.index, context))}) === undefined ? undefined : ${indexed.code})`
  return converted(node.type, { code, certain: false }, context)
}

export function parameterValue(node: ParameterNode, context: Context): ValueCode {
  const own = context.generation.bind(ownParameter)
  return { code: `${own}(s.params, ${JSON.stringify(node.name)})`, certain: true }
}

function ownParameter(params: object, name: string): unknown {
  return isRecord(params) && Object.hasOwn(params, name) ? params[name] : null
}

export function linkValue(node: LinkNode, { generation }: Context): ValueCode {
  return { code: `${generation.bind(linkedDocuments)}(s, ${JSON.stringify(node.name)})`, certain: false }
}

export function metricValue(node: MetricNode, context: Context): ValueCode {
  const { generation, generate } = context
  const { metric, statistic, window } = node
  if (window.kind === 'literal' && window.value.of === 'string') {
    const key = JSON.stringify(metricKey(metric, statistic, window.value.value))
    return { code: `${generation.bind(figure)}(r.metrics, ${key})`, certain: false }
  }
  const read = generation.bind(metricFigure)
  const asked = JSON.stringify({ metric, statistic })
  return { code: `${read}(r, ${asked}, ${settled(generate.value(window, context))})`, certain: false }
}

function figure(metrics: Readonly<Record<string, number | null>> | undefined, key: string): number | null | undefined {
  return metrics && Object.hasOwn(metrics, key) ? metrics[key] : undefined
}
