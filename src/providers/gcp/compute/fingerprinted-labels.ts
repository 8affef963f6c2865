import { textAt } from '../../operating/document.js'
import type { GcpResourceType } from '../description.js'
import { type LabelCall, labelOperations } from '../label-operations.js'
import { gcpRequest, placeOf, requestIdOf } from '../requests/gcp-request.js'

/** What `setLabels` calls the resource, and whether it takes a request id. */
export interface LabelMethod {
  /** The method for a resource in a zone or of the project, and for one in a region. */
  readonly method: `${string}.setLabels`
  readonly regionalMethod?: `${string}.setLabels`
  readonly parameter: 'instance' | 'resource'
  readonly takesRequestId: boolean
  readonly permission: string
}

/**
 * Labels of Compute Engine are set as a whole; the fingerprint of those that were read refuses the call when somebody
 * else has changed them since.
 */
export function fingerprintedLabels(type: GcpResourceType, method: LabelMethod) {
  return labelOperations(type, {
    documentation: `${type.documentation}/setLabels`,
    permissions: [method.permission],
    idempotency: 'natural',
    request: requestBy(method),
  })
}

function requestBy({ method, regionalMethod = method, parameter, takesRequestId }: LabelMethod): LabelCall['request'] {
  return (target, { after }, token) => {
    const { scope, name } = placeOf(target)
    const labelFingerprint = textAt(target.properties, 'labelFingerprint')
    return gcpRequest(`compute.${'region' in scope ? regionalMethod : method}`, {
      ...scope,
      [parameter]: name,
      ...(takesRequestId && { requestId: requestIdOf(token) }),
      body: { labels: after, ...(labelFingerprint !== undefined && { labelFingerprint }) },
    })
  }
}
