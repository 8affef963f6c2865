import { describe, expect, it } from 'vitest'
import type { Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { effectContext } from '../operating/operation-laws.fixture.js'
import { azureOperations } from './operations.js'

function operation(name: string): Operation {
  const found = azureOperations.find((candidate) => candidate.name === `azure.${name}`)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}

function target(properties: Resource['properties']): Resource {
  return { type: 't', id: '/subscriptions/s/x', name: 'x', account: 's', region: 'r', tags: {}, properties }
}

function powered(state: string, storageProfile = {}): Resource['properties'] {
  return { instanceView: { statuses: [{ code: `PowerState/${state}` }] }, properties: { storageProfile } }
}

const ephemeral = { osDisk: { diffDiskSettings: { option: 'Local' } } }

describe('an operation on Azure', () => {
  it.each<[string, string, Resource['properties'], OperationParameters, 'already' | 'refused' | undefined]>([
    ['starts no machine that is on its way', 'compute.virtual-machine.start', powered('stopping'), {}, 'refused'],
    ['starts no machine of unknown state', 'compute.virtual-machine.start', {}, {}, 'refused'],
    ['keeps an ephemeral system disk', 'compute.virtual-machine.stop', powered('running', ephemeral), {}, 'refused'],
    ['gives back a stopped machine', 'compute.virtual-machine.stop', powered('stopped'), {}, undefined],
    ['takes a deallocated machine for stopped', 'compute.virtual-machine.stop', powered('deallocated'), {}, 'already'],
    [
      'deletes no disk in use',
      'compute.disk.delete',
      { managedBy: '/vm', properties: { diskState: 'Attached' } },
      {},
      'refused',
    ],
    ['deletes no disk of unknown state', 'compute.disk.delete', {}, {}, 'refused'],
    ['shrinks no disk', 'compute.disk.resize', { properties: { diskSizeGB: 64 } }, { sizeGb: 32 }, 'refused'],
    ['keeps NFS alive', 'storage.account.require-https', { properties: { isNfsV3Enabled: true } }, {}, 'refused'],
    [
      'takes stricter TLS for as wanted',
      'storage.account.require-minimum-tls',
      { properties: { minimumTlsVersion: 'TLS1_3' } },
      {},
      'already',
    ],
    [
      'does not spell a tag in two ways',
      'compute.disk.tag',
      { tags: { Owner: 'a' } },
      { tags: { owner: 'b' } },
      'refused',
    ],
    ['wants its parameters', 'compute.virtual-machine.resize', powered('running'), {}, 'refused'],
    ['wants parameters that fit', 'compute.disk.change-type', {}, { type: 'Floppy' }, 'refused'],
    ['knows all of its parameters', 'compute.virtual-machine.restart', powered('running'), { now: true }, 'refused'],
  ])('%s', (_, name, properties, params, kind) => {
    expect(operation(name).precondition(target(properties), params)?.kind).toBe(kind)
  })

  it('narrows only the rules that let the internet in to the port', () => {
    const rule = (name: string, port: string, source: object) => ({
      name,
      properties: { access: 'Allow', direction: 'Inbound', destinationPortRange: port, ...source },
    })
    const open = rule('ssh', '20-25', { sourceAddressPrefix: 'Internet' })
    const mixed = rule('all', '*', { sourceAddressPrefixes: ['10.0.0.0/8', '0.0.0.0/0'] })
    const others = [
      rule('web', '443', { sourceAddressPrefix: '*' }),
      rule('own', '22', { sourceAddressPrefix: '10.0.0.0/8' }),
    ]
    const group = target({ properties: { securityRules: [open, mixed, ...others] } })
    const { effect, requests } = operation('network.security-group.restrict-ingress')
    const params = { port: 22, sources: ['203.0.113.0/24'] }
    const sources = (name: string, sourceAddressPrefixes: readonly string[], port: string) => ({
      name,
      properties: { access: 'Allow', direction: 'Inbound', destinationPortRange: port, sourceAddressPrefixes },
    })
    expect(effect(group, params, effectContext).target?.properties).toEqual({
      properties: {
        securityRules: [
          sources('ssh', ['203.0.113.0/24'], '20-25'),
          sources('all', ['10.0.0.0/8', '203.0.113.0/24'], '*'),
          ...others,
        ],
      },
    })
    expect(requests(group, params, 't').map(({ input }) => input['path'])).toEqual([
      '/subscriptions/s/x/securityRules/ssh',
      '/subscriptions/s/x/securityRules/all',
    ])
  })
})
