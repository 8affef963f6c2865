import type { Outcome } from '../../core/diagnostics.js'
import type { ObjectStore } from '../../core/object-store.js'
import { parseS3Location } from './location.js'
import { s3Store } from './s3-store.js'

export { s3Diagnostics } from './diagnostics.js'

/** Opens the store at a location such as `s3://bucket/prefix?region=eu-west-1`. */
export function openS3Store(location: string): Outcome<ObjectStore | undefined> {
  const { value, diagnostics } = parseS3Location(location)
  return { value: value && s3Store(value), diagnostics }
}
