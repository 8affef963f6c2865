import type { CaseResult, Status } from './result.js'

export type Counts = Readonly<Record<Status, number>>

/** Counts of statuses: of all cases, and by cloud, tier and resource type. */
export interface Summary {
  readonly total: Counts
  readonly byCloud: Readonly<Record<string, Counts>>
  readonly byTier: Readonly<Record<string, Counts>>
  readonly byCloudAndTier: Readonly<Record<string, Counts>>
  readonly byResource: Readonly<Record<string, Counts>>
}

/** Counts results. */
export function summarize(results: readonly CaseResult[]): Summary {
  return {
    total: countsOf(results),
    byCloud: groupedCounts(results, ({ cloud }) => cloud),
    byTier: groupedCounts(results, ({ tier }) => tier),
    byCloudAndTier: groupedCounts(results, ({ cloud, tier }) => `${cloud} ${tier}`),
    byResource: groupedCounts(results, ({ resource }) => resource),
  }
}

function groupedCounts(results: readonly CaseResult[], keyOf: (result: CaseResult) => string): Record<string, Counts> {
  const groups = new Map<string, CaseResult[]>()
  for (const result of results) {
    const key = keyOf(result)
    groups.set(key, [...(groups.get(key) ?? []), result])
  }
  return Object.fromEntries(
    [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, group]) => [key, countsOf(group)]),
  )
}

function countsOf(results: readonly CaseResult[]): Counts {
  const count = (status: Status) => results.filter((result) => result.status === status).length
  return { passed: count('passed'), failed: count('failed'), unsupported: count('unsupported') }
}

/** The summary as tables for people. Types without a case that ran are counted in one line. */
export function renderSummary(summary: Summary): string {
  const types = Object.entries(summary.byResource)
  const ran = types.filter(([, { passed, failed }]) => passed + failed > 0)
  return [
    ...table('cloud', Object.entries(summary.byCloud)),
    ...table('tier', Object.entries(summary.byCloudAndTier)),
    ...table('resource type', ran),
    `(${types.length - ran.length} resource types without a case that could be run)`,
    '',
    ...table('all', [['', summary.total]]),
  ].join('\n')
}

function table(title: string, rows: readonly (readonly [string, Counts])[]): string[] {
  const width = Math.max(title.length, ...rows.map(([name]) => name.length))
  const line = (cells: readonly (string | number)[]) => cells.map((cell) => String(cell).padStart(12)).join('')
  return [
    `${title.padEnd(width)}${line(['passed', 'failed', 'unsupported'])}`,
    ...rows.map(
      ([name, { passed, failed, unsupported }]) => `${name.padEnd(width)}${line([passed, failed, unsupported])}`,
    ),
    '',
  ]
}
