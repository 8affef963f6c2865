import { catalogOf } from '../core/resource-type.js'
import { awsTypes } from './aws/types.js'
import { azureTypes } from './azure/types.js'
import { gcpTypes } from './gcp/types.js'

/** All resource types of the three clouds. Importing it loads no cloud SDK. */
export const catalog = catalogOf([...awsTypes, ...azureTypes, ...gcpTypes])
