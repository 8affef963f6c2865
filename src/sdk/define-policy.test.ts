import { expect, expectTypeOf, it } from 'vitest'
import { definePolicy } from './index.js'

const volume = {
  title: 'Volumes are encrypted',
  resource: 'aws.ec2.volume',
  severity: 'high',
  pillar: 'security',
  rationale: 'An unencrypted volume can be read by whoever copies it.',
} as const

it('types parameters by their defaults and lets every path of a document through', () => {
  const policy = definePolicy({
    ...volume,
    params: { cpuBelow: 5, window: '7d', strict: false, regions: ['eu-west-1'] },
    violates: ({ resource, tags, metrics, links, params, environment }) => {
      expectTypeOf(params.cpuBelow).toEqualTypeOf<number>()
      expectTypeOf(params.window).toEqualTypeOf<string>()
      expectTypeOf(params.strict).toEqualTypeOf<boolean>()
      return (
        resource.State.Name === 'running' &&
        tags['keep'] !== 'true' &&
        metrics.cpu.max(params.window) < params.cpuBelow &&
        links.securityGroups.some((group: { GroupId: string }) => group.GroupId === 'sg-1') &&
        params.regions.includes('eu-west-1') &&
        environment === null
      )
    },
  })
  expect(policy.params?.window).toBe('7d')
})

it('refuses a severity that does not exist', () => {
  // @ts-expect-error `severe` is no severity
  expect(definePolicy({ ...volume, severity: 'severe', violates: 'true' }).severity).toBe('severe')
})
