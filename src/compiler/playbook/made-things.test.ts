import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, problemsOf } from '../compile.fixture.js'

const file = 'playbooks/aws/ec2/export.yaml'

function text(steps: string): string {
  return playbookText({ target: 'aws.ec2.volume', scope: 'resource.Size > 1', steps })
}

const exporting = `
  - name: copy
    operation: export
  - wait: { until: item.Size > 3 && resource.Encrypted, timeout: 1h }
    on: copy
  - operation: set-retention
    on: copy
    with: { days: "{{ steps.copy.created[0].Size }}" }
  - verify: item.Versioning.Status == 'Enabled'
    on: copy
`

describe('a step on what an earlier step makes', () => {
  it('compiles against the type of what is made', async () => {
    const { value, diagnostics } = await compileTexts({ [file]: text(exporting) })
    expect(diagnostics).toEqual([])
    expect(value.playbooks[0]?.steps).toMatchObject([
      { name: 'copy', operation: 'aws.ec2.volume.export' },
      { kind: 'wait', on: 'copy', timeout: 3600 },
      { operation: 'aws.s3.bucket.set-retention', on: 'copy' },
      { kind: 'verify', on: 'copy' },
    ])
  })

  it('is part of what the digest covers', async () => {
    const digestOf = async (steps: string) => (await compileTexts({ [file]: text(steps) })).value.playbooks[0]?.digest
    const verified = '\n  - { name: copy, operation: export }\n  - verify: name != "x"\n'
    expect(await digestOf(`${verified}    on: copy\n`)).not.toBe(await digestOf(verified))
  })

  it.each([
    ['a property that what is made does not have', 'item.Sise > 3', 'unknown-property at Sise'],
    ['a property of what an earlier step made', 'steps.copy.created[0].Sise > 3', 'unknown-property at Sise'],
    ['a step that makes nothing', 'steps.other.created[0].Size > 3', 'unknown-property at other'],
    ['a comparison of other types', 'item.Size == "3"', 'type-mismatch at item.Size == "3"'],
  ])('is told of %s', async (_, condition, problem) => {
    const steps = `\n  - { name: copy, operation: export }\n  - verify: ${condition}\n    on: copy\n  - verify: policy\n`
    expect(await problemsOf({ [file]: text(steps) })).toEqual([problem])
  })

  it('must come after it, and name a step that makes something', async () => {
    const early = `
  - operation: set-retention
    on: copy
    with: { days: 3 }
  - { name: copy, operation: export }
  - verify: policy
`
    expect(await problemsOf({ [file]: text(early) })).toEqual(['unknown-subject at copy'])
    const barren = `
  - { name: label, operation: tag, with: { tags: { a: b } } }
  - { operation: set-retention, on: label, with: { days: 3 } }
  - verify: policy
`
    expect(await problemsOf({ [file]: text(barren) })).toEqual(['unknown-subject at label'])
  })

  it('asks something where it names a resource', async () => {
    const steps = `
  - { name: copy, operation: export }
  - { wait: 10m, on: copy }
  - { verify: policy, on: copy }
`
    expect(await problemsOf({ [file]: text(steps) })).toEqual([
      'on-without-condition at on',
      'on-without-condition at on',
    ])
  })

  it('may remove what was made, and the target stays', async () => {
    const steps = `
  - { name: copy, operation: export }
  - { operation: delete, on: copy, undo: irreversible }
  - { operation: tag, with: { tags: { a: b } } }
  - verify: policy
`
    expect(await problemsOf({ [file]: text(steps).replace('risk: low', 'risk: high') })).toEqual([])
  })
})
