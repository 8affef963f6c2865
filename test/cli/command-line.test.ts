import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommandLine, folderWith } from './support/escher.js'
import { harbour } from './support/harbour.js'

let escher: BuiltCommandLine
const folder = folderWith(harbour)

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
})
afterAll(() => escher.remove())

describe('help', () => {
  it('is shown without a command, and lists the commands', async () => {
    const { code, out } = await escher.run([], folder)
    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}scan +read the estate/m)
  })

  it('of a command is the same through `help` and `--help`', async () => {
    const [first, second] = await Promise.all([
      escher.run(['help', 'scan'], folder),
      escher.run(['scan', '--help'], folder),
    ])
    expect(first).toEqual(second)
    expect(first.out).toContain('--fail-on SEVERITY')
  })

  it('is coloured only when that is asked for', async () => {
    const [plain, coloured] = await Promise.all([
      escher.run(['--help'], folder),
      escher.run(['help', '--color'], folder),
    ])
    expect(plain.out).not.toContain('\u001b[')
    expect(coloured.out).toContain('\u001b[')
  })
})

describe('starting', () => {
  it('loads no dependency before a command is known', () => {
    const packages = [...staticImports(escher.entry)].filter((name) => !name.startsWith('node:'))
    expect(packages).toEqual([])
  })
})

/** The packages that a bundled file loads at once, itself and through its chunks. */
function staticImports(file: string, seen = new Set<string>()): Set<string> {
  const names = new Set<string>()
  if (seen.has(file)) return names
  seen.add(file)
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?["']([^"']+)["'];$/gm)) {
    const below = name.startsWith('.') ? staticImports(resolve(dirname(file), name), seen) : [name]
    for (const each of below) names.add(each)
  }
  return names
}

describe('a wrong command line', () => {
  it.each([
    [['scna'], 'There is no command `scna`. Did you mean `escher scan`?'],
    [['scan', '--polcy', 'x'], '`escher scan` has no option `--polcy`. Did you mean `--policy`?'],
    [['scan', '--fail-on', 'hihg'], '`hihg` is not a value of `--fail-on`. Did you mean `high`?'],
    [['check', 'nowhere.yaml'], 'There is no file or folder `nowhere.yaml`.'],
    [['check', '..'], 'lies outside the repository'],
    [['check', '-C', 'nowhere'], 'There is no folder'],
    [['types', 'aws.s3.buckt'], 'There is no resource type `aws.s3.buckt`'],
    [['explain', 'unknown-propery'], 'Did you mean `unknown-property`?'],
    [['explain', 'aws.ec2.instance.stpo'], 'Did you mean `aws.ec2.instance.stop`?'],
    [['why', 'abcd'], 'scan'],
    [['import', 'custodian', 'nothing.yml'], 'There is no file `nothing.yml`.'],
  ])('%j ends with 2 and one paragraph', async (words, message) => {
    const { code, out, error } = await escher.run(words, folder)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toContain(message)
    expect(error.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('JSON', () => {
  it.each([
    [['types', '--json']],
    [['types', 'aws.s3.bucket', '--json']],
    [['explain', '--json']],
    [['explain', 'aws.ec2.instance.stop', '--json']],
    [['version', '--json']],
  ])('is what %j prints', async (words) => {
    const { code, out } = await escher.run(words, folder)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toBeTypeOf('object')
  })
})
