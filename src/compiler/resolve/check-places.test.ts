import { describe, expect, it } from 'vitest'
import { compileTexts, playbookText, policyText, problemsOf } from '../compile.fixture.js'

const account = (more = ', environment: development') =>
  `{ name: acme-development, id: "111", cloud: aws, sandbox: acme${more} }`
const config = (accounts: string, more = '') => ({ 'escher.config.yaml': `accounts: [${accounts}]\n${more}` })
const limits = (more: string) => ({
  'playbooks/a.yaml': playbookText({ limits: `{ targets: 5, risk: high, ${more} }` }),
})

describe('an environment that the configuration does not know', () => {
  const known = config(account(), 'environments: { production: { protected: true } }\n')

  it.each([
    [limits('environments: [prodution]'), ['unknown-environment at prodution']],
    [limits('environments: [development, production]'), []],
    [limits('environments: [staging, development]'), ['unknown-environment at staging']],
    [limits('environments: ["(none)", development]'), []],
    [
      { 'policies/a.yaml': policyText({ applies: "environment == 'developmet'" }) },
      ["unknown-environment at 'developmet'"],
    ],
    [
      { 'policies/a.yaml': policyText({ applies: "environment in ['production', 'tset']" }) },
      ["unknown-environment at 'tset'"],
    ],
    [{ 'policies/a.yaml': policyText({ applies: "tags.env == 'tset'" }) }, []],
  ])('%j gives %j', async (files, expected) => {
    expect(await problemsOf({ ...known, ...files })).toEqual(expected)
  })

  it('is told of rules and roles, which are known to everything else', async () => {
    const rules = 'approvalRules: [{ risk: low, environments: [developmet], approvals: 0, roles: [manager] }]\n'
    const codes = (await problemsOf(config(account(), rules))).filter((one) => one.startsWith('unknown-'))
    expect(codes).toEqual(['unknown-environment at developmet'])
    const roles = 'roles: { lead: { run: { risk: low, environments: [devlopment] } } }\n'
    expect(await problemsOf(config(account(), roles))).toEqual(['unknown-environment at devlopment'])
  })

  it('is told with the name that is meant, and a fix', async () => {
    const { diagnostics } = await compileTexts({ ...known, ...limits('environments: [prodution]') })
    expect(diagnostics[0]).toMatchObject({ help: 'did you mean `production`?', fix: { text: 'production' } })
  })

  it('is only told where it looks misspelt if tags may name others', async () => {
    const open = config(`${account()}, { name: other, id: "222", cloud: aws, sandbox: acme }`)
    expect(await problemsOf({ ...open, ...limits('environments: [staging]') })).toEqual([])
    expect(await problemsOf({ ...open, ...limits('environments: [developmet]') })).toHaveLength(1)
  })

  it('is not told without accounts or environments, nor of what ships with Escher', async () => {
    expect(await problemsOf(limits('environments: [prodution]'))).toEqual([])
    expect(await problemsOf({ ...config(account('')), ...limits('environments: [prodution]') })).toEqual([])
    const library = limits('environments: [development, staging, production]')
    const { diagnostics } = await compileTexts(config(account(), 'library: [a]\n'), library)
    expect(diagnostics).toEqual([])
  })
})

describe('an account that the configuration does not have', () => {
  const naming = (name: string) => limits(`environments: [development], accounts: [${name}]`)

  it('is told, unless it is named by its id', async () => {
    expect(await problemsOf({ ...config(account()), ...naming('acme-devlopment') })).toEqual([
      'unknown-account at acme-devlopment',
    ])
    expect(await problemsOf({ ...config(account()), ...naming('acme-development, "111"') })).toEqual([])
    expect(await problemsOf({ ...config(account()), ...naming('"222"') })).toHaveLength(1)
  })

  it('may be named by an id that the configuration leaves out', async () => {
    const without = config('{ name: acme-development, cloud: aws, sandbox: acme, environment: development }')
    expect(await problemsOf({ ...without, ...naming('"222"') })).toEqual([])
    expect(await problemsOf({ ...without, ...naming('acme-devlopment') })).toHaveLength(1)
  })
})
