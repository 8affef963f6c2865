import type { Step } from '../../core/playbook.js'
import { limitDirection, listDirection } from './bounds.js'
import { type Direction, worstOf } from './change.js'
import { conditionDirection, demandDirection } from './condition-direction.js'
import { meaningOf } from './meaning.js'

type Kind = Step['kind']
type Of<K extends Kind> = Extract<Step, { kind: K }>

/** Steps that hold a run up until something is so; without them it goes further. */
const demanding: readonly Kind[] = ['verify', 'wait', 'approve']
/** Steps that by themselves let nothing happen and keep nothing from happening. */
const idle: readonly Kind[] = ['notify', 'query']

/** What it means that a step is there which was not. */
export function additionDirection({ kind }: Step): Direction {
  if (idle.includes(kind)) return 'changes'
  return demanding.includes(kind) ? 'narrows' : 'widens'
}

/** Whether a step, or a step inside of it, changes something. */
export function acts({ kind }: Step): boolean {
  return !demanding.includes(kind) && !idle.includes(kind)
}

/** What it means that a step is no longer there. What acts after it may have been safe only because of it. */
export function removalDirection(step: Step, isFollowed: boolean): Direction {
  if (acts(step)) return isFollowed ? 'widens' : 'narrows'
  return demanding.includes(step.kind) ? 'widens' : 'changes'
}

/** What it means that a step stands elsewhere: an approval after the change that it was for allows more. */
export function moveDirection({ kind }: Step): Direction {
  return kind === 'notify' ? 'changes' : 'widens'
}

/** How a step differs from what it was, the steps inside of it aside: wider unless all that differs is narrower. */
export function stepDirection(before: Step, after: Step, isFollowed: boolean): Direction {
  return worstOf([...whenDirections(before, after, isFollowed), ...detailDirections(before, after)])
}

function whenDirections(before: Step, after: Step, isFollowed: boolean): readonly Direction[] {
  const conditions = [before.when, after.when] as const
  if (meaningOf(before.when) === meaningOf(after.when)) return []
  if (demanding.includes(after.kind)) return [demandDirection(conditions)]
  return [isFollowed && acts(after) ? 'widens' : conditionDirection(conditions)]
}

function detailDirections(before: Step, after: Step): readonly Direction[] {
  if (before.kind === 'operation' && after.kind === 'operation') return operationDirections(before, after)
  if (before.kind === 'verify' && after.kind === 'verify') return verifyDirections(before, after)
  if (before.kind === 'wait' && after.kind === 'wait') return waitDirections(before, after)
  if (before.kind === 'approve' && after.kind === 'approve') return approveDirections(before, after)
  if (before.kind === 'forEach' && after.kind === 'forEach') return waveDirections(before, after)
  if (before.kind === 'query' && after.kind === 'query') return queryDirections(before, after)
  if (before.kind === 'notify' && after.kind === 'notify') return ['changes']
  return same(before, after, ['playbook', 'params'])
}

function operationDirections(before: Of<'operation'>, after: Of<'operation'>): readonly Direction[] {
  const undo = before.undo === after.undo ? [] : ([after.undo === 'irreversible' ? 'widens' : 'narrows'] as const)
  return [...undo, ...same(before, after, ['operation', 'on', 'params'])]
}

function verifyDirections(before: Of<'verify'>, after: Of<'verify'>): readonly Direction[] {
  return [
    ...limit(before.within, after.within),
    ...same(before, after, ['policy']),
    ...condition(before.condition, after.condition),
  ]
}

function waitDirections(before: Of<'wait'>, after: Of<'wait'>): readonly Direction[] {
  if ((before.until === undefined) !== (after.until === undefined)) return ['widens']
  if (before.seconds !== undefined && after.seconds !== undefined) return limit(after.seconds, before.seconds)
  return [...limit(before.timeout, after.timeout), ...condition(before.until, after.until)]
}

function approveDirections(before: Of<'approve'>, after: Of<'approve'>): readonly Direction[] {
  return [
    ...limit(after.count, before.count),
    ...limit(before.expires, after.expires),
    ...(meaningOf(before.roles) === meaningOf(after.roles) ? [] : [listDirection(before.roles, after.roles)]),
  ]
}

function waveDirections(before: Of<'forEach'>, after: Of<'forEach'>): readonly Direction[] {
  const ramp: readonly Direction[] =
    meaningOf(before.ramp) === meaningOf(after.ramp) ? [] : [isSlower(before.ramp, after.ramp) ? 'narrows' : 'widens']
  return [...limit(before.errorBudget, after.errorBudget), ...ramp]
}

/** Wave by wave no more targets; shares are only compared with shares, and more waves come before the rest. */
function isSlower(before: readonly number[], after: readonly number[]): boolean {
  return before.every((size, index) => {
    const smaller = after[index]
    return smaller !== undefined && smaller < 1 === size < 1 && smaller <= size
  })
}

function queryDirections(before: Of<'query'>, after: Of<'query'>): readonly Direction[] {
  return [...same(before, after, ['type']), ...condition(before.where, after.where)]
}

/** Wider where one of the parts is another one: what it was and is cannot be ordered. */
function same(before: Step, after: Step, keys: readonly string[]): readonly Direction[] {
  const part = (step: Step, key: string) => meaningOf(Object.entries(step).find(([name]) => name === key)?.[1])
  return keys.some((key) => part(before, key) !== part(after, key)) ? ['widens'] : []
}

function limit(before: number, after: number): readonly Direction[] {
  return before === after ? [] : [limitDirection(before, after)]
}

type Condition = Of<'verify'>['condition']

function condition(before: Condition, after: Condition): readonly Direction[] {
  if (meaningOf(before) === meaningOf(after)) return []
  return [before && after ? conditionDirection([before, after]) : 'widens']
}
