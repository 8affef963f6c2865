import { describe, expect, it } from 'vitest'
import type { CompiledPlaybook } from '../../src/core/playbook.js'
import type { ApplyOutcome } from '../../src/runner/apply/index.js'
import { compileRepositoryFiles } from './acme.js'
import { AcmeRuns, changesOf } from './acme-runs.js'
import { irreversible, type Scenario, scenarios } from './playbook-scenarios.js'

const { value: bundle } = await compileRepositoryFiles()

/** Takes a run back as `escher undo` does, as far as it can be. */
async function takeBack(runs: AcmeRuns, done: ApplyOutcome): Promise<void> {
  const run = done.kind === 'ended' ? done.state.id : ''
  const undo = await runs.planUndo(run)
  if (!undo) return
  const outcome = await runs.apply(undo)
  expect(runs.troubles()).toEqual([])
  expect(outcome).toMatchObject({ kind: 'ended', state: { phase: 'succeeded' } })
}

describe('shipped playbooks', () => {
  it('are all tried here', () => {
    expect(Object.keys(scenarios).sort()).toEqual(bundle.playbooks.map(({ id }) => id).sort())
  })

  it.each(bundle.playbooks.flatMap((playbook) => casesOf(playbook)))(
    '%s changes what it should, to its verified end, and back',
    async (_, { id }, { changes, before = [], ...request }) => {
      const runs = await AcmeRuns.open(bundle)
      for (const change of before) await runs.change(change)
      const plan = await runs.plan(id, request)
      expect(changesOf(plan, bundle)).toEqual(changes)
      const outcome = await runs.apply(plan)
      expect(runs.troubles()).toEqual([])
      expect(runs.recorded('verified')).not.toEqual([])
      expect(outcome).toMatchObject({ kind: 'ended', state: { phase: 'succeeded' } })
      const isReversible = runs.recorded('done').every(({ inverse }) => inverse !== 'irreversible')
      expect(isReversible).toBe(!irreversible.has(id))
      await takeBack(runs, outcome)
      if (isReversible) expect(changesOf(await runs.plan(id, request), bundle)).toEqual(changes)
    },
  )
})

function casesOf(playbook: CompiledPlaybook): readonly (readonly [string, CompiledPlaybook, Scenario])[] {
  const { otherwise = {}, ...usual } = scenarios[playbook.id] ?? { changes: [] }
  const others = Object.entries(otherwise).map(([when, other]) => [`${playbook.id} ${when}`, playbook, other] as const)
  return [[playbook.id, playbook, usual], ...others]
}
