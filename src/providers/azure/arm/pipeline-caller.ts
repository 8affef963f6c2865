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
import { asDocument, type Document, interrupted, type RestAnswer } from '../../reading/rest-answer.js'
import type { ArmCall, ArmCaller } from './caller.js'
import { failureOfError, failureOfResponse } from './failure.js'

/** The management endpoint of the public cloud. */
export const publicEndpoint = 'https://management.azure.com'

export interface PipelineCallerOptions {
  readonly limiter: Limiter
  /** Left out under a recording, which asks for no token. */
  readonly credential?: TokenCredential
  /** What carries requests; the network when left out. */
  readonly httpClient?: HttpClient
  /** Milliseconds before the first repetition of a failed call that names no time itself. */
  readonly retryDelay?: number
}

const repetitions = 4

/** A caller over the SDK's pipeline: its retries, with Retry-After, its proxy settings and its authentication. */
export function createPipelineCaller(options: PipelineCallerOptions): ArmCaller {
  const pipeline = createPipeline(options)
  const httpClient = options.httpClient ?? createDefaultHttpClient()
  return (call) => options.limiter(() => send(pipeline, httpClient, call))
}

function createPipeline({ credential, retryDelay = 1000 }: PipelineCallerOptions): Pipeline {
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: repetitions, retryDelayInMs: retryDelay },
    userAgentOptions: { userAgentPrefix: 'escher' },
  })
  pipeline.addPolicy(repeatWhenThrottled(retryDelay), { phase: 'Retry' })
  if (credential) {
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${publicEndpoint}/.default` }))
  }
  return pipeline
}

/** The SDK's own policy repeats a 429 only when it has a Retry-After header. */
function repeatWhenThrottled(retryDelay: number): ReturnType<typeof retryPolicy> {
  const strategy = {
    name: 'throttledWithoutRetryAfter',
    retry: ({ retryCount, response }: { retryCount: number; response?: PipelineResponse }) =>
      response?.status === 429 && !response.headers.has('retry-after')
        ? { retryAfterInMs: retryDelay * 2 ** retryCount }
        : { skipStrategy: true },
  }
  return retryPolicy([strategy], { maxRetries: repetitions })
}

async function send(pipeline: Pipeline, httpClient: HttpClient, call: ArmCall): Promise<RestAnswer> {
  if (call.signal?.aborted) return { failure: interrupted }
  const url = new URL(call.target, publicEndpoint)
  if (url.origin !== publicEndpoint) {
    return { failure: { reason: 'failed', message: `the answer points to another host, ${url.host}` } }
  }
  const request = createPipelineRequest({
    url: url.href,
    method: call.body ? 'POST' : 'GET',
    headers: createHttpHeaders({ accept: 'application/json', 'content-type': 'application/json' }),
    ...(call.body && { body: JSON.stringify(call.body) }),
    ...(call.signal && { abortSignal: call.signal }),
  })
  try {
    return answerOf(await pipeline.sendRequest(httpClient, request))
  } catch (error) {
    return { failure: call.signal?.aborted ? interrupted : failureOfError(error) }
  }
}

function answerOf(response: PipelineResponse): RestAnswer {
  const text = response.bodyAsText ?? ''
  const body = parse(text)
  if (response.status >= 400) return { failure: failureOfResponse(response.status, body ?? { message: text }) }
  return body ? { body } : { failure: { reason: 'failed', message: 'the answer is no JSON object' } }
}

function parse(text: string): Document | undefined {
  try {
    return asDocument(JSON.parse(text))
  } catch {
    return undefined
  }
}
