import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { machine } from '../../../test/support/fake-plan.js'
import { canonicalJson } from '../../core/canonical-json.js'
import { changesMissing } from '../run/changes-missing.js'
import { changesBetween } from './document-changes.js'
import { withChange } from './document-path.js'
import { isObject } from './json-object.js'
import { keyedList } from './keyed-list.js'

type Properties = Readonly<Record<string, unknown>>

const state = (properties: Properties) => ({ ...machine('m'), properties })
const between = (before: Properties, after: Properties) => changesBetween(state(before), state(after))
const tagsOf = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

describe('a list of keys and values', () => {
  it('differs by key, wherever the entries stand', () => {
    const changes = between(
      { Tags: tagsOf({ owner: 'ada', team: 'web', old: '1' }) },
      { Tags: tagsOf({ 'cost centre': 'x', team: 'web', owner: 'ben' }) },
    )
    expect(changes).toEqual([
      { path: 'Tags["cost centre"]', after: 'x' },
      { path: 'Tags["owner"]', before: 'ada', after: 'ben' },
      { path: 'Tags["old"]', before: '1' },
    ])
    expect(between({ Tags: tagsOf({ a: '1', b: '2' }) }, { Tags: tagsOf({ b: '2', a: '1' }) })).toEqual([])
  })

  it('is one in other spellings too, and not where a key is there twice', () => {
    expect(between({ items: [{ key: 'a', value: '1' }] }, { items: [{ key: 'a', value: '2' }] })).toEqual([
      { path: 'items["a"]', before: '1', after: '2' },
    ])
    const twice = [...tagsOf({ a: '1' }), ...tagsOf({ a: '2' })]
    expect(between({ Tags: twice }, { Tags: tagsOf({ a: '1' }) })).toEqual([
      { path: 'Tags[]', before: { Key: 'a', Value: '2' } },
    ])
  })
})

describe('any other list', () => {
  it('differs by what goes and what comes', () => {
    expect(between({ Rules: [{ Port: 22 }, { Port: 80 }] }, { Rules: [{ Port: 443 }, { Port: 80 }] })).toEqual([
      { path: 'Rules[]', before: { Port: 22 } },
      { path: 'Rules[]', after: { Port: 443 } },
    ])
  })

  it('differs as a whole where what stays is in another order, where nothing was or will be in it, and where something is twice', () => {
    for (const [before, after] of [
      [
        [1, 2],
        [2, 1, 3],
      ],
      [[], [1]],
      [[1], []],
      [
        [1, 2, 2],
        [1, 2],
      ],
    ]) {
      expect(between({ L: before }, { L: after })).toEqual([{ path: 'L', before, after }])
    }
  })
})

const name = fc.constantFrom('a', 'b', 'c d', '"', 'x.y', 'z[0]')
const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constantFrom('s', ''))
const keyed = fc
  .dictionary(name, leaf)
  .map((entries) => Object.entries(entries).map(([Key, Value]) => ({ Key, Value })))
const { document } = fc.letrec<{ document: Properties; value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, keyed, fc.array(tie('value'), { maxLength: 4 }), tie('document')),
  document: fc.dictionary(name, tie('value'), { maxKeys: 4 }) as fc.Arbitrary<Properties>,
}))

/** Two documents of which the second often differs in little. */
const pairs = fc
  .tuple(document, document, fc.boolean())
  .map(([one, other, mixed]) => [one, mixed ? { ...one, ...other } : other] as const)

/** A document whose lists are in an order that their elements give: where an added element stands is not told. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(ordered).sort((one, other) => (canonicalJson(one) < canonicalJson(other) ? -1 : 1))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, ordered(member)]))
}

describe('for random documents, the listed changes', () => {
  it('make of the one before the one after', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const made = between(before, after).reduce<unknown>(withChange, before)
        expect(canonicalJson(ordered(made))).toBe(canonicalJson(ordered(after)))
      }),
    )
  })

  it('are none where nothing differs, and each is missing from the one before', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(between(after, after)).toEqual([])
        const changes = between(before, after)
        expect(changesMissing({ steps: [stepOf(changes)] }, state(after))).toEqual([])
        const paths = new Set(changes.map(({ path }) => path))
        const missing = new Set(changesMissing({ steps: [stepOf(changes)] }, state(before)))
        expect(missing).toEqual(paths)
      }),
    )
  })

  it('of one step and the next are both there at the end', () => {
    fc.assert(
      fc.property(pairs, document, ([before, between1], after) => {
        const steps = [between(before, between1), between(between1, after)].map(stepOf)
        expect(changesMissing({ steps }, state(after))).toEqual([])
      }),
    )
  })
})

function stepOf(changes: ReturnType<typeof changesBetween>) {
  return {
    step: '1-change',
    operation: 'x.machine.change',
    playbook: 'p',
    params: {},
    requests: [],
    changes,
    risk: 'low' as const,
    destructive: false,
    permissions: [],
    inverse: 'irreversible' as const,
  }
}

describe('keys and values', () => {
  it('are no map where an entry holds more, or nothing', () => {
    expect(keyedList([{ Key: 'a', Value: '1', PropagateAtLaunch: true }])).toBeUndefined()
    expect(keyedList([{ Key: 'a', Value: null }])).toBeUndefined()
    expect(keyedList([])).toBeUndefined()
  })
})
