import type { Operation } from '../../core/operation.js'
import { diskOperations } from './compute/disk/operations.js'
import { firewallOperations } from './compute/firewall/operations.js'
import { instanceOperations } from './compute/instance/operations.js'
import { snapshotOperations } from './compute/snapshot/operations.js'
import { bucketOperations } from './storage/bucket/operations.js'

/** The registry: one line for each folder with operations. */
export const gcpOperations: readonly Operation[] = [
  ...diskOperations,
  ...firewallOperations,
  ...snapshotOperations,
  ...instanceOperations,
  ...bucketOperations,
]
