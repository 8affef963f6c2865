import type { Operation } from '../core/operation.js'
import { type Catalog, catalogOf } from '../core/resource-type.js'
import { awsTypes } from './aws/types.js'
import { azureTypes } from './azure/types.js'
import { gcpTypes } from './gcp/types.js'

let loaded: Promise<ReadonlyMap<string, Operation>> | undefined

/** All resource types of the three clouds and what can be done to them. Importing it loads no cloud SDK. */
export const catalog: Catalog = {
  ...catalogOf([...awsTypes, ...azureTypes, ...gcpTypes]),
  operations: () => {
    loaded ??= loadOperations()
    return loaded
  },
}

async function loadOperations(): Promise<ReadonlyMap<string, Operation>> {
  const [{ awsOperations }, { azureOperations }, { gcpOperations }] = await Promise.all([
    import('./aws/operations.js'),
    import('./azure/operations.js'),
    import('./gcp/operations.js'),
  ])
  return new Map([...awsOperations, ...azureOperations, ...gcpOperations].map((one) => [one.name, one]))
}
