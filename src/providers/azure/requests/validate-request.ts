import type { CloudRequest } from '../../../core/operation.js'
import { valueIssues } from '../../operating/check-value.js'
import type { ArmInput } from './arm-request.js'
import type { ArmPackageDescription } from './description.js'

/** Checks a call against what Azure's management packages say of it: path, api-version and body. */
export async function validateRequest({ action, input }: CloudRequest): Promise<readonly string[]> {
  const { path, apiVersion, body } = input as unknown as ArmInput
  const packages = (await import('./schema.json', { with: { type: 'json' } }))
    .default as readonly ArmPackageDescription[]
  for (const { calls, definitions } of packages) {
    const call = calls.find(({ method, path: template }) => method === action && matches(template, path))
    if (call === undefined) continue
    const version = apiVersion === call.apiVersion ? [] : [`apiVersion must be ${call.apiVersion}, not ${apiVersion}`]
    if (call.body === undefined) return body === undefined ? version : [...version, 'the call takes no body']
    return [...version, ...valueIssues(body, call.body, { document: { definitions }, path: 'body' })]
  }
  return [`no call is described for ${action} ${path}`]
}

/** Names in a path do not hold slashes, a scope does; ARM ignores case. */
function matches(template: string, path: string): boolean {
  const pattern = template
    .replaceAll('.', '\\.')
    .replace(/^\/\{scope\}/, '/subscriptions/.+')
    .replace(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`, 'i').test(path)
}
