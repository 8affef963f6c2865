import { XmlShapeSerializer } from '@aws-sdk/core/protocols'
import { NormalizedSchema } from '@smithy/core/schema'
import { HttpResponse } from '@smithy/core/transport'
import type { Document } from '../description.js'
import { recordedValue } from './recorded-value.js'
import type { RecordedAnswer } from './recording.js'

/** What is used of the SDK's protocols: their name, and the serializer of those that speak JSON. */
export interface WireProtocol {
  readonly getShapeId: () => string
  readonly getPayloadCodec: () => { readonly createSerializer: () => WireSerializer }
}

interface WireSerializer {
  readonly write: (schema: NormalizedSchema, value: unknown) => void
  readonly flush: () => string | Uint8Array
}

export interface WireOperation {
  readonly name: string
  readonly output: Parameters<typeof NormalizedSchema.of>[0]
}

/** Encodes a recorded answer as its service would send it, so that the SDK's own deserializer reads it. */
export function responseOf(
  { status, data }: RecordedAnswer,
  operation: WireOperation,
  { protocol, service }: { readonly protocol: WireProtocol; readonly service: string },
): HttpResponse {
  if (status >= 300) return new HttpResponse({ statusCode: status, headers: {}, body: errorBody(data, protocol) })
  const schema = NormalizedSchema.of(operation.output)
  const value = (schema.isStructSchema() ? recordedValue(schema, data, service) : {}) as Document
  const { payload, headers } = bindingsOf(schema, value)
  const serializer = serializerOf(protocol)
  const [bodySchema, body] = payload === undefined ? [schema, value] : [payload, value[payload.getMemberName()]]
  if (body === undefined || !schema.isStructSchema())
    return new HttpResponse({ statusCode: status, headers, body: bytesOf('') })
  serializer.write(bodySchema, body)
  const text = serializer.flush()
  return new HttpResponse({
    statusCode: status,
    headers,
    body: bytesOf(wrapped(text, operation, { schema, protocol })),
  })
}

/** Members that travel as headers, and the one that is the whole body, in protocols that have such. */
function bindingsOf(
  schema: NormalizedSchema,
  value: Document,
): { readonly payload: NormalizedSchema | undefined; readonly headers: Record<string, string> } {
  const headers: Record<string, string> = {}
  let payload: NormalizedSchema | undefined
  if (!schema.isStructSchema()) return { payload, headers }
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPayload } = member.getMergedTraits()
    const held = value[name]
    if (httpPayload) payload = member
    if (httpHeader && held !== undefined) headers[httpHeader] = held instanceof Date ? held.toUTCString() : String(held)
  }
  return { payload, headers }
}

function serializerOf(protocol: WireProtocol): WireSerializer {
  if (!isXml(protocol)) return protocol.getPayloadCodec().createSerializer()
  return new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: protocol.getShapeId().endsWith('restXml'),
    xmlNamespace: '',
    serviceNamespace: '',
  })
}

/** The query protocol puts a result into an envelope; the structure's own name does not appear. */
function wrapped(
  text: string | Uint8Array,
  { name }: WireOperation,
  { schema, protocol }: { readonly schema: NormalizedSchema; readonly protocol: WireProtocol },
): string | Uint8Array {
  if (typeof text !== 'string' || !protocol.getShapeId().endsWith('awsQuery')) return text
  const own = schema.getName() ?? ''
  const inner = text.replace(new RegExp(`^<${own}\\b`), `<${name}Result`).replace(`</${own}>`, () => `</${name}Result>`)
  return `<${name}Response>${inner}</${name}Response>`
}

function errorBody(data: Document, protocol: WireProtocol): Uint8Array {
  const { Code = 'Unknown', Message = '' } = (data['Error'] ?? {}) as Document
  if (!isXml(protocol)) return bytesOf(JSON.stringify({ __type: Code, message: Message }))
  return bytesOf(
    `<ErrorResponse><Error><Code>${escaped(Code)}</Code><Message>${escaped(Message)}</Message></Error></ErrorResponse>`,
  )
}

function isXml(protocol: WireProtocol): boolean {
  return /restXml|awsQuery|ec2Query/.test(protocol.getShapeId())
}

function escaped(value: unknown): string {
  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text, 'utf8') : text
}
