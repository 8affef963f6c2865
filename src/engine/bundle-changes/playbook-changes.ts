import type { CompiledPlaybook, Step } from '../../core/playbook.js'
import { type Change, compareById, type Difference, worstOf } from './change.js'
import { playbookDifferences } from './playbooks.js'

interface Versions {
  readonly was: CompiledPlaybook
  readonly is: CompiledPlaybook
}

/** What became of each playbook. One that runs another that has changed has changed too, and is as much wider. */
export function comparePlaybooks(
  before: readonly CompiledPlaybook[],
  after: readonly CompiledPlaybook[],
): readonly Change[] {
  const later = new Map(after.map((playbook) => [playbook.id, playbook]))
  const versions = new Map<string, Versions>()
  for (const was of before) {
    const is = later.get(was.id)
    if (is) versions.set(was.id, { was, is })
  }
  return compareById('playbook', [before, after], ({ id }) => differencesOf(id, versions))
}

/** Playbooks run one another in no circle: the compiler sees to that. */
function differencesOf(id: string, versions: ReadonlyMap<string, Versions>): readonly Difference[] {
  const pair = versions.get(id)
  if (!pair) return []
  const own = playbookDifferences(pair.was, pair.is)
  if (pair.was.digest === pair.is.digest) return own
  const called = calledBy(pair.is.steps).filter((one) => {
    const { was, is } = versions.get(one) ?? {}
    return was?.digest !== is?.digest
  })
  if (called.length === 0 && own.length > 0) return own
  const directions = called.flatMap((one) => differencesOf(one, versions).map(({ direction }) => direction))
  return [...own, { what: 'a playbook that it runs', direction: worstOf(directions) }]
}

function calledBy(steps: readonly Step[]): readonly string[] {
  const called = steps.flatMap((step) => {
    if (step.kind === 'forEach') return calledBy(step.steps)
    return step.kind === 'run' ? [step.playbook] : []
  })
  return [...new Set(called)]
}
