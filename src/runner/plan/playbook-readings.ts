import { type ExpressionNode, walkExpression } from '../../core/expression.js'
import type { Operation } from '../../core/operation.js'
import type { CompiledPlaybook, Step, StepValue } from '../../core/playbook.js'
import type { MetricRequirement, ParameterValue } from '../../core/policy.js'
import { aspectOfProperty, type Catalog, propertyOfLink, type ResourceType } from '../../core/resource-type.js'
import { type TypeReading, topLevel } from '../../engine/index.js'
import { isExpression, pathsUsed } from '../../engine/plan/index.js'

/** What playbooks look at besides what policies do, and the types that they read whole. */
export interface PlaybookReadings {
  readonly readings: readonly TypeReading[]
  /** Names of types that links and queries lead to. */
  readonly whole: ReadonlySet<string>
}

/**
 * What planning a playbook takes to be read: the needs of its operations, conditions, values, links and queries; and
 * where there are prices, what the resources operated on are billed by.
 */
export function playbookReadings(
  playbooks: readonly CompiledPlaybook[],
  operations: ReadonlyMap<string, Operation>,
  { catalog, hasPrices }: ReadingContext,
): PlaybookReadings {
  const needs = new Needs(operations, { catalog, hasPrices })
  for (const playbook of playbooks) needs.addPlaybook(playbook)
  return needs.result()
}

interface ReadingContext {
  readonly catalog: Catalog
  readonly hasPrices: boolean
}

interface TypeNeeds {
  readonly type: ResourceType
  readonly aspects: Set<string>
  readonly metrics: MetricRequirement[]
}

class Needs {
  private readonly byType = new Map<string, TypeNeeds>()
  private readonly whole = new Set<string>()

  constructor(
    private readonly operations: ReadonlyMap<string, Operation>,
    private readonly context: ReadingContext,
  ) {}

  addPlaybook(playbook: CompiledPlaybook): void {
    const need = this.needOf(playbook.target)
    if (!need) return
    if (need.type.tagsProperty !== undefined) addAspectOf(need, need.type.tagsProperty)
    this.addValues([playbook.scope], need, playbook)
    for (const step of playbook.steps) this.addStep(step, need, playbook)
  }

  result(): PlaybookReadings {
    const readings = [...this.byType.values()].map(({ type, aspects, metrics }) => ({
      type,
      aspects: [...aspects].sort(),
      metrics,
    }))
    return { readings, whole: this.whole }
  }

  private needOf(name: string): TypeNeeds | undefined {
    const known = this.byType.get(name)
    const type = this.context.catalog.types.get(name)
    if (known || !type) return known
    const fresh: TypeNeeds = { type, aspects: new Set(), metrics: [] }
    this.byType.set(name, fresh)
    return fresh
  }

  private addStep(step: Step, target: TypeNeeds, playbook: CompiledPlaybook): void {
    this.addValues([step.when], target, playbook)
    switch (step.kind) {
      case 'operation':
        this.addOperation(step, target, playbook)
        break
      case 'forEach':
        for (const inner of step.steps) this.addStep(inner, target, playbook)
        break
      case 'query': {
        const found = this.needOf(step.type)
        this.whole.add(step.type)
        if (found) this.addValues([step.where], found, playbook)
        break
      }
      case 'verify':
        this.addAsked(step, target, playbook)
        break
      case 'wait':
        this.addAsked(step, target, playbook)
        break
      case 'run':
        this.addValues(Object.values(step.params), target, playbook)
        break
      default:
        break
    }
  }

  private addOperation(
    step: Extract<Step, { kind: 'operation' }>,
    target: TypeNeeds,
    playbook: CompiledPlaybook,
  ): void {
    this.addValues(Object.values(step.params), target, playbook)
    const operation = this.operations.get(step.operation)
    if (step.on !== undefined && this.makersIn(playbook.steps).has(step.on)) return
    const subject = operation && this.needOf(operation.type)
    if (!operation || !subject) return
    for (const aspect of operation.reads) subject.aspects.add(aspect)
    for (const path of operation.dependsOn) addAspectOf(subject, topLevel(path))
    if (this.context.hasPrices) for (const name of subject.type.billing?.properties ?? []) addAspectOf(subject, name)
    if (step.on === undefined) return
    this.whole.add(operation.type)
    if (step.on.startsWith('links.')) this.addLink(step.on.slice('links.'.length), target)
    for (const path of pathsUsed(Object.values(step.params))) addAspectOf(subject, path)
  }

  /** Names of the steps that make resources, which no snapshot holds. */
  private makersIn(steps: readonly Step[]): ReadonlySet<string> {
    const makers = steps.flatMap((step) => {
      if (step.kind === 'forEach') return [...this.makersIn(step.steps)]
      return step.kind === 'operation' && this.operations.get(step.operation)?.makes ? [step.name] : []
    })
    return new Set(makers)
  }

  /** Conditions of the run are asked then; planning only has to know which resources they will be asked of. */
  private addAsked(
    step: Extract<Step, { kind: 'verify' | 'wait' }>,
    target: TypeNeeds,
    playbook: CompiledPlaybook,
  ): void {
    this.addValues([step.kind === 'verify' ? step.condition : step.until], target, playbook)
    if (step.on?.startsWith('links.')) this.addLink(step.on.slice('links.'.length), target)
  }

  private addValues(values: readonly (StepValue | undefined)[], need: TypeNeeds, playbook: CompiledPlaybook): void {
    for (const path of pathsUsed(values)) {
      if (path !== 'tags') addAspectOf(need, path)
      else if (need.type.tagsProperty !== undefined) addAspectOf(need, need.type.tagsProperty)
    }
    for (const value of values) {
      if (!isExpression(value)) continue
      walkExpression(value.root, (node) => {
        if (node.kind === 'link') this.addLink(node.name, need)
        if (node.kind === 'metric') need.metrics.push(...metricOf(node, playbook))
      })
    }
  }

  /** A linked type is read with all of its aspects: which of them an expression uses is not told. */
  private addLink(name: string, { type, aspects }: TypeNeeds): void {
    const link = type.links[name]
    const linked = link && this.needOf(link.type)
    if (!linked) return
    this.whole.add(link.type)
    for (const aspect of Object.keys(linked.type.aspects)) linked.aspects.add(aspect)
    const property = propertyOfLink(link)
    const aspect = property === undefined ? undefined : aspectOfProperty(type, property)
    if (aspect !== undefined) aspects.add(aspect)
  }
}

function addAspectOf({ type, aspects }: TypeNeeds, property: string): void {
  const aspect = aspectOfProperty(type, property)
  if (aspect !== undefined) aspects.add(aspect)
}

/** The figure that an expression asks for: its window is written out, or a parameter's default. */
function metricOf(
  node: Extract<ExpressionNode, { kind: 'metric' }>,
  { params }: CompiledPlaybook,
): readonly MetricRequirement[] {
  const window = windowOf(node.window, (name) => params[name]?.default)
  return typeof window === 'string' ? [{ metric: node.metric, statistic: node.statistic, window }] : []
}

function windowOf(node: ExpressionNode, parameter: (name: string) => ParameterValue | undefined): unknown {
  if (node.kind === 'parameter') return parameter(node.name)
  return node.kind === 'literal' && 'value' in node.value ? node.value.value : undefined
}
