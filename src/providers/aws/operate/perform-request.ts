import { setTimeout as wait } from 'node:timers/promises'
import type { CloudRequest } from '../../../core/operation.js'
import type { CallOutcome } from '../../operating/perform.js'
import type { AwsClients } from '../client/clients.js'
import type { Document } from '../description.js'
import { type AwsServiceName, awsService, awsServices } from '../services.js'
import { operateFailureOf } from './failure.js'

/** What performing needs: clients that send a change once, and where. */
export interface AwsPerforming {
  readonly clients: AwsClients
  readonly homeRegion: string
  /** The region of the target; `global` for what has none. */
  readonly region: string
  /** Milliseconds before a change that was throttled is sent again; doubled each time. */
  readonly throttleDelay: number
}

/** Times that a throttled change is sent before its failure counts. */
const attempts = 6

/** Sends a change. Only one that AWS has refused for its rate is sent again: anything else may have been made. */
export async function performRequest(
  performing: AwsPerforming,
  request: CloudRequest,
  signal: AbortSignal,
): Promise<CallOutcome> {
  if (!isService(request.service)) throw new Error(`${request.service} is no AWS service`)
  const call = { service: request.service, region: regionOf(request.service, performing), operation: request.action }
  for (let attempt = 1; ; attempt++) {
    try {
      return { response: summaryOf(await performing.clients.send(call, request.input, signal)) }
    } catch (error) {
      const failure = operateFailureOf(error, signal)
      if (failure.reason !== 'throttled' || attempt === attempts) return { failure }
      const woken = await wait(performing.throttleDelay * 2 ** (attempt - 1), true, { signal }).catch(() => false)
      if (!woken) return { failure }
    }
  }
}

function isService(name: string): name is AwsServiceName {
  return Object.hasOwn(awsServices, name)
}

function regionOf(service: AwsServiceName, { region, homeRegion }: AwsPerforming): string {
  return awsService(service).global || region === 'global' ? homeRegion : region
}

/** Answers may hold environment variables and the like: only ids and names of what was made are kept of them. */
function summaryOf(answer: object): Document {
  const { $metadata, ...members } = answer as { $metadata?: { httpStatusCode?: number; requestId?: string } }
  const ids = Object.entries(members).filter(([name, value]) => /(Id|Ids|Arn)$/.test(name) && isText(value))
  return { status: $metadata?.httpStatusCode, requestId: $metadata?.requestId, ...Object.fromEntries(ids) }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
}
