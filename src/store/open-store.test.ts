import { describe, expect, it } from 'vitest'
import { openStore } from './open-store.js'

describe('openStore', () => {
  it.each([
    ['.escher', 'folder /repo/.escher'],
    ['/var/lib/escher', 'folder /var/lib/escher'],
    ['file:///var/lib/escher', 'folder /var/lib/escher'],
  ])('opens %s', (location, expected) => {
    expect(openStore(location, '/repo').value?.location).toBe(expected)
  })

  it('says which schemes it does not know', () => {
    const { value, diagnostics } = openStore('ftp://bucket/prefix')
    expect(value).toBeUndefined()
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['store-not-supported'])
  })
})
