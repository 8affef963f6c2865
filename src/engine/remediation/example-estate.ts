import type { CompiledPolicy, PolicyTest } from '../../core/policy.js'
import { type Resource, resourceAddress, type Unread } from '../../core/resource.js'
import type { EstateView } from '../plan/estate.js'

/** An estate that holds nothing but a policy's example and what is linked to it. */
export interface ExampleEstate extends EstateView {
  readonly target: Resource
}

const notRead: Unread = { reason: 'not-read', message: 'the example says that it could not be read' }

/** Makes the estate of an example, in which everything that it leaves out is absent. */
export function exampleEstate(policy: CompiledPolicy, example: PolicyTest): ExampleEstate {
  const unread = Object.fromEntries((example.unread ?? []).map((name) => [name, notRead]))
  const target: Resource = {
    ...documentResource(policy.resource, 'example', example.given),
    account: example.account ?? 'account',
    region: example.region ?? 'region',
    tags: example.tags ?? {},
    unread,
    ...(example.metrics ? { metrics: example.metrics } : {}),
  }
  const linked = new Map(
    Object.entries(example.links ?? {}).map(([link, documents]) => [
      link,
      documents.map((document, index) => documentResource(link, `${link}-${index}`, document)),
    ]),
  )
  const all = new Map([target, ...[...linked.values()].flat()].map((one) => [resourceAddress(one), one]))
  return {
    target,
    get: (address) => all.get(address),
    ofType: (type) => [...all.values()].filter((one) => one.type === type),
    follow: (_, link) => unread[`links.${link}`] ?? linked.get(link) ?? [],
  }
}

function documentResource(type: string, id: string, properties: Readonly<Record<string, unknown>>): Resource {
  return { type, id, name: id, account: 'account', region: 'region', tags: {}, properties }
}
