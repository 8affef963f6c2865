import { describe, expect, it } from 'vitest'
import { fakeAccount, fakeConfiguration } from '../../test/support/fake-estate.js'
import { environmentsOf } from './environment.js'

const configuration = fakeConfiguration({
  accounts: [fakeAccount('1', { environment: 'production' }), fakeAccount('2')],
  environments: { production: { protected: true, params: {} }, dev: { protected: false, params: {} } },
  environmentTags: ['environment', 'env'],
})

describe('the environment of a resource', () => {
  it.each([
    ['1', {}, 'production'],
    ['2', {}, null],
    ['1', { Environment: 'dev' }, 'dev'],
    ['1', { ENV: 'DEV' }, 'dev'],
    ['1', { env: 'dev', environment: 'Production' }, 'production'],
    ['2', { env: 'qa' }, 'qa'],
    ['1', { env: '' }, 'production'],
  ])('in account %s with tags %j is %j', (account, tags, expected) => {
    expect(environmentsOf(configuration, account)({ tags: tags as Record<string, string> })).toBe(expected)
  })
})
