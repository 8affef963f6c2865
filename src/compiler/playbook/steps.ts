import type { Diagnostic, Outcome, SourceRange } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import type { Operation } from '../../core/operation.js'
import type { Step } from '../../core/playbook.js'
import type { MessageTemplate } from '../../core/policy.js'
import { parseSpan } from '../../core/temporal.js'
import { type ConditionScope, constantValue, parseTemplate } from '../expression/index.js'
import { checkCondition } from '../policy/check-condition.js'
import type { ResourceShape } from '../policy/resource-shapes.js'
import { checkResourceType } from '../resolve/policy-references.js'
import {
  entryOf,
  itemsAt,
  type LocatedValue,
  locateWithin,
  rangeOf,
  textAt,
  valueAt,
  writtenText,
} from '../source/located-value.js'
import { playbookDiagnostics } from './diagnostics.js'
import { findOperation } from './find-operation.js'
import { compileGivenValues } from './given-values.js'
import type { DeclaredParameters } from './parameters.js'
import type { PlaybookContext } from './playbook-context.js'
import { documentShape, playbookScope, withBefore, withItem, withResults } from './playbook-scope.js'
import { mayBeUndone } from './reversible.js'
import { compileRun } from './run-step.js'
import type { StepResult } from './step-results.js'
import { findSubject, type Subject } from './subject.js'

/** A compiled step, where it stands, and the operation that it performs. */
export interface CompiledStep {
  readonly step: Step
  readonly place: LocatedValue
  readonly operation?: Operation
  /** The steps of a `forEach`. */
  readonly inner?: readonly CompiledStep[]
}

/** What the steps of one playbook are compiled with. */
export interface StepContext extends PlaybookContext {
  readonly target: string
  readonly shape: ResourceShape | undefined
  readonly declared: DeclaredParameters
}

const kinds = ['operation', 'verify', 'wait', 'approve', 'notify', 'forEach', 'run', 'query'] as const
type Kind = (typeof kinds)[number]

/** Compiles steps in order. Whatever is wrong with one, the others are still checked. */
export class StepCompiler {
  private readonly diagnostics: Diagnostic[] = []
  /** What the steps so far found or made. */
  private readonly results = new Map<string, StepResult>()
  /** Of what is worked out when planning. */
  private scope: ConditionScope
  /** Of what is asked of a target while it is changed. */
  private laterScope: ConditionScope
  private number = 0

  constructor(private readonly context: StepContext) {
    this.laterScope = playbookScope(context.shape, context.declared)
    this.scope = withBefore(this.laterScope, context.shape)
  }

  compile(root: LocatedValue): Outcome<readonly CompiledStep[]> {
    const value = this.all(itemsAt(root, 'steps'))
    return { value, diagnostics: this.diagnostics }
  }

  private all(places: readonly LocatedValue[]): readonly CompiledStep[] {
    return places.flatMap((place) => {
      const kind = kinds.find((one) => entryOf(place, one))
      return kind ? (this.one(kind, place) ?? []) : []
    })
  }

  private one(kind: Kind, place: LocatedValue): CompiledStep | undefined {
    const number = ++this.number
    const given = textAt(place, 'name')
    const word = kind === 'operation' ? (textAt(place, 'operation')?.split('.').at(-1) ?? kind) : kind
    const common: Common = {
      name: given ?? `${number}-${word}`,
      ...this.when(valueAt(place, ['when'])),
      range: rangeOf(place),
    }
    return this[kind](place, common)
  }

  private when(place: LocatedValue | undefined): { readonly when?: Expression } {
    const when = this.condition(place, this.scope)
    if (!place || !when) return {}
    if (constantValue(when.root) === false) {
      this.diagnostics.push(playbookDiagnostics.report('unreachable-step', undefined, { range: rangeOf(place) }))
    }
    return { when }
  }

  /** What a step leaves for those after it. */
  private leave(name: string, form: StepResult['form'], type: string): void {
    this.results.set(name, { form, type, shape: documentShape(this.context.shapes.get(type)) })
    this.scope = withResults(this.scope, this.results)
    this.laterScope = withResults(this.laterScope, this.results)
  }

  /** What `on` names, and what expressions of the step then see. */
  private subject(
    place: LocatedValue,
    base = this.scope,
  ): { readonly subject: Subject | undefined; readonly scope: ConditionScope } {
    const { catalog, target, shapes } = this.context
    const subject = this.take(findSubject(valueAt(place, ['on']), { catalog, target, results: this.results }))
    return { subject, scope: subject ? withItem(base, shapes.get(subject.type)) : base }
  }

  /** Reports a step that names a resource with `on` and asks nothing about it. */
  private checkAsks(place: LocatedValue): void {
    const on = entryOf(place, 'on')
    if (on)
      this.diagnostics.push(
        playbookDiagnostics.report('on-without-condition', undefined, { range: rangeOf(on.keySpan) }),
      )
  }

  private condition(place: LocatedValue | undefined, scope: ConditionScope): Expression | undefined {
    return this.take(checkCondition(place, scope))
  }

  private take<T>({ value, diagnostics }: Outcome<T>): T {
    this.diagnostics.push(...diagnostics)
    return value
  }

  private operation(place: LocatedValue, common: Common): CompiledStep | undefined {
    const { context } = this
    const { subject, scope } = this.subject(place)
    const type = subject ? subject.type : context.target
    const operation = type && this.take(findOperation(valueAt(place, ['operation']), type, context.operations))
    if (!operation) return undefined
    const params = this.take(compileGivenValues(place, receiverOf(operation), { scope, declared: context.declared }))
    const declared = mayBeUndone(operation) && textAt(place, 'undo') !== 'irreversible'
    const step: Step = {
      kind: 'operation',
      ...common,
      operation: operation.name,
      ...about(subject),
      params,
      undo: declared ? 'declared' : 'irreversible',
    }
    if (operation.makes) this.leave(common.name, 'made', operation.makes.type)
    return { step, place, operation }
  }

  private verify(place: LocatedValue, common: Common): CompiledStep | undefined {
    const what = valueAt(place, ['verify'])
    const within = seconds(valueAt(place, ['within'])) ?? defaultWithin
    const base = { kind: 'verify', ...common, within } as const
    const named = valueAt(what, ['policy'])
    if (named || textAt(what) === 'policy') this.checkAsks(place)
    if (textAt(what) === 'policy') return { step: base, place }
    if (named) {
      const [policy] = this.take(this.context.policies.matching(writtenText(named), named))
      return policy === undefined ? undefined : { step: { ...base, policy }, place }
    }
    const { subject, scope } = this.subject(place, this.laterScope)
    const condition = this.condition(what, scope)
    return condition && { step: { ...base, condition, ...about(subject) }, place }
  }

  private wait(place: LocatedValue, common: Common): CompiledStep | undefined {
    const what = valueAt(place, ['wait'])
    const time = seconds(what)
    if (time !== undefined) {
      this.checkAsks(place)
      return { step: { kind: 'wait', ...common, seconds: time, timeout: time }, place }
    }
    const { subject, scope } = this.subject(place, this.laterScope)
    const until = this.condition(valueAt(what, ['until']), scope)
    const timeout = seconds(valueAt(what, ['timeout']))
    if (!until || timeout === undefined) return undefined
    return { step: { kind: 'wait', ...common, until, ...about(subject), timeout }, place }
  }

  private approve(place: LocatedValue, common: Common): CompiledStep {
    const what = valueAt(place, ['approve'])
    const count = valueAt(what, ['count'])
    const roles = itemsAt(what, 'roles')
    this.diagnostics.push(...roles.flatMap((role) => this.context.checkRole(role)))
    const step: Step = {
      kind: 'approve',
      ...common,
      roles: roles.map(writtenText),
      count: count ? Number(writtenText(count)) : 1,
      expires: seconds(valueAt(what, ['expires'])) ?? defaultExpiry,
    }
    return { step, place }
  }

  private notify(place: LocatedValue, common: Common): CompiledStep | undefined {
    const what = valueAt(place, ['notify'])
    if (what?.kind !== 'scalar' || typeof what.value !== 'string') return undefined
    const options = { scope: this.scope, locate: locateWithin(what) }
    const message: MessageTemplate = this.take(parseTemplate(what.value, options))
    return { step: { kind: 'notify', ...common, message }, place }
  }

  private forEach(place: LocatedValue, common: Common): CompiledStep {
    const what = valueAt(place, ['forEach'])
    const ramp = itemsAt(what, 'ramp')
    const budget = valueAt(what, ['errorBudget'])
    this.diagnostics.push(...fallingRamp(ramp), ...nestedWaves(itemsAt(what, 'steps')))
    const inner = this.all(itemsAt(what, 'steps'))
    const step: Step = {
      kind: 'forEach',
      ...common,
      ramp: ramp.map(waveSize),
      errorBudget: budget ? Number(writtenText(budget)) : 0,
      steps: inner.map((one) => one.step),
    }
    return { step, place, inner }
  }

  private run(place: LocatedValue, common: Common): CompiledStep | undefined {
    const step = this.take(compileRun(place, common, { ...this.context, scope: this.scope }))
    return step && { step, place }
  }

  private query(place: LocatedValue, { range, ...rest }: Common): CompiledStep | undefined {
    const what = valueAt(place, ['query'])
    const type = textAt(what, 'type')
    const name = textAt(what, 'as')
    this.diagnostics.push(...checkResourceType(valueAt(what, ['type']), this.context.catalog))
    const shape = this.context.shapes.get(type ?? '')
    const own = playbookScope(this.context.shape, this.context.declared, shape)
    const scope = withResults(withBefore(own, this.context.shape), this.results)
    const where = shape && this.condition(valueAt(what, ['where']), scope)
    if (type === undefined || name === undefined || !where) return undefined
    this.leave(name, 'found', type)
    return { step: { kind: 'query', ...rest, name, type, where, range }, place }
  }
}

/** What every step has. */
export interface Common {
  readonly name: string
  readonly when?: Expression
  readonly range: SourceRange
}

const defaultWithin = 300
const defaultExpiry = 24 * 3600

function about(subject: Subject | undefined): { readonly on?: string } {
  return subject ? { on: subject.on } : {}
}

function receiverOf({ name, params }: Operation) {
  return { name, params }
}

/** The seconds of a duration, if a duration stands there. */
function seconds(place: LocatedValue | undefined): number | undefined {
  const text = textAt(place)
  return text === undefined ? undefined : parseSpan(text)?.seconds
}

/** A number of targets, or a share of them below 1. */
function waveSize(place: LocatedValue): number {
  const text = writtenText(place)
  return text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
}

/** Waves grow: numbers among numbers, shares among shares, and no number after a share. */
function fallingRamp(ramp: readonly LocatedValue[]): readonly Diagnostic[] {
  return ramp.flatMap((place, index) => {
    const before = ramp[index - 1]
    if (!before) return []
    const [size, previous] = [waveSize(place), waveSize(before)]
    const rises = size < 1 === previous < 1 ? size >= previous : size < 1
    const parameters = { size: writtenText(place), previous: writtenText(before) }
    return rises ? [] : [playbookDiagnostics.report('falling-ramp', parameters, { range: rangeOf(place) })]
  })
}

function nestedWaves(places: readonly LocatedValue[]): readonly Diagnostic[] {
  return places.flatMap((place) => {
    const entry = entryOf(place, 'forEach')
    return entry ? [playbookDiagnostics.report('nested-for-each', undefined, { range: rangeOf(entry.keySpan) })] : []
  })
}
