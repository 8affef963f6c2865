import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, policyText } from '../compile.fixture.js'
import { formatSource } from '../format/format-source.js'
import { scaffoldFile } from './scaffold-file.js'
import { scaffoldRepository } from './scaffold-repository.js'

describe('scaffolds', () => {
  it.each(['yaml', 'typescript'] as const)('of files in %s compile clean and are formatted', async (language) => {
    for (const kind of ['policy', 'exemption', 'framework', 'playbook', 'price-sheet'] as const) {
      const { path, text } = scaffoldFile(kind, "team/it's-new", { language })
      const { diagnostics } = await compileTexts({ [path]: text, 'policies/other.yaml': policyText() })
      expect(diagnostics).toEqual([])
      expect(formatSource(path, text).value).toBe(text)
    }
  })

  it.each(['yaml', 'typescript'] as const)('of approvals and schedules in %s compile clean', async (language) => {
    const files = {
      'playbooks/mend.yaml': playbookText(),
      'escher.config.yaml': 'people: { maria: { name: Maria, roles: [manager] } }\n',
    }
    const digest = (await compileTexts(files)).value.playbooks[0]?.digest ?? ''
    const options = { language, playbook: { id: 'mend', digest }, person: 'maria', expires: '2026-10-01' }
    for (const kind of ['approval', 'schedule'] as const) {
      const { path, text } = scaffoldFile(kind, 'team/new', options)
      const { diagnostics, value } = await compileTexts({ ...files, [path]: text })
      expect(diagnostics).toEqual([])
      expect([...value.standingApprovals, ...value.schedules]).toMatchObject([{ id: 'team/new', playbook: 'mend' }])
      expect(formatSource(path, text).value).toBe(text)
    }
  })

  it('of a repository compile clean and are formatted', async () => {
    const files = scaffoldRepository({ cloud: 'aws', version: '1.2.3' })
    const library = { 'policies/aws/other.yaml': policyText() }
    const { diagnostics, value } = await compileTexts(
      Object.fromEntries(files.map(({ path, text }) => [path, text])),
      library,
    )
    expect(diagnostics).toEqual([])
    expect(value.policies).toHaveLength(2)
    for (const { path, text } of files) expect(formatSource(path, text).value).toBe(text)
  })

  it('of a repository give pull requests no credentials', () => {
    for (const cloud of ['aws', 'azure', 'gcp'] as const) {
      const workflow =
        scaffoldRepository({ cloud, version: '1.2.3' }).find(({ path }) => path.endsWith('escher.yml'))?.text ?? ''
      const [check = '', scan = ''] = workflow.split('  scan:')
      expect(check).not.toContain('id-token')
      expect(scan).toContain('id-token: write')
      expect(workflow.match(/npx .*/g)).toEqual([
        'npx --yes escher@1.2.3 check --format github',
        'npx --yes escher@1.2.3 test',
        'npx --yes escher@1.2.3 scan --out report',
      ])
    }
  })
})
