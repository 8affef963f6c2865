import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommandLine, folderWith } from './support/escher.js'
import { harbour, harbourWith } from './support/harbour.js'

let escher: BuiltCommandLine

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
})
afterAll(() => escher.remove())

const policyPath = 'policies/aws/ec2/encrypted-volume.yaml'
const policy = harbour[policyPath] ?? ''

describe('files that do not compile', () => {
  const folder = folderWith(harbourWith({ [policyPath]: policy.replace('resource.Encrypted"', 'resource.Encripted"') }))

  it('are shown with a code frame and a suggestion, and end `check` with 3', async () => {
    const { code, out } = await escher.run(['check'], folder)
    expect(code).toBe(3)
    expect(out).toMatch(/error\[unknown-property\]/)
    expect(out).toMatch(/│ violates: "!resource\.Encripted"\n +│ +\^+/)
    expect(out).toContain('Encrypted')
  })

  it('keep `scan` and `test` from doing anything', async () => {
    const results = await Promise.all([escher.run(['scan'], folder), escher.run(['test'], folder)])
    for (const { code, out, error } of results) {
      expect({ code, out }).toEqual({ code: 3, out: '' })
      expect(error).toContain('error[unknown-property]')
    }
  })

  it('are reported only for the paths that were asked for', async () => {
    const { code, out } = await escher.run(['check', 'estate', '--json'], folder)
    expect(code).toBe(0)
    expect(JSON.parse(out).diagnostics).toEqual([])
  })

  it('are found from a folder below the root', async () => {
    const { code, out } = await escher.run(['check', 'aws', '--format', 'github'], join(folder, 'policies'))
    expect(code).toBe(3)
    expect(out).toMatch(/^::error title=unknown-property,file=policies\/aws\/ec2\/encrypted-volume\.yaml,line=7/)
  })
})

describe('examples of policies', () => {
  it('pass, and fail policies that lack them when they are required', async () => {
    const folder = folderWith(harbourWith({ 'policies/bare.yaml': policy.replace(/tests:.*/s, '') }))
    const [optional, required] = await Promise.all([
      escher.run(['test'], folder),
      escher.run(['test', '--require'], folder),
    ])
    expect(optional).toMatchObject({ code: 0, out: '3 passed, 2 policies, 1 without examples\n' })
    expect(required.code).toBe(1)
    expect(required.out).toContain('no example expects violating')
  })

  it('that fail are explained by the part of the condition that decided', async () => {
    const folder = folderWith(harbourWith({ [policyPath]: policy.replace('expect: violating', 'expect: compliant') }))
    const [people, machines] = await Promise.all([escher.run(['test'], folder), escher.run(['test', '--json'], folder)])
    expect(people.code).toBe(1)
    expect(people.out).toContain('✗ plain: expected compliant, but it is violating')
    expect(people.out).toMatch(/• (false {2}resource\.Encrypted|resource\.Encrypted = false)/)
    expect(JSON.parse(machines.out).summary).toEqual({ passed: 2, failed: 1 })
  })
})

describe('formatting', () => {
  it('is checked without changing anything, and then done', async () => {
    const [first = '', ...rest] = policy.trim().split('\n')
    const folder = folderWith(harbourWith({ [policyPath]: [...rest, first].join('\n') }))
    const checked = await escher.run(['fmt', '--check'], folder)
    expect(checked).toMatchObject({ code: 1, out: expect.stringContaining(`would change ${policyPath}`) })
    expect((await escher.run(['fmt', policyPath], folder)).code).toBe(0)
    expect(readFileSync(join(folder, policyPath), 'utf8')).toMatch(/^title:/)
    expect((await escher.run(['fmt', '--check', policyPath], folder)).code).toBe(0)
  })
})

describe('a new repository', () => {
  it.each(['aws', 'azure', 'gcp'])(
    'for %s compiles, its examples pass, and its workflow runs this version',
    async (cloud) => {
      const folder = folderWith({})
      await escher.run(['init', '--cloud', cloud], folder)
      const [check, test, version] = await Promise.all([
        escher.run(['check'], folder),
        escher.run(['test'], folder),
        escher.run(['--version'], folder),
      ])
      expect(check).toMatchObject({ code: 0, out: expect.stringContaining('no problems') })
      expect(test.code).toBe(0)
      const workflow = readFileSync(join(folder, '.github/workflows/escher.yml'), 'utf8')
      expect(workflow).toContain(`npx --yes escher@${/\d\S+/.exec(version.out)?.[0]} check`)
    },
  )

  it('compiles, passes its tests, and takes new files, none of which are ever replaced', async () => {
    const folder = folderWith({ 'README.md': 'mine' })
    const created = await escher.run(['init', '.'], folder)
    expect(created.out).toContain('kept README.md')
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine')
    for (const words of [
      ['new', 'policy', 'team/no-orphans', '--resource', 'aws.ec2.volume'],
      ['new', 'policy', 'team/no-strays', '--typescript'],
      ['new', 'exemption', 'legacy', '--policy', 'team/no-orphans'],
      ['new', 'framework', 'house-rules'],
      ['check', '--strict'],
      ['test', 'team/**', '--require'],
    ]) {
      expect(await escher.run(words, folder)).toMatchObject({ code: 0, error: '' })
    }
    expect((await escher.run(['new', 'policy', 'team/no-orphans'], folder)).error).toContain('exists already')
    expect((await escher.run(['new', 'policy', '../escape'], folder)).error).toContain('is not an id')
  })
})
