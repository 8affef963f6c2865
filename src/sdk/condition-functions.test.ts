import { expect, it } from 'vitest'
import { functionTable } from '../core/functions/index.js'
import * as functions from './condition-functions.js'

it('declares every function that conditions may call by name', () => {
  const callable = Object.entries(functionTable).filter(([, { form }]) => form !== 'method')
  expect(Object.keys(functions).sort()).toEqual(callable.map(([name]) => name).sort())
})

it('says so when one is run outside of a condition', () => {
  expect(() => functions.ageDays('2026-01-01')).toThrow('ageDays is for conditions')
})
