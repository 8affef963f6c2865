import { describe, expect, it } from 'vitest'
import type { CompiledPlaybook } from '../../src/core/playbook.js'
import { compileRepositoryFiles } from './acme.js'
import { AcmeRuns, changesOf } from './acme-runs.js'
import { irreversible, type Scenario, scenarios } from './playbook-scenarios.js'

const { value: bundle } = await compileRepositoryFiles()

describe('shipped playbooks', () => {
  it('are all tried here', () => {
    expect(Object.keys(scenarios)).toEqual(bundle.playbooks.map(({ id }) => id).sort())
  })

  it.each(bundle.playbooks.flatMap((playbook) => casesOf(playbook)))(
    '%s changes what it should, to its verified end, and back',
    async (_, playbook, { changes, before = [], ...request }) => {
      const runs = await AcmeRuns.open(bundle)
      for (const change of before) await runs.change(change)
      const plan = await runs.plan(playbook, request)
      expect(changesOf(plan, bundle)).toEqual(changes)
      const outcome = await runs.apply(plan)
      const unverified = runs.recorded('verified').filter(({ held }) => held !== true)
      expect([...runs.recorded('failed'), ...runs.recorded('stale'), ...unverified]).toEqual([])
      expect(runs.recorded('verified')).not.toEqual([])
      expect(outcome).toMatchObject({ kind: 'ended', state: { phase: 'succeeded' } })
      const isBack = await runs.takeBack(plan)
      expect(isBack).toBe(!irreversible.has(playbook.id))
      if (isBack) expect(changesOf(await runs.plan(playbook, request), bundle)).toEqual(changes)
    },
  )
})

function casesOf(playbook: CompiledPlaybook): readonly (readonly [string, CompiledPlaybook, Scenario])[] {
  const { otherwise = {}, ...usual } = scenarios[playbook.id] ?? { changes: [] }
  const others = Object.entries(otherwise).map(([when, other]) => [`${playbook.id} ${when}`, playbook, other] as const)
  return [[playbook.id, playbook, usual], ...others]
}
