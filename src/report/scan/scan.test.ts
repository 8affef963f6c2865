import { describe, expect, it } from 'vitest'
import type { ScanReport } from '../../core/scan.js'
import { sarifErrors } from '../sarif.fixture.js'
import { displayWidth } from '../terminal/width.js'
import { xmlElements } from '../xml.fixture.js'
import { type ScanFormat, scanFormats } from './formats.js'
import { renderScan } from './render.js'
import { findingFixture, hostileText, reportFixture } from './report.fixture.js'

function render(format: ScanFormat, report: ScanReport = reportFixture(), width = 120): string {
  const options = { colour: false, width, toolVersion: '0.1.0', resourcesPerPolicy: 10 }
  return [...renderScan(format, report, options)].join('')
}

const hostileReport = reportFixture({
  findings: [
    findingFixture({
      title: hostileText,
      message: hostileText,
      remediation: { text: hostileText },
      resource: {
        ...findingFixture().resource,
        name: hostileText,
        id: hostileText,
        tags: { [hostileText]: hostileText },
      },
    }),
  ],
})
const empty = reportFixture({ findings: [], resolved: [], policies: [], expiredExemptions: [], inventory: {} })

describe('the terminal report', () => {
  it('groups by severity and policy, sets aside what is not open, and ends with the figures', () => {
    expect(render('terminal')).toMatchInlineSnapshot(`
      "CRITICAL 1 finding

        ● Buckets keep the public out  aws/s3/no-public-bucket
          new 00000000 assets  111111111111 · eu-west-1 · production  assets lets everyone in through its policy
          → Block public access on the bucket.

      MEDIUM 1 finding

        ● Volumes are encrypted  aws/ec2/encrypted-volumes
              00000000 data  111111111111 · eu-west-1 · production  data is not encrypted
          → Block public access on the bucket.

      UNKNOWN could not be decided; neither passed nor failed
        ? aws/s3/no-public-bucket  1 resource
          access-denied, resource.PolicyStatus: not allowed to call s3:GetBucketPolicy

      EXEMPTED
        website 1 finding until 2027-01-01, web@example.com: serves the public website

      EXPIRED EXEMPTIONS
        old-bucket expired 2026-10-01, web@example.com: until the move

      RESOLVED since the previous scan
        ✓ assets 111111111111 · eu-west-1 · production Buckets keep the public out

      NOT READ
        account 222222222222: failed, the profile \`dev\` is not configured
        aws.kms.key in 111111111111 eu-west-1: access-denied, not allowed to call s3:GetBucketPolicy

      ────────────────────────────────────────────────────────────────────────
      2 findings: 1 critical, 1 medium (besides 1 exempted)
      Since the previous scan: 1 new, 1 resolved, 1 unchanged, 1 newly unknown
      Coverage: 99 % of 100 checks decided, 1 check unknown, 1 listing not read in full, 1 account not read
      152 resources read, 3 policies judged in 2.5 s · scan 20261124T020000Z-aaaa
      \`escher why <id>\` explains a finding
      "
    `)
  })

  it('folds a resource over lines where the terminal is narrow', () => {
    const sentence = /^(?:Coverage|Since|\d+ resources)/
    const lines = render('terminal', reportFixture(), 50).split('\n')
    expect(lines.filter((line) => displayWidth(line) > 60 && !sentence.test(line))).toEqual([])
  })

  it('counts the resources that it does not list', () => {
    const findings = Array.from({ length: 25 }, (_, index) => findingFixture({ id: String(index) }))
    expect(render('terminal', reportFixture({ findings }))).toContain('… and 15 more')
  })

  it('does not call findings new when there was no scan before', () => {
    const { previous: _, ...first } = reportFixture()
    expect(render('terminal', first)).not.toMatch(/^ +new /m)
    expect(render('terminal')).toMatch(/^ +new /m)
  })

  it('says which unknowns were violations when last known', () => {
    const findings = [findingFixture({ verdict: 'unknown', lastKnown: 'violating' })]
    expect(render('terminal', reportFixture({ findings }))).toContain('1 resource  1 violating when last known')
  })

  it('says so when the scan was cut short', () => {
    expect(render('terminal', reportFixture({ interrupted: true }))).toContain('Interrupted')
  })
})

describe('every scan format', () => {
  it.each(scanFormats)('%s carries no terminal sequence of a resource', (format) => {
    expect(render(format, hostileReport)).not.toContain('\u001b')
  })

  it.each(scanFormats)('%s of nothing is not a crash', (format) => {
    expect(typeof render(format, empty)).toBe('string')
  })
})

describe('scan formats for machines', () => {
  it('gives JSON that is the report', () => {
    expect(JSON.parse(render('json'))).toEqual(reportFixture())
    expect(JSON.parse(render('json', empty))).toEqual(empty)
  })

  it('gives NDJSON with a line for each finding and one for the scan', () => {
    const lines = render('ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ kind }) => kind)).toEqual(['finding', 'finding', 'finding', 'finding', 'resolved', 'scan'])
  })

  it('gives SARIF with states, suppressions and fingerprints', () => {
    const log = JSON.parse(render('sarif'))
    expect(sarifErrors(log)).toEqual([])
    const results = log.runs[0].results
    expect(results.map((result: { baselineState: string }) => result.baselineState)).toEqual([
      'new',
      'unchanged',
      'updated',
      'unchanged',
      'absent',
    ])
    expect(results[2]).toMatchObject({ kind: 'open', level: 'none' })
    expect(results[3].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'serves the public website' },
    ])
    expect(results[0].partialFingerprints).toEqual({ 'escherFinding/v1': '00000000000000aa' })
    expect(sarifErrors(JSON.parse(render('sarif', hostileReport)))).toEqual([])
  })

  it('gives OCSF Compliance Findings with what their class requires', () => {
    const events = render('ocsf')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const event of events) {
      expect(event).toMatchObject({
        category_uid: 2,
        class_uid: 2003,
        metadata: { version: '1.3.0', product: { vendor_name: 'Escher' } },
      })
      expect(event.type_uid).toBe(200300 + event.activity_id)
      expect(Number.isInteger(event.time)).toBe(true)
      expect(event.finding_info.uid).toMatch(/^[0-9a-f]{16}$/)
      expect(event.compliance.standards.length).toBeGreaterThan(0)
      expect(event.cloud.provider).toBe('AWS')
    }
    expect(events.map((event) => [event.activity_name, event.status, event.compliance.status])).toEqual([
      ['Create', 'New', 'Fail'],
      ['Update', 'In Progress', 'Fail'],
      ['Update', 'In Progress', 'Warning'],
      ['Update', 'Suppressed', 'Fail'],
      ['Close', 'Resolved', undefined],
    ])
    expect(events.map((event) => event.severity_id)).toEqual([5, 3, 5, 5, 5])
  })

  it('gives CSV in which no cell is a formula', () => {
    const [header = '', row = ''] = render('csv', hostileReport).split('\r\n')
    expect(header.split(',').slice(0, 3)).toEqual(['finding', 'verdict', 'change'])
    expect(row).toContain(`"'=cmd()|'x'`)
    expect(row).not.toMatch(/(?:^|,)"?[=+@-]/)
  })

  it('gives JUnit in which only open violations are failures', () => {
    const elements = xmlElements(render('junit'))
    expect(elements.find(({ name }) => name === 'testsuites')?.attributes).toMatchObject({
      tests: '5',
      failures: '2',
      time: '2.500',
    })
    expect(elements.filter(({ name }) => name === 'failure')).toHaveLength(2)
    expect(elements.filter(({ name }) => name === 'skipped').map(({ attributes }) => attributes['message'])).toEqual([
      'unknown (access-denied): not allowed to call s3:GetBucketPolicy',
      'exempted until 2027-01-01 by web@example.com: serves the public website',
    ])
    expect(xmlElements(render('junit', hostileReport)).length).toBeGreaterThan(0)
  })

  it('gives workflow commands, one a line', () => {
    const lines = render('github', hostileReport).trimEnd().split('\n')
    expect(lines.filter((line) => !/^::(?:error|warning|notice) title=[^,]*::/.test(line))).toEqual([])
  })

  it('gives Markdown whose table rows keep their number of cells', () => {
    const text = render('markdown', hostileReport)
    const outsideCode = text.replace(/(?<fence>`+)(?!`).*?(?<!`)\k<fence>(?!`)/g, '')
    expect(outsideCode).not.toMatch(/<(?:img|script|\/script)/)
    const row = text.split('\n').find((line) => line.includes('onerror') && line.startsWith('|'))
    expect(row?.replace(/\\\|/g, '').split('|')).toHaveLength(8)
  })
})

describe('the HTML report', () => {
  it('loads nothing and allows nothing but its own style and script', () => {
    const html = render('html')
    expect(html).toMatch(
      /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-/,
    )
    expect(html).not.toMatch(/(?:src|href)="(?!#)/)
    expect(html).not.toMatch(/ style="| on[a-z]+="/)
  })

  it('keeps hostile texts as text, in elements and in its data', () => {
    const html = render('html', hostileReport)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html).not.toContain('<img')
    const data =
      /<script type="application\/json" id="data">(?<json>[^<]*)<\/script>/.exec(html)?.groups?.['json'] ?? ''
    expect(JSON.parse(data)[0].title).toContain('</script><img src=x')
  })

  it('carries 10,000 findings', () => {
    const findings = Array.from({ length: 10_000 }, (_, index) => findingFixture({ id: String(index) }))
    const html = render('html', reportFixture({ findings }))
    expect(html).toContain('10,000 open findings')
  })
})
