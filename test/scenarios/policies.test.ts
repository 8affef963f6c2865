import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../src/cli/project/disk-files.js'
import { formatSource } from '../../src/compiler/format/format-source.js'
import { runPolicyTests } from '../../src/testing/index.js'
import { compileRepositoryFiles, root } from './acme.js'

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
      if (!/^(policies|frameworks|exemptions)\//.test(path)) continue
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
