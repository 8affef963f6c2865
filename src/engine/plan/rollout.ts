import type { Rollout, RolloutPart } from '../../core/plan.js'
import type { Step } from '../../core/playbook.js'

/** A step that takes targets in waves. */
export type Ramp = Extract<Step, { kind: 'forEach' }>

/** What an order acts on, and how carefully. */
export interface RolloutOrder {
  /** The id of its playbook. */
  readonly playbook: string
  /** By address, in order. */
  readonly targets: readonly string[]
  /** The waves that its steps are taken in, those of playbooks that it runs included. */
  readonly ramps: readonly Pick<Ramp, 'ramp' | 'errorBudget'>[]
}

/** Failures that a playbook without a ramp bears before no more of its targets are taken. */
const defaultErrorBudget = 2

/** The rollout of a plan: a part for each set of orders that share targets, with the smallest of their error budgets. */
export function rolloutOf(orders: readonly RolloutOrder[]): Rollout {
  return { parts: sharingTargets(orders).map(partOf) }
}

function partOf(orders: readonly RolloutOrder[]): RolloutPart {
  return {
    playbooks: orders.map(({ playbook }) => playbook),
    waves: wavesOf(orders),
    errorBudget: Math.min(...orders.map(budgetOf)),
  }
}

function budgetOf({ ramps }: RolloutOrder): number {
  return ramps.length === 0 ? defaultErrorBudget : Math.min(...ramps.map(({ errorBudget }) => errorBudget))
}

/** Orders in groups: two that share a target are in the same one. */
function sharingTargets(orders: readonly RolloutOrder[]): readonly (readonly RolloutOrder[])[] {
  const groups = new Map<string, readonly RolloutOrder[]>()
  for (const order of orders) {
    const touched = new Set(order.targets.map((address) => groups.get(address)))
    const group = [...[...touched].flatMap((others) => others ?? []), order]
    for (const address of group.flatMap(({ targets }) => targets)) groups.set(address, group)
  }
  return [...new Set(groups.values())]
}

/** Each wave takes the targets that are next, as many as every order that acts on them allows. */
function wavesOf(orders: readonly RolloutOrder[]): readonly (readonly string[])[] {
  const paces = new Map<string, Pace[]>()
  const all = orders.map((order) => {
    const pace = new Pace(order)
    for (const address of order.targets) paces.set(address, [...(paces.get(address) ?? []), pace])
    return pace
  })
  const waves: (readonly string[])[] = []
  for (let left = [...paces.keys()]; left.length > 0; ) {
    const wave = new Set(left.filter((address) => takeAll(paces.get(address) ?? [])))
    for (const pace of all) pace.endWave()
    waves.push([...wave])
    left = left.filter((address) => !wave.has(address))
  }
  return waves
}

function takeAll(acting: readonly Pace[]): boolean {
  if (!acting.every((pace) => pace.hasRoom)) return false
  for (const pace of acting) pace.take()
  return true
}

/** How many targets of an order may be in the wave at hand: the least that any of its ramps says. */
class Pace {
  private readonly sizes: readonly number[]
  private wave = 0
  private taken = 0

  constructor({ ramps, targets }: RolloutOrder) {
    const longest = Math.max(0, ...ramps.map(({ ramp }) => ramp.length))
    this.sizes = Array.from({ length: longest }, (_, index) =>
      Math.min(
        ...ramps.flatMap(({ ramp }) => ramp.slice(index, index + 1).map((size) => countOf(size, targets.length))),
      ),
    )
  }

  get hasRoom(): boolean {
    return this.taken < (this.sizes[this.wave] ?? Number.POSITIVE_INFINITY)
  }

  take(): void {
    this.taken += 1
  }

  /** A wave in which none of its targets was leaves an order where it is. */
  endWave(): void {
    if (this.taken > 0) this.wave += 1
    this.taken = 0
  }
}

function countOf(size: number, targets: number): number {
  return size < 1 ? Math.ceil(size * targets) : Math.floor(size)
}
