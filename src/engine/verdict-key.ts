import { digest } from '../core/canonical-json.js'
import type { Configuration } from '../core/configuration.js'
import type { CompiledPolicy, MessageTemplate } from '../core/policy.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import type { LinkCatalog } from './links.js'
import { effectiveParameters } from './parameters.js'
import type { PolicyProgram } from './policy-program.js'

/** Changes whenever the same condition on the same resource may be judged or worded differently than before. */
const judgingVersion = 1

/** What a remembered verdict's key is made from besides the policy. */
export interface VerdictKeyContext {
  readonly configuration: Configuration
  readonly manifest: SnapshotManifest
  readonly partition: SnapshotPartition
  readonly links: LinkCatalog
}

/**
 * A hash of all that a policy's verdicts and messages in one partition depend on, besides the line of the resource.
 * Undefined for policies that depend on the time: their verdicts cannot be remembered.
 */
export function verdictKey({ policy, exemptions }: PolicyProgram, context: VerdictKeyContext): string | undefined {
  const matches = exemptions.map(({ exemption }) => [exemption.id, exemption.match.text])
  const message = textsOf(policy.message)
  if (policy.requires.usesNow || [...matches.flat(), ...message].some((text) => /\bnow\b/.test(text))) return undefined
  const { configuration, partition } = context
  return digest([
    judgingVersion,
    policy.id,
    policy.digest,
    message,
    matches,
    configuration.environmentTags,
    parametersByEnvironment(policy, configuration, partition.account),
    policy.requires.aspects.filter((aspect) => !partition.aspects.includes(aspect)),
    linkedDigests(policy, context),
  ])
}

function textsOf(template: MessageTemplate): readonly string[] {
  return template.map((part) => (typeof part === 'string' ? JSON.stringify(part) : part.text))
}

function parametersByEnvironment(policy: CompiledPolicy, configuration: Configuration, account: string): unknown {
  const fallback = configuration.accounts.find(({ id }) => id === account)?.environment ?? null
  const environments = [null, ...Object.keys(configuration.environments)]
  return [
    fallback,
    environments.map((environment) => [
      environment,
      effectiveParameters(policy, configuration, { account, environment }),
    ]),
  ]
}

function linkedDigests(policy: CompiledPolicy, { links, manifest, partition }: VerdictKeyContext): unknown {
  const targets = new Set(policy.requires.links.map((name) => links[partition.type]?.[name]?.type))
  return manifest.partitions
    .filter(({ type, account }) => targets.has(type) && account === partition.account)
    .map(({ type, region, digest: content, unread, aspects }) => [
      type,
      region,
      content,
      unread?.reason ?? null,
      aspects,
    ])
}
