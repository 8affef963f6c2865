import { expect, it } from 'vitest'
import { compileTexts, problemsOf } from '../compile.fixture.js'
import { sshKeyProblem } from './ssh-key.js'

const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'B'.repeat(43)} maria@laptop`

async function accessOf(text: string) {
  const { value, diagnostics } = await compileTexts({ 'escher.config.yaml': text })
  expect(diagnostics).toEqual([])
  return value.configuration.access
}

it('has managers and executors without being told, and lets them be defined anew', async () => {
  const before = await accessOf('people: {}\n')
  expect(before.roles.map(({ id, run, approve }) => [id, run.maximumRisk, approve.maximumRisk])).toEqual([
    ['manager', 'critical', 'critical'],
    ['executor', 'medium', 'none'],
  ])
  const after = await accessOf(
    'roles: { executor: { run: { risk: low } }, lead: { approve: { risk: medium, targets: 5 } } }\n',
  )
  expect(after.roles.map(({ id, run, approve }) => [id, run.maximumRisk, approve.maximumTargets])).toEqual([
    ['manager', 'critical', 1000],
    ['executor', 'low', 0],
    ['lead', 'none', 5],
  ])
})

it('keeps the default rules until there are own ones', async () => {
  expect((await accessOf('people: {}\n')).approvalRules.length).toBeGreaterThan(4)
  const rules = ['low', 'medium', 'high', 'critical'].map((risk) => `{ risk: ${risk}, approvals: 1, roles: [manager] }`)
  expect((await accessOf(`approvalRules: [${rules.join(', ')}]\n`)).approvalRules[0]).toEqual({
    risk: 'low',
    environments: [],
    minimumTargets: 1,
    approvals: 1,
    roles: ['manager'],
    notRequester: true,
  })
})

it('finds roles that nobody has defined wherever they are named', async () => {
  const text = `people: { jo: { name: Jo, roles: [boss] } }
approvalRules:
  - { risk: low, approvals: 1, roles: [chief] }
`
  expect(await problemsOf({ 'escher.config.yaml': text })).toEqual(
    expect.arrayContaining(['unknown-role at boss', 'unknown-role at chief']),
  )
})

it.each([
  [key, undefined],
  [key.replace('ssh-ed25519', 'ssh-rsa'), 'the key does not hold what its type says'],
  [key.slice(0, 30), 'the key does not hold what its type says'],
  ['ssh-dss AAAA', '`ssh-dss` is no type of key that signs'],
  ['ssh-ed25519 ????', 'the key after the type is not base64'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----', 'this is a private key'],
])('reads %s', (line, problem) => {
  expect(sshKeyProblem(line)).toBe(problem)
})

const keyOf = (letter: string): string => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${letter.repeat(43)}`
const withPeople = (roles: Readonly<Record<string, string>>): string =>
  `people:\n${Object.entries(roles)
    .map(
      ([id, role], index) => `  ${id}: { name: ${id}, roles: [${role}], signers: [${keyOf('ABCD'[index] ?? 'E')}] }\n`,
    )
    .join('')}`

it.each([
  [
    'two managers',
    { mona: 'manager', otto: 'manager', erin: 'executor' },
    [
      'critical risk needs 2 approvals besides who asks, and only 1 person with a key could give one',
      'high risk needs 2 approvals besides who asks, and only 1 person with a key could give one',
    ],
  ],
  ['three managers', { mona: 'manager', otto: 'manager', pia: 'manager' }, []],
  ['executors, who may not ask for high risk', { erin: 'executor' }, 'medium risk in production'],
])('tells which rules %s can never meet', async (_name, roles, expected) => {
  const { diagnostics } = await compileTexts({ 'escher.config.yaml': withPeople(roles) })
  const texts = diagnostics.map(({ code, message }) => (code === 'approvals-out-of-reach' ? message : code))
  if (typeof expected === 'string') {
    expect(texts[0]).toContain(expected)
    expect(texts[0]).not.toContain('high risk')
  } else expect(texts).toEqual(expected.length === 0 ? [] : [expected.join('; ')])
})

it('finds the one of several rules that is out of reach, by what its bearers may approve', async () => {
  const text = `${withPeople({ mona: 'manager', otto: 'manager', lea: 'lead' })}roles:
  lead: { approve: { risk: low, environments: [staging] } }
approvalRules:
  - { risk: low, environments: [production], approvals: 1, roles: [lead] }
  - { risk: low, approvals: 1, roles: [lead] }
  - { risk: medium, approvals: 2, roles: [manager], notRequester: false }
  - { risk: high, approvals: 1, roles: [manager] }
  - { risk: critical, approvals: 2, roles: [manager] }
`
  const { diagnostics } = await compileTexts({ 'escher.config.yaml': text })
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'low risk in production needs 1 approval besides who asks, and nobody with a key could give one',
    'critical risk needs 2 approvals besides who asks, and only 1 person with a key could give one',
  ])
})
