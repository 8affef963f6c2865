import { entryOf, type LocatedMapping, type LocatedValue } from '../../source/located-value.js'
import { always, any, type Cel, call, member, never, not, nothing, pattern, primary, relation } from './cel.js'
import { equal } from './comparison.js'
import { JmesPathLowering } from './jmespath/lower.js'
import { parseJmesPath } from './jmespath/parse.js'
import { JmesPathError } from './jmespath/tokens.js'
import { constantOperand, derived, isKind, type Operand, type Operands } from './operand.js'
import { operators } from './operators.js'
import { Refusal } from './refusal.js'
import { toRe2 } from './regular-expression.js'
import { pythonTruth } from './truth.js'
import { cidrCondition, type Sides, timeValueTypes, valueTypes } from './value-types.js'
import { yamlValue } from './yaml-value.js'

/** What a filter is about: a resource, or an item of one of its lists. */
export interface Subject {
  readonly operands: Operands
  readonly root: Operand
  /** True for a resource, whose tags are `tags`. */
  readonly tagged: boolean
}

/** The parts of a value filter. */
export interface ValueFilter {
  readonly key: string
  readonly value: unknown
  readonly operator?: string
  readonly valueType?: string
  readonly valueRegex?: string
  readonly valuePath?: string
}

const options = new Set(['type', 'key', 'value', 'op', 'value_type', 'value_regex', 'value_path', 'default'])

/** Reads `{ type: value, key: …, value: …, op: … }`. */
export function readValueFilter(filter: LocatedMapping, allowed: ReadonlySet<string> = options): ValueFilter {
  for (const { key, value } of filter.entries) {
    if (!allowed.has(key))
      throw new Refusal(
        'custodian-filter-option',
        key,
        refusedOptions[key] ?? 'it is not an option of this filter',
        value,
      )
  }
  const optional = (name: string) => optionalText(filter, name)
  refuseValueType(optional('value_type'))
  const hasValue = entryOf(filter, 'value') !== undefined || optional('value_path') !== undefined
  if (optional('key') === undefined) throw new Refusal('custodian-filter-option', 'key', 'a value filter needs a key')
  if (!hasValue) throw new Refusal('custodian-filter-option', 'value', 'a value filter needs a value')
  const value = entryOf(filter, 'value')?.value
  return {
    key: optional('key') ?? '',
    value: value ? yamlValue(value) : undefined,
    ...withDefined({
      operator: optional('op'),
      valueType: optional('value_type'),
      valueRegex: optional('value_regex'),
      valuePath: optional('value_path'),
    }),
  }
}

function refuseValueType(valueType: string | undefined): void {
  if (valueType === undefined || valueType === 'cidr' || valueTypes.has(valueType)) return
  const ofRun = 'it counts the resources of a run, and a condition speaks of one resource'
  const reason = valueType === 'resource_count' ? ofRun : 'there is no such value type'
  throw new Refusal('custodian-filter-option', valueType, reason)
}

const refusedOptions: Readonly<Record<string, string>> = {
  value_from:
    'it reads the value from a file or URL when the policy runs; write the values into the policy, or into `params`',
  tag_key_transforms: 'tags are looked up by their exact key',
}

function withDefined<T extends Record<string, string | undefined>>(parts: T): { [Key in keyof T]?: string } {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as {
    [Key in keyof T]?: string
  }
}

function optionalText(filter: LocatedMapping, name: string): string | undefined {
  const entry: LocatedValue | undefined = entryOf(filter, name)?.value
  if (!entry) return undefined
  const value = yamlValue(entry)
  if (typeof value !== 'string') throw new Refusal('custodian-value', name, 'a text is needed here', entry)
  return value
}

/** The condition that holds exactly for the resources that the filter lets through. */
export function valueCondition(filter: ValueFilter, subject: Subject): Cel {
  const { operator, valueType } = filter
  if (operator !== undefined && !operators.has(operator)) {
    throw new Refusal('custodian-filter-option', operator, `there are ${[...operators.keys()].join(', ')}`)
  }
  refuseInterpolation(filter.value)
  const left = captured(lookUp(filter.key, subject), filter.valueRegex)
  const right = filter.valuePath === undefined ? constantOperand(filter.value) : lookUp(filter.valuePath, subject)
  if (valueType === 'cidr') return cidrCondition(left, right, operator ?? 'eq')
  return compare(converted({ left, right }, filter, subject), filter)
}

function refuseInterpolation(value: unknown): void {
  const found = /\{(account_id|region|now|policy|account|partition|bucket_region|source_region)\b[^}]*\}/.exec(
    typeof value === 'string' ? value : JSON.stringify(value ?? ''),
  )
  if (found) {
    throw new Refusal(
      'custodian-value',
      found[0],
      'Custodian fills it in when the policy runs; write `account`, `region` or a parameter into the condition instead',
    )
  }
}

function converted(sides: Sides, filter: ValueFilter, subject: Subject): Sides {
  const { operator, valueType } = filter
  if (valueType === undefined) return sides
  const convert = valueTypes.get(valueType)
  if (!convert) return sides
  if (timeValueTypes.has(valueType) && !orderOperators.has(operator ?? '')) {
    throw new Refusal(
      'custodian-filter-option',
      operator ?? 'op',
      `\`value_type: ${valueType}\` needs an operator that compares, such as \`gt\``,
    )
  }
  return convert(sides, { operator, lookUp: (key) => lookUp(key, subject) })
}

const orderOperators = new Set([
  'gt',
  'greater-than',
  'ge',
  'gte',
  'lt',
  'less-than',
  'le',
  'lte',
  'eq',
  'equal',
  'ne',
  'not-equal',
])

/**
 * As `ValueFilter.match`: `absent`, `present`, `not-null` and `empty` first, then the operator. A value that itself is
 * the text `absent` or `empty` does not count as such, unlike in Custodian.
 */
function compare({ left, right }: Sides, { operator }: ValueFilter): Cel {
  const emptyTuple = operator === 'in' || operator === 'not-in'
  const missing = emptyTuple ? never : left.missing
  const compared = operator === undefined ? equal(left, right) : applied(operator, left, right)
  const sentinel = sentinelCondition(right.constant, left, missing)
  if (sentinel === undefined) return compared
  const plain = operator === undefined || operator === 'eq' || operator === 'equal'
  return plain ? sentinel : any([sentinel, compared])
}

function sentinelCondition(value: unknown, left: Operand, missing: Cel): Cel | undefined {
  switch (value) {
    case 'absent':
      return missing
    case 'present':
      return not(missing)
    case 'not-null':
      return pythonTruth(left)
    case 'empty':
      return not(pythonTruth(left))
    default:
      return undefined
  }
}

function applied(operator: string, left: Operand, right: Operand): Cel {
  const condition = (operators.get(operator) ?? equal)(left, right)
  const nothingToLookIn = operator === 'not-in' && right.constant === undefined ? right.missing : never
  return any([nothingToLookIn, condition])
}

/** The value of a key: a tag, a property of that very name, or a JMESPath expression. */
export function lookUp(key: string, subject: Subject): Operand {
  if (key.startsWith('tag:')) return tag(key.slice('tag:'.length), subject)
  if (key.startsWith('c7n'))
    throw new Refusal('custodian-key', key, 'it names a note that Custodian makes while it runs')
  const { schema } = subject.root
  if (schema.type === 'object' && Object.hasOwn(schema.properties, key)) {
    return subject.operands.of(member(subject.root.cel, key), schema.properties[key] ?? { type: 'any' })
  }
  try {
    return new JmesPathLowering(subject.operands, key).lower(parseJmesPath(key), subject.root)
  } catch (error) {
    if (error instanceof JmesPathError) throw new Refusal('custodian-key', key, `it is not JMESPath: ${error.message}`)
    throw error
  }
}

function tag(name: string, { tagged, operands }: Subject): Operand {
  if (!tagged) throw new Refusal('custodian-key', `tag:${name}`, 'items of a list have no tags of their own')
  return operands.of(member(primary('tags'), name), { type: 'string' })
}

/** `value_regex`: what its group captures at the start of a text, missing where it does not match. */
function captured(value: Operand, expression: string | undefined): Operand {
  if (expression === undefined) return value
  const part = call('capture', value.cel, pattern(`^(?:${toRe2(expression)})`))
  const notFound = relation(part, '==', nothing)
  if (value.shape === 'text') return { ...derived('text', part, { missing: notFound }), total: value.total }
  if (value.shape !== 'unknown') return { ...value, shape: 'nothing', missing: always }
  return derived('text', part, { missing: any([not(isKind(value, 'string')), notFound]) })
}
