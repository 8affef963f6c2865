import { describe, expect, it } from 'vitest'
import {
  operations as all,
  finding,
  machine,
  order,
  playbook,
  request,
  settingOperation,
  step,
} from '../../../test/support/fake-plan.js'
import { buildPlan } from './build-plan.js'

type Entry = { readonly Key: string; readonly Value: string }

const tagsOf = (properties: Readonly<Record<string, unknown>>) => (properties['Tags'] ?? []) as readonly Entry[]

/** Sets one of the tags that stand in the document, before the others. */
const tag = settingOperation('tag', 'Tags', {
  precondition: ({ properties }, { key, to }) =>
    tagsOf(properties).some(({ Key, Value }) => Key === key && Value === to)
      ? { kind: 'already', reason: 'it has the tag' }
      : undefined,
  effect: (target, { key, to }) => {
    const others = tagsOf(target.properties).filter(({ Key }) => Key !== key)
    return { target: { ...target, properties: { ...target.properties, Tags: [{ Key: key, Value: to }, ...others] } } }
  },
})
const operations = new Map([...all, [tag.name, tag]])

const tagging = (id: string, key: string, to: string) => playbook(id, [step('tag', { params: { key, to } })])
const red = tagging('red', 'colour', 'red')
const blue = tagging('blue', 'colour', 'blue')
const a = machine('a', { Tags: [{ Key: 'team', Value: 'web' }] })
const b = machine('b', { Tags: [{ Key: 'colour', Value: 'red' }] })

type Severities = readonly [Parameters<typeof finding>[2], Parameters<typeof finding>[2]]

function planned(severities: Severities, policies?: readonly string[]) {
  const selection = policies ? { policies } : {}
  const orders = [
    order(red, { selection, findings: [finding('t/tag-red', a, severities[0])] }),
    order(blue, {
      selection,
      findings: [finding('t/tag-blue', a, severities[1]), finding('t/tag-blue', b, severities[1])],
    }),
  ]
  return buildPlan(request(orders, [a, b], { operations }))
}

const toldOf = ({ plan }: ReturnType<typeof planned>) =>
  plan?.targets.map(({ id, steps }) => [id, steps.map(({ params }) => params['to'])])

describe('two policies that want opposite values of one tag', () => {
  it('are both left aside on that target where they are equally severe, and both are named', () => {
    const planning = planned(['high', 'high'])
    expect(toldOf(planning)).toEqual([['b', ['blue']]])
    expect(planning.skipped).toEqual([
      {
        resource: 'x.machine/1/r1/a',
        kind: 'conflicting',
        reason:
          'policy `t/tag-blue` (high) and policy `t/tag-red` (high) contradict each other: both change Tags["colour"]',
      },
    ])
  })

  it('are followed in what the more severe one wants', () => {
    expect(toldOf(planned(['critical', 'high']))).toEqual([
      ['a', ['red']],
      ['b', ['blue']],
    ])
  })

  it.each([[['t/tag-*']], [['t/tag-red', 't/tag-blue']], [['**']]])(
    'refuse the plan where %s asks for both',
    (policies) => {
      for (const severities of [
        ['high', 'high'],
        ['critical', 'low'],
      ] as const) {
        const { plan, diagnostics } = planned(severities, policies)
        expect(plan).toBeUndefined()
        expect(diagnostics.map(({ code }) => code)).toEqual(['conflicting-actions'])
        expect(diagnostics[0]?.message).toContain('policy `t/tag-blue` and policy `t/tag-red`')
      }
    },
  )

  it('refuse the plan where nothing else is left of it', () => {
    const orders = [
      order(red, { findings: [finding('t/tag-red', a)] }),
      order(blue, { findings: [finding('t/tag-blue', a)] }),
    ]
    const { diagnostics } = buildPlan(request(orders, [a], { operations }))
    expect(diagnostics.map(({ code }) => code)).toEqual(['every-target-refused'])
    expect(diagnostics[0]?.message).toMatch(
      /^1 target is refused, .* policy `t\/tag-blue` \(high\) and policy `t\/tag-red`/,
    )
  })
})

it('two policies that want different tags do not contradict each other, wherever the tags stand in the list', () => {
  const size = tagging('size', 'size', 'small')
  const selection = { policies: ['t/**'] }
  const orders = [red, size].map((one) => order(one, { selection, findings: [finding(`t/tag-${one.id}`, a)] }))
  const { plan, diagnostics } = buildPlan(request(orders, [a], { operations }))
  expect(diagnostics).toEqual([])
  expect(plan?.targets[0]?.steps.map(({ changes }) => changes)).toEqual([
    [{ path: 'Tags["colour"]', after: 'red' }],
    [{ path: 'Tags["size"]', after: 'small' }],
  ])
})
