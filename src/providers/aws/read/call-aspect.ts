import { bareCode, errorCode, unreadOf } from '../client/failure.js'
import type { CallAspect, Caller, Document, EachDescription } from '../description.js'
import type { AwsServiceName } from '../services.js'
import type { AspectAnswer } from './aspect-answer.js'
import { valuesAt } from './values-at.js'

/** Reads an aspect that takes one call for each resource. `service` is that of the type. */
export async function readCallAspect(
  aspect: CallAspect,
  document: Document,
  { caller, service }: { readonly caller: Caller; readonly service: AwsServiceName },
): Promise<AspectAnswer> {
  const call = { ...aspect, service: aspect.service ?? service }
  try {
    return { properties: propertiesOf(aspect, await resultOf(call, document, caller)) }
  } catch (error) {
    const absent = aspect.absent?.some((code) => bareCode(code) === errorCode(error))
    return absent ? { properties: {} } : { unread: unreadOf(error, call) }
  }
}

async function resultOf(
  aspect: CallAspect & { readonly service: AwsServiceName },
  document: Document,
  caller: Caller,
): Promise<unknown> {
  const input = aspect.input(document, caller.scope)
  if (!aspect.result?.endsWith('[]')) {
    return valuesAt(await caller.call(aspect.service, aspect.operation, input), aspect.result)[0]
  }
  const elements: unknown[] = []
  for await (const page of caller.pages(aspect.service, aspect.operation, input)) {
    for (const element of valuesAt(page, aspect.result)) {
      elements.push(aspect.each ? await completed(element, { each: aspect.each, aspect, document, caller }) : element)
    }
  }
  return elements
}

interface ElementContext {
  readonly each: EachDescription
  readonly aspect: { readonly service: AwsServiceName }
  readonly document: Document
  readonly caller: Caller
}

async function completed(element: unknown, { each, aspect, document, caller }: ElementContext): Promise<unknown> {
  const answer = await caller.call(each.service ?? aspect.service, each.operation, each.input(element, document))
  const [result] = valuesAt(answer, each.result)
  return each.as === undefined ? result : { ...(element as Document), [each.as]: result }
}

function propertiesOf(aspect: CallAspect, result: unknown): Document {
  const [property] = aspect.properties
  if (result === undefined || property === undefined) return {}
  if (aspect.properties.length === 1) return { [property]: result }
  const members = result as Document
  const given = aspect.properties.filter((name) => members[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, members[name]]))
}
