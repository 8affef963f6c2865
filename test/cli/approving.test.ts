import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BuiltCommandLine, type CommandResult, folderWith } from './support/escher.js'

vi.setConfig({ testTimeout: 60_000 })

const playbook = `title: Expire log events
version: 1
target: aws.logs.log-group
scope: name != 'kept'
limits: { targets: 20, environments: [development], risk: medium }
steps:
  - { operation: set-retention, with: { days: 30 } }
  - { wait: 3d }
  - { verify: resource.retentionInDays == 30 }
undo: automatic
`

let escher: BuiltCommandLine
let folder: string
/** Hands out the token of a job in the environment `live`, as GitHub does. */
let github: Server
let job: NodeJS.ProcessEnv

function run(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  return escher.run(words, folder, { ESCHER_PERSON: 'erin', ...environment })
}

function approve(...words: readonly string[]): Promise<CommandResult> {
  return run(['approve', 'plan.json', '--key', 'mona', '--yes', ...words])
}

async function approvalsKept(): Promise<number> {
  const { out } = await run(['approvals', '--json'])
  const { plans } = JSON.parse(out) as { plans: readonly { approvals: readonly unknown[] }[] }
  return plans.flatMap(({ approvals }) => approvals).length
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
  folder = folderWith({ 'playbooks/expire.yaml': playbook })
  const key = join(folder, 'mona')
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'mona', '-f', key])
  const signer = readFileSync(`${key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
  writeFileSync(
    join(folder, 'escher.config.yaml'),
    `
accounts:
  - { name: acme-development, id: '333333333333', cloud: aws, environment: development, sandbox: acme }
people:
  erin: { name: Erin, roles: [executor] }
  mona: { name: Mona, roles: [manager], signers: ['${signer}'] }
`,
  )
  const claims = Buffer.from(JSON.stringify({ environment: 'live' })).toString('base64url')
  github = createServer((request, response) => {
    const isAsked = request.url === '/token?api-version=2.0&audience=escher'
    const isAllowed = request.headers.authorization === 'bearer secret'
    response.statusCode = isAsked && isAllowed ? 200 : 401
    response.end(JSON.stringify({ value: `e30.${claims}.c2ln` }))
  })
  await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve))
  job = {
    ...{ GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '42' },
    GITHUB_REPOSITORY: 'acme/policies',
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
  }
}, 60_000)

afterAll(() => {
  github.close()
  escher.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('how long an approval holds', () => {
  it('is told while planning to be too short for the waits of the plan', async () => {
    const { code, error } = await run(['plan', '--playbook', 'expire', '--out', 'plan.json'])
    expect(code).toBe(0)
    expect(error).toContain('the plan may wait for 3 d in all, and an approval of 1 d ends before that')
  })

  it('is bounded by the configuration', async () => {
    const { code, error } = await approve('--expires', '9999d')
    expect([code, error]).toEqual([6, expect.stringContaining('holds for 9999 days, and the most is 7')])
    expect(await approvalsKept()).toBe(0)
  })
})

describe('a dry run of approving', () => {
  it('says for how long the approval would hold as it was asked for', async () => {
    const { error } = await approve('--dry-run', '--expires', '36h')
    expect(error).toContain('the plan may wait for 3 d in all, and an approval of 36 h ends before that')
  })

  it('tells what would be signed and that it would count, and keeps nothing', async () => {
    const { code, out, error } = await approve('--dry-run', '--expires', '4d', '--json')
    expect([code, error.includes('approval-ends-too-early')]).toEqual([0, false])
    expect(JSON.parse(out)).toMatchObject([{ counts: true, statement: { approver: 'mona', requester: 'erin' } }])
    expect(await approvalsKept()).toBe(0)
  })

  it('tells why it would not count', async () => {
    const { code, out } = await approve('--dry-run', '--expires', '8d')
    expect([code, out]).toEqual([6, expect.stringContaining('It would not count')])
    expect(out).toContain('[approval-too-long]')
  })
})

describe('evidence', () => {
  it.each([
    'https://github.com/acme/policies/issues/7',
    'https://gitlab.com/acme/policies/pull/7',
    'http://github.com/acme/policies/pull/7',
    'https://github.com/acme/policies/pull/7x',
  ])('is not %s', async (url) => {
    expect(await approve('--pull-request', url)).toMatchObject({ code: 2 })
  })

  it('is kept as what it is, shown, and not counted', async () => {
    const url = 'https://github.com/acme/policies/pull/7'
    expect(await approve('--expires', '4d', '--pull-request', `${url}/files?w=1`)).toMatchObject({ code: 0 })
    expect((await run(['approvals', 'plan.json'])).out).toContain(`pull request ${url} (stated, not looked up)`)
  })

  it('of the job that applies is what its token says, and is refused where it says otherwise', async () => {
    const stated = await run(['apply', 'plan.json', '--github-environment', 'harmless'], job)
    expect([stated.code, stated.error]).toEqual([6, expect.stringContaining('names the environment `live`')])
    const { code, out } = await run(['apply', 'plan.json', '--json'], job)
    expect(code).toBe(0)
    const shown = await run(['run', 'show', (JSON.parse(out) as { id: string }).id])
    expect(shown.out).toContain(
      'GitHub environment live, https://github.com/acme/policies/actions/runs/42 (by the token of the job)',
    )
  })

  it('of a job without a token is what was stated, and nothing outside of a job', async () => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: _, ...tokenless } = job
    const words = [
      'approve',
      'plan.json',
      '--key',
      'mona',
      '--dry-run',
      '--expires',
      '4d',
      '--github-environment',
      'live',
    ]
    expect((await run(words, tokenless)).out).toContain('"source":"stated"')
    expect(await run(words)).toMatchObject({ code: 2 })
  })
})
