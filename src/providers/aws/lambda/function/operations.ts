import type { Operation, OperationParameters } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { lambdaFunction } from './definition.js'
import { isPublic, permissionOf, permissionsOf, policyWith, statementOf } from './permissions.js'

const settings: AwsSettings = {
  memory: {
    path: 'MemorySize',
    parameter: { type: 'integer', minimum: 128, maximum: 10_240, title: 'Memory in MB' },
    whenAbsent: 128,
    calls: ['UpdateFunctionConfiguration'],
    send: (MemorySize, { id }) => [['UpdateFunctionConfiguration', { FunctionName: id, MemorySize }]],
  },
  timeout: {
    path: 'Timeout',
    parameter: { type: 'integer', minimum: 1, maximum: 900, title: 'Longest run in seconds' },
    whenAbsent: 3,
    calls: ['UpdateFunctionConfiguration'],
    send: (Timeout, { id }) => [['UpdateFunctionConfiguration', { FunctionName: id, Timeout }]],
  },
  concurrency: {
    path: 'ReservedConcurrentExecutions',
    parameter: { type: 'integer', minimum: 0, title: 'Reserved concurrency; null for what the account has left' },
    whenAbsent: null,
    calls: ['PutFunctionConcurrency', 'DeleteFunctionConcurrency'],
    send: (value, { id }) => [
      value === null
        ? ['DeleteFunctionConcurrency', { FunctionName: id }]
        : ['PutFunctionConcurrency', { FunctionName: id, ReservedConcurrentExecutions: value }],
    ],
  },
}

const rollBackAlias = defineAwsOperation(lambdaFunction, {
  verb: 'roll-back-alias',
  title: 'Point an alias at another version, with all of its traffic',
  calls: ['UpdateAlias'],
  risk: 'medium',
  params: {
    alias: { type: 'string', required: true, title: 'Name of the alias' },
    version: { type: 'string', required: true, pattern: '\\$LATEST|\\d+', title: 'Version to point it at' },
  },
  dependsOn: ['Aliases'],
  precondition: (target, params) => {
    const alias = aliasOf(target, params)
    if (alias === undefined) return refused(`it has no alias ${params['alias']}`)
    if (alias['RoutingConfig'] !== undefined) return refused('its traffic is split between versions')
    return alias['FunctionVersion'] === params['version'] ? already(`it points at ${params['version']}`) : undefined
  },
  effect: (target, params) => {
    const moved = aliasOf(target, params)
    const Aliases = documentsIn(target.properties['Aliases']).map((alias) =>
      alias === moved ? { ...alias, FunctionVersion: params['version'] } : alias,
    )
    return becomes(lambdaFunction, target, { ...target.properties, Aliases })
  },
  inverse: (before, params) => ({
    operation: `${lambdaFunction.name}.roll-back-alias`,
    params: { alias: params['alias'] ?? null, version: String(aliasOf(before, params)?.['FunctionVersion']) },
  }),
  send: ({ id }, { alias, version }) => [['UpdateAlias', { FunctionName: id, Name: alias, FunctionVersion: version }]],
})

const makePrivate = defineAwsOperation(lambdaFunction, {
  verb: 'make-private',
  title: 'Remove permissions of everybody to invoke it',
  calls: ['RemovePermission'],
  risk: 'medium',
  dependsOn: ['Policy'],
  precondition: (target) => {
    if (!permissionsOf(target).some(isPublic)) return already('nobody but those named may invoke it')
    const nameless = permissionsOf(target).some((statement) => isPublic(statement) && statement['Sid'] === undefined)
    return nameless ? refused('a permission has no id to remove it by') : undefined
  },
  effect: (target) =>
    withPermissions(
      target,
      permissionsOf(target).filter((statement) => !isPublic(statement)),
    ),
  inverse: (before) => ({
    operation: `${lambdaFunction.name}.add-permission`,
    params: { permissions: permissionsOf(before).filter(isPublic).map(permissionOf) },
  }),
  send: (target) =>
    permissionsOf(target)
      .filter(isPublic)
      .map(({ Sid }) => ['RemovePermission', { FunctionName: target.id, StatementId: Sid }]),
})

const addPermission = defineAwsOperation(lambdaFunction, {
  verb: 'add-permission',
  title: 'Let everybody invoke it, as the undoing of `make-private` does',
  calls: ['AddPermission'],
  risk: 'critical',
  params: {
    permissions: {
      type: 'list',
      required: true,
      title: 'Permissions, `{ StatementId, Action, Principal, FunctionUrlAuthType }`',
    },
  },
  dependsOn: ['Policy'],
  precondition: (target, params) => (missing(target, params).length > 0 ? undefined : already('it has them')),
  effect: (target, params) =>
    withPermissions(target, [
      ...permissionsOf(target),
      ...missing(target, params).map((permission) => statementOf(permission, target)),
    ]),
  send: (target, params) =>
    missing(target, params).map((permission) => ['AddPermission', { FunctionName: target.id, ...permission }]),
})

/** What can be done to Lambda functions. */
export const lambdaFunctionOperations: readonly Operation[] = [
  ...awsSettingOperations(lambdaFunction, { settings, settlesWithin: 120 }, []),
  rollBackAlias,
  makePrivate,
  addPermission,
  ...awsTagOperations(lambdaFunction),
]

function aliasOf({ properties }: Resource, { alias }: OperationParameters): Document | undefined {
  return documentsIn(properties['Aliases']).find(({ Name }) => Name === alias)
}

function missing(target: Resource, { permissions }: Readonly<Record<string, ParameterValue>>): readonly Document[] {
  const known = new Set(permissionsOf(target).map(({ Sid }) => Sid))
  return documentsIn(permissions).filter(({ StatementId }) => !known.has(StatementId))
}

function withPermissions(target: Resource, statements: readonly Document[]) {
  return becomes(lambdaFunction, target, withValue(target.properties, 'Policy', policyWith(target, statements)))
}
