import { describe, expect, it } from 'vitest'
import {
  expression,
  machine,
  order,
  playbook,
  policy,
  priceSheet,
  request,
  step,
} from '../../../test/support/fake-plan.js'
import type { Plan } from '../../core/plan.js'
import { buildPlan, parsePlan } from '../../engine/plan/index.js'
import { hostileText } from '../scan/report.fixture.js'
import { planFormats } from './formats.js'
import { renderPlan } from './render.js'
import type { PlanOptions } from './render-options.js'

const wanted = playbook('stop-machines', [
  step('set-state', { params: { to: 'stopped' } }),
  { kind: 'verify', name: 'verify', within: 300, range: playbook('p', []).range },
])

const mia = { approver: 'mia', expires: '2026-11-25T10:00:00.000Z', selfApproved: false }

const prices = { 'x.machine.running/any': '0.0208' }

function planOf(names: readonly string[], priced?: Readonly<Record<string, string>>): Plan {
  const machines = names.map((name, index) => machine(`m-${index}`, {}, { name }))
  const guarded = machine('kept', {}, { tags: { 'do-not-touch': '1' } })
  const policies = [
    { ...policy('no-running', "resource.State == 'running'"), remediation: { playbook: wanted.id } },
    policy('no-stopped', "resource.State == 'stopped'"),
  ]
  const priceSheets = priced ? [priceSheet(priced)] : []
  const { plan } = buildPlan(request([order(wanted)], [...machines, guarded], { policies, priceSheets }))
  if (!plan) throw new Error('there is a plan')
  return plan
}

function rendered(format: (typeof planFormats)[number], plan: Plan, more: Partial<PlanOptions> = {}): string {
  const options = { colour: false, width: 100, toolVersion: '1.0.0', targets: 20, ...more }
  return [...renderPlan(format, plan, options)].join('')
}

describe('a plan in the terminal', () => {
  it('says what is sent, what changes, how to undo it, and what to know before approving', () => {
    const text = rendered('terminal', planOf(['web'], prices))
      .replace(/[0-9a-f]{64}/, '<hash>')
      .replace(/"token":"[0-9a-f]+"/, '"token":"…"')
    expect(text).toMatchInlineSnapshot(`
      "Plan: stop-machines 1  1 target, risk low
      requested by ada on snapshot 20261124T000000Z-aaaa

        web  x.machine · 1 · r1 · development
          1-set-state  low
            ~ State  running → stopped
            → x set-state {"id":"m-0","to":"stopped","token":"…"}
            needs x:set-state
            undone by x.machine.set-state {"to":"running"}
          2-verify  verify no-running within 5 min
          cost a month: 15.18 EUR → 0.00 EUR (−15.18 EUR)

      Left out: 1 resource
        x.machine/1/r1/kept  protected: it bears the protected tag do-not-touch

      ────────────────────────────────────────────────────────────────────────
      Prediction: resolves 1 finding of no-running: m-0
      Prediction: newly violates no-stopped: x.machine/1/r1/m-0
      Cost: saves 15.18 EUR a month of 730 hours
      Permissions: x:set-state
      Approvals: none: the requester approves it, which the run is marked with (low risk on 1 resource
        in development, in the sandbox)
      Hash <hash> · expires 2026-11-25 10:00 UTC
      "
    `)
  })

  it('colours what goes and what comes', () => {
    const text = rendered('terminal', planOf(['web']), { colour: true })
    expect(text).toContain('\u001b[31mrunning\u001b[39m → \u001b[32mstopped\u001b[39m')
  })

  it('says with which parameters, which of them were changed, and what their conditions see', () => {
    const condition = expression('resource.Size == params.size', { size: '' })
    const resize = playbook(
      'resize',
      [
        step('set-size', { params: { to: expression('params.size', { size: '' }) } }),
        { kind: 'verify', name: 'v', condition, within: 60, range: wanted.range },
      ],
      { params: { size: { type: 'string', title: 'Size', extend: { kind: 'choice', values: ['s', 'l'] } } } },
    )
    const run = { params: { size: 'l' }, changed: ['size'] }
    const { plan } = buildPlan(request([order(resize, { run })], [machine('a')]))
    const text = plan ? rendered('terminal', plan) : ''
    expect(text).toContain('with size="l" (changed)\n')
    expect(text).toContain('verify `resource.Size == params.size` (size="l") within 1 min')
  })

  it('breaks long requests and cuts nothing off', () => {
    const name = 'n'.repeat(300)
    const long = playbook('long', [step('set-state', { params: { to: name } })])
    const { plan } = buildPlan(request([order(long)], [machine('a')]))
    const lines = (plan ? rendered('terminal', plan) : '').split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(lines.map((line) => line.trim()).join('')).toContain(`"to":"${name}"`)
  })

  it.each([
    [{ held: [], missing: 2, candidates: ['mia', 'max'] }, 'none; 2 approvals missing, mia, max may give one'],
    [{ held: [mia], missing: 0, candidates: [] }, 'mia until 2026-11-25 10:00 UTC'],
    [{ held: [], missing: 1, candidates: [], standing: 'nightly' }, 'the standing approval nightly'],
    [{ held: [], missing: 0, candidates: [] }, 'none, and none is needed'],
  ])('says which approvals are held', (approvals, text) => {
    for (const format of ['terminal', 'markdown', 'html'] as const) {
      expect(rendered(format, planOf(['web']), { approvals })).toContain(text)
    }
  })

  it('counts the targets that it does not show', () => {
    expect(rendered('terminal', planOf(['a', 'b', 'c']), { targets: 1 })).toContain('… and 2 targets more')
  })
})

describe('costs', () => {
  it.each(['terminal', 'markdown', 'html'] as const)('are rounded to the places of the currency in %s', (format) => {
    const text = rendered(format, planOf(['a', 'b', 'c'], prices)).replaceAll('\\', '')
    expect(text).toContain('15.18 EUR → 0.00 EUR (−15.18 EUR)')
    expect(text).toContain('saves 45.55 EUR a month of 730 hours')
  })

  it('are exact in JSON', () => {
    const plan = JSON.parse(rendered('json', planOf(['a', 'b', 'c'], prices)))
    expect(plan.cost).toEqual({ monthlyChange: [{ currency: 'EUR', amount: '-45.552' }], unknown: 0 })
    expect(plan.targets[0].cost).toEqual({ currency: 'EUR', before: '15.184', after: '0', change: '-15.184' })
  })

  it.each(['terminal', 'markdown', 'html'] as const)('without a price are not known in %s, and why', (format) => {
    const text = rendered(format, planOf(['a', 'b'])).replaceAll('\\', '')
    expect(text).toContain('not known for 2 of 2 targets')
    expect(text).toContain('no price sheet in force has x.machine.running/any')
  })

  it.each(planFormats)('are not missed in %s of a plan that an earlier version made', (format) => {
    const { cost: _, ...plan } = planOf(['a'], prices)
    const targets = plan.targets.map(({ cost: __, ...target }) => target)
    expect(rendered(format, { ...plan, targets })).not.toMatch(/cost/i)
  })
})

describe('every format', () => {
  it.each(planFormats)('%s names target, operation and hash', (format) => {
    const plan = planOf(['web'])
    const text = rendered(format, plan)
    for (const part of ['web', 'set-state', 'stopped', plan.hash]) expect(text).toContain(part)
  })

  it.each(['terminal', 'markdown', 'html'] as const)('%s keeps hostile names from acting', (format) => {
    const text = rendered(format, planOf([hostileText]))
    expect(text).not.toContain('\u001b[31m')
    expect(text).not.toContain('\u202e')
    if (format === 'html') expect(text).not.toContain('<img')
  })
})

describe('a plan as JSON', () => {
  it('is read back as the same plan', () => {
    const plan = planOf(['web'])
    expect(parsePlan(rendered('json', plan)).value).toEqual(plan)
  })
})

describe('a plan as a page', () => {
  it('lets nothing run and nothing leave', () => {
    const page = rendered('html', planOf(['web']))
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script|<link|src=|https?:/)
  })
})
