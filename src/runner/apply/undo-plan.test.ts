import { describe, expect, it } from 'vitest'
import { ApplyWorld, codesOf, ranTo } from '../../../test/support/apply-world.js'
import { fakeConfiguration, fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { plannedRun } from '../../../test/support/planned-run.js'
import type { Operation } from '../../core/operation.js'
import type { Plan } from '../../core/plan.js'
import { parsePlan, sealed } from '../../engine/plan/index.js'
import type { RunState } from '../../engine/run/index.js'
import { type ApprovalRules, createApprovalGate, requirementOf } from '../approval/index.js'
import { trustedRun } from './resume.js'
import { planUndo } from './undo-plan.js'

const day = 24 * 3600 * 1000
const machine = fakeResource(machineType, 'a', { Colour: 'grey', Name: 'a' })
const address = `${machineType}/1/r1/a`
const strip = settingOperation('strip', 'Colour', { risk: 'high' })
const paint = settingOperation('paint', 'Colour', {
  risk: 'medium',
  inverse: ({ properties }) => ({ operation: strip.name, params: { value: properties['Colour'] as string } }),
})

/** The plan that takes back a run. */
async function undoOf(id: string, world: ApplyWorld): Promise<Plan> {
  const trusted = await trustedRun(world, id)
  if ('diagnostics' in trusted) throw new Error(JSON.stringify(trusted.diagnostics))
  const bundle = { configuration: fakeConfiguration(), priceSheets: [] }
  const { value } = await planUndo({ state: trusted.state, requester: 'ada', bundle }, world.ports())
  if (!value) throw new Error('there is something to take back')
  return value
}

/** A run that painted a machine, and what is asked of taking it back. */
async function painted() {
  const world = await ApplyWorld.open([machine], [paint, strip])
  const plan = plannedRun({ resources: [machine], steps: [[paint, 'red']], more: { risk: 'medium' } })
  const { id } = ranTo(await world.apply(plan))
  const configuration = fakeConfiguration()
  const rules: ApprovalRules = {
    store: world.store,
    verifier: { verify: async () => 'unavailable' },
    access: configuration.access,
    configuration,
    playbooks: [],
    standingApprovals: [],
    riskOf: (name) => [paint, strip].find((operation) => operation.name === name)?.risk,
  }
  const undo = (): Promise<Plan> => undoOf(id, world)
  const riskOf = async (of: Plan): Promise<string> => (await requirementOf(of, rules, new Date(world.now))).subject.risk
  return { world, id, rules, undo, riskOf }
}

interface Moved {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
  /** What is there by the time of the undo. */
  readonly now: unknown
}

/** How taking back a medium step by a high one counts, and which step it restores. */
async function riskOfUndoing({ path, before, after, now }: Moved): Promise<{ risk: string; restores?: string }> {
  const effectOf =
    (value: unknown): Operation['effect'] =>
    (target) => ({ target: { ...target, properties: { ...target.properties, [path]: value } } })
  const undoing = settingOperation('strip', path, { risk: 'high', effect: effectOf(before) })
  const doing = settingOperation('paint', path, {
    risk: 'medium',
    effect: effectOf(after),
    inverse: () => ({ operation: undoing.name, params: { value: 'before' } }),
  })
  const resource = fakeResource(machineType, 'a', { [path]: before })
  const world = await ApplyWorld.open([resource], [doing, undoing])
  const { id } = ranTo(await world.apply(plannedRun({ resources: [resource], steps: [[doing, 'after']] })))
  world.cloud.change(address, { [path]: now })
  const { risk, targets } = await undoOf(id, world)
  const restores = targets[0]?.steps[0]?.restores
  return { risk, ...(restores === undefined ? {} : { restores }) }
}

describe('a plan that takes back a run', () => {
  it('says so, in its hash, to whoever applies it, whatever has become of the playbook', async () => {
    const { world, id, undo } = await painted()
    const plan = await undo()
    expect(plan.undoes).toBe(id)
    const { value: read } = parsePlan(JSON.stringify(plan))
    world.playbooks = []
    const state: RunState = ranTo(await world.apply(read ?? plan))
    expect([state.phase, state.undoes]).toEqual(['succeeded', id])
    expect(world.cloud.property(address, 'Colour')).toBe('grey')
    const { undoes: _, ...other } = await undoOf(state.id, world)
    expect(codesOf(await world.apply(sealed(other)))).toEqual(['playbook-changed'])
  })

  it('counts with the risk of the step taken back within a day, and then with its own', async () => {
    const { world, undo, riskOf } = await painted()
    const plan = await undo()
    expect([plan.risk, plan.approval.reason]).toEqual(['medium', expect.stringContaining('that of what is taken back')])
    expect(await riskOf(plan)).toBe('medium')
    world.now += day + 1000
    expect(await riskOf(plan)).toBe('high')
    expect((await undo()).risk).toBe('high')
  })

  it('counts with its own risk on a resource that somebody else changed since', async () => {
    const { world, undo, riskOf } = await painted()
    world.cloud.change(address, { Colour: 'pink' })
    const plan = await undo()
    expect([plan.risk, await riskOf(plan)]).toEqual(['high', 'high'])
  })

  it('counts with its own risk where another member or element of what the run changed has moved since', async () => {
    const inner = { From: '10.0.0.0/8', Port: 22 }
    const open = { From: '0.0.0.0/0', Port: 22 }
    const cases = [
      { path: 'Labels', before: { a: '1', owner: 'x' }, after: { a: '1', owner: 'y' }, moved: { a: '2', owner: 'y' } },
      { path: 'Rules', before: [open, inner], after: [inner], moved: [inner, { ...inner, Port: 3389 }] },
    ]
    for (const { path, before, after, moved } of cases) {
      const told: string[] = []
      for (const now of [after, moved]) {
        const { risk, restores } = await riskOfUndoing({ path, before, after, now })
        told.push(`${risk} ${restores}`)
      }
      expect(told).toEqual(['medium 1-paint', 'high undefined'])
    }
  })

  it('is refused when it does anything that the run did not record, or its records cannot be relied on', async () => {
    const { world, rules, undo } = await painted()
    const plan = await undo()
    const check = async (of: Plan) => {
      const decision = await createApprovalGate(rules).check({
        plan: of,
        run: '',
        records: [],
        now: new Date(world.now),
      })
      return decision.kind === 'refused' ? decision.diagnostics.map(({ code }) => code) : decision.kind
    }
    expect(await check(plan)).not.toEqual(['undo-not-recorded'])
    const targets = plan.targets.map((target) => ({
      ...target,
      steps: target.steps.map((step) => ({ ...step, params: { value: 'black' } })),
    }))
    expect(await check(sealed({ ...plan, targets }))).toEqual(['undo-not-recorded'])
    expect(await check(sealed({ ...plan, undoes: 'another' }))).toEqual(['undo-not-recorded'])
  })
})
