/** Whether a difference allows more than before, less, or cannot be ordered. */
export type Direction = 'widens' | 'narrows' | 'changes'

/** One thing that differs between two versions of a definition, in words. */
export interface Difference {
  /** What it is about: `severity`, `limits.targets`, `params.keep.extend`. */
  readonly what: string
  readonly direction: Direction
  /** Left out where there was nothing. */
  readonly before?: string
  /** Left out where there is nothing any more. */
  readonly after?: string
}

export type DefinitionKind =
  | 'policy'
  | 'exemption'
  | 'playbook'
  | 'standing-approval'
  | 'schedule'
  | 'price-sheet'
  | 'access'

/** What became of one definition. */
export interface Change {
  readonly kind: DefinitionKind
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly differences: readonly Difference[]
  /** True when something is allowed that was not, so that whoever relied on the bound must look again. */
  readonly breaking: boolean
}

/** A difference between two values, if they differ. */
export function difference(
  what: string,
  [before, after]: readonly [before: unknown, after: unknown],
  direction: Direction = 'changes',
): readonly Difference[] {
  const [was, is] = [textOf(before), textOf(after)]
  if (was === is) return []
  return [
    { what, direction, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
  ]
}

/** The members of two records that differ, each under its own name. */
export function memberDifferences(
  what: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap((name) => difference(`${what}.${name}`, [before[name], after[name]]))
}

/** A definition that both versions have; nothing when it means the same. */
export function changed(kind: DefinitionKind, id: string, differences: readonly Difference[]): readonly Change[] {
  if (differences.length === 0) return []
  return [
    { kind, id, change: 'changed', differences, breaking: differences.some(({ direction }) => direction === 'widens') },
  ]
}

/** A definition that only one of the versions has. */
export function appeared(kind: DefinitionKind, id: string, change: 'added' | 'removed'): Change {
  return { kind, id, change, differences: [], breaking: false }
}

/** Pairs definitions of two versions by id, and compares those that both have. */
export function compareById<T extends { readonly id: string }>(
  kind: DefinitionKind,
  [before, after]: readonly [before: readonly T[], after: readonly T[]],
  compare: (before: T, after: T) => readonly Difference[],
): readonly Change[] {
  const earlier = new Map(before.map((one) => [one.id, one]))
  const kept = new Set(after.map(({ id }) => id))
  return [
    ...before.filter(({ id }) => !kept.has(id)).map(({ id }) => appeared(kind, id, 'removed')),
    ...after.flatMap((one) => {
      const was = earlier.get(one.id)
      return was ? changed(kind, one.id, compare(was, one)) : [appeared(kind, one.id, 'added')]
    }),
  ]
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
