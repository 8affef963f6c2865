import { canonicalJson } from '../../core/canonical-json.js'
import type { PlannedCreation, PlannedStep, PlannedTarget } from '../../core/plan.js'
import type { Partition } from '../../core/resource.js'
import type { TargetState } from './run-state.js'

/** A resource that a step has made. */
export interface MadeResource extends Partition {
  readonly id: string
}

/** What the stand-ins of a target's plan stand for, as far as the records of the steps that make things tell. */
export class Bindings {
  private readonly real = new Map<string, string>()
  private readonly open: PlannedCreation[] = []
  private readonly made = new Map<string, readonly MadeResource[]>()

  constructor({ steps }: Pick<PlannedTarget, 'steps'>, state: TargetState | undefined) {
    for (const { step, creates = [] } of steps) this.take(step, creates, state?.steps.get(step)?.created)
  }

  /** What a step has made; nothing while that is not known. */
  madeBy(step: string): readonly MadeResource[] {
    return this.made.get(step) ?? []
  }

  /** Everything that is known to have been made. */
  get everythingMade(): readonly MadeResource[] {
    return [...this.made.values()].flat()
  }

  /** Whether something in a value stands for what is not known. */
  isOpen(value: unknown): boolean {
    if (this.open.length === 0) return false
    const text = canonicalJson(value ?? null)
    return this.open.some(({ standIn }) => standIn !== undefined && text.includes(standIn))
  }

  /** A value of a plan with what its stand-ins stand for. */
  bind<Value>(value: Value): Value {
    return this.real.size === 0 ? value : (this.bound(value) as Value)
  }

  private take(step: string, creates: readonly PlannedCreation[], ids: readonly string[] | undefined): void {
    if (creates.length === 0) return
    if (ids?.length !== creates.length) {
      this.open.push(...creates)
      return
    }
    this.made.set(
      step,
      creates.map(({ type, account, region }, index) => ({ type, account, region, id: ids[index] ?? '' })),
    )
    for (const [index, creation] of creates.entries()) this.pair(creation, ids[index] ?? '')
  }

  /** An id may be made with the stand-in; then what stands in its place is what other values hold. */
  private pair({ id, standIn }: PlannedCreation, real: string): void {
    if (standIn === undefined) return
    this.real.set(id, real)
    const [before = '', after = ''] = id.split(standIn)
    const fits = real.startsWith(before) && real.endsWith(after) && real.length > before.length + after.length
    if (fits) this.real.set(standIn, real.slice(before.length, real.length - after.length))
  }

  private bound(value: unknown): unknown {
    if (typeof value === 'string') return this.boundText(value)
    if (Array.isArray(value)) return value.map((item) => this.bound(item))
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [this.boundText(key), this.bound(member)]))
  }

  private boundText(text: string): string {
    const longestFirst = [...this.real].sort(([left], [right]) => right.length - left.length)
    return longestFirst.reduce((whole, [standIn, real]) => whole.replaceAll(standIn, () => real), text)
  }
}

/** A planned step with what its stand-ins stand for; undefined when one of them is not known. */
export function boundStep(planned: PlannedStep, bindings: Bindings): PlannedStep | undefined {
  const { on, params, requests } = planned
  if (bindings.isOpen([on ?? null, params])) return undefined
  const acting = on ? { on: { ...bindings.bind(on), fingerprint: on.fingerprint, basis: on.basis } } : {}
  return { ...planned, ...acting, params: bindings.bind(params), requests: bindings.bind(requests) }
}
