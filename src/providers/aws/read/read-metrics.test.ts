import { describe, expect, it } from 'vitest'
import { AwsCallError } from '../client/failure.js'
import type { Caller, Document, MetricDescription } from '../description.js'
import { readMetrics } from './read-metrics.js'

const now = new Date('2026-11-24T00:00:00Z')
const day = 86_400_000

const cpu: MetricDescription = {
  title: 'CPU',
  unit: 'percent',
  namespace: 'AWS/EC2',
  metric: 'CPUUtilization',
  samples: 'Average',
  dimensions: (document) => ({ InstanceId: String(document['InstanceId']) }),
}

type Results = (input: Document) => readonly Document[]

function callerOver(pages: Results): { readonly caller: Caller; readonly inputs: Document[] } {
  const inputs: Document[] = []
  const caller: Caller = {
    scope: { account: '1', accountName: 'one', region: 'eu-west-1' },
    patience: 0,
    call: async () => ({}),
    async *pages(_service, _operation, input) {
      inputs.push(input)
      yield* pages(input)
    },
    once: (_key, work) => work(),
  }
  return { caller, inputs }
}

function question(...windows: readonly string[]): Parameters<typeof readMetrics>[0] {
  return { metrics: { cpu }, requirements: windows.map((window) => ({ metric: 'cpu', statistic: 'max', window })), now }
}

function daysAgo(days: number): string {
  return new Date(now.getTime() - days * day).toISOString()
}

/** What is asked for of each series. */
function statisticsIn(input: Document): readonly string[] {
  const queries = input['MetricDataQueries'] as readonly { readonly MetricStat: Document }[]
  return queries.map(({ MetricStat }) => {
    const { MetricName } = MetricStat['Metric'] as Document
    return `${MetricName} ${MetricStat['Period']} ${MetricStat['Stat']}`
  })
}

describe('readMetrics', () => {
  it('asks once for the longest window, and cuts the shorter ones out of it', async () => {
    const result = { Id: 'q0', Values: [10, 20, 20, 70], Timestamps: [1, 3, 4, 6].map(daysAgo) }
    const { caller, inputs } = callerOver(() => [{ MetricDataResults: [result] }])
    const document = { InstanceId: 'i-1' }
    const figuresOf = await readMetrics(question('2d', '7d'), [document], caller)
    expect(figuresOf(document).figures).toEqual({ 'cpu.max(2d)': 10, 'cpu.max(7d)': 70 })
    expect(inputs).toMatchObject([{ StartTime: new Date(now.getTime() - 7 * day), MetricDataQueries: [{ Id: 'q0' }] }])
  })

  it('puts together what pages give of one series', async () => {
    const page = (value: number) => ({
      MetricDataResults: [{ Id: 'q0', StatusCode: 'PartialData', Values: [value], Timestamps: [daysAgo(1)] }],
    })
    const { caller } = callerOver(() => [page(5), page(9)])
    const document = { InstanceId: 'i-1' }
    expect((await readMetrics(question('2d'), [document], caller))(document).figures).toEqual({ 'cpu.max(2d)': 9 })
  })

  it('asks for no more than 500 series in one call', async () => {
    const { caller, inputs } = callerOver(() => [])
    const documents = Array.from({ length: 1001 }, (_, index) => ({ InstanceId: `i-${index}` }))
    const figuresOf = await readMetrics(question('7d'), documents, caller)
    expect(inputs.map((input) => (input['MetricDataQueries'] as unknown[]).length)).toEqual([500, 500, 1])
    expect(figuresOf(documents[1000] ?? {}).figures).toEqual({ 'cpu.max(7d)': null })
  })

  it('asks once for all windows of a period, and for no other period', async () => {
    const { caller, inputs } = callerOver(() => [])
    const metrics = { cpu, traffic: { ...cpu, metric: 'NetworkIn', samples: 'Sum' as const } }
    const requirements = [
      ...question('2h', '1h', '30d', '7d').requirements,
      { metric: 'traffic', statistic: 'sum', window: '14d' },
    ]
    await readMetrics({ metrics, requirements, now }, [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }], caller)
    expect(inputs.map(({ StartTime, EndTime }) => [StartTime, EndTime])).toEqual([
      [new Date('2026-11-23T21:45:00Z'), now],
      [new Date('2026-10-25T00:00:00Z'), now],
    ])
    expect(inputs.map(statisticsIn)).toEqual([
      ['CPUUtilization 300 Average', 'CPUUtilization 300 Average'],
      [
        ...['CPUUtilization 86400 Average', 'NetworkIn 86400 Sum'],
        ...['CPUUtilization 86400 Average', 'NetworkIn 86400 Sum'],
      ],
    ])
  })

  it('takes missing points of a metric without activity for no activity, and of others for a gap', async () => {
    const result = { Id: 'q0', Values: [3], Timestamps: [daysAgo(1 / 24)] }
    const { caller } = callerOver(() => [{ MetricDataResults: [result] }])
    const document = { InstanceId: 'i-1' }
    const figures = async (sparse: boolean) =>
      (await readMetrics({ ...question('2h'), metrics: { cpu: { ...cpu, sparse } } }, [document], caller))(document)
    expect(await figures(true)).toMatchObject({ figures: { 'cpu.max(2h)': 3 } })
    expect(await figures(false)).toMatchObject({ figures: { 'cpu.max(2h)': null } })
  })

  it('asks for nothing when no policy does', async () => {
    const { caller, inputs } = callerOver(() => [])
    await readMetrics(question(), [{ InstanceId: 'i-1' }], caller)
    expect(inputs).toEqual([])
  })

  it('leaves the metric unread, not null, when CloudWatch refuses', async () => {
    const { caller } = callerOver(() => {
      throw new AwsCallError('cloudwatch', 'GetMetricData', Object.assign(new Error('no'), { name: 'AccessDenied' }))
    })
    const document = { InstanceId: 'i-1' }
    expect((await readMetrics(question('7d'), [document], caller))(document)).toMatchObject({
      figures: {},
      unread: { 'metrics.cpu': { reason: 'access-denied', permission: 'cloudwatch:GetMetricData' } },
    })
  })
})
