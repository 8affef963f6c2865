import { describe, expect, it } from 'vitest'
import {
  expression,
  finding,
  machine,
  order,
  playbook,
  policy,
  request,
  settingOperation,
  step,
} from '../../../test/support/fake-plan.js'
import type { Step } from '../../core/playbook.js'
import type { CompiledPolicy } from '../../core/policy.js'
import { buildPlan } from './build-plan.js'

const { range } = playbook('none', [])
const stop = step('set-state', { name: 'stop', params: { to: 'stopped' } })
const shrink = step('set-size', { name: 'shrink' })
const verify = (text: string): Step => ({ kind: 'verify', name: 'v', condition: expression(text), within: 60, range })
const until = (text: string): Step => ({ kind: 'wait', name: 'w', until: expression(text), timeout: 60, range })

/** Why the one target is refused, or undefined where it is planned. */
function refusal(steps: readonly Step[], properties: Parameters<typeof machine>[1] = {}): string | undefined {
  const target = machine('a', { Size: 'large', ...properties }, { tags: { team: 'web' } })
  const { plan, skipped } = buildPlan(request([order(playbook('p', steps))], [target]))
  expect(plan === undefined).toBe(skipped.length > 0)
  return skipped[0]?.reason
}

describe('a verification', () => {
  it('that the simulation knows to be false refuses the target, and the step is named', () => {
    expect(refusal([stop, verify("resource.State == 'running'")])).toBe(
      "2-verify is bound to fail: `resource.State == 'running'` will be false",
    )
  })

  it.each([
    ['an untouched part', "resource.Size == 'small'", {}],
    ['the target by its other name', "target.State != 'stopped'", {}],
    ['a part that is missing beside one that decides', "resource.State == 'running' && resource.Address != null", {}],
    ['a negation', "!(resource.State == 'stopped' || resource.Address == null)", {}],
    ['a list', 'resource.Rules.exists(rule, rule.Port == 443)', { Rules: [{ Port: 22 }, { Port: 80 }] }],
    ['tags', "tags.owner == 'ada'", {}],
    ['the name', "name == 'b'", {}],
  ])('is decided by %s', (_, text, properties) => {
    expect(refusal([stop, verify(text)], properties)).toContain('bound to fail')
  })

  it('is decided by a tag that nothing sets', () => {
    expect(refusal([stop, verify("'owner' in tags")])).toContain('bound to fail')
  })

  it('is decided by what an earlier step took away', () => {
    expect(refusal([shrink, verify("resource.Size == 'large'")])).toContain('bound to fail')
  })

  it.each([
    ['what the cloud may fill in', 'resource.Address != null', {}],
    ['what it may fill into an element', 'resource.Nics.exists(nic, nic.Address != null)', { Nics: [{ Name: 'n' }] }],
    ['a way out', "resource.State == 'running' || resource.Address != null", {}],
    ['the time', "resource.State == 'stopped' && now > timestamp('2030-01-01T00:00:00Z')", {}],
    ['how long ago something was', 'ageDays(resource.Since) > 1000', { Since: '2026-11-24T00:00:00Z' }],
    ['other resources', 'links.disks.size() > 0', {}],
    ['what steps made', 'steps.stop.created.size() > 0', {}],
  ])('is left to its time where it rests on %s', (_, text, properties) => {
    expect(refusal([stop, verify(text)], properties)).toBeUndefined()
  })

  it('is left to its time before anything is done, and after the target is gone', () => {
    expect(refusal([verify("resource.State == 'ready'"), stop])).toBeUndefined()
    const remove = playbook('p', [step('terminate'), verify("resource.State == 'running'")], {
      scope: expression('true'),
    })
    expect(buildPlan(request([order(remove)], [machine('a')])).plan).toBeDefined()
  })

  it('leaves a target that is as wanted already what it is', () => {
    expect(refusal([stop, verify("resource.Size == 'small'")], { State: 'stopped' })).toBe('it is stopped')
  })
})

describe('a wait', () => {
  it('for the opposite of what a step has set refuses the target', () => {
    expect(refusal([stop, until("resource.State == 'running'")])).toBe(
      "2-wait is bound to fail: `resource.State == 'running'` will be false",
    )
  })

  it('for what only the cloud moves does not', () => {
    for (const text of ["resource.Status == 'completed'", "resource.Size == 'small'", "tags.done == 'yes'"]) {
      expect(refusal([stop, until(text)], { Status: 'pending' })).toBeUndefined()
    }
    expect(refusal([stop, until("resource.State == 'stopped' && resource.Status == 'ready'")])).toBeUndefined()
  })
})

describe('a wait for a tag', () => {
  const tagged = settingOperation('set-state', 'State', {
    precondition: () => undefined,
    effect: (target, { to }) => ({ target: { ...target, tags: { ...target.tags, [String(to)]: 'yes' } } }),
  })
  const tag = step('set-state', { name: 'tag', params: { to: 'third' } })

  function refusalOf(text: string): string | undefined {
    const asked = request([order(playbook('p', [tag, until(text)]))], [machine('a', {}, { tags: { team: 'web' } })], {
      operations: new Map([[tagged.name, tagged]]),
    })
    return buildPlan(asked).skipped[0]?.reason
  }

  it('that somebody else is to set is left to its time, though the playbook has set another', () => {
    expect(refusalOf("'ready' in tags")).toBeUndefined()
    expect(refusalOf("tags.ready == 'yes'")).toBeUndefined()
  })

  it('that the playbook itself has set the opposite of refuses the target', () => {
    expect(refusalOf("!('third' in tags)")).toBe("2-wait is bound to fail: `!('third' in tags)` will be false")
  })
})

describe('a verification by policy', () => {
  const verifyPolicy: Step = { kind: 'verify', name: 'v', within: 60, range }

  function skippedBy(one: CompiledPolicy): readonly string[] {
    const target = machine('a', { Size: 'large' })
    const orders = [order(playbook('p', [stop, verifyPolicy]), { findings: [finding(one.id, target)] })]
    return buildPlan(request(orders, [target], { policies: [one] })).skipped.map(({ reason }) => reason)
  }

  it('that will still be violated refuses the target, and both are named', () => {
    expect(skippedBy(policy('no-large', "resource.Size == 'large'"))).toEqual([
      '2-verify is bound to fail: it will still violate no-large',
    ])
    expect(skippedBy(policy('no-running', "resource.State == 'running'"))).toEqual([])
  })

  it('is left to its time where the policy rests on other resources or the time', () => {
    expect(skippedBy(policy('disks', 'links.disks.size() == 0'))).toEqual([])
    const old = policy('old', "now > timestamp('2026-01-01T00:00:00Z')")
    expect(skippedBy({ ...old, requires: { ...old.requires, usesNow: true } })).toEqual([])
  })
})
