import { describe, expect, it } from 'vitest'
import { fakeAccount } from '../../../test/support/fake-estate.js'
import { requireAccounts } from './require-accounts.js'

const accounts = [fakeAccount('111111111111', { name: 'production' }), fakeAccount('222222222222', { name: 'staging' })]

describe('accounts that are asked for', () => {
  it('are there by name, by id, or by pattern', () => {
    for (const globs of [[], ['production'], ['222222222222', 'prod*'], ['**']]) {
      expect(() => requireAccounts({ accounts }, globs)).not.toThrow()
    }
  })

  it.each([
    [['producton'], 'No account is called producton. Did you mean production?'],
    [['staging', 'nope'], 'No account is called nope. Configured are production, staging.'],
    [['dev*'], 'No account is called dev*. Configured are production, staging.'],
  ])('each have to be there: %j', (globs, message) => {
    expect(() => requireAccounts({ accounts }, globs)).toThrow(message)
  })

  it('cannot be there where none is configured', () => {
    expect(() => requireAccounts({ accounts: [] }, ['a'])).toThrow('None is configured.')
  })
})
