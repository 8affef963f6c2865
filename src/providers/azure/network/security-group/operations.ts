import type { CloudRequest, Operation, OperationParameter, OperationParameters } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { changes, defineOperation } from '../../../operating/define-operation.js'
import { withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { textsOf } from '../../../operating/tag-operations.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { azureTagOperations } from '../../tag-operations.js'
import { securityGroup } from './definition.js'
import {
  isInternet,
  nameOf,
  type Rule,
  rulesOf,
  rulesPath,
  selects,
  sourcesOf,
  withRules,
  withSources,
} from './rules.js'

const { name: type } = securityGroup
const { apiVersion } = securityGroup.description
const documentation = 'https://learn.microsoft.com/rest/api/virtualnetwork/security-rules'
const permission = 'Microsoft.Network/networkSecurityGroups/securityRules'

const selection: Readonly<Record<string, OperationParameter>> = {
  rule: { type: 'string', title: 'Name of the rule; without it, every rule that lets the internet in' },
  port: { type: 'integer', minimum: 0, maximum: 65_535, title: 'Only rules that admit this port' },
}

const restrictIngress = defineOperation(type, {
  verb: 'restrict-ingress',
  title: 'Replace the internet as the source of rules',
  documentation: `${documentation}/create-or-update`,
  risk: 'high',
  params: {
    ...selection,
    sources: { type: 'list', required: true, title: 'Networks or service tags to admit instead' },
  },
  permissions: [`${permission}/write`],
  dependsOn: [rulesPath],
  precondition: (target, params) => {
    const sources = textsOf(params['sources'])
    if (sources.length === 0 || sources.some(isInternet)) return refused('sources must name networks, not the internet')
    return openRules(target, params).length > 0 ? undefined : already('no such rule admits the internet')
  },
  effect: (target, params) => {
    const open = new Set(openRules(target, params))
    return changes(
      target,
      withRules(
        target,
        rulesOf(target).map((rule) => (open.has(rule) ? narrowed(rule, params) : rule)),
      ),
    )
  },
  inverse: (before, params) => restoring(openRules(before, params)),
  requests: (target, params) => openRules(target, params).map((rule) => put(target, narrowed(rule, params))),
  settlesWithin: 120,
})

const revokeRule = defineOperation(type, {
  verb: 'revoke-rule',
  title: 'Delete rules',
  documentation: `${documentation}/delete`,
  risk: 'high',
  params: selection,
  permissions: [`${permission}/delete`],
  dependsOn: [rulesPath],
  precondition: (target, params) =>
    rulesOf(target).some(selects(params)) ? undefined : already('there is no such rule'),
  effect: (target, params) => {
    const isRevoked = selects(params)
    return changes(
      target,
      withRules(
        target,
        rulesOf(target).filter((rule) => !isRevoked(rule)),
      ),
    )
  },
  inverse: (before, params) => restoring(rulesOf(before).filter(selects(params))),
  requests: (target, params) =>
    rulesOf(target)
      .filter(selects(params))
      .map((rule) => armRequest('DELETE', { path: rulePath(target, rule), apiVersion })),
  settlesWithin: 120,
})

const configure = defineOperation(type, {
  verb: 'configure',
  title: 'Put rules: those of the same name are replaced, others added',
  documentation: `${documentation}/create-or-update`,
  risk: 'high',
  params: { rules: { type: 'list', required: true, title: 'Rules as ARM writes them, `{ name, properties }`' } },
  permissions: [`${permission}/write`],
  dependsOn: [rulesPath],
  precondition: (_, { rules }) =>
    documentsIn(rules).every((rule) => nameOf(rule) !== '') ? undefined : refused('every rule needs a name'),
  effect: (target, params) => changes(target, withRules(target, merged(target, params))),
  requests: (target, { rules }) => documentsIn(rules).map((rule) => put(target, rule)),
  settlesWithin: 120,
})

/** What can be done to network security groups. */
export const securityGroupOperations: readonly Operation[] = [
  restrictIngress,
  revokeRule,
  configure,
  ...azureTagOperations(securityGroup),
]

function openRules(target: Resource, params: OperationParameters): readonly Rule[] {
  return rulesOf(target).filter((rule) => selects(params)(rule) && sourcesOf(rule).some(isInternet))
}

function narrowed(rule: Rule, { sources }: OperationParameters): Rule {
  const kept = sourcesOf(rule).filter((source) => !isInternet(source))
  return withSources(rule, [...new Set([...kept, ...textsOf(sources)])])
}

function restoring(rules: readonly Rule[]) {
  return { operation: `${type}.configure`, params: { rules: rules as readonly ParameterValue[] } }
}

function merged(target: Resource, { rules }: OperationParameters): readonly Rule[] {
  const put = new Map(documentsIn(rules).map((rule) => [nameOf(rule), rule]))
  const replaced = rulesOf(target).map((rule) => put.get(nameOf(rule)) ?? rule)
  const known = new Set(replaced.map(nameOf))
  return [...replaced, ...[...put.values()].filter((rule) => !known.has(nameOf(rule)))]
}

function rulePath(target: Resource, rule: Rule): string {
  return `${armIdOf(target)}/securityRules/${nameOf(rule)}`
}

/** `provisioningState` is the server's. */
function put(target: Resource, rule: Rule): CloudRequest {
  const { properties } = withValue(rule, 'properties.provisioningState', undefined)
  return armRequest('PUT', { path: rulePath(target, rule), apiVersion, body: { properties } as Document })
}
