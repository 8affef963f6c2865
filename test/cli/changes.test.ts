import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BuiltCommandLine, type CommandResult, folderWith } from './support/escher.js'

const logGroup = 'aws.logs.log-group/333333333333/eu-west-1//aws/lambda/hello'
const policy = 'aws/logs/expire-log-events'

// Each command compiles the whole library, which takes seconds where all cores are busy.
vi.setConfig({ testTimeout: 60_000 })

let escher: BuiltCommandLine
let folder: string
/** The id of the run that makes the change. */
let id: string

/** Runs `escher` in the repository as somebody; as the executor if not said otherwise. */
function run(words: readonly string[], person = 'tom'): Promise<CommandResult> {
  return escher.run(words, folder, { ESCHER_PERSON: person })
}

function keyOf(person: string): string {
  const file = join(folder, 'keys', person)
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', person, '-f', file])
  return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
  folder = folderWith({ 'keys/README.md': 'Keys of this test only.\n' })
  writeFileSync(
    join(folder, 'escher.config.yaml'),
    `
library: ['**']
accounts:
  - { name: acme-development, id: '333333333333', cloud: aws, environment: development, sandbox: acme }
people:
  tom: { name: Tom, roles: [executor], signers: ['${keyOf('tom')}'] }
  max: { name: Max, roles: [] }
  mia: { name: Mia, roles: [manager], signers: ['${keyOf('mia')}'] }
`,
  )
}, 60_000)

afterAll(() => {
  escher.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Plans the remedies of a policy into a file. */
async function planned(file: string, of = policy): Promise<void> {
  expect(await run(['plan', '--policy', of, '--out', file])).toMatchObject({ code: 0 })
}

function approve(file: string, person: string): Promise<CommandResult> {
  return run(['approve', file, '--key', join('keys', person), '--yes'])
}

describe('a plan', () => {
  it('of an account that is not there is refused, since it would look as if there were nothing to do', async () => {
    for (const command of ['plan', 'apply']) {
      const { code, out, error } = await run([command, '--policy', policy, '--account', 'acme-developmnt'])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(error).toContain('No account is called acme-developmnt. Did you mean acme-development?')
    }
  })

  it('is not written where no file can be, which is said in words', async () => {
    const { code, error } = await run(['plan', '--policy', policy, '--out', 'nowhere/plan.json'])
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('in a folder that does not exist') })
  })

  it('of a resource that is not there says so', async () => {
    const { code, error } = await run(['plan', '--policy', policy, '--resource', 'nothing'])
    expect(code).toBe(6)
    expect(error).toContain('no resource of aws.logs.log-group is called `nothing`')
  })
})

describe('a change, from the finding to the audit', () => {
  it('begins with a finding, and a scan of the whole library warns of nothing', async () => {
    const { code, out, error } = await run(['scan', '--format', 'json'])
    expect(code).toBe(1)
    expect(error).toBe('')
    const { findings } = JSON.parse(out) as { findings: readonly { policy: string }[] }
    expect(findings.map((finding) => finding.policy)).toContain(policy)
  })

  it('is planned, and refused without an approval', async () => {
    await planned('plan.json')
    const { code, error } = await run(['apply', 'plan.json'])
    expect(code).toBe(6)
    expect(error).toContain('approval-missing')
  })

  it('is not approved by whoever may not, nor with the key of somebody else', async () => {
    const [own, borrowed] = await Promise.all([
      approve('plan.json', 'tom'),
      run(['approve', 'plan.json', '--key', 'keys/tom', '--as', 'mia', '--yes']),
    ])
    expect(own.code).toBe(6)
    expect(own.error).toContain('tom')
    expect(borrowed.code).toBe(6)
    expect(borrowed.error).toContain('does not have this signing key')
  })

  it('is refused, approved or not, when the plan was edited', async () => {
    const text = readFileSync(join(folder, 'plan.json'), 'utf8')
    writeFileSync(join(folder, 'edited.json'), text.replace('"retentionInDays":365', '"retentionInDays":1'))
    expect(readFileSync(join(folder, 'edited.json'), 'utf8')).not.toBe(text)
    const words = [
      ['show', 'edited.json'],
      ['apply', 'edited.json'],
    ]
    for (const { code, error } of await Promise.all(words.map((each) => run(each)))) {
      expect(code).toBe(6)
      expect(error).toContain('does not give its hash')
    }
    const { out } = await run(['apply', 'edited.json', '--json'])
    expect(JSON.parse(out)).toMatchObject({ refused: [{ code: 'plan-altered' }] })
  })

  it('is made once a manager has signed, and once only', async () => {
    expect(await approve('plan.json', 'mia')).toMatchObject({ code: 0 })
    const { code, out, error } = await run(['apply', 'plan.json'])
    expect({ code, error: error.includes(`verified: ${policy} is compliant`) }).toEqual({ code: 0, error: true })
    id = /^Run (\S+) succeeded/m.exec(out)?.[1] ?? ''
    expect(id).not.toBe('')
    const again = await run(['apply', 'plan.json'])
    expect(again.code).toBe(6)
    expect(again.error).toContain('plan-applied-before')
  })

  it('is shown by its run, and proven whole', async () => {
    const [runs, shown, audit] = await Promise.all([
      run(['runs', '--json']),
      run(['run', 'show', id]),
      run(['audit', 'verify']),
    ])
    expect(JSON.parse(runs.out)).toMatchObject([{ id, phase: 'succeeded' }])
    expect(shown.out).toContain('approved by mia')
    expect(shown.out).toContain(`${logGroup} 1-set-retention  done`)
    expect(audit.code).toBe(0)
    expect(audit.out).toMatch(new RegExp(`^${id}  sound`))
  })

  it('has resolved the finding', async () => {
    const { out } = await run(['scan', '--policy', policy, '--format', 'json'])
    const report = JSON.parse(out) as { findings: readonly unknown[]; resolved: readonly { policy: string }[] }
    expect(report.findings).toEqual([])
    expect(report.resolved.map((finding) => finding.policy)).toEqual([policy])
  })

  it('can be put back, and the finding that comes back is predicted', async () => {
    const { code, out, error } = await run(['undo', id, '--dry-run'])
    expect(code).toBe(0)
    expect(`${out}${error}`).toContain('DeleteRetentionPolicy')
    expect(`${out}${error}`).toContain(`newly violates ${policy}: ${logGroup}`)
  })
})

describe('taking a change back from a file', () => {
  it('needs the approvals of what is taken back, and nothing of the playbook', async () => {
    expect(await run(['undo', id, '--out', 'undo.json'])).toMatchObject({ code: 0 })
    const [plan, undo] = ['plan.json', 'undo.json'].map(
      (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { risk: string; undoes?: string },
    )
    expect(undo).toMatchObject({ undoes: id, risk: plan?.risk })
    expect(await approve('undo.json', 'mia')).toMatchObject({ code: 0 })
    expect(await run(['apply', 'undo.json'])).toMatchObject({ code: 0 })
    const runs = JSON.parse((await run(['runs', '--json'])).out) as readonly { undoes?: string }[]
    expect(runs.map(({ undoes }) => undoes)).toEqual([undefined, id])
  })

  it('is told in vain where the requester may not do it', async () => {
    const vain = await run(['plan', '--policy', policy, '--as', 'max', '--out', 'vain.json'])
    expect(vain.code).toBe(0)
    const [approved, shown] = [await approve('vain.json', 'mia'), await run(['approvals', 'vain.json'])]
    for (const { error } of [vain, approved]) expect(error).toContain('Warning: `max` may not run medium risk')
    expect(shown.out).toContain('requester-not-allowed')
  })
})

describe('a plan that another run overtook', () => {
  it('leaves the target alone that has moved since', async () => {
    const tags = 'aws/s3/require-tags'
    await planned('stale.json', tags)
    const playbook = ['--playbook', 'aws/s3/tag-buckets', '--with', 'owner=harbour']
    expect(await run(['apply', ...playbook, '--resource', 'acme-development-scratch', '--yes'])).toMatchObject({
      code: 0,
    })
    const runs = await run(['runs'])
    const [refused, page] = await Promise.all([run(['apply', 'stale.json', '--json']), run(['explain', 'stale'])])
    expect(refused.code).toBe(6)
    expect(refused.error).toMatch(/is not as planned: .*tags/i)
    expect(JSON.parse(refused.out)).toMatchObject({ refused: [{ code: 'stale' }] })
    expect(page).toMatchObject({ code: 0 })
    expect(await run(['runs'])).toEqual(runs)
  })
})

describe('a record that somebody edited', () => {
  it('makes the audit fail, and nothing rests on it any more', async () => {
    const record = join(folder, '.escher/runs', id, '000004.json')
    writeFileSync(record, readFileSync(record, 'utf8').replace('"kind":"done"', '"kind":"gone"'))
    const [audit, undo] = await Promise.all([run(['audit', 'verify']), run(['undo', id, '--dry-run'])])
    expect(audit.code).toBe(6)
    expect(audit.out).toContain('run-record-edited')
    expect(undo.code).toBe(6)
    expect(undo.error).toContain('run-record-edited')
  })
})
