import type { RestAnswer } from '../../reading/rest-answer.js'

/** One call of Azure Resource Manager. */
export interface ArmCall {
  /** A path below the endpoint, with its query, or a whole URL that an answer gave as its next page. */
  readonly target: string
  /** Sent with POST; without it the call is a GET. */
  readonly body?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Makes calls with one account's credentials, at most as many at once as the account may have. */
export type ArmCaller = (call: ArmCall) => Promise<RestAnswer>

/** A path with its api-version and other query parameters. */
export function armPath(path: string, apiVersion: string, query: Readonly<Record<string, string>> = {}): string {
  return `${path}?${new URLSearchParams({ 'api-version': apiVersion, ...query })}`
}
