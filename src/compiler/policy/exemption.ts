import type { Outcome } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import type { Exemption } from '../../core/policy.js'
import { type ConditionScope, checkCel } from '../expression/index.js'
import { entriesAt, type LocatedValue, rangeOf, textAt, valueAt, writtenText } from '../source/located-value.js'
import { checkCondition } from './check-condition.js'

/** Compiles an exemption; undefined when something in it is wrong (the schema says what is missing). */
export function compileExemption(
  root: LocatedValue,
  scope: ConditionScope,
  identity: Pick<Exemption, 'id' | 'policies'>,
): Outcome<Exemption | undefined> {
  const match = checkMatch(valueAt(root, ['match']), scope)
  const [reason, owner, expires] = ['reason', 'owner', 'expires'].map((key) => textAt(root, key)?.trim())
  if (!match.value || !reason || !owner || !expires) return { value: undefined, diagnostics: match.diagnostics }
  const exemption = { ...identity, match: match.value, reason, owner, expires, range: rangeOf(root) }
  return { value: exemption, diagnostics: match.diagnostics }
}

function checkMatch(value: LocatedValue | undefined, scope: ConditionScope): Outcome<Expression | undefined> {
  if (value?.kind !== 'mapping') return checkCondition(value, scope)
  const range = rangeOf(value)
  return checkCel(matchText(value), { scope, expects: 'condition', locate: () => range })
}

/** The condition that a mapping such as `{ account: '1', tags: { team: web } }` stands for. */
function matchText(value: LocatedValue): string {
  const plain = ['id', 'name', 'account', 'region'].flatMap((key) => {
    const part = valueAt(value, [key])
    return part ? [comparison(key, writtenText(part))] : []
  })
  const tags = entriesAt(value, 'tags').map(({ key, value: tag }) =>
    comparison(`tags[${JSON.stringify(key)}]`, writtenText(tag)),
  )
  return [...plain, ...tags].join(' && ') || 'false'
}

function comparison(subject: string, wanted: string): string {
  if (!wanted.includes('*')) return `${subject} == ${JSON.stringify(wanted)}`
  const pattern = wanted.split(/\*+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  return `${subject}.matches(${JSON.stringify(`^${pattern.join('.*')}$`)})`
}

/** Whether an exemption no longer holds on a day (`YYYY-MM-DD`). */
export function isExpired(exemption: Exemption, today: string): boolean {
  return exemption.expires <= today
}
