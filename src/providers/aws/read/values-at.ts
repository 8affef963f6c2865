/**
 * The values that a path names in an answer: dots descend, `[]` spreads a list. No path names the answer itself.
 *
 * @example valuesAt({ Reservations: [{ Instances: [1, 2] }] }, 'Reservations[].Instances[]') // [1, 2]
 */
export function valuesAt(answer: unknown, path: string | undefined): readonly unknown[] {
  const steps = path?.split('.') ?? []
  return steps.reduce<readonly unknown[]>(descend, [answer]).filter((value) => value !== undefined && value !== null)
}

function descend(values: readonly unknown[], step: string): readonly unknown[] {
  const member = step.replace('[]', '')
  const members = values.map((value) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[member])
  return step === member ? members : members.flatMap((value) => (Array.isArray(value) ? value : []))
}
