import { describe, expect, it } from 'vitest'
import { compileRepositoryFiles } from './acme.js'
import { AcmeRuns, changesOf } from './acme-runs.js'
import { irreversible, scenarios } from './playbook-scenarios.js'

const { value: bundle } = await compileRepositoryFiles()

describe('shipped playbooks', () => {
  it('are all tried here', () => {
    expect(Object.keys(scenarios)).toEqual(bundle.playbooks.map(({ id }) => id).sort())
  })

  it.each(bundle.playbooks.map((playbook) => [playbook.id, playbook] as const))(
    '%s changes what it should, to its verified end, and back',
    async (id, playbook) => {
      const { changes = [], before = [], ...request } = scenarios[id] ?? {}
      const runs = await AcmeRuns.open(bundle)
      for (const change of before) await runs.change(change)
      const plan = await runs.plan(playbook, request)
      expect(changesOf(plan, bundle)).toEqual(changes)
      const outcome = await runs.apply(plan)
      const unverified = runs.recorded('verified').filter(({ held }) => held !== true)
      expect([...runs.recorded('failed'), ...runs.recorded('stale'), ...unverified]).toEqual([])
      expect(runs.recorded('verified')).not.toEqual([])
      expect(outcome).toMatchObject({ kind: 'ended', state: { phase: 'succeeded' } })
      const isWhole = runs.recorded('done').every(({ inverse }) => inverse !== 'irreversible')
      expect(isWhole).toBe(!irreversible.has(id))
      const back = outcome.kind === 'ended' ? await runs.takeBack(outcome.state) : undefined
      expect([...runs.recorded('failed'), ...runs.recorded('undo-failed')]).toEqual([])
      if (back || isWhole) expect(back).toMatchObject({ kind: 'ended', state: { phase: 'succeeded' } })
      if (isWhole) expect(changesOf(await runs.plan(playbook, request), bundle)).toEqual(changes)
    },
  )
})
