import type { Finding } from '../../core/finding.js'
import type { SkippedTarget } from '../../core/plan.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { evaluate } from '../expression/index.js'
import { selectsAccount, selectsResource } from '../selection.js'
import type { EstateView } from './estate.js'
import type { PlanRequest, PlaybookOrder } from './plan-request.js'
import { targetScope } from './target-scope.js'

/** A resource that an order is about. */
export interface Candidate {
  readonly target: Resource
  readonly findings: readonly Finding[]
}

/** The resources that an order is about, by address, and those that it leaves out for a reason worth telling. */
export interface Choice {
  readonly candidates: readonly Candidate[]
  readonly skipped: readonly SkippedTarget[]
}

/** Chooses the targets of an order: those of its findings, or all of its type, in scope and selected. */
export function chooseTargets(
  order: PlaybookOrder,
  request: Pick<PlanRequest, 'configuration' | 'now' | 'estate'>,
  environmentOf: (resource: Resource) => string | null,
): Choice {
  const { candidates, skipped } = order.findings
    ? fromFindings(order.findings, request.estate)
    : fromType(order, request)
  const chosen: Candidate[] = []
  const left = [...skipped]
  for (const candidate of candidates) {
    const verdict = inScope(candidate.target, order, request, environmentOf)
    if (verdict === true) chosen.push(candidate)
    else if (verdict !== false) left.push(skip(candidate.target, 'refused', verdict))
    else if (order.findings) left.push(skip(candidate.target, 'out-of-scope', 'it is out of scope or not selected'))
  }
  return { candidates: chosen.sort(byAddress), skipped: left }
}

function fromFindings(findings: readonly Finding[], estate: EstateView): Choice {
  const byTarget = new Map<string, Finding[]>()
  const skipped: SkippedTarget[] = []
  for (const finding of findings) {
    const address = resourceAddress(finding.resource)
    if (finding.exemption) {
      const reason = `${finding.policy} exempts it until ${finding.exemption.expires}: ${finding.exemption.reason}`
      skipped.push({ resource: address, kind: 'exempted', reason })
    } else if (finding.verdict === 'unknown') {
      const reason = `whether it violates ${finding.policy} is not known: ${finding.unknown?.message ?? finding.message}`
      skipped.push({ resource: address, kind: 'refused', reason })
    } else byTarget.set(address, [...(byTarget.get(address) ?? []), finding])
  }
  const candidates = [...byTarget].flatMap(([address, own]): Candidate[] => {
    const target = estate.get(address)
    if (target) return [{ target, findings: own }]
    skipped.push({ resource: address, kind: 'refused', reason: 'the snapshot does not hold it' })
    return []
  })
  return { candidates, skipped }
}

function fromType(
  { playbook, selection }: PlaybookOrder,
  { estate, configuration }: Pick<PlanRequest, 'estate' | 'configuration'>,
): Choice {
  const accounts = new Map(configuration.accounts.map((account) => [account.id, account]))
  const selected = estate
    .ofType(playbook.target)
    .filter(
      (target) =>
        selectsAccount(selection, accounts.get(target.account) ?? { id: target.account }) &&
        selectsResource(selection, target),
    )
  return { candidates: selected.map((target) => ({ target, findings: [] })), skipped: [] }
}

/** Whether scope and selection let a target through, or why that is not known. */
function inScope(
  target: Resource,
  { playbook, run, select }: PlaybookOrder,
  { now, estate }: Pick<PlanRequest, 'now' | 'estate'>,
  environmentOf: (resource: Resource) => string | null,
): boolean | string {
  const scope = targetScope(target, { estate, environment: environmentOf(target), params: run.params, now, steps: {} })
  for (const condition of [playbook.scope, ...select]) {
    const result = condition ? evaluate(condition, scope) : { value: true }
    if ('unknown' in result) return `whether it is in scope is not known: ${result.unknown.message}`
    if (result.value !== true) return false
  }
  return true
}

function skip(target: Resource, kind: SkippedTarget['kind'], reason: string): SkippedTarget {
  return { resource: resourceAddress(target), kind, reason }
}

function byAddress(left: Candidate, right: Candidate): number {
  return resourceAddress(left.target) < resourceAddress(right.target) ? -1 : 1
}
