import type { PipelineResponse } from '@azure/core-rest-pipeline'
import { asDocument, type Document, interrupted, type RestAnswer } from '../../reading/rest-answer.js'
import type { ArmCall, ArmCaller } from './caller.js'
import { failureOfError, failureOfResponse } from './failure.js'
import { type ArmPipeline, type ArmPipelineOptions, createArmPipeline, isOfEndpoint } from './pipeline.js'

/** A caller over the SDK's pipeline. */
export function createPipelineCaller(options: ArmPipelineOptions): ArmCaller {
  const pipeline = createArmPipeline(options, 'reads')
  return (call) => read(pipeline, call)
}

async function read(pipeline: ArmPipeline, { target, body, signal }: ArmCall): Promise<RestAnswer> {
  if (signal?.aborted) return { failure: interrupted }
  if (!isOfEndpoint(target)) {
    return { failure: { reason: 'failed', message: 'the answer points to another host' } }
  }
  try {
    return answerOf(await pipeline({ method: body ? 'POST' : 'GET', target, body, signal }))
  } catch (error) {
    return { failure: signal?.aborted ? interrupted : failureOfError(error) }
  }
}

function answerOf(response: PipelineResponse): RestAnswer {
  const text = response.bodyAsText ?? ''
  const body = bodyOf(response)
  if (response.status >= 400) return { failure: failureOfResponse(response.status, body ?? { message: text }) }
  return body ? { body } : { failure: { reason: 'failed', message: 'the answer is no JSON object' } }
}

/** The JSON object that an answer holds; undefined when it holds none. */
export function bodyOf({ bodyAsText }: PipelineResponse): Document | undefined {
  try {
    return asDocument(JSON.parse(bodyAsText ?? ''))
  } catch {
    return undefined
  }
}
