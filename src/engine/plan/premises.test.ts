import { describe, expect, it } from 'vitest'
import { expression, finding, machine, order, playbook, request, step } from '../../../test/support/fake-plan.js'
import type { CompiledPlaybook } from '../../core/playbook.js'
import { buildPlan } from './build-plan.js'
import type { PlaybookOrder } from './plan-request.js'

const size = step('set-size', { params: { to: 'large' } })
const stop = step('set-state', { params: { to: 'stopped' } })

/** What must still be so of the one target: policies, and conditions as text. */
function premisesOf(wanted: CompiledPlaybook, more: Partial<PlaybookOrder> = {}) {
  const { plan } = buildPlan(request([order(wanted, more)], [machine('a')]))
  const [target] = plan?.targets ?? []
  if (!target) throw new Error('nothing is planned')
  const { policies = [], conditions = [] } = target.premises ?? {}
  return { policies, conditions: conditions.map(({ condition }) => condition.text) }
}

describe('what sent a plan to a target', () => {
  it('is kept where it rests on other resources or the time, and left to the fingerprint where it does not', () => {
    const scoped = (text: string) => premisesOf(playbook('p', [size], { scope: expression(text) })).conditions
    expect(scoped('isEmpty(links.disks)')).toEqual(['isEmpty(links.disks)'])
    expect(scoped("environment == 'development'")).toEqual(["environment == 'development'"])
    expect(scoped("now > timestamp('2020-01-01T00:00:00Z')")).toHaveLength(1)
    expect(scoped("resource.State == 'running' && target.id == 'a'")).toEqual([])
  })

  it('is the policies of its findings, and no policy where a playbook was asked for', () => {
    const wanted = playbook('p', [size])
    const findings = [finding('t/big', machine('a'))]
    expect(premisesOf(wanted, { findings })).toEqual({ policies: ['t/big'], conditions: [] })
    expect(premisesOf(wanted)).toEqual({ policies: [], conditions: [] })
  })

  it('holds conditions of steps only until one has changed something', () => {
    const when = expression('isEmpty(links.disks)')
    const conditionsOf = (steps: CompiledPlaybook['steps']) => premisesOf(playbook('p', steps)).conditions
    expect(conditionsOf([{ ...size, when }, stop])).toHaveLength(1)
    expect(conditionsOf([size, { ...stop, when }])).toEqual([])
  })

  it('holds what the resources were selected by', () => {
    const select = [expression('isEmpty(links.disks)')]
    expect(premisesOf(playbook('p', [size]), { select }).conditions).toEqual(['isEmpty(links.disks)'])
  })
})
