import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { schemaAt, typesWithFile } from '../reading/registry.fixture.js'
import { awsTypes } from './types.js'

const byName = new Map(awsTypes.map((type) => [type.name, type]))

describe('the registry of AWS types', () => {
  it('lists the folders that hold a definition, and no other', () => {
    expect([...byName.keys()].sort()).toEqual(
      typesWithFile({ cloud: 'aws', folder: import.meta.dirname }, 'definition.ts'),
    )
  })

  it('names each type once', () => {
    expect(byName.size).toBe(awsTypes.length)
  })
})

describe.each([...byName])('%s', (name, type) => {
  const [, service = '', folder = ''] = name.split('.')

  it('has a schema with its id, its name, its tags and what its aspects fill', async () => {
    const { root } = await type.schema()
    const { id, nameProperty = id, tags = id, aspects = {} } = type.description
    const filled = Object.values(aspects).flatMap(({ properties }) => properties)
    expect(Object.keys(root.properties)).toEqual(expect.arrayContaining([id, nameProperty, tags, ...filled]))
  })

  it('fills no property by two aspects', () => {
    const filled = Object.values(type.aspects).flatMap(({ properties }) => properties)
    expect(new Set(filled).size).toBe(filled.length)
  })

  it('has an aspect `tags` if its listing has none, so that conditions on tags have it read', () => {
    const filling = Object.keys(type.aspects).filter((aspect) => type.aspects[aspect]?.properties.includes('Tags'))
    expect(['', 'tags']).toContain(filling.join())
  })

  it('has links to known types, by a text in its document or by a link of the other type to it', async () => {
    const schema = await type.schema()
    for (const link of Object.values(type.links)) {
      const target = byName.get(link.type)
      expect(target).toBeDefined()
      if (link.path !== undefined) expect(schemaAt(schema, link.path)).toMatchObject({ type: 'string' })
      else expect(target?.links[link.inverse ?? '']).toMatchObject({ type: name, path: expect.any(String) })
    }
  })

  it('spells permissions as AWS does', () => {
    const permissions = [...type.permissions, ...Object.values(type.aspects).flatMap((aspect) => aspect.permissions)]
    for (const permission of permissions) expect(permission).toMatch(/^[a-z0-9-]+:[A-Z]\w+$/)
  })

  it('has a reader for each aspect that needs code', async () => {
    const coded = Object.entries(type.description.aspects ?? {}).filter(([, { kind }]) => kind === 'code')
    const reader = (await type.description.read?.())?.reader
    expect(Object.keys(reader?.aspects ?? {})).toEqual(coded.map(([aspect]) => aspect))
  })

  it('stands in the folder that its name says', () => {
    expect(readdirSync(join(import.meta.dirname, service, folder))).toEqual(
      expect.arrayContaining(['definition.ts', 'schema.json']),
    )
  })
})
