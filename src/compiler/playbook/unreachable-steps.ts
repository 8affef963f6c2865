import type { Diagnostic, RelatedPlace } from '../../core/diagnostics.js'
import { type Expression, type ExpressionNode, someNode } from '../../core/expression.js'
import { type ConditionScope, checkCel } from '../expression/index.js'
import { type Claim, claimsTogether, isImpossible } from '../resolve/impossible.js'
import { itemsAt, type LocatedValue, rangeOf, valueAt, writtenText } from '../source/located-value.js'
import { sequenceDiagnostics } from './sequence-diagnostics.js'
import type { CompiledStep } from './steps.js'

/** What lets a target come to the steps of a playbook. */
interface Bound {
  /** As it is called in the file. */
  readonly name: string
  readonly claims: readonly Claim[]
  readonly place: LocatedValue
}

/** Reports a scope that no resource is in, and steps whose condition is false of whatever scope and limits let through. */
export function unreachableSteps(
  root: LocatedValue,
  steps: readonly CompiledStep[],
  { scope, conditions }: { readonly scope: Expression | undefined; readonly conditions: ConditionScope },
): readonly Diagnostic[] {
  const place = valueAt(root, ['scope'])
  const scoped: readonly Bound[] =
    scope && place ? [{ name: 'scope', claims: claimsTogether({ node: scope.root, holds: true }), place }] : []
  const limited = environmentBounds(root, conditions)
  for (const bounds of [scoped, [...scoped, ...limited]]) {
    if (!place || scoped.length === 0 || !isImpossible(bounds.flatMap(({ claims }) => claims))) continue
    const related = relatedTo(bounds.filter(({ name }) => name !== 'scope'))
    const parameters = { limited: bounds.length > 1 }
    return [sequenceDiagnostics.report('empty-scope', parameters, { range: rangeOf(place), related })]
  }
  return unreachableAmong(steps, [...scoped, ...limited], []).diagnostics
}

/** The environments of the limits, as a condition. A resource without one is let through as `(none)`. */
function environmentBounds(root: LocatedValue, conditions: ConditionScope): readonly Bound[] {
  const place = valueAt(root, ['limits', 'environments'])
  const names = itemsAt(place).map(writtenText)
  if (!place || names.length === 0) return []
  const texts = names.map((name) =>
    name === '(none)' ? 'environment == null' : `environment == ${JSON.stringify(name)}`,
  )
  const range = rangeOf(place)
  const { value } = checkCel(texts.join(' || '), { scope: conditions, expects: 'condition', locate: () => range })
  return value ? [{ name: 'limits', claims: [{ node: value.root, holds: true }], place }] : []
}

interface Walked {
  readonly diagnostics: readonly Diagnostic[]
  /** Whether a step changed something, so that what held of the target's document before need not hold any more. */
  readonly hasActed: boolean
}

function unreachableAmong(steps: readonly CompiledStep[], bounds: readonly Bound[], outer: readonly Claim[]): Walked {
  const diagnostics: Diagnostic[] = []
  let hasActed = false
  for (const one of steps) {
    const known: readonly Bound[] = hasActed ? bounds.map(lasting) : bounds
    const conditions: readonly Claim[] = hasActed ? outer.filter(isLasting) : outer
    const own = [...conditions, ...(one.step.when ? claimsTogether({ node: one.step.when.root, holds: true }) : [])]
    const problem = one.step.when && unreachable(one, known, own)
    if (problem) {
      diagnostics.push(problem)
      continue
    }
    const inner: Walked | undefined = one.inner && unreachableAmong(one.inner, known, own)
    diagnostics.push(...(inner?.diagnostics ?? []))
    hasActed ||= inner?.hasActed ?? ['operation', 'run', 'wait'].includes(one.step.kind)
  }
  return { diagnostics, hasActed }
}

function unreachable({ place }: CompiledStep, bounds: readonly Bound[], own: readonly Claim[]): Diagnostic | undefined {
  const one = bounds.find(({ claims }) => isImpossible([...claims, ...own]))
  const needed = isImpossible(own) ? [] : one ? [one] : bounds
  if (!isImpossible([...needed.flatMap(({ claims }) => claims), ...own])) return undefined
  const range = rangeOf(valueAt(place, ['when']) ?? place)
  const parameters = { bounds: needed.map(({ name }) => name) }
  return sequenceDiagnostics.report('unreachable-step', parameters, { range, related: relatedTo(needed) })
}

function relatedTo(bounds: readonly Bound[]): readonly RelatedPlace[] | undefined {
  if (bounds.length === 0) return undefined
  return bounds.map(({ name, place }) => ({ message: `\`${name}\` lets nothing else through`, range: rangeOf(place) }))
}

function lasting(bound: Bound): Bound {
  return { ...bound, claims: bound.claims.filter(isLasting) }
}

/** What stays true of a target whatever is done to it: where it is, and what the run was given. */
function isLasting({ node }: Claim): boolean {
  return !someNode(node, isChanging)
}

const fixedNames: readonly string[] = ['environment', 'account', 'region', 'id', 'now']

function isChanging(node: ExpressionNode): boolean {
  if (node.kind === 'link' || node.kind === 'metric') return true
  return node.kind === 'variable' && node.scope === 'root' && !fixedNames.includes(node.name)
}
