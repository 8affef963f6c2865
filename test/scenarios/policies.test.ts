import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../src/cli/project/disk-files.js'
import { formatSource } from '../../src/compiler/format/format-source.js'
import { compileProject, type SourceFiles } from '../../src/compiler/index.js'
import { catalog } from '../../src/providers/catalog.js'
import { runPolicyTests } from '../../src/testing/index.js'
import { acmeClock, compileRepositoryFiles, root } from './acme.js'

const { value: bundle, diagnostics } = await compileRepositoryFiles()
const frameworks = new Map(bundle.frameworks.map((framework) => [framework.id, framework]))

describe('first-party policies', () => {
  it('compile without a word', () => {
    expect(diagnostics.map(({ code, message, range }) => `${range?.file}: ${code}: ${message}`)).toEqual([])
  })

  it('stand in the one format', async () => {
    const files = diskFiles(root)
    const crooked: string[] = []
    for (const path of await files.list()) {
      if (!/^(policies|playbooks|frameworks|exemptions)\//.test(path)) continue
      const text = new TextDecoder().decode(await files.read(path))
      if (formatSource(path, text).value !== text) crooked.push(path)
    }
    expect(crooked).toEqual([])
  })

  it('use every control of every framework', () => {
    const used = new Set(
      bundle.policies.flatMap(({ frameworks }) =>
        Object.entries(frameworks).flatMap(([id, controls]) => controls.map((control) => `${id} ${control}`)),
      ),
    )
    const listed = [...frameworks.values()].flatMap(({ id, controls }) =>
      Object.keys(controls).map((key) => `${id} ${key}`),
    )
    expect(listed.filter((control) => !used.has(control))).toEqual([])
  })

  describe.each(bundle.policies.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
    it('has a violating, a compliant and an unknown example', () => {
      const verdicts = policy.tests.map(({ expect }) => expect)
      expect(verdicts).toEqual(expect.arrayContaining(['violating', 'compliant', 'unknown']))
    })

    it('says what people do about a violation', () => {
      expect(policy.remediation.text).toBeTruthy()
    })

    it.each(runPolicyTests(policy).map((result) => [result.name, result] as const))('%s', (_, result) => {
      expect(result).toMatchObject({ passed: true })
    })
  })
})

describe('framework bounds', () => {
  it.each([
    ['aws/iam/no-unused-credential', 'maximumDays', 60],
    ['aws/iam/rotate-access-keys', 'maximumDays', 180],
    ['aws/account/require-strong-passwords', 'minimumLength', 8],
    ['aws/rds/keep-backups', 'minimumDays', 1],
  ])('a repository that sets %s %s to %d is told that its mapping no longer holds', async (policy, name, value) => {
    const configuration = `params: { ${policy}: { ${name}: ${value} } }\n`
    const files = withConfiguration(diskFiles(root), configuration)
    const outcome = await compileProject({ files, catalog, clock: acmeClock })
    expect(outcome.diagnostics.map(({ code }) => code)).toContain('threshold-looser-than-framework')
  })
})

/** The same files under another configuration. */
function withConfiguration(files: SourceFiles, text: string): SourceFiles {
  const path = 'escher.config.yaml'
  return {
    list: async () => [...(await files.list()).filter((file) => !file.startsWith('escher.config')), path],
    read: async (file) => (file === path ? new TextEncoder().encode(text) : files.read(file)),
  }
}
