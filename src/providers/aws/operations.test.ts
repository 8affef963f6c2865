import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Operation } from '../../core/operation.js'
import type { Resource } from '../../core/resource.js'
import { assertLaws, documentsOf } from '../operating/operation-laws.fixture.js'
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

function subjectOf({ type }: Operation): { readonly type: AwsResourceType; readonly targets: fc.Arbitrary<Resource> } {
  const [found, arbitrary] = [types.get(type), targets.get(type)]
  if (found === undefined || arbitrary === undefined) throw new Error(`there is no type ${type}`)
  return { type: found, targets: arbitrary }
}

describe('the operations of AWS', () => {
  it('are registered, folder by folder', () => {
    const folders = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('/operations.ts'))
      .map((path) => `aws.${dirname(path).split('/').join('.')}`)
    expect([...new Set(awsOperations.map(({ type }) => type))].sort()).toEqual(folders.sort())
    expect(folders.sort()).toEqual([...types.keys()].sort())
  })

  it('have names of their own, a page of the vendor, and permissions as AWS spells them', () => {
    expect(new Set(awsOperations.map(({ name }) => name)).size).toBe(awsOperations.length)
    for (const { documentation, permissions } of awsOperations) {
      expect(documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\/API_\w+\.html$/)
      expect(permissions.length).toBeGreaterThan(0)
      for (const permission of permissions) expect(permission).toMatch(/^[a-z0-9-]+:[A-Z]\w+$/)
    }
  })

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

  it.each(awsOperations)('$name: effect, repetition, inverse and requests agree', async (operation) => {
    const subject = subjectOf(operation)
    const law = {
      operation,
      operations: awsOperations,
      ...subject,
      types,
      leavesNoTrace: leavingNoTrace.test(operation.name),
    }
    let applied = 0
    await fc.assert(
      fc.asyncProperty(subject.targets, parametersOf(operation), async (target, params) => {
        if (!(await assertLaws(law, target, params))) return
        applied++
        const requests = operation.requests(target, params, 'token-1')
        expect(requests.length).toBeGreaterThan(0)
        expect((await Promise.all(requests.map(validateRequest))).flat()).toEqual([])
      }),
      { numRuns: 60 },
    )
    expect(applied).toBeGreaterThan(0)
  })

  it.each(awsOperations)('$name refuses a target whose parts are unread', (operation) => {
    const unread = { reason: 'access-denied', message: 'no' } as const
    const parts = Object.fromEntries(operation.dependsOn.map((path) => [path.split('.')[0] ?? '', unread]))
    const [target] = fc.sample(subjectOf(operation).targets, 1)
    const [params] = fc.sample(parametersOf(operation), 1)
    if (target === undefined) throw new Error('there is no target')
    expect(operation.precondition({ ...target, unread: parts }, params ?? {})?.kind).toBe('refused')
  })
})
