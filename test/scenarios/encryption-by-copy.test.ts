import { describe, expect, it } from 'vitest'
import { defaultApprovalRules, defaultRoles } from '../../src/core/access.js'
import type { Plan } from '../../src/core/plan.js'
import type { StandingApproval } from '../../src/core/playbook.js'
import type { Resource } from '../../src/core/resource.js'
import { approvalSubject, problemOfStanding } from '../../src/engine/approval/index.js'
import { renderPlan } from '../../src/report/index.js'
import { nowhere } from '../support/compiled-policy.js'
import { compileRepositoryFiles } from './acme.js'
import { AcmeRuns, changesOf } from './acme-runs.js'

const { value: bundle } = await compileRepositoryFiles()

/** Where a volume is attached, but for when that was done. */
function attachmentOf(volume: Resource | undefined): unknown {
  const { Attachments = [] } = volume?.properties ?? {}
  const [attachment] = Attachments as readonly Readonly<Record<string, unknown>>[]
  const { AttachTime: _, ...rest } = attachment ?? {}
  return rest
}

function standInsOf({ targets }: Plan): readonly string[] {
  return targets.flatMap(({ steps }) =>
    steps.flatMap(({ creates = [] }) => creates.flatMap(({ standIn }) => standIn ?? [])),
  )
}

describe.each(['aws/ec2/encrypt-volumes', 'aws/rds/prepare-storage-encryption'])('%s', (id) => {
  it('sends real ids where the plan has stand-ins', async () => {
    const runs = await AcmeRuns.open(bundle)
    const plan = await runs.plan(id, {})
    const standIns = standInsOf(plan)
    expect(standIns.length).toBeGreaterThan(1)
    const planned = JSON.stringify(plan.targets.map(({ steps }) => steps.map(({ requests }) => requests)))
    expect(standIns.filter((standIn) => planned.includes(standIn))).not.toEqual([])
    expect(await runs.apply(plan)).toMatchObject({ state: { phase: 'succeeded' } })
    const sent = JSON.stringify([...runs.recorded('started'), ...runs.recorded('notified')])
    expect(standIns.filter((standIn) => sent.includes(standIn))).toEqual([])
    const made = runs.recorded('done').flatMap(({ created = [] }) => created)
    expect(made).toHaveLength(standIns.length)
  })
})

describe('aws/ec2/encrypt-volumes', () => {
  it('leaves nothing that it would do again, and predicts that it resolves what it was sent for', async () => {
    const runs = await AcmeRuns.open(bundle)
    const plan = await runs.plan('aws/ec2/encrypt-volumes', {})
    expect(changesOf(plan, bundle)).toHaveLength(3)
    expect(plan.prediction.resolved.length).toBeGreaterThan(0)
    expect(plan.prediction.appearing.filter(({ policy }) => policy === 'aws/ec2/encrypt-volumes')).toEqual([])
    await runs.apply(plan)
    await expect(runs.plan('aws/ec2/encrypt-volumes', {})).rejects.toThrow('nothing-to-do')
  })

  it('puts the original back in its place when the last step fails, and says that the copy stays', async () => {
    const runs = await AcmeRuns.open(bundle)
    const plan = await runs.plan('aws/ec2/encrypt-volumes', { targets: ['erp'] })
    const [target] = plan.targets
    const instance = target?.steps.find(({ on }) => on?.type === 'aws.ec2.instance')?.on
    if (!target || !instance) throw new Error('erp is the disk of an instance that runs')
    const before = [await runs.read(target), await runs.read(instance)]
    runs.refused.add('aws.ec2.volume.delete-backed-up')
    expect(await runs.apply(plan)).toMatchObject({ state: { phase: 'failed' } })
    expect(runs.recorded('undo-failed')).toEqual([])
    const [volume, host] = [await runs.read(target), await runs.read(instance)]
    expect(attachmentOf(volume)).toEqual(attachmentOf(before[0]))
    expect(host.properties['State']).toEqual(before[1]?.properties['State'])
    const staying = runs.recorded('left-behind').flatMap(({ resources }) => resources)
    expect(staying.map((address) => address.split('/')[0])).toEqual(['aws.ec2.snapshot', 'aws.ec2.volume'])
  })

  it('can be covered by a standing approval as a whole, and still counts as destructive', async () => {
    const plan = await (await AcmeRuns.open(bundle)).plan('aws/ec2/encrypt-volumes', {})
    const standing: StandingApproval = {
      id: 'encryption',
      playbook: plan.playbook.id,
      digest: plan.playbook.digest,
      grantedBy: 'max',
      reason: 'every volume is to be encrypted',
      environments: ['development', 'staging', 'production'],
      maximumTargets: 5,
      uses: 10,
      expires: '2027-01-01',
      range: nowhere,
    }
    const context = {
      plan,
      subject: approvalSubject(plan, { configuration: bundle.configuration }),
      requirement: plan.approval,
      access: {
        people: [{ id: 'max', name: 'Max', roles: ['manager'], signers: [] }],
        roles: defaultRoles,
        approvalRules: defaultApprovalRules,
      },
      now: new Date(plan.createdAt),
    }
    expect(problemOfStanding(standing, context)).toBeUndefined()
    expect(plan.targets.every(({ steps }) => steps.some(({ destructive }) => destructive))).toBe(true)
  })

  it.each(['terminal', 'markdown', 'html'] as const)(
    'shows what it makes, and that it stays, in %s',
    async (format) => {
      const plan = await (await AcmeRuns.open(bundle)).plan('aws/ec2/encrypt-volumes', {})
      const options = { colour: false, width: 160, toolVersion: '1.0.0', targets: 20 }
      const text = [...renderPlan(format, plan, options)].join('').replaceAll('\\', '')
      expect(text).toMatch(/\+ aws\.ec2\.snapshot snap-[0-9a-f]{17}, which stays when the rest is put back/)
      expect(text).toMatch(/wait until .*item\.State == .*completed.* of snap-[0-9a-f]{17}, at most/)
    },
  )
})
