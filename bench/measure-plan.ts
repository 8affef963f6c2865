import { canonicalJson } from '../src/core/canonical-json.js'
import { defaultBlastRadius } from '../src/core/plan.js'
import { buildPlan } from '../src/engine/plan/index.js'
import { expression, machine, openLimits, order, playbook, policy, request, step } from '../test/support/fake-plan.js'

/** What making one plan took; printed as JSON by this script in a process of its own. */
export interface PlanMeasure {
  readonly wallSeconds: number
  readonly peakMegabytes: number
  readonly targets: number
  readonly steps: number
  readonly megabytes: number
}

const policies = 10

/** Plans two operations on so many targets, predicted by ten policies. The estate is in memory, as after a scan. */
function measure(targets: number): PlanMeasure {
  const machines = Array.from({ length: targets }, (_, index) => machine(`m-${index}`, { Size: `size-${index % 7}` }))
  const wanted = playbook(
    'bench',
    [
      step('set-state', { params: { to: 'stopped' } }),
      step('set-size', {
        params: { to: expression("'small-' + name") },
        when: expression("resource.State == 'stopped'"),
      }),
      { kind: 'verify', name: 'verify', within: 300, range: expression('true').range },
    ],
    { limits: { ...openLimits, maximumTargets: targets }, scope: expression("resource.State == 'running'") },
  )
  const judged = Array.from({ length: policies }, (_, index) =>
    policy(`p-${index}`, `resource.State == 'running' && resource.Size != 'size-${index}'`),
  )
  const blastRadius = { ...defaultBlastRadius, maximumTargets: targets }
  const asked = request([order(wanted)], machines, { policies: judged, blastRadius })
  const before = performance.now()
  const { plan, diagnostics } = buildPlan(asked)
  const wallSeconds = (performance.now() - before) / 1000
  if (!plan) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return {
    wallSeconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    targets: plan.targets.length,
    steps: plan.targets.reduce((sum, { steps }) => sum + steps.length, 0),
    megabytes: canonicalJson(plan).length / 1e6,
  }
}

console.log(JSON.stringify(measure(Number(process.argv[2]))))
