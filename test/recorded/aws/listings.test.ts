import { describe, expect, it } from 'vitest'
import type { AwsResourceType } from '../../../src/providers/aws/description.js'
import { awsTypes } from '../../../src/providers/aws/index.js'
import { awsServices } from '../../../src/providers/aws/services.js'
import { hasRecordings, type RecordedCase, readRecording, recordedCases } from './read-recording.js'

/** The recorded operation that lists a type, e.g. `ec2.DescribeVpcs`; undefined for types that are not listed. */
function listingOf({ description: { list, service } }: AwsResourceType): string | undefined {
  return 'single' in list ? undefined : `${awsServices[list.service ?? service].endpointPrefix}.${list.operation}`
}

/** Cases whose resources were listed as we list them; some were found by AWS Config or made up by the test. */
function casesOf(type: AwsResourceType): readonly RecordedCase[] {
  const listing = listingOf(type) ?? ''
  return recordedCases().filter(
    ({ resource, recorded_ops, observed }) =>
      type.knownAs['custodian']?.includes(resource) && listing in recorded_ops && observed !== undefined,
  )
}

/** Custodian counts a trail in every region that it covers; here it counts in its home region. */
const countedOtherwise = new Set(['aws.cloudtrail.trail'])

const listed = awsTypes.filter((type) => listingOf(type) !== undefined && !countedOtherwise.has(type.name))

describe.skipIf(!hasRecordings)('over recorded answers', () => {
  it.each(listed.map((type) => [type.name, type] as const))('%s is listed whole', async (name, type) => {
    const cases = casesOf(type)
    const counts: Record<string, number> = {}
    for (const { recording, region, skip = {} } of cases) {
      counts[recording] = (await readRecording({ type: name, recording, region, skip })).length
    }
    expect(cases.length).toBeGreaterThan(0)
    expect(counts).toEqual(
      Object.fromEntries(cases.map(({ recording, observed }) => [recording, observed?.population])),
    )
  })
})
