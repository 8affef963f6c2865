import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { resolveSchema, type SchemaDocument, type TypeSchema } from '../../src/core/schema.js'
import { catalog } from '../../src/providers/catalog.js'
import { type EstateAccount, readEstate } from '../../src/providers/sandbox/estate-file.js'

const folder = resolve(import.meta.dirname, '../../src/providers/sandbox/estate/acme')
const names = await readdir(folder)
const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const))

async function accounts(): Promise<readonly EstateAccount[]> {
  const estate = await readEstate(folder)
  if ('unread' in estate) throw new Error(estate.unread.message)
  return [...estate.accounts.values()]
}

describe('the acme estate', () => {
  it('has an account in each file', async () => {
    expect((await accounts()).map(({ name }) => `${name}.yaml`).sort()).toEqual([...names].sort())
  })

  it('holds documents that fit the schemas of their types', async () => {
    const problems: string[] = []
    for (const { name, resources } of await accounts()) {
      for (const [type, entries] of Object.entries(resources)) {
        const schema = await catalog.types.get(type)?.schema()
        if (!schema) problems.push(`${name}: there is no type ${type}`)
        else for (const { id, properties } of entries) problems.push(...misfits(properties, schema.root, schema, id))
      }
    }
    expect(problems).toEqual([])
  })

  it('names only metrics and unread parts that its types have', async () => {
    const unknown: string[] = []
    for (const { resources } of await accounts()) {
      for (const [name, entries] of Object.entries(resources)) {
        const type = catalog.types.get(name)
        const schema = await type?.schema()
        const parts = new Set([
          ...Object.keys(schema?.root.properties ?? {}),
          ...Object.keys(type?.metrics ?? {}).map((metric) => `metrics.${metric}`),
        ])
        for (const { id, metrics = {}, unread = {} } of entries) {
          const named = [...Object.keys(metrics).map((metric) => `metrics.${metric}`), ...Object.keys(unread)]
          unknown.push(...named.filter((part) => !parts.has(part)).map((part) => `${id}: ${part}`))
        }
      }
    }
    expect(unknown).toEqual([])
  })

  it('has ids that are unique within type and account', async () => {
    for (const { resources } of await accounts()) {
      for (const [type, entries] of Object.entries(resources)) {
        const ids = entries.map(({ id, region }) => `${region}/${id}`)
        expect(new Set(ids).size, type).toBe(ids.length)
      }
    }
  })

  it.each(texts)('uses private and documentation addresses only in %s', (_, text) => {
    const addresses = text.match(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\.\d)\b/g) ?? []
    const real = addresses.filter((address) => ipaddr.IPv4.isValidFourPartDecimal(address) && isReal(address))
    expect(real).toEqual([])
  })

  it.each(texts)('mails to nobody real, and holds no access key but the vendor’s examples in %s', (_, text) => {
    const mails = text.match(/[\w.-]+@[\w.-]+\.\w+/g) ?? []
    const foreign = mails.filter((mail) => !/@(example\.com|[\w.-]+\.gserviceaccount\.com)$/.test(mail))
    expect(foreign).toEqual([])
    const keys = text.match(/\bA[KS]IA[A-Z0-9]{16}\b/g) ?? []
    expect(keys.filter((key) => !key.endsWith('EXAMPLE'))).toEqual([])
  })
})

/** Ends of the IPv4 space, and the published range of Google's Identity-Aware Proxy, stand for no one's machine. */
const harmless = ['0.0.0.0', '128.0.0.0', '35.235.240.0']
const documentationRanges = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'].map((range) =>
  ipaddr.IPv4.parseCIDR(range),
)

function isReal(text: string): boolean {
  const address = ipaddr.IPv4.parse(text)
  if (harmless.includes(text) || address.range() === 'private') return false
  return !documentationRanges.some((range) => address.match(range))
}

function misfits(value: unknown, expected: TypeSchema, document: SchemaDocument, path: string): readonly string[] {
  const schema = resolveSchema(expected, document)
  if (!fits[schema.type](value)) return [`${path} is no ${schema.type}`]
  if (schema.type === 'string') {
    return schema.values && !schema.values.includes(String(value)) ? [`${path} may not be ${value}`] : []
  }
  if (schema.type === 'list') {
    return (value as unknown[]).flatMap((item, index) => misfits(item, schema.items, document, `${path}[${index}]`))
  }
  if (schema.type !== 'object' && schema.type !== 'map') return []
  return Object.entries(value as object).flatMap(([key, member]) => {
    const inner = schema.type === 'map' ? schema.values : schema.properties[key]
    if (inner) return misfits(member, inner, document, `${path}.${key}`)
    return schema.type === 'object' && schema.open ? [] : [`${path} has no ${key}`]
  })
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const fits: Record<Exclude<TypeSchema['type'], 'reference'>, (value: unknown) => boolean> = {
  any: () => true,
  string: isText,
  bytes: isText,
  duration: isText,
  timestamp: (value) => isText(value) && !Number.isNaN(Date.parse(String(value))),
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  list: Array.isArray,
  map: isMapping,
  object: isMapping,
}
