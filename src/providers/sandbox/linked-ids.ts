/**
 * The ids that a link's path names in a document: dots descend, `[]` spreads a list, what is absent names nothing.
 *
 * @example linkedIds({ Groups: [{ GroupId: 'sg-1' }] }, 'Groups[].GroupId') // ['sg-1']
 */
export function linkedIds(document: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  const values = path.split('.').reduce<readonly unknown[]>(descend, [document])
  return [...new Set(values.filter((value) => typeof value === 'string'))]
}

function descend(values: readonly unknown[], step: string): readonly unknown[] {
  const spread = step.endsWith('[]')
  const key = spread ? step.slice(0, -2) : step
  const members = values.map((value) => memberOf(value, key))
  return spread ? members.flatMap((member) => (Array.isArray(member) ? member : [])) : members
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}
