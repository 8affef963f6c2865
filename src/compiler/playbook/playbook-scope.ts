import type { SchemaDocument, TypeSchema } from '../../core/schema.js'
import type { ConditionScope, NamedShape } from '../expression/index.js'
import { conditionScope } from '../policy/check-condition.js'
import type { ResourceShape } from '../policy/resource-shapes.js'
import { type DeclaredParameters, sampleValues } from './parameters.js'
import { type StepResult, shapeOfResults } from './step-results.js'

const anything: SchemaDocument = { source: '', root: { type: 'object', properties: {}, open: true }, definitions: {} }

/**
 * What expressions of a playbook see: the names of conditions, `target`, which is the target also where `resource` is
 * something else, and `steps`, which is what earlier steps found or made: nothing before the first of them.
 */
export function playbookScope(
  target: ResourceShape | undefined,
  declared: DeclaredParameters,
  about: ResourceShape | undefined = target,
): ConditionScope {
  const scope = conditionScope(about, sampleValues(declared))
  return { ...scope, names: { target: documentShape(target), steps: shapeOfResults(new Map()) } }
}

/** The same with what steps have left so far. */
export function withResults(scope: ConditionScope, results: ReadonlyMap<string, StepResult>): ConditionScope {
  return { ...scope, names: { ...scope.names, steps: shapeOfResults(results) } }
}

/** The same with `before`, which is the target as the playbook found it. Only a plan knows that state, and no later reading. */
export function withBefore(scope: ConditionScope, target: ResourceShape | undefined): ConditionScope {
  return { ...scope, names: { ...scope.names, before: documentShape(target) } }
}

/** The same with `item`, which is the resource that a step acts on instead of the target. */
export function withItem(scope: ConditionScope, item: ResourceShape | undefined): ConditionScope {
  return { ...scope, names: { ...scope.names, item: documentShape(item) } }
}

/** A resource as one document: its own properties, with what conditions know by a name of its own. */
export function documentShape(shape: ResourceShape | undefined): NamedShape {
  const document = shape?.schema ?? anything
  const text: TypeSchema = { type: 'string' }
  const properties: Readonly<Record<string, TypeSchema>> = {
    ...document.root.properties,
    id: text,
    name: text,
    type: text,
    account: text,
    region: text,
    tags: { type: 'map', values: text },
    properties: document.root,
  }
  return { schema: { ...document.root, properties }, document }
}
