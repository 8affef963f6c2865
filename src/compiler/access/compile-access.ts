import {
  type Access,
  type ApprovalRule,
  defaultApprovalRules,
  defaultRoles,
  type Permission,
  type Role,
} from '../../core/access.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { ConfigurationSource } from '../schema/configuration-schema.js'
import type { LocatedValue } from '../source/located-value.js'
import { checkApprovalRules } from './approval-rules.js'
import { checkPeople } from './people.js'

/** What holds where nobody is named. */
export const defaultAccess: Access = { people: [], roles: defaultRoles, approvalRules: defaultApprovalRules }

/** Reads people, roles and approval rules of the configuration. Built-in roles stay unless they are defined anew. */
export function compileAccess(root: LocatedValue, source: ConfigurationSource | undefined): Outcome<Access> {
  const access = source ? accessOf(source) : defaultAccess
  const diagnostics: readonly Diagnostic[] = source
    ? [...checkPeople(root, access), ...checkApprovalRules(root, access)]
    : []
  return { value: access, diagnostics }
}

function accessOf({ people = {}, roles = {}, approvalRules, approvalDays }: ConfigurationSource): Access {
  const own = Object.entries(roles).map(([id, role]) => roleOf(id, role))
  return {
    people: Object.entries(people).map(([id, { name, roles: borne, signers = [], github }]) => ({
      id,
      name,
      roles: borne,
      signers,
      ...(github === undefined ? {} : { github }),
    })),
    roles: [...defaultRoles.filter(({ id }) => !Object.hasOwn(roles, id)), ...own],
    approvalRules: approvalRules?.map(ruleOf) ?? defaultApprovalRules,
    ...(approvalDays === undefined ? {} : { approvalDays }),
  }
}

type RoleSource = NonNullable<ConfigurationSource['roles']>[string]
type RuleSource = NonNullable<ConfigurationSource['approvalRules']>[number]

function roleOf(id: string, { run, approve, edit = [] }: RoleSource): Role {
  return { id, run: permissionOf(run), approve: permissionOf(approve), edit }
}

const defaultTargets = 1000

function permissionOf(given: RoleSource['run']): Permission {
  const { risk = 'none', environments = [], targets = defaultTargets } = given ?? {}
  return { maximumRisk: risk, environments, maximumTargets: risk === 'none' ? 0 : targets }
}

function ruleOf({
  risk,
  environments = [],
  targets = 1,
  approvals,
  roles,
  notRequester = true,
}: RuleSource): ApprovalRule {
  return { risk, environments, minimumTargets: targets, approvals, roles, notRequester }
}
