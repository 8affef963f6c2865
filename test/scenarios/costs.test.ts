import { beforeAll, describe, expect, it } from 'vitest'
import { checkPrice, metersOf } from '../../src/compiler/price-sheet/check-price.js'
import { sourceText } from '../../src/compiler/source/source-text.js'
import { priceKey } from '../../src/core/billing.js'
import type { Bundle } from '../../src/core/bundle.js'
import { parseDecimal } from '../../src/core/decimal.js'
import type { Operation, OperationParameters } from '../../src/core/operation.js'
import type { Resource } from '../../src/core/resource.js'
import type { ResourceType } from '../../src/core/resource-type.js'
import { type CostContext, chargesOf, costChange, monthlyCost, PriceBook } from '../../src/engine/cost/index.js'
import { simulate } from '../../src/engine/plan/index.js'
import { catalog } from '../../src/providers/catalog.js'
import { readEstate } from '../../src/providers/sandbox/estate-file.js'
import { acmeClock, compileRepositoryFiles, estateFolder } from './acme.js'

const billed = [...catalog.types.values()].filter(({ billing }) => billing)

async function resourcesOf(types: readonly ResourceType[]): Promise<readonly Resource[]> {
  const estate = await readEstate(`${estateFolder}/acme`)
  if ('unread' in estate) throw new Error(estate.unread.message)
  return [...estate.accounts.values()].flatMap(({ account, resources }) =>
    types.flatMap(({ name: type }) =>
      (resources[type] ?? []).map(({ id, name = id, region = 'global', properties, tags = {} }) => ({
        type,
        id,
        name,
        account,
        region,
        properties,
        tags,
      })),
    ),
  )
}

describe('what types are billed by', () => {
  it.each(billed.map((type) => [type.name, type] as const))(
    'of %s rests on properties that it has',
    async (_, type) => {
      const { root } = await type.schema()
      for (const property of type.billing?.properties ?? []) expect(Object.keys(root.properties)).toContain(property)
      for (const page of type.billing?.documentation ?? []) expect(page).toMatch(/^https:\/\//)
    },
  )

  it('is always something that a price sheet can give a price for', async () => {
    const meters = metersOf(catalog)
    const source = sourceText('prices/a.yaml', '')
    const span = { source, start: 0, end: 0 }
    const problems = (await resourcesOf(billed)).flatMap((resource) => {
      const charges = chargesOf(resource, catalog.types.get(resource.type))
      if ('unknown' in charges) return []
      return charges.charges.flatMap((charge) => {
        const key = priceKey(resource.type, charge)
        expect(parseDecimal(charge.quantity)).toBeDefined()
        return checkPrice({ key, keySpan: span, value: { ...span, kind: 'scalar', value: '1' } }, meters)
      })
    })
    expect(problems).toEqual([])
  })
})

describe('the estate of acme, with the prices of acme', () => {
  let bundle: Bundle
  let context: CostContext
  let operations: ReadonlyMap<string, Operation>

  beforeAll(async () => {
    bundle = (await compileRepositoryFiles()).value
    const { accounts } = bundle.configuration
    const prices = new PriceBook({ sheets: bundle.priceSheets, accounts, now: acmeClock.now() })
    context = { types: catalog.types, prices }
    operations = (await catalog.operations?.()) ?? new Map()
  })

  it('has a cost wherever a document tells what is billed', async () => {
    const unknown = (await resourcesOf(billed)).flatMap((resource) => {
      const cost = monthlyCost(resource, context)
      return 'unknown' in cost ? cost.unknown : []
    })
    expect([...new Set(unknown)].sort()).toEqual([
      'aws.ec2.snapshot: it is billed by the blocks that changed since the snapshot before, which its document does not tell',
      'azure.compute.snapshot: it is billed by the data in it, whose size its document does not tell',
    ])
  })

  it('costs as much more after an operation as less after its inverse', async () => {
    let compared = 0
    for (const target of await resourcesOf(billed)) {
      for (const operation of operations.values()) {
        if (operation.type !== target.type) continue
        const params = sampleParams[operation.name] ?? {}
        const after = stateAfter(operation, target, params)
        const inverse = operation.inverse(target, params)
        const undo = inverse && operations.get(inverse.operation)
        const back = after && undo && stateAfter(undo, after, inverse.params)
        if (!after || !back) continue
        const there = costChange([{ before: target, after }], context)
        const again = costChange([{ before: after, after: back }], context)
        expect([target.id, operation.name, negated(again.change)]).toEqual([target.id, operation.name, there.change])
        if (there.change !== undefined && there.change !== '0') compared++
      }
    }
    expect(compared).toBeGreaterThan(15)
  })

  it.each<[string, OperationParameters, boolean]>([
    ['aws.rds.instance.set-retention', { days: 3 }, true],
    ['aws.rds.instance.configure', { backupRetention: 3 }, true],
    ['aws.rds.instance.configure', { deletionProtection: true }, false],
    ['aws.rds.instance.make-private', {}, true],
    ['aws.rds.instance.resize', { type: 'db.m5.large' }, false],
    ['aws.ec2.instance.terminate', {}, true],
    ['aws.ec2.instance.stop', {}, false],
  ])('%s with %o says whether it changes the bill unseen: %s', (name, params, unseen) => {
    expect(operations.get(name)?.unseenCost?.(params) !== undefined).toBe(unseen)
  })

  function stateAfter(operation: Operation, target: Resource, params: OperationParameters) {
    const type = catalog.types.get(operation.type)
    const effects = { now: acmeClock.now(), newId: (kind: string) => `${kind}-1`, token: 'step' }
    const given = { ...defaultsOf(operation), ...params }
    const outcome = simulate({ operation, target, params: given, context: effects, type })
    return outcome.kind === 'changed' ? outcome.target : undefined
  }
})

/** Parameters that operations cannot do without. */
const sampleParams: Readonly<Record<string, OperationParameters>> = {
  'aws.ec2.volume.change-type': { type: 'gp3', iops: 4000, throughput: 200 },
  'aws.ec2.volume.resize': { sizeGb: 600 },
  'aws.ec2.instance.resize': { type: 't3.small' },
  'azure.compute.virtual-machine.resize': { size: 'Standard_B2s' },
  'gcp.compute.instance.resize': { size: 'e2-micro' },
}

function defaultsOf({ params }: Operation): OperationParameters {
  const given = Object.entries(params).flatMap(([name, one]) =>
    one.default === undefined ? [] : [[name, one.default]],
  )
  return Object.fromEntries(given)
}

function negated(amount: string | undefined): string | undefined {
  if (amount === undefined || amount === '0') return amount
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}
