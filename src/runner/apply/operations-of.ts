import type { Operation } from '../../core/operation.js'
import type { ApplyPorts } from './ports.js'

/** The catalog's operations by name. */
export async function operationsOf({ catalog }: Pick<ApplyPorts, 'catalog'>): Promise<ReadonlyMap<string, Operation>> {
  return (await catalog.operations?.()) ?? new Map()
}
