import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Resource } from '../../core/resource.js'
import { documentsOf } from '../operating/operation-laws.fixture.js'
import { describeOperations } from '../operating/operations.fixture.js'
import type { AwsResourceType } from './description.js'
import { validateRequest } from './operate/validate-request.js'
import { arbitraryParts, correlatedParts, parametersOf } from './operations.fixture.js'
import { awsOperations } from './operations.js'
import { derivedFrom } from './read/resource-of.js'
import { awsTypes } from './types.js'

const account = '123456789012'

/** Operations after which a target is what it was. */
const leavingNoTrace = /\.(restart|create-snapshot|create-encrypted-copy|copy-encrypted)$/

const types = new Map(awsTypes.map((type) => [type.name, type]))
const targets = new Map(await Promise.all(awsTypes.map(async (type) => [type.name, await targetsOf(type)] as const)))

async function targetsOf(type: AwsResourceType): Promise<fc.Arbitrary<Resource>> {
  const documents = documentsOf(await type.schema(), arbitraryParts[type.name] ?? {})
  return fc.tuple(documents, correlatedParts[type.name] ?? fc.constant({})).map(([document, parts]) => ({
    ...derivedFrom({ ...document, ...parts }, type, account),
    type: type.name,
    account,
    region: 'eu-west-1',
  }))
}

describeOperations({
  cloud: 'aws',
  folder: import.meta.dirname,
  types: awsTypes,
  operations: awsOperations,
  page: /^https:\/\/docs\.aws\.amazon\.com\/.+\/API_\w+\.html$/,
  permission: /^[a-z0-9-]+:[A-Z]\w+$/,
  targets,
  parametersOf,
  leavesNoTrace: ({ name }) => leavingNoTrace.test(name),
  validateRequest,
})

describe('the operations of AWS', () => {
  it('let every taggable type be tagged', () => {
    const tagging = awsOperations.filter(({ verb }) => verb === 'tag' || verb === 'untag').map(({ type }) => type)
    const taggable = awsTypes.filter((type) => type.taggable).flatMap(({ name }) => [name, name])
    expect(tagging.sort()).toEqual(taggable.sort())
  })

  it('read the aspects that they rest on', () => {
    for (const { type, dependsOn, reads } of awsOperations) {
      const aspects = Object.entries(types.get(type)?.aspects ?? {})
      const filling = aspects.filter(([, { properties }]) =>
        dependsOn.some((path) => properties.includes(path.split('.')[0] ?? '')),
      )
      expect([...reads].sort()).toEqual(filling.map(([name]) => name).sort())
    }
  })
})
