import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Cloud } from '../../src/core/resource.js'

/** One line of a cases file: a Custodian policy, the recording it ran on, and what came out. */
export interface ConformanceCase {
  readonly cloud: Cloud
  readonly test_id: string
  /** Path below the folder of recordings. */
  readonly recording: string
  readonly region?: string
  readonly account_id?: string | null
  /** The type with Custodian's cloud prefix, e.g. `aws.ec2`. */
  readonly resource: string
  readonly policy: CustodianPolicy
  readonly expected_count: number
  readonly expected_ids?: readonly string[]
  /** Where the asserted ids stand in a list of resources, e.g. `[*].InstanceId`. */
  readonly ids_path?: string
  /** The instant at which the original test stopped the clock. */
  readonly clock?: string
  /** Recorded answers by operation that the original test used up before the policy ran. */
  readonly skip?: Readonly<Record<string, number>>
  /** The only bucket settings that the original test read, by Python client method. */
  readonly s3_augment?: readonly string[]
  readonly tier: string
  /** What Custodian itself gave over this recording. */
  readonly observed?: { readonly id_key: string; readonly ids: readonly unknown[]; readonly population: number }
}

export interface CustodianPolicy {
  readonly name: string
  readonly resource: string
  readonly source?: string
  readonly filters?: readonly unknown[]
}

/** Reads a cases file line by line. */
export async function* readCases(path: string): AsyncGenerator<ConformanceCase> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield JSON.parse(line) as ConformanceCase
  }
}
