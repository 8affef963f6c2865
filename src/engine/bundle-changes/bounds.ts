import type { Extension, PlaybookParameter } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { type Difference, type Direction, difference } from './change.js'

/** How the allowed values of a list changed: more of them widen, fewer narrow. */
export function listDirection(
  before: readonly unknown[],
  after: readonly unknown[],
  whenEmpty: 'all' | 'none' = 'none',
): Direction {
  if (whenEmpty === 'all' && (before.length === 0 || after.length === 0)) {
    return before.length === 0 ? 'narrows' : 'widens'
  }
  const known = new Set(before.map((one) => JSON.stringify(one)))
  return after.some((one) => !known.has(JSON.stringify(one))) ? 'widens' : 'narrows'
}

/** How an upper limit changed. */
export function limitDirection(before: number, after: number): Direction {
  return after > before ? 'widens' : 'narrows'
}

/** What differs between two declarations of one parameter. */
export function parameterDifferences(
  name: string,
  before: PlaybookParameter | undefined,
  after: PlaybookParameter | undefined,
): readonly Difference[] {
  const what = `params.${name}`
  if (!before || !after) {
    const isWider = after ? after.extend : before?.required
    return difference(what, [before && describe(before), after && describe(after)], isWider ? 'widens' : 'changes')
  }
  return [
    ...difference(`${what}.type`, [before.type, after.type], 'widens'),
    ...difference(`${what}.default`, [before.default, after.default], defaultDirection(before, after)),
    ...difference(
      `${what}.extend`,
      [extensionText(before.extend), extensionText(after.extend)],
      extensionDirection(before.extend, after.extend),
    ),
    ...difference(
      `${what}.required`,
      [before.required ?? false, after.required ?? false],
      after.required ? 'narrows' : 'widens',
    ),
    ...difference(
      `${what}.values`,
      [before.values, after.values],
      boundDirection(before.values, after.values, listDirection),
    ),
    ...difference(
      `${what}.maximum`,
      [before.maximum, after.maximum],
      boundDirection(before.maximum, after.maximum, limitDirection),
    ),
    ...difference(
      `${what}.minimum`,
      [before.minimum, after.minimum],
      boundDirection(before.minimum, after.minimum, (was, is) => limitDirection(is, was)),
    ),
    ...difference(
      `${what}.pattern`,
      [before.pattern, after.pattern],
      boundDirection(before.pattern, after.pattern, () => 'widens'),
    ),
  ]
}

/** Another default does more than before, unless an executor could have set it. */
function defaultDirection({ extend }: PlaybookParameter, { default: value }: PlaybookParameter): Direction {
  return extend && value !== undefined && allows(extend, value) ? 'changes' : 'widens'
}

/** Taking a bound away widens, adding one narrows. */
function boundDirection<T>(
  before: T | undefined,
  after: T | undefined,
  both: (before: T, after: T) => Direction,
): Direction {
  if (before === undefined) return 'narrows'
  return after === undefined ? 'widens' : both(before, after)
}

/** Whatever cannot be shown to stay within the old bound counts as wider. */
export function extensionDirection(before: Extension | undefined, after: Extension | undefined): Direction {
  if (!after) return 'narrows'
  if (!before) return 'widens'
  return isWithin(after, before) ? 'narrows' : 'widens'
}

function isWithin(inner: Extension, outer: Extension): boolean {
  if (inner.kind === 'choice') return inner.values.every((value) => allows(outer, value))
  if (inner.kind === 'range') {
    return outer.kind === 'range' && inner.minimum >= outer.minimum && inner.maximum <= outer.maximum
  }
  return false
}

function allows(extension: Extension, value: ParameterValue): boolean {
  if (extension.kind === 'choice') return extension.values.some((one) => JSON.stringify(one) === JSON.stringify(value))
  return extension.kind === 'range' && Number(value) >= extension.minimum && Number(value) <= extension.maximum
}

function extensionText(extension: Extension | undefined): string {
  switch (extension?.kind) {
    case 'choice':
      return `one of ${extension.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'range':
      return `${extension.minimum} to ${extension.maximum}`
    case 'pattern':
      return `texts that match ${extension.pattern}`
    case 'selector':
      return 'a selector within the scope'
    default:
      return 'nothing'
  }
}

function describe({ type, default: value, extend }: PlaybookParameter): string {
  const standard = value === undefined ? '' : `, ${JSON.stringify(value)} by default`
  return `${type}${standard}${extend ? `, extended by ${extensionText(extend)}` : ''}`
}
