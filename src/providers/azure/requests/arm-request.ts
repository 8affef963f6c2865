import type { CloudRequest } from '../../../core/operation.js'
import type { Resource } from '../../../core/resource.js'
import { textAt } from '../../operating/document.js'
import type { Document } from '../../reading/rest-answer.js'

/** The id of a resource as ARM wrote it; `Resource.id` is made for comparing and has lost the case. */
export function armIdOf(target: Resource): string {
  return textAt(target.properties, 'id') ?? target.id
}

export interface ArmInput {
  readonly path: string
  readonly apiVersion: string
  readonly body?: Document
}

/** A call of Resource Manager as data. */
export function armRequest(method: string, input: ArmInput): CloudRequest {
  return { service: 'arm', action: method, input: { ...input } }
}
