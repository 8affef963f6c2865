import { describe, expect, it } from 'vitest'
import { createGcpProvider, gcpTypes } from '../../../src/providers/gcp/index.js'
import { hasRecordings, readRecorded, recordedCases } from '../recorded.js'

const provider = createGcpProvider()

function typeOf(custodianName: string): string | undefined {
  return gcpTypes.find(({ knownAs }) => knownAs['custodian']?.includes(custodianName))?.name
}

describe.skipIf(!hasRecordings)('recorded GCP projects', () => {
  it.each(recordedCases('gcp').filter(({ resource }) => typeOf(resource)))(
    '$recording lists as many of $resource as Custodian found',
    async ({ recording, resource, account_id: account, observed }) => {
      const { resources, unread } = await readRecorded(
        provider,
        { recording, account },
        { type: typeOf(resource) ?? '' },
      )
      expect(unread).toEqual([])
      expect(resources).toHaveLength(observed?.population ?? -1)
      expect(resources.map(({ name }) => name)).toEqual(expect.arrayContaining([...(observed?.ids ?? [])]))
    },
  )

  it('hold the policy of each bucket', async () => {
    const asked = { type: 'gcp.storage.bucket', aspects: ['iamPolicy'] }
    const at = { recording: 'gcp/bucket-iam-policy', account: 'cloud-custodian' }
    const { resources } = await readRecorded(provider, at, asked)
    const open = resources.filter(({ properties }) =>
      /"all(Authenticated)?Users"/.test(JSON.stringify(properties['iamPolicy'])),
    )
    expect(open.map(({ name }) => name)).toEqual(['cloud-custodian-test-1', 'cloud-custodian-test-2'])
  })

  it('link instances to the disks of the same zone', async () => {
    const at = { recording: 'gcp/instance-query', account: 'cloud-custodian' }
    const { resources } = await readRecorded(provider, at, { type: 'gcp.compute.instance' })
    expect(resources.find(({ name }) => name === 'drone')?.links).toEqual({
      disks: [
        'projects/cloud-custodian/zones/us-central1-b/disks/drone',
        'projects/cloud-custodian/zones/us-central1-b/disks/drone-11-1',
      ],
    })
  })

  it('give null for a metric without data points', async () => {
    const asked = { type: 'gcp.compute.instance', metrics: [{ metric: 'cpu', statistic: 'max', window: '14d' }] }
    const at = { recording: 'gcp/filter-no-metrics', account: 'cloud-custodian' }
    const { resources } = await readRecorded(provider, at, asked)
    expect(resources).toMatchObject([{ name: 'iap-test-webapp', metrics: { 'cpu.max(14d)': null } }])
  })

  it('answer a request that was not recorded with its name, never with nothing', async () => {
    const at = { recording: 'gcp/instance-query', account: 'cloud-custodian' }
    const { resources, unread } = await readRecorded(provider, at, { type: 'gcp.storage.bucket' })
    expect(resources).toEqual([])
    expect(unread).toMatchObject([{ reason: 'failed', message: expect.stringContaining('get-storage-v1-b_1.json') }])
  })
})
