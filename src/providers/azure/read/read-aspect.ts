import type { Unread } from '../../../core/resource.js'
import { mapValues } from '../../reading/map-values.js'
import { type Document, type RestAnswer, unreadOf } from '../../reading/rest-answer.js'
import { type ArmCaller, armPath } from '../arm/caller.js'
import { armPages } from '../arm/pages.js'
import type { AzureAspectDescription } from '../description.js'

/** What the placeholders of a description stand for. */
export interface Placeholders {
  readonly id: string
  readonly subscription: string
  readonly location: string
}

/** A part that was read, is not configured (an empty object), or could not be read. */
export type AspectReading = { readonly value?: unknown } | { readonly unread: Unread }

/** Reads one child setting of one resource. */
export async function readAspect(
  caller: ArmCaller,
  aspect: AzureAspectDescription,
  { placeholders, signal }: { readonly placeholders: Placeholders; readonly signal: AbortSignal | undefined },
): Promise<AspectReading> {
  const path = armPath(fill(aspect.path, placeholders), aspect.apiVersion)
  const body = aspect.body && mapValues(aspect.body, (text) => fill(text, placeholders))
  const answer =
    aspect.answer === 'list'
      ? await wholeList(caller, path, signal)
      : await caller({ target: path, signal, ...(body && { body }) })
  if (!('failure' in answer)) return { value: aspect.answer === 'list' ? answer.body['value'] : answer.body }
  if (answer.failure.code !== undefined && aspect.absent?.includes(answer.failure.code)) return {}
  return { unread: unreadOf(answer.failure, `${body ? 'POST' : 'GET'} ${aspect.path}`, aspect.permission) }
}

async function wholeList(caller: ArmCaller, path: string, signal: AbortSignal | undefined): Promise<RestAnswer> {
  const value: unknown[] = []
  for await (const page of armPages(caller, path, signal)) {
    if ('failure' in page) return page
    value.push(...page.items)
  }
  return { body: { value } satisfies Document }
}

function fill(template: string, placeholders: Placeholders): string {
  return template.replace(/\{(id|subscription|location)\}/g, (_, name: keyof Placeholders) => placeholders[name])
}
