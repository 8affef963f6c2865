import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeResource } from '../../../test/support/fake-estate.js'
import { changesOfStep } from './document-changes.js'
import { basisOf } from './fingerprint.js'
import { movedElsewhere } from './moved-elsewhere.js'

type Document = Readonly<Record<string, unknown>>
type Texts = Readonly<Record<string, string>>

const state = (properties: Document, tags: Texts = {}) => fakeResource('test.machine', 'm', properties, { tags })
const rule = (port: number, from = '10.0.0.0/8') => ({ port, from })

/** What moved of `paths` besides a step from one document to another, by the time of a third. */
function beside(before: Document, after: Document, now: Document): readonly string[] {
  const basis = basisOf(state(before), Object.keys({ ...before, ...after }))
  return movedElsewhere(basis, state(now), [changesOfStep(state(before), state(after))])
}

describe('what moved besides what steps changed', () => {
  it('is nothing where a resource is as the steps left it, wherever in a list something went', () => {
    const word = fc.constantFrom('a', 'b', 'c')
    const entriesOf = (texts: Texts) => Object.entries(texts).map(([Key, Value]) => ({ Key, Value }))
    const keyed = fc.dictionary(word, word).map((texts) => entriesOf(texts).sort((a, b) => (a.Key < b.Key ? -1 : 1)))
    const part = fc.oneof(word, fc.dictionary(word, word), fc.array(word, { maxLength: 4 }), keyed)
    const document = fc.dictionary(fc.constantFrom('P', 'Q'), part)
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(beside(before, after, after)).toEqual([])
      }),
    )
  })

  it('is a list of keys whose other entries stand in another order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((Key) => ({ Key, Value: '1' }))
    expect(beside({ T: [a, b] }, { T: [a, b, c] }, { T: [b, a, c] })).toEqual(['T'])
  })

  it('is another member of a map, another key of a list and another element of a list', () => {
    const labels = beside({ L: { a: '1', b: '1' } }, { L: { a: '2', b: '1' } }, { L: { a: '2', b: '9' } })
    const owner = (Value: string) => ({ Key: 'owner', Value })
    const team = (Value: string) => ({ Key: 'team', Value })
    const keys = beside({ T: [team('a')] }, { T: [team('a'), owner('x')] }, { T: [team('b'), owner('x')] })
    const rules = beside({ R: [rule(22), rule(80)] }, { R: [rule(80)] }, { R: [rule(80), rule(3389)] })
    expect([labels, keys, rules]).toEqual([['L'], ['T'], ['R']])
  })

  it('is what no step changed, though a step changed something else', () => {
    expect(beside({ P: 1, Q: 1 }, { P: 2, Q: 1 }, { P: 2, Q: 2 })).toEqual(['Q'])
  })

  it('takes back steps one after another', () => {
    const coloured = (C: string) => state({ C, D: 1 })
    const [grey, red, blue] = [coloured('grey'), coloured('red'), coloured('blue')] as const
    const steps = [changesOfStep(grey, red), changesOfStep(red, blue)]
    const basis = basisOf(grey, ['C', 'D'])
    expect(movedElsewhere(basis, blue, steps)).toEqual([])
    expect(movedElsewhere(basis, state({ C: 'blue', D: 2 }), steps)).toEqual(['D'])
  })

  it('tells tags apart that are shown as such, in a map, and nowhere else', () => {
    const forms = [
      (tags: Texts) => state({ tags }, tags),
      (labels: Texts) => state({ labels }, labels),
      (tags: Texts) => state({ Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }, tags),
      (tags: Texts) => state({}, tags),
    ]
    for (const form of forms) {
      const before = form({ team: 'a', owner: 'x' })
      const after = form({ team: 'a', owner: 'y', cost: '1' })
      const basis = basisOf(before, ['tags', ...Object.keys(before.properties)])
      const steps = [changesOfStep(before, after)]
      expect(movedElsewhere(basis, after, steps)).toEqual([])
      expect(movedElsewhere(basis, form({ team: 'b', owner: 'y', cost: '1' }), steps)).not.toEqual([])
    }
  })

  it('is what cannot be told within reason', () => {
    const many = Array.from({ length: 60 }, (_, port) => rule(port))
    const left = many.filter((_, index) => index % 20 !== 5)
    expect(beside({ R: many }, { R: left }, { R: left })).toEqual(['R'])
  })
})
