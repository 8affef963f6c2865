import type { Operation } from '../../../../core/operation.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { policyOperations } from '../policy-operations.js'
import { role } from './definition.js'

/** What can be done to IAM roles. */
export const roleOperations: readonly Operation[] = [...policyOperations(role, 'Role'), ...awsTagOperations(role)]
