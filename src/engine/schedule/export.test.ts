import { describe, expect, it } from 'vitest'
import type { Schedule } from '../../core/playbook.js'
import { crontab, githubWorkflow, mergedCrontab } from './export.js'

const start = { line: 1, column: 1, offset: 0 }
const nightly: Schedule = {
  ...{ id: 'nightly', playbook: 'stop', params: {}, at: '0 20 * * *', timeZone: 'Europe/Berlin' },
  ...{ missed: 'skip', except: [], range: { file: 'schedules/nightly.yaml', start, end: start } },
}
const folder = '/srv/policies'
const command = ['/opt/node/bin/node', '/opt/escher/dist/cli.js']
const part = crontab([nightly], { folder, command, log: '/var/log/escher.log' })

describe('a crontab', () => {
  it('goes to the repository, starts Escher by absolute paths, and adds to a log', () => {
    expect(part).toMatchInlineSnapshot(`
      "# escher begin /srv/policies
      # nightly: 0 20 * * * Europe/Berlin
      */5 * * * * cd '/srv/policies' && mkdir -p '/var/log' && '/opt/node/bin/node' '/opt/escher/dist/cli.js' schedule run-due >> '/var/log/escher.log' 2>&1
      # escher end /srv/policies
      "
    `)
  })

  it('keeps what stands in names from being read by the shell or by cron', () => {
    const odd = crontab([], { folder: "/srv/o'brien 50%; rm", command: 'npx escher@1.2.3', log: '/tmp/100%.log' })
    expect(odd.split('\n')[1]).toBe(
      "*/5 * * * * cd '/srv/o'\\''brien 50\\%; rm' && mkdir -p '/tmp' && npx escher@1.2.3 schedule run-due >> '/tmp/100\\%.log' 2>&1",
    )
  })

  it('takes the place of the earlier part of the same repository, and leaves all other lines alone', () => {
    const others = 'MAILTO=ops@example.com\n0 1 * * * backup\n'
    const neighbour = crontab([], { folder: '/srv/other', command, log: '/var/log/other.log' })
    const before = `${others}${part.replace('*/5', '*/9')}${neighbour}`
    const merged = mergedCrontab(before, part, folder)
    expect(merged).toBe(`${others}${neighbour}${part}`)
    expect(mergedCrontab(merged, part, folder)).toBe(merged)
    expect(mergedCrontab('0 1 * * * backup', part, folder)).toBe(`0 1 * * * backup\n${part}`)
  })
})

it('a workflow runs one version of Escher, after signing in', () => {
  const workflow = githubWorkflow([nightly], { version: '1.2.3', signIn: '      - uses: sign/in@v1\n' })
  expect(workflow).toContain('      - uses: sign/in@v1\n      - run: npx --yes escher@1.2.3 schedule run-due\n')
})
