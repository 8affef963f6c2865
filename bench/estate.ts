import type { Bundle } from '../src/core/bundle.js'
import type { Resource } from '../src/core/resource.js'
import { type Catalog, catalogOf } from '../src/core/resource-type.js'
import type { SchemaDocument } from '../src/core/schema.js'
import { compiledPolicy } from '../test/support/compiled-policy.js'
import { fakeAccount, fakeBundle, fakeConfiguration, fakeType } from '../test/support/fake-estate.js'
import { hexadecimal, pick, type Random, randomOf } from './random.js'
import { schemaOf } from './schema.js'
import { type Shape, shapes } from './shapes.js'

const accounts = ['111111111111', '222222222222', '333333333333', '444444444444']
const typesOfEachCloud = { aws: 10, azure: 5, gcp: 5 } as const
const changedShare = 0.01

const kinds = Object.entries(typesOfEachCloud).flatMap(([cloud, count]) =>
  Array.from({ length: count }, (_, index) => `${cloud}.bench.type${index}`),
)
const typed = kinds.map((name, index) => ({ type: fakeType(name), shape: shapeOf(index) }))

function shapeOf(index: number): Shape & { readonly schema: SchemaDocument } {
  const shape = shapes[index % shapes.length]
  if (!shape) throw new Error('there are shapes')
  return { ...shape, schema: schemaOf(shape.document(randomOf(1), () => true)) }
}

/** The twenty types of the estate. */
export const catalog: Catalog = catalogOf(typed.map(({ type }) => type))

/** Two hundred policies, ten a type. */
export function bundle(): Bundle {
  const policies = typed.flatMap(({ type, shape }) =>
    shape.conditions.map((violates, index) =>
      compiledPolicy({ id: `${type.name}/${index}`, type, violates, schema: shape.schema }),
    ),
  )
  const configuration = fakeConfiguration({ accounts: accounts.map((id) => fakeAccount(id)) })
  return fakeBundle({ policies, configuration })
}

/** The partitions of an estate of so many resources: each type in each account. */
export function partitions(resources: number): { type: string; account: string; region: string; resources: number }[] {
  const each = Math.floor(resources / (kinds.length * accounts.length))
  return kinds.flatMap((type) => accounts.map((account) => ({ type, account, region: 'eu-west-1', resources: each })))
}

/** The resources of a partition; the same in every run. In generation 1 one in a hundred differs from generation 0. */
export async function* resourcesOf(
  { type, account, region, resources }: ReturnType<typeof partitions>[number],
  generation: 0 | 1,
): AsyncGenerator<Resource> {
  const index = kinds.indexOf(type)
  const shape = typed[index]?.shape
  if (!shape) throw new Error(`no such type: ${type}`)
  const chance = randomOf(index * 7919 + accounts.indexOf(account))
  for (let row = 0; row < resources; row++) {
    const seed = Math.floor(chance() * 2 ** 31)
    const changes = chance() < changedShare
    const changed = changes && generation === 1
    const random = randomOf(changed ? seed + 1 : seed)
    const id = `${type.slice(0, 3)}-${row}-${hexadecimal(randomOf(row), 12)}`
    const properties = shape.document(random, (share) => random() < share)
    yield { type, id, name: `name-${row}`, account, region, tags: tagsOf(random), properties }
  }
}

function tagsOf(random: Random): Record<string, string> {
  return {
    Name: `service-${hexadecimal(random, 6)}`,
    environment: pick(random, ['production', 'staging', 'dev']),
    owner: pick(random, ['payments', 'search', 'platform']),
    'cost-center': `cc-${Math.floor(random() * 100)}`,
  }
}
