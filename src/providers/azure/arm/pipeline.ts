import type { TokenCredential } from '@azure/core-auth'
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelineResponse,
  retryPolicy,
} from '@azure/core-rest-pipeline'
import type { Limiter } from '../../reading/limiter.js'
import type { Document } from '../../reading/rest-answer.js'

/** The management endpoint of the public cloud. */
export const publicEndpoint = 'https://management.azure.com'

export interface ArmPipelineOptions {
  readonly limiter: Limiter
  /** Left out under a recording, which asks for no token. */
  readonly credential?: TokenCredential
  /** What carries requests; the network when left out. */
  readonly httpClient?: HttpClient
  /** Milliseconds before the first repetition of a failed call that names no time itself. */
  readonly retryDelay?: number
}

/** One request; `target` is a path below the endpoint or a whole URL of it. */
export interface ArmMessage {
  readonly method: string
  readonly target: string
  readonly body?: Document | undefined
  readonly signal?: AbortSignal | undefined
}

/** Sends a message and gives the answer, whatever its status; throws where there is none. */
export type ArmPipeline = (message: ArmMessage) => Promise<PipelineResponse>

const repetitions = 4

/**
 * The SDK's pipeline: its authentication, its proxy settings and its retries, with Retry-After. `reads` are repeated
 * after any failure that may pass, `changes` only when they were throttled, which is to say not made.
 */
export function createArmPipeline(options: ArmPipelineOptions, repeats: 'reads' | 'changes'): ArmPipeline {
  const pipeline = createPipeline(options, repeats)
  const httpClient = options.httpClient ?? createDefaultHttpClient()
  return (message) => options.limiter(() => pipeline.sendRequest(httpClient, requestOf(message)))
}

/** True of a target that credentials may be sent to. */
export function isOfEndpoint(target: string): boolean {
  return new URL(target, publicEndpoint).origin === publicEndpoint
}

function createPipeline({ credential, retryDelay = 1000 }: ArmPipelineOptions, repeats: 'reads' | 'changes'): Pipeline {
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: repeats === 'reads' ? repetitions : 0, retryDelayInMs: retryDelay },
    userAgentOptions: { userAgentPrefix: 'escher' },
  })
  pipeline.addPolicy(repeatWhenThrottled(retryDelay, repeats), { phase: 'Retry' })
  if (credential) {
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${publicEndpoint}/.default` }))
  }
  return pipeline
}

/** The SDK's own policy repeats a 429 only when it has a Retry-After header, and not at all for changes. */
function repeatWhenThrottled(retryDelay: number, repeats: 'reads' | 'changes'): ReturnType<typeof retryPolicy> {
  const strategy = {
    name: 'throttled',
    retry: ({ retryCount, response }: { retryCount: number; response?: PipelineResponse }) => {
      const asked = response && retryAfterOf(response)
      if (response?.status !== 429 || (asked !== undefined && repeats === 'reads')) return { skipStrategy: true }
      return { retryAfterInMs: asked ?? retryDelay * 2 ** retryCount }
    },
  }
  return retryPolicy([strategy], { maxRetries: repetitions })
}

/** The milliseconds that an answer asks to wait. */
export function retryAfterOf({ headers }: PipelineResponse): number | undefined {
  const value = headers.get('retry-after')
  if (value === undefined) return undefined
  const seconds = Number(value)
  const delay = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000
  return Number.isNaN(delay) ? undefined : Math.max(0, delay)
}

function requestOf({ method, target, body, signal }: ArmMessage): ReturnType<typeof createPipelineRequest> {
  return createPipelineRequest({
    url: new URL(target, publicEndpoint).href,
    method: method as 'GET',
    headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json' }),
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { abortSignal: signal }),
  })
}
