import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Drill, logGroup, playbook, tagStep } from './support/drill.js'
import { BuiltCommandLine, type CommandResult } from './support/escher.js'

// Each command compiles the whole library, which takes seconds where all cores are busy.
vi.setConfig({ testTimeout: 180_000 })

const approveStep = '  - approve: { roles: [manager], count: 1, expires: 24h }'

const ramp = playbook(
  'Three tags, each of which somebody has agreed to',
  [tagStep('first'), approveStep, tagStep('second'), approveStep, tagStep('third')].join('\n'),
)

let escher: BuiltCommandLine
let keys: string
let repository: Drill

function configuration(signer: string): string {
  return `
library: ['**']
accounts:
  - { name: acme-development, id: '333333333333', cloud: aws, environment: development, sandbox: acme }
people:
  tom: { name: Tom, roles: [executor] }
  mona: { name: Mona, roles: [manager], signers: ['${signer}'] }
`
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
  keys = mkdtempSync(join(tmpdir(), 'escher-keys-'))
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'mona', '-f', join(keys, 'mona')])
  const signer = readFileSync(join(keys, 'mona.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
  repository = new Drill(escher, { 'escher.config.yaml': configuration(signer), 'playbooks/drill/ramp.yaml': ramp })
}, 60_000)

afterAll(() => {
  escher.remove()
  for (const folder of [keys, repository.folder]) rmSync(folder, { recursive: true, force: true })
})

function approve(id: string): Promise<CommandResult> {
  return repository.run('approve', id, '--key', join(keys, 'mona'), '--yes')
}

/** Resumes a run, and gives how it stands then. */
async function phaseAfterResuming(id: string): Promise<string> {
  const { out, error } = await repository.run('resume', id, '--json')
  expect(out, error).not.toBe('')
  return (JSON.parse(out) as { phase: string }).phase
}

describe('a run with two approval steps on one target', () => {
  it('waits at the second whatever was given at the first, through an approval that is taken back, and goes on', async () => {
    const id = await repository.apply('ramp')
    const first = await approve(id)
    expect(first.code).toBe(0)
    expect(first.error).not.toContain('nobody’s approval')
    expect(first.error).toContain(`Step ${logGroup}#3-approve of run ${id}, until `)
    expect(first.error).toMatch(/\n {2}needs 1 approval of manager\n {2}then {2}tag \(low\)\n/)
    expect(await phaseAfterResuming(id)).toBe('waiting')
    const before = repository.records(id)
    expect(await phaseAfterResuming(id)).toBe('waiting')
    expect(repository.records(id)).toEqual(before)

    expect(await approve(id)).toMatchObject({ code: 0 })
    const { plan } = JSON.parse((await repository.run('run', 'show', id, '--json')).out) as { plan: string }
    expect(await repository.run('approvals', 'revoke', plan, '--as', 'mona')).toMatchObject({ code: 0 })
    expect(await phaseAfterResuming(id)).toBe('waiting')
    expect(repository.records(id)).toEqual(before)

    expect(await approve(id)).toMatchObject({ code: 0 })
    expect(await phaseAfterResuming(id)).toBe('succeeded')
  })
})
