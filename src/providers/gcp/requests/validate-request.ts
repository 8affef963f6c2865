import type { CloudRequest } from '../../../core/operation.js'
import type { TypeSchema } from '../../../core/schema.js'
import { valueIssues } from '../../operating/check-value.js'
import { methodOf } from './methods.js'

/** Checks a call against what Google's packages say of the method: its parameters and its body. */
export async function validateRequest(request: CloudRequest): Promise<readonly string[]> {
  const found = await methodOf(request)
  if (found === undefined) return [`no method is described for ${request.service}.${request.action}`]
  const { api, method } = found
  const { body, ...parameters } = request.input
  const document = { definitions: api.definitions }
  const declared: TypeSchema = { type: 'object', properties: method.parameters, required: method.required }
  const issues = valueIssues(parameters, declared, { document, path: 'parameters' })
  if (method.body === undefined) return body === undefined ? issues : [...issues, 'the method takes no body']
  return [...issues, ...valueIssues(body, method.body, { document, path: 'body' })]
}
