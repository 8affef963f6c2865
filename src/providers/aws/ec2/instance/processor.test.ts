import { describe, expect, it } from 'vitest'
import type { Resource } from '../../../../core/resource.js'
import { instanceOperations } from './operations.js'
import { processorOf } from './processor.js'

describe('the processor of an instance type', () => {
  it.each([
    ...[
      'a1.medium',
      't4g.small',
      'c7g.4xlarge',
      'c7gn.large',
      'x2gd.metal',
      'im4gn.large',
      'is4gen.large',
      'g5g.xlarge',
    ].map((type) => [type, 'arm64'] as const),
    ...[
      't3.small',
      'm7i.large',
      'm7a.large',
      'm7i-flex.large',
      'g5.xlarge',
      'x2iezn.metal',
      'r5dn.large',
      'p4d.24xlarge',
    ].map((type) => [type, 'x86_64'] as const),
    ...['mac2.metal', 'u-6tb1.metal', 'p6e-gb200.36xlarge', ''].map((type) => [type, undefined] as const),
  ])('%s', (type, expected) => {
    expect(processorOf(type)).toBe(expected)
  })
})

describe('resizing an instance', () => {
  const resize = instanceOperations.find(({ verb }) => verb === 'resize')
  const refusal = (Architecture: string | undefined, InstanceType: string, type: string) =>
    resize?.precondition(stopped({ InstanceType, ...(Architecture === undefined ? {} : { Architecture }) }), { type })

  it('is refused where the instance was built for another processor', () => {
    const reason = 'it was built for arm64, and t3.small is x86_64'
    expect(refusal('arm64', 'c7g.4xlarge', 't3.small')).toEqual({ kind: 'refused', reason })
    expect(refusal('x86_64', 't3.small', 't4g.small')?.kind).toBe('refused')
    expect(refusal('i386', 't2.small', 't4g.small')?.kind).toBe('refused')
  })

  it('is tried where nothing says that the processors differ', () => {
    expect(refusal('arm64', 'c7g.4xlarge', 't4g.small')).toBeUndefined()
    expect(refusal('x86_64', 't3.small', 'm7i.large')).toBeUndefined()
    expect(refusal(undefined, 't3.small', 't4g.small')).toBeUndefined()
    expect(refusal('x86_64', 'x1.32xlarge', 'u-6tb1.56xlarge')).toBeUndefined()
  })
})

function stopped(properties: Readonly<Record<string, unknown>>): Resource {
  return {
    type: 'aws.ec2.instance',
    id: 'i-1',
    name: 'i-1',
    account: '111111111111',
    region: 'eu-west-1',
    tags: {},
    properties: { State: { Name: 'stopped' }, ...properties },
  }
}
