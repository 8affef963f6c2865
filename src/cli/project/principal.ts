import type { Access } from '../../core/access.js'
import type { Principal } from '../../core/run.js'

/** A person with the roles that the configuration gives, if it knows the person. */
export function principalOf({ people }: Access, person: string): Principal {
  return { person, roles: people.find(({ id }) => id === person)?.roles ?? [] }
}
