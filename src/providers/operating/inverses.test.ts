import { describe, expect, it } from 'vitest'
import { fakeResource } from '../../../test/support/fake-estate.js'
import type { Operation, OperationParameters } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { settingOperations } from './setting-operations.js'
import { tagOperations } from './tag-operations.js'

const type = 'test.machine'
const tagging = tagOperations(type, {
  property: 'tags',
  documentation: 'https://example.com',
  permissions: [],
  refusal: () => undefined,
  requests: () => [],
  idempotency: 'natural',
  settlesWithin: 1,
})
const setting = settingOperations(
  {
    type,
    settings: {
      size: { path: 'Size', parameter: { type: 'string', title: 'Size' }, whenAbsent: null },
      locked: { path: 'Locked', parameter: { type: 'boolean', title: 'Locked' }, whenAbsent: false },
    },
    documentation: 'https://example.com',
    permissions: [],
    request: (_, input) => ({ service: 'test', action: 'put', input }),
    settlesWithin: 1,
  },
  [],
)

interface Taken {
  readonly verb: string
  readonly params: OperationParameters
  /** What somebody else makes of the resource in between. */
  readonly meanwhile: (resource: Resource) => Resource
}

/** A resource after an operation, what somebody did then, and the operation's inverse. */
function takenBack(operations: readonly Operation[], before: Resource, { verb, params, meanwhile }: Taken): Resource {
  const after = effectOf(operations, `${type}.${verb}`, { target: before, params })
  const inverse = operations.find(({ name }) => name === `${type}.${verb}`)?.inverse(before, params)
  if (!inverse) throw new Error('it has an inverse')
  return effectOf(operations, inverse.operation, { target: meanwhile(after), params: inverse.params })
}

function effectOf(
  operations: readonly Operation[],
  name: string,
  { target, params }: { readonly target: Resource; readonly params: OperationParameters },
): Resource {
  const operation = operations.find((one) => one.name === name)
  const after = operation?.effect(target, params, { now: new Date(0), newId: (kind) => kind, token: 't' }).target
  if (!after) throw new Error(`${name} leaves the resource`)
  return after
}

function withTags(resource: Resource, tags: Readonly<Record<string, string>>): Resource {
  return { ...resource, tags, properties: { ...resource.properties, tags } }
}

describe('an inverse', () => {
  const staging = { environment: 'staging', owner: 'ada' }
  const resource = withTags(fakeResource(type, 'a'), staging)

  it('leaves tags alone that the step named and did not change', () => {
    const params = { tags: { environment: 'staging', owner: 'unassigned', cost: '1', gone: null } }
    const meanwhile = (after: Resource): Resource =>
      withTags(after, { ...after.tags, environment: 'production', gone: 'not so' })
    const { tags } = takenBack(tagging, resource, { verb: 'tag', params, meanwhile })
    expect(tags).toEqual({ environment: 'production', owner: 'ada', gone: 'not so' })
  })

  it('leaves tags alone that the step was to remove and that were not there', () => {
    const meanwhile = (after: Resource): Resource => withTags(after, { ...after.tags, cost: '2' })
    const { tags } = takenBack(tagging, resource, { verb: 'untag', params: { keys: ['owner', 'cost'] }, meanwhile })
    expect(tags).toEqual({ ...staging, cost: '2' })
  })

  it('leaves settings alone that the step named and did not change', () => {
    const before = fakeResource(type, 'a', { Size: 'small' })
    const meanwhile = (after: Resource): Resource => ({ ...after, properties: { ...after.properties, Locked: true } })
    const params = { size: 'large', locked: false }
    const { properties } = takenBack(setting, before, { verb: 'configure', params, meanwhile })
    expect(properties).toEqual({ Size: 'small', Locked: true })
  })
})
