import { describe, expect, it } from 'vitest'
import { AwsCallError } from '../client/failure.js'
import type { Caller, Document } from '../description.js'
import { credentialReportRow, parseCredentialReport, rootUser } from './credential-report.js'

const report = [
  'user,arn,user_creation_time,password_enabled,password_last_used,mfa_active,access_key_1_last_used_date',
  '<root_account>,arn:aws:iam::1:root,2016-05-16T18:13:11+00:00,not_supported,no_information,true,N/A',
  'ann,arn:aws:iam::1:user/ann,2020-01-01T00:00:00+00:00,true,2021-02-03T04:05:06+00:00,false,N/A',
].join('\n')

function callerGiving(answers: readonly (Document | string)[]): { readonly caller: Caller; readonly calls: string[] } {
  const pending = [...answers]
  const calls: string[] = []
  const remembered = new Map<string, Promise<unknown>>()
  const caller: Caller = {
    scope: { account: '1', accountName: 'one', region: 'us-east-1' },
    patience: 0,
    call: async (service, operation) => {
      calls.push(operation)
      const answer = pending.shift() ?? {}
      if (typeof answer !== 'string') return answer
      throw new AwsCallError(service, operation, Object.assign(new Error('later'), { name: answer }))
    },
    async *pages() {},
    once: (key, work) => {
      const result = remembered.get(key) ?? work()
      remembered.set(key, result)
      return result as ReturnType<typeof work>
    },
  }
  return { caller, calls }
}

const content = { Content: Buffer.from(report).toString('base64') }

describe('parseCredentialReport', () => {
  it('gives rows by user, typed, without cells that say nothing', () => {
    expect(parseCredentialReport(report).get('ann')).toEqual({
      user: 'ann',
      arn: 'arn:aws:iam::1:user/ann',
      user_creation_time: '2020-01-01T00:00:00.000Z',
      password_enabled: true,
      password_last_used: '2021-02-03T04:05:06.000Z',
      mfa_active: false,
    })
  })
})

describe('credentialReportRow', () => {
  it('has the report made when there is none', async () => {
    const { caller, calls } = callerGiving(['CredentialReportNotPresentException', {}, content])
    expect(await credentialReportRow(rootUser, caller)).toMatchObject({ mfa_active: true })
    expect(calls).toEqual(['GetCredentialReport', 'GenerateCredentialReport', 'GetCredentialReport'])
  })

  it('fetches the report once for all users', async () => {
    const { caller, calls } = callerGiving([content])
    await Promise.all(['ann', 'ben', rootUser].map((user) => credentialReportRow(user, caller)))
    expect(calls).toEqual(['GetCredentialReport'])
  })

  it('passes on that it may not', async () => {
    const { caller } = callerGiving(['AccessDenied'])
    await expect(credentialReportRow('ann', caller)).rejects.toBeInstanceOf(AwsCallError)
  })
})
