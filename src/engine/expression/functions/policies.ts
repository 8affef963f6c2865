import type { policyFunctions } from '../../../core/functions/policies.js'
import { entriesOf, ownProperty } from '../values/index.js'
import { type Implementation, tolerant } from './implementation.js'
import { globTest } from './patterns.js'
import { narrowsCallers } from './policy-conditions.js'
import { type PolicyStatement, readStatements } from './policy-documents.js'

export const policyImplementations: Record<keyof typeof policyFunctions, Implementation> = {
  policyStatements: tolerant(readStatements),
  allowsPublic: tolerant((document) => readStatements(document)?.some(allowsAnyone)),
  allowsAction: tolerant(allowsAction),
  allowsEverything: tolerant((document) => readStatements(document)?.some(allowsAll)),
  deniesInsecureTransport: tolerant((document) => readStatements(document)?.some(deniesPlainHttp)),
  aclAllowsPublic: tolerant(aclAllowsPublic),
  tag: tolerant(tag),
}

function allowsAnyone(statement: PolicyStatement): boolean {
  if (statement.Effect !== 'Allow') return false
  const anyone = statement.Principal.includes('*') || statement.NotPrincipal.length > 0
  return anyone && !statement.Condition.some(narrowsCallers)
}

function allowsAll(statement: PolicyStatement): boolean {
  const { Effect, Action, Resource, Condition } = statement
  const everyAction = Action.includes('*') || Action.includes('*:*')
  return Effect === 'Allow' && everyAction && Resource.includes('*') && Condition.length === 0
}

function allowsAction(document: unknown, action: unknown, resource?: unknown): boolean | undefined {
  const statements = readStatements(document)
  if (!statements || typeof action !== 'string') return undefined
  const about = (statement: PolicyStatement) =>
    covers(statement.Action, statement.NotAction, action) &&
    (typeof resource !== 'string' || covers(statement.Resource, statement.NotResource, resource))
  const denied = statements.some((statement) => deniesOutright(statement) && about(statement))
  return !denied && statements.some((statement) => statement.Effect === 'Allow' && about(statement))
}

function deniesOutright({ Effect, Condition, Resource }: PolicyStatement): boolean {
  return Effect === 'Deny' && Condition.length === 0 && Resource.includes('*')
}

function covers(patterns: readonly string[], exceptions: readonly string[], text: string): boolean {
  const fits = (pattern: string) => globTest(pattern, true)(text)
  return exceptions.length > 0 ? !exceptions.some(fits) : patterns.some(fits)
}

function deniesPlainHttp({ Effect, Principal, Condition }: PolicyStatement): boolean {
  const insecure = Condition.some(
    ({ operator, key, values }) =>
      /^Bool(IfExists)?$/.test(operator) &&
      key === 'aws:securetransport' &&
      values.some((value) => value.toLowerCase() === 'false'),
  )
  return Effect === 'Deny' && Principal.includes('*') && insecure
}

const publicGroups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/

function aclAllowsPublic(acl: unknown): boolean | undefined {
  if (acl === null) return false
  const grants = Array.isArray(acl) ? acl : ownProperty(acl, 'Grants')
  if (grants === null || grants === undefined) return false
  if (!Array.isArray(grants)) return undefined
  return grants.some((grant) => publicGroups.test(String(ownProperty(ownProperty(grant, 'Grantee'), 'URI') ?? '')))
}

const tagForms = [
  ['Key', 'Value'],
  ['key', 'value'],
  ['TagKey', 'TagValue'],
  ['tagKey', 'tagValue'],
] as const

function tag(tags: unknown, key: unknown): unknown {
  if (tags === null) return null
  if (typeof key !== 'string') return undefined
  if (!Array.isArray(tags)) {
    if (!entriesOf(tags)) return undefined
    return ownProperty(tags, key) ?? null
  }
  for (const entry of tags) {
    const form = tagForms.find(([name]) => ownProperty(entry, name) === key)
    if (form) return ownProperty(entry, form[1]) ?? null
  }
  return null
}
