import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BuiltCommandLine, type CommandResult, folderWith } from './support/escher.js'

vi.setConfig({ testTimeout: 60_000 })

const playbook = `title: Tag log groups
version: 1
target: aws.logs.log-group
limits: { targets: 20, environments: [development], risk: low }
steps:
  - { operation: tag, with: { tags: { owner: platform } } }
  - { wait: 3s }
  - { notify: waited }
  - { verify: "tags.owner == 'platform'" }
undo: automatic
`

let escher: BuiltCommandLine
let folder: string

/** Runs `escher` as the user of this machine, whom the configuration does not know, as cron does. */
function run(...words: readonly string[]): Promise<CommandResult> {
  return escher.run(words, folder)
}

/** The minutes before, now and after, so that a time is due without waiting for one. */
function scheduleAt(now: Date, requester: string): string {
  const minute = (now.getUTCMinutes() + 59) % 60
  return `playbook: mark\nat: '${minute} * * * *'\ntimeZone: UTC\nrequester: ${requester}\n`
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
  folder = folderWith({
    'escher.config.yaml': `
accounts:
  - { name: acme-development, id: '333333333333', cloud: aws, environment: development, sandbox: acme }
people:
  erin: { name: Erin, roles: [executor] }
`,
    'playbooks/mark.yaml': playbook,
    'schedules/hourly.yaml': scheduleAt(new Date(), 'erin'),
  })
}, 60_000)

afterAll(() => {
  escher.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('what is due', () => {
  it('is shown by a dry run, with what would be planned and for whom, as often as it is asked for', async () => {
    for (const _ of [1, 2]) {
      const { code, out } = await run('schedule', 'run-due', '--dry-run')
      expect(code).toBe(0)
      expect(out).toMatch(/^hourly {2}\S+ {2}plan [0-9a-f]{12} of mark for erin: \d+ targets?, approved$/m)
    }
    const { out } = await run('schedule', 'run-due', '--dry-run', '--json')
    expect(JSON.parse(out)).toMatchObject({ due: [{ schedule: 'hourly', plan: { requester: 'erin' } }], waiting: [] })
    expect((await run('schedule', 'list')).out).toContain('never ran')
  })

  it('is run for its requester, though the user who calls is nobody, and its runs go on when their time has come', async () => {
    const first = await run('schedule', 'run-due', '--json')
    expect(JSON.parse(first.out)).toMatchObject({ due: [{ schedule: 'hourly', outcome: { result: 'waiting' } }] })
    expect(first.code).toBe(0)
    await delay(3000)
    const second = await run('schedule', 'run-due')
    expect([second.code, second.out]).toEqual([0, expect.stringMatching(/^\S+ {2}mark {2}succeeded$/m)])
    expect((await run('resume', '--due')).out).toBe('Nothing that runs wait for has come.\n')
    const [{ id }] = JSON.parse((await run('runs', '--json')).out) as [{ id: string }]
    const shown = await run('run', 'show', id)
    expect(shown.out).toContain('asked for by erin, applied on its own')
  })
})

describe('what cron is given', () => {
  /** Runs a line of the shell in the repository, with `escher` as the command that is tested. */
  function shell(line: string): string {
    const environment = { ...process.env, NO_COLOR: '1', ESCHER: `${process.execPath} ${escher.entry}` }
    return execFileSync('sh', ['-c', line], { cwd: folder, env: environment, encoding: 'utf8', stdio: 'pipe' })
  }

  it('starts this Escher from anywhere, without a path, and leaves its output in the log', () => {
    const [line = ''] = shell('$ESCHER schedule export --format cron').match(/^\*\/5.*$/m) ?? []
    const command = line.replace('*/5 * * * * ', '')
    execFileSync('/bin/sh', ['-c', command], { cwd: '/', env: { HOME: '/', PATH: '/usr/bin:/bin' }, stdio: 'pipe' })
    expect(readFileSync(join(folder, '.escher/schedule.log'), 'utf8')).toContain('Nothing is due.')
  })

  it('replaces what it was given before, and keeps all else', () => {
    const merge = '$ESCHER schedule export --format cron --merge'
    const once = shell(`echo '0 1 * * * backup' | ${merge}`)
    expect(once).toMatch(/^0 1 \* \* \* backup\n# escher begin [^\n]+\n/)
    writeFileSync(join(folder, 'crontab'), once)
    expect(shell(`${merge} < crontab`)).toBe(once)
  })

  it('is what there was when something fails', () => {
    const merge = '$ESCHER schedule export nowhere --format cron --merge 2>/dev/null || true'
    expect(shell(`echo '0 1 * * * backup' | ${merge}`)).toBe('0 1 * * * backup\n')
  })
})
