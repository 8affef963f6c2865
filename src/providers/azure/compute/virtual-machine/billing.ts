import type { Billing, Charges } from '../../../../core/billing.js'
import { textAt } from '../../../operating/document.js'
import { charged, notTold } from '../../../reading/charges.js'
import type { Document } from '../../../reading/rest-answer.js'
import { powerStateOf } from './power-state.js'

/** States that hold the hardware, https://learn.microsoft.com/azure/virtual-machines/states-billing */
const allocated = ['running', 'starting', 'stopped', 'stopping']
const released = ['deallocated', 'deallocating', 'hibernated']

/** Billed by size and operating system for as long as its processors are kept for it: deallocated, not only stopped, ends it. */
export const virtualMachineBilling: Billing = {
  documentation: [
    'https://azure.microsoft.com/pricing/details/virtual-machines/linux/',
    'https://learn.microsoft.com/azure/virtual-machines/states-billing',
  ],
  meters: {
    allocated: {
      title: 'Processors and memory, and the licence of the operating system',
      unit: 'machine',
      per: 'hour',
      parts: [
        { name: 'size', pattern: '[A-Za-z][A-Za-z0-9_-]+' },
        { name: 'operating system', values: ['linux', 'rhel', 'sles', 'windows', 'windows-byol'] },
      ],
    },
  },
  properties: ['properties', 'plan', 'instanceView'],
  charges: (document) => {
    const state = powerStateOf({ properties: document })
    if (released.includes(state)) return { charges: [] }
    if (!allocated.includes(state)) return notTold(`what the power state ${state} bills is not known`)
    return allocatedCharges(document)
  },
}

function allocatedCharges(document: Document): Charges {
  const size = textAt(document, 'properties.hardwareProfile.vmSize')
  if (size === undefined) return notTold('its size is not in its document')
  if (textAt(document, 'properties.priority') === 'Spot')
    return notTold('the price of a spot machine changes with demand')
  if (textAt(document, 'properties.host.id') !== undefined) return notTold('its dedicated host is billed as a whole')
  if (document['plan'] !== undefined) return notTold('software of the marketplace is billed besides')
  const system = systemOf(document)
  return typeof system === 'string' ? { charges: [charged('allocated', [size, system], 1)] } : system
}

/** The operating system as far as its licence is billed; licences: https://learn.microsoft.com/azure/templates/microsoft.compute/virtualmachines */
function systemOf(document: Document): string | Charges {
  const system = textAt(document, 'properties.storageProfile.osDisk.osType')?.toLowerCase()
  const publisher = textAt(document, 'properties.storageProfile.imageReference.publisher')?.toLowerCase()
  const licence = textAt(document, 'properties.licenseType') ?? 'None'
  if (publisher === 'microsoftsqlserver') return notTold('the licence of its SQL Server is billed besides')
  if (licence === 'RHEL_BYOS' || licence === 'SLES_BYOS') return 'linux'
  if (licence === 'Windows_Server' || licence === 'Windows_Client') return 'windows-byol'
  if (licence !== 'None') return notTold(`what the licence ${licence} bills is not known`)
  if (system === 'windows') return 'windows'
  if (system !== 'linux') return notTold('its operating system is not in its document')
  return publisher === 'redhat' ? 'rhel' : publisher === 'suse' ? 'sles' : 'linux'
}
