import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommandLine, folderWith } from './support/escher.js'
import { harbour, harbourWith } from './support/harbour.js'

let escher: BuiltCommandLine

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
})
afterAll(() => escher.remove())

const estate = harbour['estate/harbour.yaml'] ?? ''

describe('a scan', () => {
  it('prints what it found, grouped for people, without colour or progress, and ends with 1', async () => {
    const { code, out, error } = await escher.run(['scan'], folderWith(harbour))
    expect({ code, error }).toEqual({ code: 1, error: '' })
    expect(out).toMatch(/HIGH 2 findings\n\n {2}● Volumes are encrypted {2}aws\/ec2\/encrypted-volume/)
    expect(out).toContain('nets of fishing is not encrypted')
    expect(out).toContain('100 % of 3 checks decided')
    expect(out).not.toContain('\u001b')
  })

  it('prints JSON alone when asked to, narrowed to an account', async () => {
    const { code, out } = await escher.run(['scan', '--json', '--account', 'light*'], folderWith(harbour))
    expect(code).toBe(1)
    const report = JSON.parse(out)
    expect(report.findings.map((finding: { resource: { id: string } }) => finding.resource.id)).toEqual(['vol-3'])
    expect(report.coverage).toMatchObject({ resources: 1, violating: 1, unknown: 0 })
  })

  it('writes report files beside the table', async () => {
    const folder = folderWith(harbour)
    const { out } = await escher.run(['scan', '--out', 'made', '--format', 'html', '--format', 'sarif'], folder)
    expect(readdirSync(join(folder, 'made')).sort()).toEqual(['report.html', 'report.sarif'])
    expect(out).toContain(`Report: ${join(folder, 'made', 'report.html')}`)
    expect(JSON.parse(readFileSync(join(folder, 'made/report.sarif'), 'utf8')).runs[0].results).toHaveLength(2)
  })

  it('ends with 0 when the threshold is higher than what was found', async () => {
    expect((await escher.run(['scan', '--fail-on', 'critical'], folderWith(harbour))).code).toBe(0)
  })

  it('ends with 4, never with 0, when an account cannot be read', async () => {
    const folder = folderWith(harbourWith({ 'estate/harbour.yaml': '', 'estate/lighthouse.yaml': '' }))
    const [strict, lenient] = await Promise.all([
      escher.run(['scan'], folder),
      escher.run(['scan', '--allow-incomplete', '--json'], folder),
    ])
    expect(strict.code).toBe(4)
    expect(strict.out).toContain('No open findings in what was read')
    expect(lenient.code).toBe(0)
    expect(JSON.parse(lenient.out).coverage.unreadAccounts).toHaveLength(2)
  })

  it.each([
    [['--account', 'nobody'], 'No account is called nobody'],
    [['--account', 'lighthouse', '--account', 'harbor'], 'Did you mean harbour?'],
    [['--resource', 'nobody'], 'is called nobody'],
    [['--policy', 'nothing/**'], 'No policy is called nothing/**'],
    [['--from-snapshot', 'latest'], 'snapshot'],
    [['--since', '7d'], 'scan'],
    [['--format', 'json', '--format', 'csv'], 'Only one format'],
  ])('refuses %j, because a scan of nothing would look clean', async (words, message) => {
    const { code, out, error } = await escher.run(['scan', ...words], folderWith(harbour))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toContain(message)
  })
})

describe('after a scan', () => {
  it('the next one tells what changed', async () => {
    const folder = folderWith(harbour)
    await escher.run(['scan'], folder)
    writeFileSync(join(folder, 'estate/harbour.yaml'), estate.replaceAll('Encrypted: false', 'Encrypted: true'))
    const { out } = await escher.run(['scan'], folder)
    expect(out).toContain('Since the previous scan: 0 new, 1 resolved, 1 unchanged')
    expect(out).toMatch(/RESOLVED since the previous scan\n {2}✓ nets/)
  })

  it('a finding is explained on the values that decided it', async () => {
    const folder = folderWith(harbour)
    const { findings } = JSON.parse((await escher.run(['scan', '--json'], folder)).out)
    const { code, out } = await escher.run(['why', findings[0].id.slice(0, 8)], folder)
    expect(code).toBe(0)
    expect(out).toContain('violating: nets of fishing is not encrypted')
    expect(out).toMatch(/• true {2}!resource\.Encrypted/)
  })

  it('its findings can become the baseline, which lets the next one pass', async () => {
    const folder = folderWith(harbour)
    await escher.run(['scan'], folder)
    expect((await escher.run(['baseline', 'take'], folder)).out).toContain('2 findings')
    expect(await escher.run(['scan'], folder)).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 in the baseline'),
    })
    await escher.run(['baseline', 'clear'], folder)
    expect((await escher.run(['scan'], folder)).code).toBe(1)
  })

  it('its snapshot is listed and can be judged again without reading', async () => {
    const folder = folderWith(harbour)
    await escher.run(['scan'], folder)
    const [snapshot] = JSON.parse((await escher.run(['snapshots', 'list', '--json'], folder)).out)
    writeFileSync(join(folder, 'estate/harbour.yaml'), 'not an estate')
    const { code, out } = await escher.run(['scan', '--from-snapshot', snapshot.id, '--json'], folder)
    expect(code).toBe(1)
    expect(JSON.parse(out).findings).toHaveLength(2)
  })
})
