import type { Operation } from '../../core/operation.js'
import { sampleResource } from './sample-resource.js'

/** Whether an operation can be undone in principle; on a given target it may still turn out that it cannot. */
export function mayBeUndone(operation: Operation): boolean {
  return operation.reversible ?? operation.inverse(sampleResource(operation.type), {}) !== undefined
}
