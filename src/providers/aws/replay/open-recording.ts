import { resolve } from 'node:path'
import { ConfiguredRetryStrategy } from '@smithy/core/retry'
import type { Unread } from '../../../core/resource.js'
import { shortMessage } from '../../reading/rest-answer.js'
import { AwsClients, type SdkClient } from '../client/clients.js'
import { type AwsServiceName, awsService } from '../services.js'
import { Recording, type RecordingOptions } from './recording.js'
import { responseOf, type WireOperation, type WireProtocol } from './wire.js'

/** How recorded accounts are replayed. */
export type ReplayOptions = RecordingOptions

const attempts = 3

/** Clients whose requests a recording answers instead of AWS; serializers, errors, pages and retries are real. */
export async function openRecording(
  path: string,
  root: string,
  options: ReplayOptions,
): Promise<{ readonly clients: AwsClients; readonly serial: true } | { readonly unread: Unread }> {
  try {
    const recording = await Recording.open(resolve(root, path), options)
    const clients = new AwsClients({
      configuration: {
        credentials: { accessKeyId: 'replay', secretAccessKey: 'replay' },
        retryStrategy: new ConfiguredRetryStrategy(attempts, 0),
      },
      adjust: (client, service) => client.middlewareStack.use(replayPlugin(recording, client, service)),
    })
    return { clients, serial: true }
  } catch (error) {
    return { unread: { reason: 'not-available', message: shortMessage(`no recording: ${error}`) } }
  }
}

/** Smithy's form of an operation is a list: kind, namespace, name, traits, input, output. */
interface HandlerContext {
  readonly __smithy_context: {
    readonly operationSchema: readonly [unknown, unknown, string, unknown, unknown, WireOperation['output']]
  }
}

interface MiddlewareStack {
  readonly add: (middleware: unknown, options: object) => void
}

function replayPlugin(recording: Recording, client: SdkClient, service: AwsServiceName): object {
  const { protocol } = (client as unknown as { config: { protocol: WireProtocol } }).config
  const middleware = (_next: unknown, context: HandlerContext) => async () => {
    const [, , name, , , output] = context.__smithy_context.operationSchema
    const answer = await recording.next(`${awsService(service).endpointPrefix}.${name}`)
    return { response: responseOf(answer, { name, output }, { protocol, service }) }
  }
  return {
    applyToStack: (stack: MiddlewareStack) =>
      stack.add(middleware, { step: 'deserialize', priority: 'low', name: 'answerFromRecording' }),
  }
}
