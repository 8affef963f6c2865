import type { Plan } from '../../../../src/core/plan.js'
import type { Resource } from '../../../../src/core/resource.js'
import { awsOperations } from '../../../../src/providers/aws/operations.js'
import { plannedRun } from '../../../support/planned-run.js'

/** Steps of a run of the crash tests. */
export const stepsPerRun = 10

/** The tag that a step sets. */
export function keyOf(step: number): string {
  return `step-${step}`
}

/** A plan of ten steps, each of which sets a tag of its own to the run's name. */
export function taggingPlan(instance: Resource, run: number): Plan {
  const tag = awsOperations.find(({ name }) => name === 'aws.ec2.instance.tag')
  if (!tag) throw new Error('instances can be tagged')
  const steps = Array.from(
    { length: stepsPerRun },
    (_, step) => [tag, { tags: { [keyOf(step)]: `run ${run}` } }] as const,
  )
  const verify = { kind: 'verify', step: '11-verify', policies: [], within: 30 } as const
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  return plannedRun({ resources: [instance], steps: [...steps, verify], createdAt: `run ${run}`, more: { expiresAt } })
}
