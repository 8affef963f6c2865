import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline'
import { type Interaction, matchKey } from './recording.js'

/** Answers pipeline requests from a recording: each interaction once, in recorded order among equals. */
export function createReplayHttpClient(interactions: readonly Interaction[]): HttpClient {
  const remaining = new Map<string, Interaction[]>()
  for (const interaction of interactions) {
    const key = matchKey(interaction.request.method, interaction.request.uri)
    remaining.set(key, [...(remaining.get(key) ?? []), interaction])
  }
  return {
    sendRequest: async (request) => {
      const key = matchKey(request.method, request.url)
      const next = remaining.get(key)?.shift()
      if (!next) throw new Error(`the recording has no (further) answer to ${key}`)
      return responseTo(request, next)
    },
  }
}

function responseTo(request: PipelineRequest, { response }: Interaction): PipelineResponse {
  const { data, string = '' } = response.body
  const headers = Object.entries(response.headers ?? {}).map(([name, values]) => [name, values.join(', ')])
  return {
    request,
    status: response.status.code,
    headers: createHttpHeaders(Object.fromEntries(headers)),
    bodyAsText: data === undefined ? string : JSON.stringify(data),
  }
}
