import type { ApprovalEvidence } from '../../core/approval.js'
import { CommandFailure, usageFailure } from '../command-failure.js'
import { environmentByToken, githubJob } from '../environment/github-job.js'

/** A pull request as somebody named it, by its page; what is no page of a GitHub pull request ends the command. */
export function pullRequestEvidence(text: string, environment: NodeJS.ProcessEnv): ApprovalEvidence {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const hosts = ['github.com', hostOf(environment['GITHUB_SERVER_URL'])]
  const path = /^\/[\w.-]+\/[\w.-]+\/pull\/[1-9]\d*/.exec(url?.pathname ?? '')?.[0]
  const rest = url?.pathname.slice(path?.length ?? 0) ?? ''
  const isPage = /^$|^\/(?:files|commits|checks|changes)?\/?$/.test(rest)
  if (url?.protocol !== 'https:' || !hosts.includes(url.host) || path === undefined || !isPage) {
    throw usageFailure(
      `\`${text}\` is no pull request of GitHub. It looks like https://github.com/acme/policies/pull/7; GITHUB_SERVER_URL names a server of one’s own.`,
    )
  }
  return { kind: 'pull-request', url: `${url.origin}${path}`, source: 'stated' }
}

/**
 * The environment of the GitHub Actions job that this process runs in: by the job's token, or else as stated. Outside of
 * a job there is none, and stating one there, or one that the token contradicts, ends the command.
 */
export async function environmentEvidence(
  stated: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<readonly ApprovalEvidence[]> {
  const job = githubJob(environment)
  if (!job && stated !== undefined)
    throw usageFailure('`--github-environment` means something in a job of GitHub only.')
  if (!job) return []
  const { url, token } = job
  if (!token) return stated === undefined ? [] : [{ kind: 'github-environment', name: stated, url, source: 'stated' }]
  const name = await environmentByToken(token).catch((error: unknown) => {
    throw new CommandFailure('failed', error instanceof Error ? error.message : String(error))
  })
  if (stated !== undefined && stated !== name) {
    const known = name === undefined ? 'no environment' : `the environment \`${name}\``
    throw new CommandFailure('refused', `The token of the job names ${known}, not \`${stated}\`.`)
  }
  return name === undefined ? [] : [{ kind: 'github-environment', name, url, source: 'token' }]
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined
}
