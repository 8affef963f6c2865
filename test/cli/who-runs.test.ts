import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { BuiltCommandLine, type CommandResult, folderWith } from './support/escher.js'

vi.setConfig({ testTimeout: 60_000 })

let escher: BuiltCommandLine
let folder: string

function run(words: readonly string[], person: string): Promise<CommandResult> {
  return escher.run(words, folder, { ESCHER_PERSON: person })
}

function keyOf(person: string): string {
  const file = join(folder, person)
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', person, '-f', file])
  return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
  folder = folderWith({})
  writeFileSync(
    join(folder, 'escher.config.yaml'),
    `
library: ['aws/logs/**']
accounts:
  - { name: acme-development, id: '333333333333', cloud: aws, environment: development, sandbox: acme }
people:
  erin: { name: Erin, roles: [executor] }
  max: { name: Max, roles: [executor] }
  ines: { name: Ines, roles: [reader] }
  mona: { name: Mona, roles: [manager], signers: ['${keyOf('mona')}'] }
roles:
  reader: {}
`,
  )
}, 60_000)

afterAll(() => {
  escher.remove()
  rmSync(folder, { recursive: true, force: true })
})

it('a plan of one person is applied by another who may, and the records name both', async () => {
  expect(await run(['plan', '--policy', 'aws/logs/expire-log-events', '--out', 'q.json'], 'erin')).toMatchObject({
    code: 0,
  })
  expect(await run(['approve', 'q.json', '--key', 'mona', '--yes'], 'mona')).toMatchObject({ code: 0 })
  const refused = await run(['apply', 'q.json'], 'ines')
  expect([refused.code, refused.error]).toEqual([6, expect.stringContaining('principal-not-allowed')])
  const applied = await run(['apply', 'q.json', '--as', 'max', '--json'], 'ines')
  expect(applied.code).toBe(0)
  const { id } = JSON.parse(applied.out) as { id: string }
  const [runs, shown, exported] = await Promise.all([
    run(['runs', '--json'], 'erin'),
    run(['run', 'show', id], 'erin'),
    run(['audit', 'export', id, '--format', 'csv'], 'erin'),
  ])
  expect(JSON.parse(runs.out)).toMatchObject([{ requester: 'erin', appliedBy: 'max' }])
  expect(shown.out).toMatch(/asked for {2}by erin.*applied {4}by max.*asked for by erin, applied by max/s)
  expect(exported.out).toMatch(/^run,record,at,writer,person,event,/)
  expect(exported.out).toMatch(/,max,planned,/)
})
