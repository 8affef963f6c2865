import type { Outcome } from '../../core/diagnostics.js'
import { s3Diagnostics } from './diagnostics.js'

/** A place in a bucket, and how to get there. */
export interface S3Location {
  readonly bucket: string
  /** What every key begins with: empty, or a path with a final slash. */
  readonly prefix: string
  /** The bucket's region; the SDK's own choice when left out. */
  readonly region?: string
  /** The server of an S3-compatible store; `AWS_ENDPOINT_URL_S3` and `AWS_ENDPOINT_URL` are heard as well. */
  readonly endpoint?: string
}

const parameters = ['region', 'endpoint']
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/** Reads `s3://bucket/prefix?region=eu-west-1&endpoint=https://storage.example.com`. */
export function parseS3Location(location: string): Outcome<S3Location | undefined> {
  const problem = problemOf(location)
  if (problem) return { value: undefined, diagnostics: [s3Diagnostics.report('s3-location', { location, problem })] }
  const url = new URL(location)
  const path = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '')
  const [region, endpoint] = parameters.map((name) => url.searchParams.get(name))
  const value = {
    bucket: url.hostname,
    prefix: path === '' ? '' : `${path}/`,
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
  }
  return { value, diagnostics: [] }
}

function problemOf(location: string): string | undefined {
  if (!URL.canParse(location)) return 'it is no URL'
  const url = new URL(location)
  if (url.username !== '' || url.password !== '') return 'it holds a credential'
  if (!bucketName.test(url.hostname)) return `\`${url.hostname}\` is no name of a bucket`
  if (/%(?![0-9a-f]{2})/i.test(url.pathname)) return 'its path is badly encoded'
  const unknown = [...url.searchParams.keys()].find((name) => !parameters.includes(name))
  if (unknown !== undefined) return `\`${unknown}\` is no parameter of it`
  const endpoint = url.searchParams.get('endpoint')
  return endpoint === null || URL.canParse(endpoint) ? undefined : `\`${endpoint}\` is no URL`
}
