import type { Resource } from '../../src/core/resource.js'
import type { Catalog } from '../../src/core/resource-type.js'
import type { ConformanceCase } from './case.js'
import { convertCase } from './convert-case.js'
import { divide } from './judge-case.js'
import { propertyAt } from './property-path.js'
import { readCase } from './read-case.js'
import { type CaseResult, expectationOf, headOf, notRun } from './result.js'

/** What cases are run with. */
export interface Surroundings {
  readonly catalog: Catalog
  /** The folder that recordings are below. */
  readonly recordings: string
}

/**
 * Runs one case: converts its policy, reads the recording through the real SDK, and compares what meets the condition
 * with what is expected. The negated condition has to be met by all others. Never throws for what a case holds.
 */
export async function runCase(one: ConformanceCase, { catalog, recordings }: Surroundings): Promise<CaseResult> {
  try {
    const converted = await convertCase(one, catalog)
    if ('unsupported' in converted) return notRun(one, 'unsupported', converted.unsupported)
    if ('failed' in converted) return notRun(one, 'failed', converted.failed)
    const reading = await readCase(one, converted, recordings)
    if ('failed' in reading) return notRun(one, 'failed', reading.failed)
    const { resources, clock } = reading
    const found = divide(resources, converted.condition, clock.now())
    const others = divide(resources, converted.negated, clock.now())
    const ids = idsOf(one, found.matching)
    const got = {
      count: found.matching.length,
      ...(ids ? { ids } : {}),
      unknown: found.unknown.length,
      population: resources.length,
      negated: others.matching.length,
    }
    const reason = mismatch(one, got) ?? found.reason
    const status = mismatch(one, got) === undefined ? 'passed' : 'failed'
    return { ...headOf(one), status, ...(reason ? { reason } : {}), expected: expectationOf(one), got }
  } catch (error) {
    return notRun(one, 'failed', `stopped by an error: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function idsOf(one: ConformanceCase, matching: readonly Resource[]): readonly string[] | undefined {
  const path = one.expected_ids ? one.ids_path : one.observed?.id_key
  if (path === undefined) return undefined
  return matching.map(({ properties }) => String(propertyAt(properties, path))).sort()
}

/** Why a case fails, or undefined when all figures agree. */
function mismatch(one: ConformanceCase, got: NonNullable<CaseResult['got']>): string | undefined {
  const { count, ids } = expectationOf(one)
  if (one.observed && got.population !== one.observed.population) {
    return `${got.population} resources were read instead of ${one.observed.population}`
  }
  if (got.count !== count) return `${got.count} resources match instead of ${count}`
  if (ids && got.ids && ids.join('\n') !== got.ids.join('\n')) return 'other resources match'
  const rest = got.population - got.count - got.unknown
  return got.negated === rest ? undefined : `${got.negated} resources match the negated condition instead of ${rest}`
}
