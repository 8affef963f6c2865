import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fixedClock } from '../../src/core/clock.js'
import type { Provider, ReadRequest } from '../../src/core/provider.js'
import type { Cloud, Resource, Unread } from '../../src/core/resource.js'

const folder = resolve(import.meta.dirname, '../../../shared/conformance')

/** False where the recorded answers of the clouds are not there; tests over them are then skipped. */
export const hasRecordings = existsSync(folder)

/** What the tests use of a line of `cases.jsonl`. */
export interface RecordedCase {
  readonly cloud: Cloud
  readonly resource: string
  readonly recording: string
  readonly account_id: string
  readonly observed?: { readonly ids: readonly string[]; readonly population: number }
}

/** The recorded cases of one cloud, one for each recording and type; none without recordings. */
export function recordedCases(cloud: Cloud): readonly RecordedCase[] {
  if (!hasRecordings) return []
  const lines = readFileSync(`${folder}/cases.jsonl`, 'utf8').trim().split('\n')
  const cases = lines.map((line) => JSON.parse(line) as RecordedCase).filter((one) => one.cloud === cloud)
  return [...new Map(cases.map((one) => [`${one.recording} ${one.resource}`, one])).values()]
}

/** The content of a recorded file. */
export function recordedFile(path: string): unknown {
  return JSON.parse(readFileSync(`${folder}/recordings/${path}`, 'utf8'))
}

export interface RecordedReading {
  readonly resources: readonly Resource[]
  readonly unread: readonly Unread[]
}

/** Reads a type from a recording through a provider, as a scan does. */
export async function readRecorded(
  provider: Provider,
  { recording, account, clock = '2026-01-01T00:00:00Z' }: { recording: string; account: string; clock?: string },
  asked: Pick<ReadRequest, 'type'> & Partial<ReadRequest>,
): Promise<RecordedReading> {
  const source = { kind: 'recording', path: recording } as const
  const cloud = provider.types[0]?.cloud ?? 'aws'
  const context = { clock: fixedClock(clock), concurrency: { account: 4, region: 2 }, root: `${folder}/recordings` }
  const opened = await provider.open(
    { id: account, name: account, cloud, source, regions: 'discovered', params: {} },
    context,
  )
  if ('unread' in opened) throw new Error(opened.unread.message)
  const resources: Resource[] = []
  const unread: Unread[] = []
  for await (const event of opened.session.read({ region: 'global', aspects: [], metrics: [], ...asked })) {
    if (event.kind === 'resource') resources.push(event.resource)
    else unread.push(event.unread)
  }
  return { resources, unread }
}
