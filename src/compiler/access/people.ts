import type { Access } from '../../core/access.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { entriesAt, itemsAt, type LocatedValue, rangeOf, textAt } from '../source/located-value.js'
import { checkRole } from './check-role.js'
import { accessDiagnostics } from './diagnostics.js'
import { sshKeyProblem, sshKeyText } from './ssh-key.js'

/** Reports roles that people bear and nobody has defined, and keys that cannot be read or belong to two people. */
export function checkPeople(root: LocatedValue, { roles }: Access): readonly Diagnostic[] {
  const owners = new Map<string, { readonly person: string; readonly place: LocatedValue }>()
  return entriesAt(root, 'people').flatMap(({ key: person, value }) => [
    ...itemsAt(value, 'roles').flatMap((place) => checkRole(place, roles)),
    ...itemsAt(value, 'signers').flatMap((place) => {
      const text = textAt(place) ?? ''
      const problem = sshKeyProblem(text)
      if (problem !== undefined)
        return [accessDiagnostics.report('invalid-signer', { problem }, { range: rangeOf(place) })]
      const key = sshKeyText(text)
      const owner = owners.get(key)
      owners.set(key, owner ?? { person, place })
      if (!owner || owner.person === person) return []
      const related = [{ message: 'the first bearer of the key', range: rangeOf(owner.place) }]
      return [accessDiagnostics.report('shared-signer', { other: owner.person }, { range: rangeOf(place), related })]
    }),
  ])
}
