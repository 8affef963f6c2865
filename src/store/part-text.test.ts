import { describe, expect, it } from 'vitest'
import type { PartPath } from '../core/part-path.js'
import { partText, partTree } from './part-text.js'

function partsOf(value: unknown, ...paths: PartPath[]): unknown {
  return JSON.parse(partText(value, partTree(paths)) ?? 'null')
}

describe('the parts of a value', () => {
  const rules = { Rules: [{ Port: 1, Name: 'a' }, { Name: 'b' }, 'text', null], Owner: { Id: 1, Name: 'x' } }

  it('are the named members, and of lists the named members of every element', () => {
    expect(partsOf(rules, ['Rules', null, 'Port'], ['Owner', 'Id'])).toEqual({
      Rules: [{ Port: 1 }, {}, 'text', null],
      Owner: { Id: 1 },
    })
  })

  it('hold all that any of the paths names', () => {
    expect(partsOf(rules, ['Owner', 'Id'], ['Owner'])).toEqual({ Owner: rules.Owner })
  })

  it('are whole where the value is not of the kind that a path tells of', () => {
    expect(partsOf({ A: { b: 1 }, B: [1], C: 'c' }, ['A', null, 'x'], ['B', 'x'], ['C', 'x'])).toEqual({
      A: { b: 1 },
      B: [1],
      C: 'c',
    })
    expect(partsOf({ A: { b: 1, c: 2 } }, ['A', null, 'x'], ['A', 'b'])).toEqual({ A: { b: 1, c: 2 } })
  })

  it('find no member that the value only inherits', () => {
    expect(partsOf({ toString: 1, a: 2 }, ['toString'], ['constructor'])).toEqual({ toString: 1 })
  })

  it('keep what JSON writes in a way of its own', () => {
    const at = new Date(0)
    expect(partsOf({ at, none: undefined }, ['at', 'x'], ['none'])).toEqual({ at: at.toISOString() })
  })
})
