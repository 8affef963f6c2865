import { describe, expect, it } from 'vitest'
import { openStore } from './open-store.js'

describe('openStore', () => {
  it.each([
    ['.escher', 'folder /repo/.escher'],
    ['/var/lib/escher', 'folder /var/lib/escher'],
    ['file:///var/lib/escher', 'folder /var/lib/escher'],
    ['s3://bucket/team/escher/?region=eu-west-1', 's3://bucket/team/escher'],
    ['s3://bucket', 's3://bucket'],
  ])('opens %s', (location, expected) => {
    expect(openStore(location, '/repo').value?.location).toBe(expected)
  })

  it.each([
    's3://',
    's3://UPPER_case/x',
    's3://key:secret@bucket/x',
    's3://bucket?regoin=eu-west-1',
    's3://bucket?endpoint=storage',
  ])('refuses %s', (location) => {
    const { value, diagnostics } = openStore(location)
    expect(value).toBeUndefined()
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['s3-location'])
  })

  it('says which schemes it does not know', () => {
    const { value, diagnostics } = openStore('ftp://bucket/prefix')
    expect(value).toBeUndefined()
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['store-not-supported'])
  })
})
