import type { CloudRequest, Operation } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { type TagChange, type TagConvention, tagOperations } from '../operating/tag-operations.js'
import type { GcpResourceType } from './description.js'

const most = 64
const namePattern = /^\p{Ll}[\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u
const valuePattern = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u

/** How the labels of one type are set. */
export interface LabelCall extends Pick<TagConvention, 'documentation' | 'permissions' | 'idempotency'> {
  readonly request: (target: Resource, change: TagChange, token: string) => CloudRequest
}

/** Tags are labels here: Google's rules for their names and values, and the call of the type. */
export function labelOperations(type: GcpResourceType, call: LabelCall): readonly Operation[] {
  return tagOperations(type.name, {
    ...call,
    property: 'labels',
    refusal,
    requests: (...change) => [call.request(...change)],
    settlesWithin: 60,
  })
}

function refusal({ after, set }: TagChange): string | undefined {
  const wrong = Object.entries(set).find(([name, value]) => !namePattern.test(name) || !valuePattern.test(value))
  if (wrong !== undefined) return `${wrong.join('=')} is no label: small letters, digits, - and _, at most 63`
  return Object.keys(after).length > most ? `a resource has at most ${most} labels` : undefined
}
