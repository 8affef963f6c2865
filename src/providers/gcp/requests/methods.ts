import type { CloudRequest } from '../../../core/operation.js'
import type { GcpApiDescription, GcpApiDescriptions, GcpMethodDescription } from './description.js'

/** The method that a request calls, and the definitions of its API; undefined for one that no operation calls. */
export async function methodOf({
  service,
  action,
}: CloudRequest): Promise<{ readonly api: GcpApiDescription; readonly method: GcpMethodDescription } | undefined> {
  const apis = (await import('./schema.json', { with: { type: 'json' } })).default as unknown as GcpApiDescriptions
  const api = apis[service]
  const method = api?.methods[action]
  return api && method ? { api, method } : undefined
}
