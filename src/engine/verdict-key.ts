import { digest } from '../core/canonical-json.js'
import type { Configuration } from '../core/configuration.js'
import { type Expression, someNode } from '../core/expression.js'
import { functionNamed } from '../core/functions/index.js'
import { type CompiledPolicy, type Exemption, lastingPolicyId } from '../core/policy.js'
import type { SnapshotManifest, SnapshotPartition } from '../core/snapshot.js'
import { exemptionsOf } from './exemptions.js'
import type { LinkCatalog } from './links.js'
import { effectiveParameters } from './parameters.js'

/** Changes whenever the same condition on the same resource may be judged or worded differently than before. */
const judgingVersion = 2

/** What a remembered verdict's key is made from besides the policy. */
export interface VerdictKeyContext {
  readonly configuration: Configuration
  readonly manifest: SnapshotManifest
  readonly partition: SnapshotPartition
  readonly links: LinkCatalog
  /** Of exemption files. */
  readonly exemptions: readonly Exemption[]
}

/**
 * A hash of all that a policy's verdicts and messages in one partition depend on, besides the line of the resource.
 * Undefined for policies that depend on the time: their verdicts cannot be remembered.
 */
export function verdictKey(policy: CompiledPolicy, context: VerdictKeyContext): string | undefined {
  const exemptions = exemptionsOf(policy, context.exemptions)
  const matches = exemptions.map(({ match }) => match)
  const placeholders = policy.message.filter((part) => typeof part !== 'string')
  if (policy.requires.usesNow || [...matches, ...placeholders].some(dependsOnTime)) return undefined
  const { configuration, partition } = context
  return digest([
    judgingVersion,
    lastingPolicyId(policy),
    policy.digest,
    policy.message.map((part) => (typeof part === 'string' ? part : meaningOf(part))),
    exemptions.map(({ id, match }) => [id, meaningOf(match)]),
    configuration.environmentTags,
    parametersByEnvironment(policy, configuration, partition.account),
    policy.requires.aspects.filter((aspect) => !partition.aspects.includes(aspect)),
    linkedDigests(policy, context),
  ])
}

function dependsOnTime({ root }: Expression): boolean {
  return someNode(root, (node) => {
    if (node.kind === 'call') return functionNamed(node.function)?.usesNow === true
    return node.kind === 'variable' && node.scope === 'root' && node.name === 'now'
  })
}

/** An expression without the places of its parts: the same wherever it stands in a file. */
function meaningOf({ root }: Expression): string {
  return JSON.stringify(root, (key, value) => (key === 'range' ? undefined : value))
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
