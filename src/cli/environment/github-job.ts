/** What GitHub tells a job of itself; see https://docs.github.com/actions/reference/workflows-and-actions/variables. */
export interface GithubJob {
  /** The page of the workflow's run. */
  readonly url: string
  /** Asks for the job's OpenID Connect token; undefined without `id-token: write`. */
  readonly token?: { readonly url: string; readonly bearer: string }
}

/** The job of GitHub Actions that this process runs in, if it does. */
export function githubJob(environment: NodeJS.ProcessEnv): GithubJob | undefined {
  if (environment['GITHUB_ACTIONS'] !== 'true') return undefined
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment
  if (!server || !repository || !run) return undefined
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = environment
  return { url: `${server}/${repository}/actions/runs/${run}`, ...(url && bearer ? { token: { url, bearer } } : {}) }
}

const audience = 'escher'
const patienceMilliseconds = 10_000

/**
 * The environment that a job runs in, by the `environment` claim of its token: undefined when the job has none.
 * GitHub hands the token out itself, so its signature is not checked. Throws when GitHub does not answer with one.
 * Source: https://docs.github.com/actions/reference/security/oidc.
 */
export async function environmentByToken({
  url,
  bearer,
}: NonNullable<GithubJob['token']>): Promise<string | undefined> {
  const place = new URL(url)
  place.searchParams.set('audience', audience)
  const answer = await fetch(place, {
    headers: { authorization: `bearer ${bearer}`, accept: 'application/json' },
    signal: AbortSignal.timeout(patienceMilliseconds),
  })
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status} when it was asked for the token of the job`)
  const { environment } = claimsOf(await answer.json())
  return typeof environment === 'string' && environment !== '' ? environment : undefined
}

function claimsOf(answer: unknown): Readonly<Record<string, unknown>> {
  const token = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined
  const [, payload] = typeof token === 'string' ? token.split('.') : []
  if (payload === undefined) throw new Error('GitHub answered without a token when it was asked for that of the job')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}
