import { type ExpressionNode, walkExpression } from '../../core/expression.js'
import type { StepValue } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { type EvaluationScope, guardedDocument, UnreadPart } from '../expression/index.js'
import type { EstateView } from './estate.js'
import { isExpression } from './step-values.js'

/** What expressions of a playbook see besides the target. */
export interface ScopeParts {
  readonly estate: EstateView
  readonly environment: string | null
  readonly params: Readonly<Record<string, ParameterValue>>
  readonly now: Date
  /** What earlier steps found or made, by step name. */
  readonly steps: Readonly<Record<string, unknown>>
  /** The target as the playbook found it. */
  readonly before?: Resource
  /** The resource that a step acts on instead of the target. */
  readonly item?: Resource
}

/** The scope of a playbook's expressions about a resource: that of conditions, with `target`, `before`, `steps` and `item`. */
export function targetScope(resource: Resource, parts: ScopeParts): EvaluationScope {
  const { estate, environment, params, now, steps, before, item } = parts
  const documents = { ...(before ? { before: documentOf(before) } : {}), ...(item ? { item: documentOf(item) } : {}) }
  return {
    resource,
    environment,
    params,
    now,
    linked: (link) => estate.follow(resource, link),
    variables: { target: documentOf(resource), steps, ...documents },
  }
}

/** A resource as `target` and `steps` show it: its document, what could not be read of it included, with what conditions know by a name of its own. */
export function documentOf(resource: Resource): Readonly<Record<string, unknown>> {
  const { id, name, type, account, region, unread } = resource
  const properties = guardedDocument(resource)
  const tags = unread?.tags ? new UnreadPart(unread.tags) : resource.tags
  return { ...properties, id, name, type, account, region, tags, properties }
}

/** The parts of the target's document that values and conditions rest on: top-level properties, and `tags`. */
export function pathsUsed(values: Iterable<StepValue | undefined>): readonly string[] {
  const paths = new Set<string>()
  for (const value of values) {
    if (!isExpression(value)) continue
    walkExpression(value.root, (node, parent) => {
      const path = pathUsed(node, parent)
      if (path !== undefined) paths.add(path)
    })
  }
  return [...paths]
}

const documentNames: ReadonlySet<string> = new Set(['resource', 'target', 'before'])

function pathUsed(node: ExpressionNode, parent: ExpressionNode | undefined): string | undefined {
  if (node.kind !== 'variable' || node.scope !== 'root') return undefined
  if (node.name === 'tags') return 'tags'
  return documentNames.has(node.name) && (parent?.kind === 'select' || parent?.kind === 'has')
    ? parent.field
    : undefined
}
