import { canonicalJson } from '../../core/canonical-json.js'
import { childrenOf, type ExpressionNode, type MembershipNode } from '../../core/expression.js'
import { functionNamed } from '../../core/functions/index.js'
import type { Resource } from '../../core/resource.js'
import { isObject } from './json-object.js'
import { documentOf } from './target-scope.js'

/** A target before a playbook, and as the steps so far will have left it. */
export interface SimulatedTarget {
  readonly before: Resource
  readonly after: Resource
}

/**
 * Which parts of a simulated target are relied on. `present`: all that is there, or was until a step took it away; what
 * is absent the cloud may yet fill in. `changed`: only what the steps have set.
 */
export type Reliance = 'present' | 'changed'

/** The values that a name bound by a macro stands for, in both states. */
type Bindings = ReadonlyMap<string, Readonly<Record<State, readonly unknown[]>>>
type State = keyof SimulatedTarget

/**
 * True when everything that an expression looks at is a part of the target that is relied on. Figures, other resources,
 * the time and the results of steps are not.
 */
export function restsOnTold(node: ExpressionNode, target: SimulatedTarget, reliance: Reliance): boolean {
  return new ToldParts(target, reliance).holds(node, new Map())
}

const constantNames: ReadonlySet<string> = new Set(['id', 'name', 'account', 'region', 'environment'])

class ToldParts {
  constructor(
    private readonly target: SimulatedTarget,
    private readonly reliance: Reliance,
  ) {}

  holds(node: ExpressionNode, bound: Bindings): boolean {
    switch (node.kind) {
      case 'link':
      case 'metric':
        return false
      case 'variable':
        return this.isTold(node, bound) || (node.scope === 'root' && constantNames.has(node.name))
      case 'select':
      case 'has':
      case 'index':
        return this.isTold(node, bound)
      case 'membership': {
        const member = memberNamed(node)
        if (member) return this.isTold(member, bound)
        break
      }
      case 'comprehension': {
        const { operand, where, body, variable } = node
        if (!this.holds(operand, bound)) return false
        const elements = {
          before: this.elementsOf(operand, bound, 'before'),
          after: this.elementsOf(operand, bound, 'after'),
        }
        const inner = new Map([...bound, [variable, elements] as const])
        return (!where || this.holds(where, inner)) && this.holds(body, inner)
      }
      case 'let':
        return false
      case 'call':
        if (functionNamed(node.function)?.usesNow) return false
    }
    return childrenOf(node).every((child) => this.holds(child, bound))
  }

  private isTold(node: ExpressionNode, bound: Bindings): boolean {
    const [before, after] = [this.valuesOf(node, bound, 'before'), this.valuesOf(node, bound, 'after')]
    if (!before || !after) return false
    if (this.reliance === 'present' && isOfTags(node)) return true
    if (this.reliance === 'changed') return isElement(node) || canonicalJson(before) !== canonicalJson(after)
    return after.every(isThere) || before.some(isThere)
  }

  /** The values that a path stands for: one, or one of each element. Undefined of anything else. */
  private valuesOf(node: ExpressionNode, bound: Bindings, state: State): readonly unknown[] | undefined {
    if (node.kind === 'variable') {
      return node.scope === 'local' ? bound.get(node.name)?.[state] : this.rootValues(node.name, state)
    }
    if (node.kind === 'index') {
      const { operand, index } = node
      if (index.kind !== 'literal' || !('value' in index.value)) return undefined
      const key = String(index.value.value)
      return this.valuesOf(operand, bound, state)?.map((value) => memberOf(value, key))
    }
    if (node.kind !== 'select' && node.kind !== 'has') return undefined
    if (this.isUnread(node.operand, node.field, state)) return undefined
    return this.valuesOf(node.operand, bound, state)?.map((value) => memberOf(value, node.field))
  }

  private rootValues(name: string, state: State): readonly unknown[] | undefined {
    const resource = this.target[state]
    if (name === 'resource') return [resource.properties]
    if (name === 'target') return [documentOf(resource)]
    return name === 'tags' ? [resource.tags] : undefined
  }

  private isUnread(operand: ExpressionNode, field: string, state: State): boolean {
    const isDocument = operand.kind === 'variable' && operand.scope === 'root'
    return isDocument && this.target[state].unread?.[field] !== undefined
  }

  private elementsOf(list: ExpressionNode, bound: Bindings, state: State): readonly unknown[] {
    return (this.valuesOf(list, bound, state) ?? []).flatMap((value) => {
      if (Array.isArray(value)) return value as readonly unknown[]
      return isObject(value) ? Object.keys(value) : []
    })
  }
}

/** The path that `'key' in map` asks about. Undefined where the key is not fixed, or what holds it no path to a map. */
function memberNamed({ element, container, type, range }: MembershipNode): ExpressionNode | undefined {
  const isPath = container.kind === 'variable' || container.kind === 'select' || container.kind === 'index'
  const isMap = container.type.kind === 'map' || container.type.kind === 'object'
  if (element.kind !== 'literal' || !isPath || !isMap) return undefined
  return { kind: 'index', operand: container, index: element, type, range }
}

/** True of paths into elements of a list that is relied on itself. */
function isElement(node: ExpressionNode): boolean {
  if (node.kind === 'select' || node.kind === 'has' || node.kind === 'index') return isElement(node.operand)
  return node.kind === 'variable' && node.scope === 'local'
}

/** True of paths into tags: nobody sets them but who asks for it. */
function isOfTags(node: ExpressionNode): boolean {
  if (node.kind === 'select' || node.kind === 'has' || node.kind === 'index') return isOfTags(node.operand)
  return node.kind === 'variable' && node.scope === 'root' && node.name === 'tags'
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string, unknown>>)[key]
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}
