import type { Effect, Making, Operation, OperationParameters } from '../../core/operation.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import type { Document } from '../reading/rest-answer.js'
import { refuseParameters, refuseUnread } from './refusal.js'

type Optional = 'params' | 'destructive' | 'reads' | 'inverse' | 'idempotency' | 'settlesWithin'

/** What an operation says of itself. Left out: no parameters, not destructive, irreversible, natural, one minute. */
export type OperationDescription = Omit<Operation, 'name' | 'type' | Optional> &
  Partial<Pick<Operation, Optional>> & {
    /** Paths that must have been read, where these parameters need fewer than `dependsOn` names. */
    readonly needs?: (params: OperationParameters) => readonly string[]
  }

/**
 * An operation of a resource type. Its functions get every parameter that has a default, and its precondition is only
 * asked when the parameters fit and everything that it depends on was read.
 */
export function defineOperation(type: string, description: OperationDescription): Operation {
  const { needs, makes, ...rest } = description
  const { params: declared = {}, inverse = () => undefined, reads = [], dependsOn } = rest
  const complete = (params: OperationParameters): OperationParameters => ({ ...defaultsOf(declared), ...params })
  return {
    destructive: false,
    reads: [],
    idempotency: 'natural',
    settlesWithin: 60,
    ...rest,
    name: `${type}.${description.verb}`,
    type,
    params: declared,
    reversible: description.inverse !== undefined,
    precondition: (target, params) =>
      refuseParameters(complete(params), declared) ??
      refuseUnread(target, needs?.(params) ?? [...reads, ...dependsOn]) ??
      description.precondition(target, complete(params)),
    effect: (target, params, context) => description.effect(target, complete(params), context),
    inverse: (before, params) => inverse(before, complete(params)),
    requests: (target, params, token) => description.requests(target, complete(params), token),
    ...(makes && {
      makes: {
        type: makes.type,
        ids: (responses, sent) => makes.ids(responses, { ...sent, params: complete(sent.params) }),
        bears: (candidate, mark) => makes.bears(candidate, { ...mark, params: complete(mark.params) }),
      } satisfies Making,
    }),
  }
}

function defaultsOf(declared: Operation['params']): Readonly<Record<string, ParameterValue>> {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, parameter]) =>
      parameter.default === undefined ? [] : [[name, parameter.default]],
    ),
  )
}

/** The effect of an operation that changes nothing but the target's document. */
export function changes(target: Resource, properties: Document): Effect {
  return { target: { ...target, properties } }
}

/** The effect of an operation after which the target is what it was: a restart, or the making of something else. */
export function leaves(target: Resource): Effect {
  return { target }
}
