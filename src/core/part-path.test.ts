import { describe, expect, it } from 'vitest'
import { includesParts, outermostParts } from './part-path.js'

describe('parts of a document', () => {
  it('include what lies within them, and nothing beside or around it', () => {
    expect(includesParts([['State']], [['State', 'Name']])).toBe(true)
    expect(includesParts([['State', 'Name']], [['State']])).toBe(false)
    expect(includesParts([['State']], [['States']])).toBe(false)
    expect(includesParts([['Rules', null]], [['Rules', 'Name']])).toBe(false)
  })

  it('are all included in the whole document, which nothing less includes', () => {
    expect(includesParts([[]], [['State'], []])).toBe(true)
    expect(includesParts([['State']], [[]])).toBe(false)
  })

  it('are told once, in one order, without those within another', () => {
    const told = [['Rules', null, 'Id'], ['Acl'], ['Rules', null], ['Acl']]
    expect(outermostParts(told)).toEqual([['Acl'], ['Rules', null]])
    expect(outermostParts([...told].reverse())).toEqual(outermostParts(told))
  })
})
