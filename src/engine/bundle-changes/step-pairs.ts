import type { Step } from '../../core/playbook.js'
import { meaningOf } from './meaning.js'

/** A step of one version and what became of it in the other. */
export interface StepPair {
  readonly before: Step
  readonly after: Step
  /** True when it stands before or after other steps than it did. */
  readonly moved: boolean
}

/** The steps of two lists, paired by what they do. */
export interface PairedSteps {
  readonly pairs: readonly StepPair[]
  readonly gone: readonly Step[]
  readonly came: readonly Step[]
}

/**
 * Pairs the steps of two lists by meaning, so that a step that only got another number is the same step: first those
 * that are equal and in order, then by the name that their author gave, then equal ones elsewhere, then those that do the
 * same thing in another way.
 */
export function pairSteps(before: readonly Step[], after: readonly Step[]): PairedSteps {
  const partners = new Map<number, number>(inOrder(before.map(contentOf), after.map(contentOf)))
  for (const alike of [givenName, contentOf, subjectOf]) pairRest(before.map(alike), after.map(alike), partners)
  const staying = heaviestRise(
    [...partners].sort(([left], [right]) => left - right),
    before,
  )
  const taken = new Set(partners.values())
  return {
    pairs: after.flatMap((step, index) => {
      const [was] = [...partners].find(([, is]) => is === index) ?? []
      const earlier = was === undefined ? undefined : before[was]
      return earlier ? [{ before: earlier, after: step, moved: !staying.has(index) }] : []
    }),
    gone: before.filter((_, index) => !partners.has(index)),
    came: after.filter((_, index) => !taken.has(index)),
  }
}

/** The name of a step, unless it is only its number and kind. */
export function givenName({ name, kind }: Step): string | undefined {
  return /^\d+-/.test(name) ? undefined : `${kind} ${name}`
}

/** What a step does: everything but its name, except for a query's, which other steps speak of. */
function contentOf(step: Step): string {
  return meaningOf(unnamed(step))
}

function unnamed(step: Step): unknown {
  const { name: _, ...rest } = step
  if (rest.kind === 'query') return step
  return rest.kind === 'forEach' ? { ...rest, steps: rest.steps.map(unnamed) } : rest
}

/** What a step is about: two steps with the same subject are the same step with other details. */
function subjectOf(step: Step): string {
  switch (step.kind) {
    case 'operation':
      return `operation ${step.operation} ${step.on ?? ''}`
    case 'run':
      return `run ${step.playbook}`
    case 'query':
      return `query ${step.name}`
    default:
      return step.kind
  }
}

/** The longest list of pairs of equal texts that stand in the same order on both sides. */
function inOrder(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const lengths = [...before, ''].map(() => new Array<number>(after.length + 1).fill(0))
  const length = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const skipping = Math.max(length(row + 1, column), length(row, column + 1))
      const best = before[row] === after[column] ? 1 + length(row + 1, column + 1) : skipping
      lengths[row]?.splice(column, 1, best)
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row] === after[column]) pairs.push([row++, column++])
    else if (length(row + 1, column) >= length(row, column + 1)) row++
    else column++
  }
  return pairs
}

/** Pairs what has no partner yet with the first that has none and is alike. */
function pairRest(
  before: readonly (string | undefined)[],
  after: readonly (string | undefined)[],
  partners: Map<number, number>,
): void {
  const taken = new Set(partners.values())
  for (const [index, key] of before.entries()) {
    if (key === undefined || partners.has(index)) continue
    const found = after.findIndex((one, position) => one === key && !taken.has(position))
    if (found < 0) continue
    partners.set(index, found)
    taken.add(found)
  }
}

/** Messages move before anything else does: nothing depends on where they stand. */
const weightOf = ({ kind }: Step) => (kind === 'notify' ? 1 : 1000)

/** The positions after of the pairs that kept their order among one another, with as few others as possible. */
function heaviestRise(pairs: readonly (readonly [number, number])[], before: readonly Step[]): ReadonlySet<number> {
  const chains: { readonly weight: number; readonly positions: readonly number[] }[] = []
  for (const [index, position] of pairs) {
    const step = before[index]
    const earlier = chains
      .filter(({ positions }) => (positions.at(-1) ?? -1) < position)
      .reduce((best, chain) => (chain.weight > best.weight ? chain : best), {
        weight: 0,
        positions: [] as readonly number[],
      })
    chains.push({
      weight: earlier.weight + (step ? weightOf(step) : 0),
      positions: [...earlier.positions, position],
    })
  }
  const heaviest = chains.reduce((best, chain) => (chain.weight > best.weight ? chain : best), {
    weight: 0,
    positions: [] as readonly number[],
  })
  return new Set(heaviest.positions)
}
