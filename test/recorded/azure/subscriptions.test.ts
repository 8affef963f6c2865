import { describe, expect, it } from 'vitest'
import { azureTypes, createAzureProvider } from '../../../src/providers/azure/index.js'
import { hasRecordings, readRecorded, recordedCases, recordedFile } from '../recorded.js'

const provider = createAzureProvider()
const subscription = 'ea42f556-5106-4743-99b0-c129bfa71a47'

function typeOf(custodianName: string): string | undefined {
  return azureTypes.find(({ knownAs }) => knownAs['custodian']?.includes(custodianName))?.name
}

interface VcrFile {
  readonly interactions: readonly [
    { readonly response: { readonly body: { readonly data: { readonly value: { name: string }[] } } } },
  ]
}

describe.skipIf(!hasRecordings)('recorded Azure subscriptions', () => {
  it.each(recordedCases('azure').filter(({ resource }) => typeOf(resource)))(
    '$recording lists all of $resource, as recorded',
    async ({ recording, resource, account_id: account }) => {
      const { resources, unread } = await readRecorded(
        provider,
        { recording, account },
        { type: typeOf(resource) ?? '' },
      )
      const [list] = (recordedFile(recording) as VcrFile).interactions
      expect(unread).toEqual([])
      expect(resources.map(({ properties }) => properties)).toEqual(list.response.body.data.value)
      expect(resources.every(({ id, region }) => id === id.toLowerCase() && /^[a-z]+\d?$/.test(region))).toBe(true)
    },
  )

  it('tell which machines a vault protects, and link machines to their disks', async () => {
    const recording = 'azure/VMTest.test_vm_backup_status_protected.json'
    const asked = { type: 'azure.compute.virtual-machine', aspects: ['backupStatus'] }
    const { resources } = await readRecorded(provider, { recording, account: subscription }, asked)
    expect(resources).toMatchObject([
      { name: 'c7n-test-vm', properties: { backupStatus: { protectionStatus: 'Protected' } } },
      { name: 'cctestvm', properties: { backupStatus: { protectionStatus: 'NotProtected' } } },
    ])
    expect(resources.map(({ links }) => links?.['dataDisks']?.length)).toEqual([1, 1])
  })

  it('tell lifecycle rules from their absence', async () => {
    const recording = 'azure/StorageTest.test_storage_management_policy_rules_filter.json'
    const asked = { type: 'azure.storage.account', aspects: ['managementPolicy'] }
    const { resources } = await readRecorded(provider, { recording, account: subscription }, asked)
    expect(resources.map(({ properties, unread }) => ['managementPolicy' in properties, unread])).toEqual([
      [false, undefined],
      [true, undefined],
    ])
  })

  it('give the daily average of a metric, and none of a window or machine without a recorded answer', async () => {
    const recording = 'azure/ArmResourceTest.test_metric_filter_find_average.json'
    const asked = {
      type: 'azure.compute.virtual-machine',
      metrics: ['1d', '2h'].map((window) => ({ metric: 'cpu', statistic: 'max', window })),
    }
    const at = { recording, account: subscription, clock: '2019-05-02T23:59:59Z' }
    const { resources } = await readRecorded(provider, at, asked)
    const machine = resources.find(({ name }) => name === 'cctestvm')
    expect(machine?.metrics).toEqual({ 'cpu.max(1d)': 3.1704730617608408 })
    expect(machine?.unread?.['metrics.cpu']?.message).toContain('interval=pt5m')
    expect(resources.filter(({ metrics }) => metrics === undefined)).toHaveLength(4)
  })

  it('answer a request that was not recorded with its name, never with nothing', async () => {
    const recording = 'azure/VMTest.virtual_machine.json'
    const { resources, unread } = await readRecorded(
      provider,
      { recording, account: subscription },
      { type: 'azure.compute.disk' },
    )
    expect(resources).toEqual([])
    expect(unread).toMatchObject([{ reason: 'failed', message: expect.stringContaining('microsoft.compute/disks') }])
  })
})
