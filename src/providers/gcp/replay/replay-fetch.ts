import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface RecordedAnswer {
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/**
 * A `fetch` that answers from a folder of recorded answers. The k-th call of a method and path gets file k; the name
 * with the host is looked for first, and the project in a path stands for any.
 */
export async function createReplayFetch(folder: string): Promise<typeof fetch> {
  const files = new Set(await readdir(folder))
  const calls = new Map<string, number>()

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const method = (init?.method ?? 'GET').toLowerCase()
    const path = pathInFileNames(url.pathname)
    const names = [`${method}-${url.host}-${path}`, `${method}-${path}`]
    const name = names.find((candidate) => files.has(`${candidate}_1.json`)) ?? names[1] ?? ''
    const count = (calls.get(name) ?? 0) + 1
    calls.set(name, count)
    const file = `${name}_${count}.json`
    if (!files.has(file)) throw new Error(`the recording has no answer ${file}`)
    return responseOf(JSON.parse(await readFile(join(folder, file), 'utf8')))
  }
}

function pathInFileNames(path: string): string {
  return decodeURIComponent(path)
    .replace(/^\//, '')
    .replace(/projects\/[^/]+\//, 'projects/cloud-custodian/')
    .replace(/[/:]/g, '-')
}

/** A few recorded answers have no headers: they succeeded. */
function responseOf({ headers = {}, body }: RecordedAnswer): Response {
  const status = Number(headers['status'] ?? 200)
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}
