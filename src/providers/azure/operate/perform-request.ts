import { setTimeout as wait } from 'node:timers/promises'
import type { PipelineResponse } from '@azure/core-rest-pipeline'
import type { CloudRequest } from '../../../core/operation.js'
import type { OperateFailure } from '../../../core/provider.js'
import { givenUp, reasonOfChange, unansweredChange } from '../../operating/operate-failure.js'
import type { CallOutcome } from '../../operating/perform.js'
import { asDocument, type Document } from '../../reading/rest-answer.js'
import { armPath } from '../arm/caller.js'
import { failureOfResponse } from '../arm/failure.js'
import { type ArmMessage, type ArmPipeline, isOfEndpoint, retryAfterOf } from '../arm/pipeline.js'
import { bodyOf } from '../arm/pipeline-caller.js'
import type { ArmInput } from '../requests/arm-request.js'

/** What performing needs: a pipeline for the change itself, one for asking what became of it. */
export interface ArmPerforming {
  readonly changes: ArmPipeline
  readonly reads: ArmPipeline
  readonly subscription: string
  /** Milliseconds between two looks at a long-running operation that names no time itself. */
  readonly pollDelay: number
}

/** Sends a change to Resource Manager and waits until what it set off is complete. */
export async function performRequest(
  performing: ArmPerforming,
  { action: method, input }: CloudRequest,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const { path, apiVersion, body } = input as unknown as ArmInput
  if (!path.toLowerCase().startsWith(`/subscriptions/${performing.subscription.toLowerCase()}/`)) {
    return { failure: { reason: 'invalid', code: 'OtherSubscription', message: `${path} is of another subscription` } }
  }
  const answer = await send(performing.changes, { method, target: armPath(path, apiVersion), body, signal })
  if ('failure' in answer) return answer
  const failure = failureOf(answer.response) ?? (await failureOfCompletion(performing, answer.response, signal))
  return failure ? { failure } : { response: summaryOf(answer.response) }
}

type Answer = { readonly response: PipelineResponse } | { readonly failure: OperateFailure }

async function send(pipeline: ArmPipeline, message: ArmMessage): Promise<Answer> {
  try {
    return { response: await pipeline(message) }
  } catch (error) {
    const { name, message: why } = error instanceof Error ? error : new Error(String(error))
    if (/Authentication|CredentialUnavailable/.test(name)) {
      return { failure: { reason: 'access-denied', code: name, message: why } }
    }
    return { failure: message.signal?.aborted ? givenUp(undefined, true) : unansweredChange(error) }
  }
}

function failureOf(response: PipelineResponse): OperateFailure | undefined {
  if (response.status < 400) return undefined
  const { code, message } = failureOfResponse(response.status, bodyOf(response) ?? {})
  return { reason: reasonOfChange(response.status, code), code: code ?? `HTTP${response.status}`, message }
}

/** Follows a long-running operation to its end: by its status resource, or by its location until that is no 202. */
async function failureOfCompletion(
  { reads, pollDelay }: ArmPerforming,
  first: PipelineResponse,
  signal: AbortSignal,
): Promise<OperateFailure | undefined> {
  const statusUrl = first.headers.get('azure-asyncoperation')
  const target = statusUrl ?? (first.status === 202 ? first.headers.get('location') : undefined)
  if (target === undefined) return undefined
  if (!isOfEndpoint(target)) return lostTrack('its status is on another host')
  for (let latest = first; ; ) {
    const woken = await wait(retryAfterOf(latest) ?? pollDelay, true, { signal }).catch(() => false)
    if (!woken) return givenUp(undefined, true)
    const answer = await send(reads, { method: 'GET', target, signal })
    if ('failure' in answer) return { ...answer.failure, reason: 'uncertain' }
    latest = answer.response
    if (latest.status >= 400) return statusUrl ? lostTrack(`its status answers ${latest.status}`) : failureOf(latest)
    const state = statusUrl ? String(bodyOf(latest)?.['status']) : latest.status === 202 ? 'InProgress' : 'Succeeded'
    if (state === 'Succeeded') return undefined
    if (state === 'Failed' || state === 'Canceled') return failureOfState(state, bodyOf(latest))
  }
}

function lostTrack(message: string): OperateFailure {
  return { reason: 'uncertain', code: 'UnknownStatus', message }
}

function failureOfState(state: string, body: Document | undefined): OperateFailure {
  const { code, message } = asDocument(body?.['error']) ?? {}
  return {
    reason: typeof code === 'string' && /quota/i.test(code) ? 'quota' : 'failed',
    code: typeof code === 'string' ? code : state,
    message: typeof message === 'string' ? message : `the operation ended as ${state}`,
  }
}

/** Bodies are left out: they can be long, and may hold what is none of a record's business. */
function summaryOf({ status, headers }: PipelineResponse): Document {
  return {
    status,
    requestId: headers.get('x-ms-request-id'),
    correlationId: headers.get('x-ms-correlation-request-id'),
  }
}
