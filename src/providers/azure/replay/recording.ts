import { readFile } from 'node:fs/promises'

/** One request and its answer, as VCR writes them. */
export interface Interaction {
  readonly request: { readonly method: string; readonly uri: string }
  readonly response: {
    readonly status: { readonly code: number }
    readonly headers?: Readonly<Record<string, readonly string[]>>
    readonly body: { readonly data?: unknown; readonly string?: string }
  }
}

/** The recorded interactions of a file, in order. */
export async function loadRecording(path: string): Promise<readonly Interaction[]> {
  const { interactions } = JSON.parse(await readFile(path, 'utf8')) as { interactions: readonly Interaction[] }
  return interactions
}

/**
 * What a request is matched by: method, path and query without host, api-version, case, subscription and the ways
 * to write slashes and times.
 */
export function matchKey(method: string, uri: string): string {
  const url = new URL(uri)
  const path = decodeURIComponent(url.pathname)
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/^\/subscriptions\/[^/]+/, '/subscriptions/*')
  const query = [...url.searchParams]
    .map(([name, value]) => `${name}=${sameTimes(value)}`.toLowerCase())
    .filter((parameter) => !parameter.startsWith('api-version='))
  return `${method} ${path}?${query.sort().join('&')}`
}

function sameTimes(value: string): string {
  return value.replace(/(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?Z?/g, '$1T$2')
}
