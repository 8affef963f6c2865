import { describe, expect, it } from 'vitest'
import { fakeAccount, fakeConfiguration } from '../../test/support/fake-estate.js'
import { effectiveParameters } from './parameters.js'

const policy = { id: 'aws/ec2/idle', formerly: ['ec2/idle'], params: { cpuBelow: 5, window: '7d' } }
const everywhere = { account: '1', environment: 'production' }
const values = (cpuBelow: number) => ({ 'aws/ec2/idle': { cpuBelow } })

describe('parameters', () => {
  it('are the defaults of the policy when nothing overrides them', () => {
    expect(effectiveParameters(policy, fakeConfiguration(), everywhere)).toEqual({ cpuBelow: 5, window: '7d' })
  })

  it('are overridden for all, then for the environment, then for the account', () => {
    const environments = { production: { protected: true, params: values(2) } }
    const all = fakeConfiguration({ params: values(1) })
    const environment = fakeConfiguration({ params: values(1), environments })
    const accounts = [fakeAccount('1', { params: values(3) })]
    const account = fakeConfiguration({ params: values(1), environments, accounts })
    const cpuBelow = [all, environment, account].map(
      (configuration) => effectiveParameters(policy, configuration, everywhere)['cpuBelow'],
    )
    expect(cpuBelow).toEqual([1, 2, 3])
    expect(effectiveParameters(policy, environment, { account: '1', environment: 'dev' })['cpuBelow']).toBe(1)
  })

  it.each([
    [{ 'aws/**': { cpuBelow: 9 } }, 9],
    [{ 'ec2/idle': { cpuBelow: 9 } }, 9],
    [{ 'aws/*': { cpuBelow: 9 } }, 5],
    [{ 'aws/ec2/idle': { cpuBelow: 9 }, 'ec2/idle': { cpuBelow: 1 } }, 9],
    [{ 'ec2/idle': { cpuBelow: 9 }, '**': { cpuBelow: 1 } }, 9],
    [{ 'aws/ec2/idle': { cpuBelow: 9 }, '**': { cpuBelow: 1 } }, 9],
    [{ '**': { cpuBelow: 1 }, 'aws/**': { cpuBelow: 9 } }, 9],
  ])('take %j by pattern as %s', (params, expected) => {
    expect(effectiveParameters(policy, fakeConfiguration({ params }), everywhere)['cpuBelow']).toBe(expected)
  })

  it('never gain a name that the policy does not declare', () => {
    const configuration = fakeConfiguration({ params: { '**': { other: 1, toString: 2 } } })
    expect(effectiveParameters(policy, configuration, everywhere)).toEqual(policy.params)
  })
})
