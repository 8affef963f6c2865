import type { Access, Permission, Person, Role } from '../../core/access.js'
import { risks } from '../../core/operation.js'
import type { ApprovalSubject } from './subject.js'

/** Whether a permission is enough for a plan: its risk, every environment of it, and its number of targets. */
export function permits(permission: Permission, { risk, environments, targets }: ApprovalSubject): boolean {
  if (permission.maximumRisk === 'none') return false
  return (
    risks.indexOf(risk) <= risks.indexOf(permission.maximumRisk) &&
    targets <= permission.maximumTargets &&
    environments.every((names) => listsEnvironment(permission.environments, names))
  )
}

/** Whether a list of environments has one under any of its names; an empty list has all. */
export function listsEnvironment(list: readonly string[], names: readonly string[]): boolean {
  return list.length === 0 || names.some((name) => list.includes(name))
}

/** The person of an id. */
export function personOf({ people }: Access, id: string): Person | undefined {
  return people.find((person) => person.id === id)
}

/** The roles that a person bears. */
export function rolesOf({ roles }: Access, person: Person): readonly Role[] {
  return roles.filter(({ id }) => person.roles.includes(id))
}

/** Whether the person may ask for a plan to be run. Where nobody is named, whoever is at the keyboard may. */
export function mayRun(access: Access, requester: string, subject: ApprovalSubject): boolean {
  if (access.people.length === 0) return true
  const person = personOf(access, requester)
  return person !== undefined && rolesOf(access, person).some(({ run }) => permits(run, subject))
}

/**
 * Whether the person may approve a plan in one of the roles asked for. Where no role is asked for, it is enough that the
 * person may run the plan.
 */
export function mayApprove(
  access: Access,
  person: Person,
  { roles, subject }: { readonly roles: readonly string[]; readonly subject: ApprovalSubject },
): boolean {
  const borne = rolesOf(access, person)
  if (roles.length === 0) return borne.some(({ run, approve }) => permits(run, subject) || permits(approve, subject))
  return borne.some(({ id, approve }) => roles.includes(id) && permits(approve, subject))
}
