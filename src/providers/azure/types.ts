import { disk } from './compute/disk/definition.js'
import { snapshot } from './compute/snapshot/definition.js'
import { virtualMachine } from './compute/virtual-machine/definition.js'
import type { AzureResourceType } from './description.js'
import { securityGroup } from './network/security-group/definition.js'
import { account } from './storage/account/definition.js'

/** The registry: one line for each folder with a definition. */
export const azureTypes: readonly AzureResourceType[] = [disk, snapshot, virtualMachine, securityGroup, account]
