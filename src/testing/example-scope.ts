import type { CompiledPolicy, PolicyTest } from '../core/policy.js'
import type { Resource, Unread } from '../core/resource.js'
import type { EvaluationScope } from '../engine/index.js'

const defaultNow = '2026-01-01T00:00:00.000Z'
const notRead: Unread = { reason: 'not-read', message: 'the example says that it could not be read' }

/** The scope in which a policy's example is judged. What the example leaves out is absent; `now` is 2026-01-01. */
export function exampleScope(policy: CompiledPolicy, example: PolicyTest): EvaluationScope {
  const unread = Object.fromEntries((example.unread ?? []).map((name) => [name, notRead]))
  const resource: Resource = {
    ...documentResource(policy.resource, example.name, example.given),
    account: example.account ?? 'account',
    region: example.region ?? 'region',
    tags: example.tags ?? {},
    ...(example.metrics ? { metrics: example.metrics } : {}),
    unread,
  }
  return {
    resource,
    environment: example.environment ?? null,
    params: { ...policy.params, ...example.params },
    now: new Date(example.now ?? defaultNow),
    linked: (link) => unread[`links.${link}`] ?? linkedResources(example, link),
  }
}

function linkedResources({ links = {} }: PolicyTest, link: string): readonly Resource[] {
  const documents = Object.hasOwn(links, link) ? (links[link] ?? []) : []
  return documents.map((document, index) => documentResource(link, `${link}-${index}`, document))
}

function documentResource(type: string, name: string, properties: Readonly<Record<string, unknown>>): Resource {
  return { type, id: name, name, account: 'account', region: 'region', tags: {}, properties }
}
