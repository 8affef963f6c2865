import type { Operation, OperationParameter, OperationParameters } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import type { SettingOperation, SettingValues } from '../../../operating/setting-operations.js'
import { textsOf } from '../../../operating/tag-operations.js'
import type { AwsCall } from '../../operate/aws-operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { securityGroup } from './definition.js'
import {
  admitsPort,
  admitTheSame,
  isInternet,
  isOpen,
  permissionsOf,
  type Rule,
  ruleFor,
  rulesOf,
  sentPermissions,
  sourceOf,
} from './rules.js'

const selection: Readonly<Record<string, OperationParameter>> = {
  port: { type: 'integer', minimum: 0, maximum: 65_535, title: 'Only rules that admit this port' },
}

const settings: AwsSettings = {
  ingress: {
    path: 'IpPermissions',
    parameter: { type: 'list', title: 'Inbound rules, as the API gives them: `IpPermissions`' },
    whenAbsent: [],
    asRead: (value) => permissionsOf(rulesOf(value)) as readonly ParameterValue[],
    calls: ['AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress'],
    send: (value, target) => callsBetween(target, rulesOf(value)),
  },
}

const restrictIngress: SettingOperation = {
  verb: 'restrict-ingress',
  title: 'Replace the internet as the source of inbound rules',
  risk: 'high',
  params: {
    ...selection,
    sources: { type: 'list', required: true, title: 'Networks in CIDR form to admit instead' },
  },
  moves: ['ingress'],
  wanted: (params, target) =>
    ingress(
      inboundOf(target).flatMap((rule) =>
        isOpen(rule) && isSelected(rule, params)
          ? textsOf(params['sources']).map((cidr) => ruleFor(rule.ports, cidr, rule.source['Description']))
          : [rule],
      ),
    ),
  refusal: (_, { sources }) => {
    const networks = textsOf(sources)
    const allNetworks = networks.length > 0 && networks.every((cidr) => /^[0-9a-f.:]+\/\d{1,3}$/i.test(cidr))
    return allNetworks && !networks.some(isInternet) ? undefined : 'sources must be networks in CIDR form, not all'
  },
}

const revokeRule: SettingOperation = {
  verb: 'revoke-rule',
  title: 'Remove inbound rules of a source',
  risk: 'high',
  params: {
    ...selection,
    source: { type: 'string', title: 'Network, group or prefix list; when left out, the internet' },
  },
  moves: ['ingress'],
  wanted: (params, target) =>
    ingress(inboundOf(target).filter((rule) => !(isSelected(rule, params) && isFrom(rule, params['source'])))),
}

/** What can be done to security groups. */
export const securityGroupOperations: readonly Operation[] = [
  ...awsSettingOperations(securityGroup, { settings, settlesWithin: 60 }, [restrictIngress, revokeRule]),
  ...awsTagOperations(securityGroup),
]

function inboundOf({ properties }: Resource): readonly Rule[] {
  return rulesOf(properties['IpPermissions'])
}

/** Two open rules of the same ports, IPv4 and IPv6, become the same rules. */
function ingress(rules: readonly Rule[]): SettingValues {
  const distinct = rules.filter((rule, at) => rules.findIndex((other) => admitTheSame(rule, other)) === at)
  return { ingress: permissionsOf(distinct) as readonly ParameterValue[] }
}

function isSelected(rule: Rule, { port }: OperationParameters): boolean {
  return typeof port !== 'number' || admitsPort(rule, port)
}

function isFrom(rule: Rule, source: ParameterValue | undefined): boolean {
  return typeof source === 'string' ? sourceOf(rule) === source : isOpen(rule)
}

/** What is admitted anew comes first, so that nobody who stays admitted is locked out in between. */
function callsBetween(target: Resource, wanted: readonly Rule[]): readonly AwsCall[] {
  const current = inboundOf(target)
  const added = wanted.filter((rule) => !current.some((other) => admitTheSame(rule, other)))
  const removed = current.filter((rule) => !wanted.some((other) => admitTheSame(rule, other)))
  const call = (name: string, rules: readonly Rule[]): readonly AwsCall[] =>
    rules.length > 0 ? [[name, { GroupId: target.id, IpPermissions: sentPermissions(rules) }]] : []
  return [...call('AuthorizeSecurityGroupIngress', added), ...call('RevokeSecurityGroupIngress', removed)]
}
