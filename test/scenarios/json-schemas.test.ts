import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { jsonSchemas } from '../../src/compiler/index.js'

const root = resolve(import.meta.dirname, '../..')
const ajv = new Ajv2020({ strict: false, allErrors: true })
const schemas = jsonSchemas()

function shipped(folder: string): readonly (readonly [string, unknown])[] {
  const names = readdirSync(join(root, folder), { recursive: true }).map(String)
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, parse(readFileSync(join(root, folder, name), 'utf8'))])
}

describe('the JSON Schemas for editors', () => {
  it.each(Object.entries(schemas))('of a %s is a valid schema', (_kind, schema) => {
    expect(ajv.validateSchema(schema), ajv.errorsText(ajv.errors)).toBe(true)
  })

  it.each([
    ['policy', 'policies'],
    ['framework', 'frameworks'],
    ['playbook', 'playbooks'],
  ] as const)('accept every shipped %s', (kind, folder) => {
    const validate = ajv.compile(schemas[kind])
    const files = shipped(folder)
    expect(files.length).toBeGreaterThan(0)
    const refused = files.filter(([, value]) => !validate(value)).map(([name]) => name)
    expect(refused, ajv.errorsText(validate.errors)).toEqual([])
  })

  it('refuse what the compiler refuses', () => {
    const validate = ajv.compile(schemas.policy)
    const [, policy] = shipped('policies')[0] ?? []
    expect(validate({ ...(policy as object), sevrity: 'high' })).toBe(false)
    expect(validate({ ...(policy as object), severity: 'grave' })).toBe(false)
    expect(validate({ ...(policy as object), title: '' })).toBe(false)
    const { violates: _, ...incomplete } = policy as { violates: string }
    expect(validate(incomplete)).toBe(false)
  })
})
