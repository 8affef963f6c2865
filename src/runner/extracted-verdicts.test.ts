import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compiledPolicy } from '../../test/support/compiled-policy.js'
import { fakeConfiguration, fakeResource, fakeType } from '../../test/support/fake-estate.js'
import { collect } from '../core/collect.js'
import { compilePolicies, partsUsed, partsWorded, ResourceJudge } from '../engine/index.js'
import { folderStore, readChunks, writePartition } from '../store/index.js'

const type = fakeType('x.machine')

const conditions = [
  "resource.A.B == 'x'",
  "resource.A.B.C != 'x' || has(resource.A.C)",
  "resource.A.exists(a, a.B == 'x')",
  'resource.A.all(a, a.B.exists(b, b.C == 1))',
  'resource.A.exists_one(a, a.B)',
  'resource.A.filter(a, has(a.B)).exists(b, b.C == 1)',
  'size(resource.A.filter(a, a.B == 1)) > 1',
  "resource.A.map(a, a.B).exists(b, b == 'x')",
  "resource.A[0].B == 'x' || resource.B['A'].C == 1",
  "'B' in resource.A || 'x' in resource.B",
  '(resource.C == 1 ? resource.A : resource.B).C == 1',
  'resource.A.exists(a, true) && resource.B.A == null',
  'isEmpty(resource.A) || resource.C == resource.B',
  'size(resource) > 2',
]

const names = fc.constantFrom('A', 'B', 'C')
const { value: valueArbitrary } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>('x', 1, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value')),
  ),
}))

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escher-extracts-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('what extracts say', () => {
  it.each(conditions)('is what whole resources say: %s', async (violates) => {
    const policy = compiledPolicy({ id: 'p', type, violates, message: '{{ name }} has {{ resource.B.A }}' })
    const [program] = compilePolicies([policy])
    if (!program) throw new Error('a policy compiles to a program')
    const judge = new ResourceJudge({
      configuration: fakeConfiguration({}),
      account: '1',
      now: new Date(0),
      linked: () => [],
      missing: {},
    })
    const extract = [...partsUsed(policy), ...partsWorded(policy, [])]
    const documents = fc.sample(fc.dictionary(names, valueArbitrary, { maxKeys: 3 }), { numRuns: 400, seed: 7 })
    const resources = documents.map((properties, index) => fakeResource(type.name, `m${index}`, properties))
    const content = { type: type.name, account: '1', region: 'r', aspects: [], metrics: [], extract }
    const store = folderStore(folder)
    const stored = await writePartition(store, 's', {
      ...content,
      resources: (async function* () {
        yield* resources
      })(),
    })
    for (const lines of await collect(readChunks(store, stored))) {
      for (let row = 0; row < lines.length; row++) {
        const [part, whole] = [judge.subject(lines.extract(row)), judge.subject(lines.whole(row))]
        const verdict = judge.verdict(program, whole)
        expect([row, judge.verdict(program, part)]).toEqual([row, verdict])
        if (verdict === 'violating') expect(judge.draft(program, part)).toEqual(judge.draft(program, whole))
      }
    }
  })
})
