import type { Access } from '../../core/access.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import { entriesAt, itemsAt, type LocatedValue, rangeOf, textAt, valueAt } from '../source/located-value.js'
import { checkRole } from './check-role.js'
import { accessDiagnostics } from './diagnostics.js'
import { sshKeyProblem, sshKeyText } from './ssh-key.js'

/** Reports roles that nobody has defined, keys that cannot be read, and keys and GitHub logins that two people have. */
export function checkPeople(root: LocatedValue, { roles }: Access): readonly Diagnostic[] {
  const logins = new Map<string, LocatedValue>()
  const owners = new Map<string, { readonly person: string; readonly place: LocatedValue }>()
  return entriesAt(root, 'people').flatMap(({ key: person, value }) => [
    ...itemsAt(value, 'roles').flatMap((place) => checkRole(place, roles)),
    ...checkLogin(valueAt(value, ['github']), logins),
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

function checkLogin(place: LocatedValue | undefined, seen: Map<string, LocatedValue>): readonly Diagnostic[] {
  const login = textAt(place)?.toLowerCase()
  if (!place || login === undefined) return []
  const first = seen.get(login)
  seen.set(login, first ?? place)
  if (!first) return []
  const related = [{ message: 'the first bearer of the login', range: rangeOf(first) }]
  return [accessDiagnostics.report('shared-login', { login }, { range: rangeOf(place), related })]
}
