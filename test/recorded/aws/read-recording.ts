import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fixedClock } from '../../../src/core/clock.js'
import type { ReadEvent } from '../../../src/core/provider.js'
import type { Resource } from '../../../src/core/resource.js'
import { awsTypes, createAwsProvider } from '../../../src/providers/aws/index.js'

const folder = resolve(process.env['ESCHER_CONFORMANCE'] ?? join(import.meta.dirname, '../../../../shared/conformance'))

/** False where the recordings are not at hand; tests over them are then skipped. */
export const hasRecordings = existsSync(join(folder, 'cases.jsonl'))

/** What is used of a line of `cases.jsonl`. */
export interface RecordedCase {
  readonly cloud: string
  readonly resource: string
  readonly recording: string
  readonly region: string
  readonly skip?: Readonly<Record<string, number>>
  readonly recorded_ops: Readonly<Record<string, number>>
  readonly observed?: { readonly population: number }
}

/** The cases of AWS; none where there are no recordings. */
export function recordedCases(): readonly RecordedCase[] {
  if (!hasRecordings) return []
  const lines = readFileSync(join(folder, 'cases.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as RecordedCase).filter(({ cloud }) => cloud === 'aws')
}

export interface RecordingRead {
  readonly type: string
  /** Folder below `recordings`. */
  readonly recording: string
  readonly region?: string
  readonly aspects?: readonly string[]
  readonly skip?: Readonly<Record<string, number>>
}

/** Reads a type through the real SDK, answered by a recording. */
export async function eventsOfRecording({
  type,
  recording,
  region = 'us-east-1',
  aspects = [],
  skip = {},
}: RecordingRead): Promise<readonly ReadEvent[]> {
  const source = { kind: 'recording', path: join('recordings', recording) } as const
  const opened = await createAwsProvider({ replay: { skip } }).open(
    { id: '644160558196', name: 'recorded', cloud: 'aws', source, regions: [region], params: {} },
    { clock: fixedClock('2026-11-24T00:00:00Z'), concurrency: { account: 1, region: 1 }, root: folder },
  )
  if ('unread' in opened) throw new Error(opened.unread.message)
  const scope = awsTypes.find(({ name }) => name === type)?.scope
  const request = { type, region: scope === 'regional' ? region : 'global', aspects, metrics: [] }
  const events: ReadEvent[] = []
  for await (const event of opened.session.read(request)) events.push(event)
  return events
}

/** The resources of a recording whose listing was whole. */
export async function readRecording(read: RecordingRead): Promise<readonly Resource[]> {
  const events = await eventsOfRecording(read)
  return events.map((event) => {
    if (event.kind === 'unread') throw new Error(event.unread.message)
    return event.resource
  })
}
