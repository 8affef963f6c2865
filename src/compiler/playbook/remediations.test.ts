import { describe, expect, it } from 'vitest'
import { remediationProver } from '../../engine/index.js'
import { compileTexts, playbookText, policyText } from '../compile.fixture.js'

async function proofOf(policy: Parameters<typeof policyText>[0], playbook: Parameters<typeof playbookText>[0]) {
  const texts = {
    'policies/a.yaml': policyText({ remediation: '{ playbook: mend }', ...policy }),
    'playbooks/mend.yaml': playbookText(playbook),
  }
  const { diagnostics } = await compileTexts(texts, undefined, remediationProver)
  return diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

describe('a remediation', () => {
  it('is proven by the violating examples of its policy', async () => {
    expect(await proofOf({}, {})).toEqual([])
  })

  it('that leaves an example violating is an error that names the example', async () => {
    const steps = '[{ operation: set-retention, with: { days: 7 } }, { verify: policy }]'
    expect(await proofOf({}, { steps })).toEqual([
      'remediation-does-not-fix: `mend` leaves the example “never turned on” violating: it still violates the policy',
    ])
  })

  it('whose target seems to need nothing does not mend either', async () => {
    const tests = '[{ name: on but small, given: { Versioning: { Status: Enabled }, Size: 1 }, expect: violating }]'
    expect(await proofOf({ tests, violates: 'resource.Size < 5' }, {})).toEqual([
      'remediation-does-not-fix: `mend` leaves the example “on but small” violating: it does nothing: it is Enabled',
    ])
  })

  it('is not provable on examples outside of its scope', async () => {
    expect(await proofOf({}, { scope: 'resource.Size > 5' })).toEqual([
      expect.stringContaining('remediation-not-provable: `mend` cannot be tried on any violating example'),
    ])
  })

  it('names each example that it cannot be tried on, though others are mended', async () => {
    const tests =
      '[{ name: large, given: { Size: 9 }, expect: violating }, { name: small, given: { Size: 1 }, expect: violating }]'
    expect(await proofOf({ tests }, { scope: 'resource.Size > 5' })).toEqual([
      'remediation-not-provable: `mend` cannot be tried on every violating example; on “small”: the example is outside of its scope',
    ])
  })

  describe('of an example without an environment', () => {
    const limits = '{ targets: 5, environments: [development, staging], risk: high }'

    it('is proven in each environment in which the playbook may run', async () => {
      expect(await proofOf({}, { scope: "environment == 'development'", limits })).toEqual([])
      const steps =
        "[{ operation: set-retention, with: { days: 7 } }, { operation: enable-versioning, when: environment == 'staging' }, { verify: policy }, { verify: policy, when: environment == 'staging' }]"
      expect(await proofOf({}, { steps, limits })).toEqual([
        'remediation-does-not-fix: `mend` leaves the example “never turned on” violating: in `development`, it still violates the policy',
      ])
    })

    it('is not provable where the playbook may run in none that it asks for', async () => {
      expect(await proofOf({}, { scope: "environment == 'staging' && resource.Encrypted == true", limits })).toEqual([
        expect.stringContaining('remediation-not-provable'),
      ])
    })

    it('is left as it is where the policy asks for the environment', async () => {
      const violates = "resource.Versioning.Status != 'Enabled' && environment != 'staging'"
      expect(await proofOf({ violates }, { scope: "environment == 'staging'", limits })).toEqual([
        expect.stringContaining('remediation-not-provable'),
      ])
    })
  })

  it('counts a target that is gone as mended', async () => {
    const steps = '[{ operation: delete, undo: irreversible }, { verify: policy }]'
    expect(await proofOf({}, { scope: 'resource.Encrypted != true', steps })).toEqual([])
  })

  it('must hold within all that an executor may set', async () => {
    const policy = {
      violates: 'resource.Size < params.days',
      params: '{ days: 30 }',
      tests: '[{ name: kept too short, given: { Size: 3 }, expect: violating }]',
    }
    const playbook = (range: string) => ({
      params: `{ days: { type: integer, title: Days, default: 60, extend: { range: ${range} } } }`,
      steps: '[{ operation: set-retention, with: { days: "{{ params.days }}" } }, { verify: policy }]',
    })
    expect(await proofOf(policy, playbook('[30, 90]'))).toEqual([])
    expect(await proofOf(policy, playbook('[7, 90]'))).toEqual([
      'extension-defeats-policy: with `days: 7`, the example “kept too short” of `a` stays violating',
    ])
  })

  it('must hold with every whole number of a short range, not only at its ends', async () => {
    const policy = {
      violates: 'resource.Size == 45',
      tests: '[{ name: the wrong size, given: { Size: 45 }, expect: violating }]',
    }
    const playbook = {
      params: '{ days: { type: integer, title: Days, default: 60, extend: { range: [30, 90] } } }',
      steps: '[{ operation: set-retention, with: { days: "{{ params.days }}" } }, { verify: policy }]',
    }
    expect(await proofOf(policy, playbook)).toEqual([
      'extension-defeats-policy: with `days: 45`, the example “the wrong size” of `a` stays violating',
    ])
  })
})
