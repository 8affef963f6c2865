import type { Access, Person } from '../../core/access.js'
import { rolesOf } from '../approval/index.js'
import { matchesPathGlob } from './path-glob.js'

/** Whether the roles of a person let them change a file, by its path from the repository's root. */
export function mayEdit(access: Access, person: Person, path: string): boolean {
  return rolesOf(access, person).some(({ edit }) => edit.some((glob) => matchesPathGlob(path, glob)))
}

/** Everybody whose roles let them change a file. */
export function editorsOf(access: Access, path: string): readonly Person[] {
  return access.people.filter((person) => mayEdit(access, person, path))
}

/** The person of an id, or with `github:` before it of a GitHub login, in any case. */
export function editorNamed({ people }: Access, name: string): Person | undefined {
  const login = /^github:(.*)$/s.exec(name)?.[1]?.toLowerCase()
  if (login === undefined) return people.find(({ id }) => id === name)
  return people.find(({ github }) => github?.toLowerCase() === login)
}
