import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MissingRecordingError, Recording } from './recording.js'

const folder = mkdtempSync(join(tmpdir(), 'escher-recording-'))

for (const call of [1, 2]) {
  const answer = { status_code: 200, data: { call } }
  writeFileSync(join(folder, `ec2.DescribeVpcs_${call}.json`), JSON.stringify(answer))
}

afterAll(() => rmSync(folder, { recursive: true }))

async function callsOf(recording: Recording, times: number): Promise<unknown[]> {
  const calls: unknown[] = []
  for (let made = 0; made < times; made++) calls.push((await recording.next('ec2.DescribeVpcs')).data['call'])
  return calls
}

describe('a recording', () => {
  it('answers in order, and starts again after the last', async () => {
    expect(await callsOf(await Recording.open(folder, {}), 5)).toEqual([1, 2, 1, 2, 1])
  })

  it('goes on after the answers that were used up', async () => {
    expect(await callsOf(await Recording.open(folder, { skip: { 'ec2.DescribeVpcs': 1 } }), 3)).toEqual([2, 1, 2])
  })

  it('says loudly when a call was not recorded', async () => {
    const recording = await Recording.open(folder, {})
    await expect(recording.next('ec2.DescribeSubnets')).rejects.toThrow(MissingRecordingError)
  })

  it('gives an answer of its own where one was named', async () => {
    const recording = await Recording.open(folder, { defaults: { 'ec2.DescribeSubnets': { Subnets: [] } } })
    expect((await recording.next('ec2.DescribeSubnets')).data).toEqual({ Subnets: [] })
  })
})
