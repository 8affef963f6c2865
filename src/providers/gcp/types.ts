import { disk } from './compute/disk/definition.js'
import { firewall } from './compute/firewall/definition.js'
import { instance } from './compute/instance/definition.js'
import { snapshot } from './compute/snapshot/definition.js'
import type { GcpResourceType } from './description.js'
import { bucket } from './storage/bucket/definition.js'

/** The registry: one line for each folder with a definition. */
export const gcpTypes: readonly GcpResourceType[] = [disk, firewall, snapshot, instance, bucket]
