/**
 * The texts that a link's path names in a document, each once: dots descend, `[]` spreads a list.
 *
 * @example textsAt({ disks: [{ source: 'a' }] }, 'disks[].source') // ['a']
 */
export function textsAt(document: unknown, path: string): readonly string[] {
  const found = path.split('.').reduce<readonly unknown[]>(descend, [document])
  return [...new Set(found.filter((value) => typeof value === 'string'))]
}

function descend(values: readonly unknown[], step: string): readonly unknown[] {
  const key = step.replace('[]', '')
  const members = values.map((value) => (value as Record<string, unknown> | null | undefined)?.[key])
  return step === key ? members : members.flatMap((member) => (Array.isArray(member) ? member : []))
}
