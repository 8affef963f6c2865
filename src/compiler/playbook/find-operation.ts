import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Operation } from '../../core/operation.js'
import { type LocatedValue, rangeOf, textAt } from '../source/located-value.js'
import { replacement } from '../source/replacement.js'
import { closestName } from '../suggestion.js'
import { playbookDiagnostics } from './diagnostics.js'

/** Finds the operation that a step names: a verb of a type, or a full name of that type's. */
export function findOperation(
  place: LocatedValue | undefined,
  type: string,
  operations: ReadonlyMap<string, Operation>,
): Outcome<Operation | undefined> {
  const name = textAt(place)
  if (!place || name === undefined) return { value: undefined, diagnostics: [] }
  const operation = operations.get(`${type}.${name}`) ?? operations.get(name)
  if (operation?.type === type) return { value: operation, diagnostics: [] }
  const range = rangeOf(place)
  if (operation) {
    const parameters = { name, type, other: operation.type }
    return {
      value: undefined,
      diagnostics: [playbookDiagnostics.report('operation-for-another-type', parameters, { range })],
    }
  }
  return { value: undefined, diagnostics: [unknownOperation(name, type, { operations, place })] }
}

function unknownOperation(
  name: string,
  type: string,
  { operations, place }: { operations: ReadonlyMap<string, Operation>; place: LocatedValue },
): Diagnostic {
  const ofType = [...operations.values()].filter((one) => one.type === type)
  const verbs = ofType.map(({ verb }) => verb).sort()
  const suggestion = closestName(name, name.includes('.') ? ofType.map((one) => one.name) : verbs)
  const range = rangeOf(place)
  const fix = replacement(place, suggestion)
  return playbookDiagnostics.report('unknown-operation', { name, type, verbs, suggestion }, { range, fix })
}
