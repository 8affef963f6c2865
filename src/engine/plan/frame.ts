import type { CompiledPlaybook } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import { type Resource, resourceAddress } from '../../core/resource.js'
import { documentOf } from './target-scope.js'

/** A playbook whose steps are being worked out on a target, with those that called it, and what its steps left so far. */
export class Frame {
  /** What `steps` shows: what queries found, and what operations made. */
  readonly results: Record<string, unknown> = {}
  private readonly resources = new Map<string, readonly string[]>()

  readonly playbook: CompiledPlaybook
  readonly params: Readonly<Record<string, ParameterValue>>
  /** The target as it was when the playbook's turn came. */
  readonly before: Resource
  /** Ids of the playbooks that run it, the outermost first. */
  readonly callers: readonly string[]

  constructor({ playbook, params, before, callers }: Pick<Frame, 'playbook' | 'params' | 'before' | 'callers'>) {
    this.playbook = playbook
    this.params = params
    this.before = before
    this.callers = callers
  }

  /** Remembers what a query found. */
  found(name: string, resources: readonly Resource[]): void {
    this.resources.set(name, resources.map(resourceAddress))
    this.results[name] = resources.map(documentOf)
  }

  /** Remembers what an operation made, besides what the same step has made on other resources. */
  made(name: string, resources: readonly Resource[]): void {
    const { created = [] } = (this.results[name] ?? {}) as { readonly created?: readonly unknown[] }
    this.results[name] = { created: [...created, ...resources.map(documentOf)] }
    this.resources.set(name, [...this.addressesOf(name), ...resources.map(resourceAddress)])
  }

  /** Addresses of what a step found or made; none where it was left out. */
  addressesOf(name: string): readonly string[] {
    return this.resources.get(name) ?? []
  }
}
