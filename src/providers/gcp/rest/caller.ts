import type { RestAnswer } from '../../reading/rest-answer.js'

/** One GET of a Google API. */
export interface GcpCall {
  readonly url: string
  readonly query?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Makes calls with one account's credentials, at most as many at once as the account may have. */
export type GcpCaller = (call: GcpCall) => Promise<RestAnswer>
