import { describe, expect, it } from 'vitest'
import { ApplyWorld, ranTo } from '../../../test/support/apply-world.js'
import { nowhere } from '../../../test/support/compiled-policy.js'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { machineType, settingOperation } from '../../../test/support/fake-operations.js'
import { expression } from '../../../test/support/fake-plan.js'
import { acting, copying, copyingRun, copyType, label, remove } from '../../../test/support/made-things.js'
import { testPlaybook } from '../../../test/support/planned-run.js'
import type { Operation } from '../../core/operation.js'
import type { Step } from '../../core/playbook.js'
import type { OperateOutcome } from '../../core/provider.js'
import { rehearse } from './dry-run.js'
import { planUndo } from './undo-plan.js'

const paint = settingOperation('paint', 'Colour')
const machine = fakeResource(machineType, 'm1', { Colour: 'grey', Size: 1 })
const lost: OperateOutcome = {
  kind: 'failed',
  failure: { reason: 'uncertain', code: 'Timeout', message: 'no answer' },
  responses: [],
}
const labelIt = acting(label, { on: 'make-copy', params: { value: 'mine' } })
const copyAddress = (id: string): string => `${copyType}/1/r1/${id}`

async function worldOf(copy: Operation, more: readonly Operation[] = []) {
  const operations = [copy, label, remove, paint, ...more]
  const world = await ApplyWorld.open([machine, fakeResource(copyType, 'other', { Label: 'none' })], operations)
  const plan = (steps: readonly Step[]) => copyingRun(machine, steps, { operations })
  return { world, plan }
}

describe('a step on what an earlier step makes', () => {
  it('acts under a lease on the id that the cloud gave', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    const planned = plan([acting(copy), labelIt])
    expect(planned.targets[0]?.steps[1]?.on?.id).toMatch(/^copy-[0-9a-f]{17}$/)
    expect(ranTo(await world.apply(planned)).phase).toBe('succeeded')
    expect(world.cloud.property(copyAddress('copy-1'), 'Label')).toBe('mine')
    expect(world.cloud.property(copyAddress('other'), 'Label')).toBe('none')
    expect(world.events('done')[0]).toMatchObject({ outcome: 'changed', created: ['copy-1'] })
    expect(world.events('started')[1]).toMatchObject({ requests: [{ input: { id: 'copy-1' } }], fence: 1 })
  })

  it('is bound from the records when another process goes on', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    const stop = new AbortController()
    world.cloud.interfere = ({ operation }) => {
      if (operation === copy) stop.abort()
      return undefined
    }
    const begun = ranTo(await world.apply(plan([acting(copy), labelIt]), { signal: stop.signal }))
    expect(begun.phase).toBe('interrupted')
    world.cloud.interfere = () => undefined
    expect(ranTo(await world.resume(begun.id)).phase).toBe('succeeded')
    expect(world.cloud.property(copyAddress('copy-1'), 'Label')).toBe('mine')
    expect(world.cloud.calls.filter(({ action }) => action === 'make-copy')).toHaveLength(1)
  })

  it('is bound to what bears the mark when the answer was lost', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    world.cloud.interfere = (request, cloud) => {
      if (request.operation !== copy) return undefined
      cloud.perform(request)
      return lost
    }
    expect(ranTo(await world.apply(plan([acting(copy), labelIt]))).phase).toBe('succeeded')
    expect(world.events('done')[0]).toMatchObject({ outcome: 'already', created: ['copy-1'], responses: [] })
    expect(world.cloud.property(copyAddress('copy-1'), 'Label')).toBe('mine')
    expect(world.cloud.calls.filter(({ action }) => action === 'make-copy')).toHaveLength(1)
  })

  it('is bound to what bears the mark when the answer does not tell', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    world.cloud.interfere = (request, cloud) => {
      if (request.operation !== copy) return undefined
      cloud.perform(request)
      return { kind: 'performed', responses: [{}] }
    }
    expect(ranTo(await world.apply(plan([acting(copy), labelIt]))).phase).toBe('succeeded')
    expect(world.events('done')[0]).toMatchObject({ outcome: 'changed', created: ['copy-1'] })
  })

  it('stops the target when nothing tells what was made', async () => {
    const copy = copying({ makes: { ...copying().makes, bears: () => false } as Operation['makes'] & object })
    const { world, plan } = await worldOf(copy)
    world.cloud.interfere = (request, cloud) => {
      if (request.operation !== copy) return undefined
      cloud.perform(request)
      return { kind: 'performed', responses: [{}] }
    }
    expect(ranTo(await world.apply(plan([acting(copy, { undo: 'irreversible' }), labelIt]))).phase).toBe('failed')
    expect(world.events('failed')).toMatchObject([{ code: 'created-unknown' }])
    expect(world.cloud.property(copyAddress('other'), 'Label')).toBe('none')
  })

  it('stops the target when several resources bear the mark', async () => {
    const copy = copying({ makes: { ...copying().makes, bears: () => true } as Operation['makes'] & object })
    const { world, plan } = await worldOf(copy)
    world.cloud.interfere = (request, cloud) => {
      if (request.operation !== copy) return undefined
      cloud.perform(request)
      return lost
    }
    expect(ranTo(await world.apply(plan([acting(copy), labelIt]))).phase).toBe('failed')
    expect(world.events('failed')).toMatchObject([{ code: 'created-unknown' }])
  })

  it('is left out where the step before it was', async () => {
    const copy = copying({ precondition: () => ({ kind: 'already', reason: 'there is one' }) })
    const { plan } = await worldOf(copy)
    const steps = plan([acting(paint, { params: { value: 'red' } }), acting(copy), labelIt]).targets[0]?.steps
    expect(steps?.map(({ step }) => step)).toEqual(['1-paint'])
  })
})

describe('conditions about what an earlier step makes', () => {
  const asked = (text: string, more: object = {}): Step =>
    ({
      kind: 'verify',
      name: 'ask',
      condition: expression(text),
      on: 'make-copy',
      within: 0,
      range: nowhere,
      ...more,
    }) as Step

  it('see it as `item`, and the target where they mention it', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    const steps = [
      acting(copy),
      asked('item.Of == id && target.Size == 1 && item.id == steps["make-copy"].created[0].id'),
    ]
    expect(ranTo(await world.apply(plan([...steps, asked('item.Label == "none"', { name: 'again' })]))).phase).toBe(
      'succeeded',
    )
    expect(world.events('verified').map(({ held }) => held)).toEqual([true, true])
  })

  it('do not hold of what is not as it should be', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    expect(ranTo(await world.apply(plan([acting(copy), asked('item.Label == "other"')]))).phase).toBe('undone')
  })

  it('end a wait when they come true', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    const wait = {
      kind: 'wait',
      name: 'ready',
      until: expression('item.Label == "ready"'),
      on: 'make-copy',
      timeout: 3600,
      range: nowhere,
    } as const
    const waiting = ranTo(await world.apply(plan([acting(copy), wait, labelIt])))
    expect(waiting.phase).toBe('waiting')
    world.cloud.change(copyAddress('copy-1'), { Label: 'ready' })
    expect(ranTo(await world.resume(waiting.id)).phase).toBe('succeeded')
  })
})

describe('putting back', () => {
  const failing = settingOperation('fail', 'Broken', {
    precondition: () => undefined,
    inverse: () => undefined,
  })
  const refused: OperateOutcome = { ...lost, failure: { reason: 'conflict', code: 'No', message: 'no' } }

  it('takes away what was made, where an inverse says so', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy, [failing])
    world.cloud.interfere = ({ operation }) => (operation === failing ? refused : undefined)
    const planned = plan([acting(copy), labelIt, acting(failing, { params: { value: 'x' } })])
    expect(ranTo(await world.apply(planned)).phase).toBe('undone')
    expect(world.cloud.resources.has(copyAddress('copy-1'))).toBe(false)
    expect(world.cloud.resources.has(copyAddress('other'))).toBe(true)
    expect(world.events('left-behind')).toEqual([])
  })

  it('says what stays', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy, [failing])
    world.cloud.interfere = ({ operation }) => (operation === failing ? refused : undefined)
    const planned = plan([acting(copy, { undo: 'irreversible' }), acting(failing, { params: { value: 'x' } })])
    expect(ranTo(await world.apply(planned)).phase).toBe('failed')
    expect(world.cloud.resources.has(copyAddress('copy-1'))).toBe(true)
    expect(world.events('left-behind')).toMatchObject([{ resources: [copyAddress('copy-1')] }])
  })

  it.each([
    ['declared', { steps: ['label', 'remove'], leftBehind: [] }],
    ['irreversible', { steps: ['label'], leftBehind: [copyAddress('copy-1')] }],
  ] as const)('a whole run plans it: %s', async (undo, expected) => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    const state = ranTo(await world.apply(plan([acting(copy, { undo }), labelIt])))
    const bundle = { configuration: world.ports().configuration, playbooks: [testPlaybook], priceSheets: [] }
    const { value: undo_ } = await planUndo({ state, requester: 'ada', bundle }, world.ports())
    const steps = undo_?.targets.flatMap((target) => target.steps) ?? []
    expect(steps.map(({ operation }) => operation.split('.').at(-1))).toEqual(expected.steps)
    expect(steps.map(({ on }) => on?.id)).toEqual(expected.steps.map(() => 'copy-1'))
    expect(undo_?.skipped.map(({ resource }) => resource)).toEqual(expected.leftBehind)
  })
})

describe('a rehearsal', () => {
  it('goes through steps on what would be made', async () => {
    const copy = copying()
    const { world, plan } = await worldOf(copy)
    const planned = plan([acting(copy), labelIt])
    const { targets } = await rehearse(
      { plan: planned, bundle: { playbooks: [testPlaybook], policies: [] } },
      world.ports(),
    )
    expect(targets[0]?.unread).toBeUndefined()
    expect(targets[0]?.steps.map(({ step, refusal }) => [step, refusal])).toEqual([
      ['1-make-copy', undefined],
      ['2-label', undefined],
    ])
    expect(targets[0]?.steps[1]?.requests).toEqual(planned.targets[0]?.steps[1]?.requests)
  })
})
