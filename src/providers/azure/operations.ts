import type { Operation } from '../../core/operation.js'
import { diskOperations } from './compute/disk/operations.js'
import { snapshotOperations } from './compute/snapshot/operations.js'
import { virtualMachineOperations } from './compute/virtual-machine/operations.js'
import { securityGroupOperations } from './network/security-group/operations.js'
import { accountOperations } from './storage/account/operations.js'

/** The registry: one line for each folder with operations. */
export const azureOperations: readonly Operation[] = [
  ...diskOperations,
  ...snapshotOperations,
  ...virtualMachineOperations,
  ...securityGroupOperations,
  ...accountOperations,
]
